"""How this process asks the system for memory."""

from __future__ import annotations

import ctypes

# The names and numbers of glibc's <malloc.h>.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
# Larger than any block that reading a page asks for, so that all are kept: a worker that has read an A3 scan at 300 dpi
# holds 634 MB with it and 586 MB without (benchmarks/speed.py).
_LARGEST = 1 << 30


def keep_freed_blocks() -> None:
    """Let the C library keep the large blocks that are given back and hand them out again.

    By default it gets each block above 128 KiB from the system and gives it back at once, and the system clears every
    page of it anew: over the 40 pages of a sample dossier a million page faults, half of the text detector's time. Only
    glibc knows this setting; elsewhere nothing changes.
    """
    mallopt = getattr(_c_library(), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGEST)
        mallopt(_M_TRIM_THRESHOLD, _LARGEST)


def _c_library() -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(None)
    except (OSError, TypeError):  # TypeError: Windows loads no library without a name
        return None
