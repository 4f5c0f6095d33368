"""How many characters stand on a seal's arc, told by their even spacing: a reading that lost one is not believed.

Characters of an arc are spaced evenly, so the bare columns between them lie at multiples of one pitch. Where a higher
count than was read fits those columns well and the count that was read does not, a character was lost.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scanaudit.marks.seal_ink import Grey

_ROWS = slice(6, 42)  # of the strip's 48: without what is left of the rim
_INKED = 0.06  # share of a column's ink from which it belongs to the text
_LEAST_COLUMNS = 24
_GAPS = (0.0, 0.06, 0.12, 0.18)  # of the pitch: how wide the bare part between two characters may be
_WIDTH = 0.07  # of the pitch: columns looked at to both sides of where a gap should be
_LOST = 3  # so many characters at most are looked for
# Chosen on 48 drawn seals (tuning seed 100, docs/seals.md): the right count has 0.02–0.4 where the spacing shows at
# all, wrong ones mostly 0.8–1.3.
_FITS, _DOES_NOT = 0.4, 0.6


def lost_some(strip: Grey, read: int) -> bool:
    """Whether ``strip`` (dark on white, heads up) surely holds one to three characters more than the ``read`` ones."""
    profile = ((255 - strip[_ROWS].astype(np.float64)) / 255).mean(axis=0)
    if read < 2 or len(np.flatnonzero(profile > _INKED)) < _LEAST_COLUMNS:
        return False
    if _unfit(profile, read) < _DOES_NOT:
        return False
    return any(_unfit(profile, read + more) < _FITS for more in range(1, _LOST + 1))


def _unfit(profile: NDArray[np.float64], count: int) -> float:
    """Ink where the gaps between ``count`` evenly spaced characters should be, by the text's mean ink: 0 is perfect."""
    inked = np.flatnonzero(profile > _INKED)
    first, last = int(inked[0]), int(inked[-1]) + 1
    mean = float(profile[first:last].mean())
    return (
        min(_ink_in_gaps(profile, first, (last - first) / (count - gap), gap, count) for gap in _GAPS) / mean
    )


def _ink_in_gaps(profile: NDArray[np.float64], first: int, pitch: float, gap: float, count: int) -> float:
    half = max(1.0, _WIDTH * pitch)
    middles = first + np.arange(1, count) * pitch - gap * pitch / 2
    parts = (profile[max(0, round(m - half)) : round(m + half) + 1] for m in middles)
    return float(np.mean([part.mean() if len(part) else 0.0 for part in parts]))
