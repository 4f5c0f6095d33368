"""Whether a page is a mirror image, as telephones' front cameras and some scanning programs save it.

Mirrored print is found where print stands and hardly one of its characters is read surely; turned back, they are. Of
twelve real pages mirrored at most .14 of the characters were read surely, of the same pages as they are .27 and more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scanaudit.capture.text_direction import Recognise
from scanaudit.facts import Capture
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line
from scanaudit.reading.ocr import crop

# A character of a line read this surely was read. With this share of them and more a page is read as it stands.
_SURE, _READ = 0.9, 0.25
# Lines of so many characters say something, with fewer than so many of them nothing is said of the page, and so many
# of the longest are looked at: enough that one scribble decides nothing. Design values.
_LEAST, _FEW, _LOOKED_AT = 4, 3, 6
# The mirror image of most lines is read this surely, and surer than the line by so much. Design values, half way
# between what mirrored pages and scribbles gave.
_TURNED_BACK, _BETTER = 0.85, 0.1


def with_mirroring(capture: Capture, image: Pixels, lines: Sequence[Line], recognise: Recognise) -> Capture:
    """``capture`` of the page ``image``, which nobody can read where it is a mirror image.

    ``recognise``: text and confidence (0–1) of line images; asked only where hardly anything was read.
    """
    if not is_mirrored(image, lines, recognise):
        return capture
    return capture.model_copy(update={"mirrored": True, "readable": False})


def is_mirrored(image: Pixels, lines: Sequence[Line], recognise: Recognise) -> bool:
    """Whether the lines are read where they are turned back, left for right (or, on its head, up for down)."""
    said = [line for line in lines if len(line.text.strip()) >= _LEAST]
    characters = sum(len(line.text) for line in said)
    read = sum(len(line.text) for line in said if line.confidence >= _SURE)
    if len(said) < _FEW or read >= _READ * characters:
        return False
    said.sort(key=lambda line: line.box[2] - line.box[0], reverse=True)
    looked_at = said[:_LOOKED_AT]
    crops = [crop(image, line.quad) for line in looked_at]
    before = float(np.median([line.confidence for line in looked_at]))
    for axis in (1, 0):
        again = recognise([np.ascontiguousarray(np.flip(one, axis)) for one in crops])
        sure = float(np.median([confidence for _, confidence in again]))
        if sure >= _TURNED_BACK and sure - before >= _BETTER:
            return True
    return False
