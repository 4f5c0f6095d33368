"""What runs in a worker process: one page, under a limit of memory, and an end even where nobody is left to stop it.

Imports little: every fresh process pays for it.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from scanaudit.inspection.cache import Entry
from scanaudit.intake.sources import Source
from scanaudit.settings import Settings

_MIB: Final = 1 << 20
_GRACE_SECONDS: Final = 10.0
"""The parent stops a page at its time limit; where it does not, it is dead, and the process ends by itself."""

Read = Callable[[Source, int, Settings], Entry]


@dataclass(frozen=True)
class Answer:
    """What a process says: the page, and how much memory it now holds, in bytes."""

    entry: Entry
    resident: int


def read(function: Read, source: Source, page: int, settings: Settings) -> Answer:
    """``function(source, page, settings)`` within the limits that ``settings`` has for a page."""
    _limit_memory(settings.page_megabytes)
    with open(os.devnull, "w", encoding="ascii") as nowhere:
        faulthandler.dump_traceback_later(settings.page_seconds + _GRACE_SECONDS, exit=True, file=nowhere)
        try:
            entry = function(source, page, settings)
        except MemoryError:
            os._exit(87)  # a process that ran out of memory is not to be trusted with the next page
        finally:
            faulthandler.cancel_dump_traceback_later()
    return Answer(entry, _resident())


@cache
def _limit_memory(megabytes: int) -> None:
    """Refuse this process more private memory than that, once (Linux; elsewhere nothing is limited)."""
    if sys.platform.startswith("linux"):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * _MIB, hard))


def _resident() -> int:
    """Bytes that this process holds in memory; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
