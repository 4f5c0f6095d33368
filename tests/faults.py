"""Workers that misbehave on purpose: they crash, hang, raise or remember how often they were called.

In a module of its own because worker processes import it by name.
"""

from __future__ import annotations

import gc
import os
import signal
import time

from pebble.pool.channel import WorkerChannel

from scanaudit.cache import Entry
from scanaudit.facts import PageFacts, Problem
from scanaudit.intake.limits import Limits
from scanaudit.intake.sources import Source
from scanaudit.settings import Settings

_HELD: list[bytes] = []


def start() -> None:
    """Nothing to prepare."""


def count(source: Source, limits: Limits) -> int | Problem:
    return 1


def count_or_die(source: Source, limits: Limits) -> int | Problem:
    if "crash" in source.file:
        os.abort()
    return 1


def die_with_the_lock() -> None:
    """End as a process does that the system kills while it is about to send its answer."""
    channel = next(one for one in gc.get_objects() if type(one) is WorkerChannel)
    channel.mutex.acquire()
    os.kill(os.getpid(), signal.SIGKILL)


def read(source: Source, page: int, settings: Settings) -> Entry:
    """Do what the file's name says; every call is noted in the cache folder."""
    with (settings.cache_dir / "calls.txt").open("a") as stream:
        stream.write(f"{source.file}:{page}\n")
    if "crash" in source.file:
        os.abort()
    if "hang" in source.file:
        time.sleep(600)
    if "memory" in source.file:
        raise MemoryError
    if "eater" in source.file:
        bytearray(4 << 30)
    if "hold" in source.file:
        _HELD.append(b"x" * (200 << 20))
        return Entry(PageFacts(file=source.file, page=page, text=f"read in {os.getpid()}"), b"")
    if "bug" in source.file:
        raise ZeroDivisionError("990102199001010019")
    if "once" in source.file and not (settings.cache_dir / "died").exists():
        (settings.cache_dir / "died").touch()
        os.abort()
    return Entry(PageFacts(file=source.file, page=page, text=source.file), b"jpeg")
