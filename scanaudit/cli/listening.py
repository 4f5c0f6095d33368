"""Where a page is served: told in words, before anything is started, when it cannot be."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import closing

from scanaudit.errors import UsageError
from scanaudit.report.phrases import phrases

_EVERYWHERE = frozenset({"0.0.0.0", "::", ""})
_LAST = 65535


def must_be_free(host: str, port: int) -> None:
    """Raise UsageError where nothing can listen at ``host`` and ``port`` (0: any): most often an earlier run does."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind, protocol)) as tried:
            if os.name == "posix":  # elsewhere it lets two programs listen at one port
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        said = phrases().error
        if error.errno != errno.EADDRINUSE:
            raise UsageError(said["cannot_listen"].fill(host=host, port=port)) from error
        shown = "127.0.0.1" if host in _EVERYWHERE else host
        other = port + 1 if port < _LAST else port - 1
        raise UsageError(said["port_taken"].fill(host=shown, port=port, other=other)) from error
