"""Which lines of text are a signature: handwriting is misread too often to be held against anybody."""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.boxes import contained
from scanaudit.facts import Box, Signature

# From this confidence on a mark is rather a signature than print (docs/marks.md).
_SURE_SIGNATURE = 0.5
# Share of a line that a signature covers from which the line is that signature: the detector's boxes are half as
# large again as the ink, and a line that has the label in it too is covered to a third.
_HANDWRITTEN = 0.45


def is_written(line: Box, signatures: Iterable[Signature]) -> bool:
    """Whether a line is one of the page's signatures; all boxes of one page, turned alike."""
    return any(
        contained(line, hand.bbox) >= _HANDWRITTEN
        for hand in signatures
        if hand.confidence >= _SURE_SIGNATURE
    )
