"""Where a page is served: told in words, before anything is started, when it cannot be."""

from __future__ import annotations

import socket
from contextlib import closing

from scanaudit.errors import UsageError
from scanaudit.report.phrases import phrases


def must_be_free(host: str, port: int) -> None:
    """Raise UsageError where nothing can listen at ``host`` and ``port`` (0: any port), most often because an earlier
    run of the program still does.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind, protocol)) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        sentence = phrases().error["cannot_listen"]
        raise UsageError(sentence.fill(host=host, port=port, other=port + 1)) from error
