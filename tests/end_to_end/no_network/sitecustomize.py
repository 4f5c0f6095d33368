"""Put on the path of a program under test: every attempt to reach a network is noted and refused.

Sockets between processes of one machine (AF_UNIX) stay allowed; worker processes inherit this file.
"""

import os
import socket

_REFUSED = (socket.AF_INET, socket.AF_INET6)
_note = os.environ["NETWORK_ATTEMPTS"]


def _refuse(what: str) -> None:
    with open(_note, "a", encoding="utf-8") as stream:
        stream.write(what + "\n")
    raise OSError("no network in this test")


class _Socket(socket.socket):
    def connect(self, address):  # type: ignore[no-untyped-def]
        if self.family in _REFUSED:
            _refuse(f"connect {address}")
        return super().connect(address)

    def connect_ex(self, address):  # type: ignore[no-untyped-def]
        if self.family in _REFUSED:
            _refuse(f"connect {address}")
        return super().connect_ex(address)

    def sendto(self, *args):  # type: ignore[no-untyped-def]
        if self.family in _REFUSED:
            _refuse(f"sendto {args[-1]}")
        return super().sendto(*args)


socket.socket = _Socket  # type: ignore[misc]
socket.getaddrinfo = lambda host, *args, **kwargs: _refuse(f"look up {host}")  # type: ignore[assignment]
