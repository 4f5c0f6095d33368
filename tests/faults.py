"""Workers that misbehave on purpose: they crash, hang, raise or remember how often they were called.

In a module of its own because worker processes import it by name.
"""

from __future__ import annotations

import gc
import os
import signal
import time

from pebble.pool.channel import WorkerChannel

from scanaudit.facts import PageFacts, Problem, TextLine
from scanaudit.inspection.cache import Entry
from scanaudit.intake.limits import Limits
from scanaudit.intake.sources import Source
from scanaudit.settings import Settings

_HELD: list[bytes] = []


def start() -> None:
    """Nothing to prepare."""


def count(source: Source, limits: Limits) -> int | Problem:
    return 1


def count_two(source: Source, limits: Limits) -> int | Problem:
    return 2


def count_or_die(source: Source, limits: Limits) -> int | Problem:
    if "crash" in source.file:
        os.abort()
    return 1


def die_with_the_lock() -> None:
    """End as a process does that the system kills while it is about to send its answer."""
    channel = next(one for one in gc.get_objects() if type(one) is WorkerChannel)
    channel.mutex.acquire()
    os.kill(os.getpid(), signal.SIGKILL)


def _contract(file: str, page: int) -> PageFacts:
    """Two pages of a contract, whose second one nobody would know by itself."""
    if page == 1:
        return PageFacts(file=file, page=1, kind="labour_contract", kind_confidence=0.95, text="劳动合同")
    term = "合同期限：2019年3月1日至2022年2月28日"
    line = TextLine(text=term, bbox=(0.1, 0.2, 0.7, 0.22), confidence=0.99)
    odds = (("other", 0.6), ("labour_contract", 0.3))
    return PageFacts(
        file=file, page=2, width=1000, height=1400, text=term, lines=(line,), kind_candidates=odds
    )


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
    if "contract" in source.file:
        return Entry(_contract(source.file, page), b"")
    if "bug" in source.file:
        raise ZeroDivisionError("990102199001010019")
    if "once" in source.file and not (settings.cache_dir / "died").exists():
        (settings.cache_dir / "died").touch()
        os.abort()
    return Entry(PageFacts(file=source.file, page=page, text=source.file), b"jpeg")
