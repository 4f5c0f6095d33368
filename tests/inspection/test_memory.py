"""Freed blocks are kept, where the C library is one that can be told so."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import resource, sys
import numpy as np
from scanaudit.inspection.memory import keep_freed_blocks
if sys.argv[1] == "kept":
    keep_freed_blocks()
np.ones(4_000_000)
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    np.ones(4_000_000)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def _faults(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", _PROGRAM, how], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is told to keep blocks")
def test_a_large_block_is_handed_out_again_without_new_pages() -> None:
    assert _faults("kept") < 0.1 * _faults("as usual")
