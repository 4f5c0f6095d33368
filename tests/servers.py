"""Servers in processes of their own: their ports, and `scanaudit serve` itself."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


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


@contextmanager
def served(folder: Path, *options: str, held_by: Sequence[str] = ()) -> Iterator[str]:
    """The address of `scanaudit serve` with all that it keeps in ``folder``. ``held_by``: a command that runs it."""
    port = free_port()
    command = [*held_by, sys.executable, "-m", "scanaudit", "serve", "--port", str(port), *options]
    server = subprocess.Popen(
        [*command, "--data", str(folder / "data")],
        env={**os.environ, "SCANAUDIT_CACHE_DIR": str(folder / "cache")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _listens(port):
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
