"""A port for a server in a process of its own."""

from __future__ import annotations

import random
import socket


def free_port() -> int:
    """A port of this machine that nobody listens at, and that the system gives no client of its own accord.

    A port of the system's own range may be taken by the next connection of any program, even by a client that keeps
    asking for the very server that is to listen there.
    """
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
