"""How a function's time grows with its input, without any absolute time."""

from __future__ import annotations

import time
from collections.abc import Callable

# Work four times as large: 4 times the time where it grows linearly, 16 times where it grows with the square.
FACTOR = 4
LIMIT = 10.0
# Below this a measurement is noise (seconds of processor time).
_LEAST = 0.002


def growth(small: Callable[[], object], large: Callable[[], object]) -> float:
    """How many times as long ``large`` takes as ``small``; the best of three each."""
    return max(_seconds(large), _LEAST) / max(_seconds(small), _LEAST)


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best
