"""Where a page's figures stand, by the captions below them (图3 位移曲线): plotted curves look like hands, circuits
like faint copies of seals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scanaudit.facts import Box
from scanaudit.reading.lines import Line

_CAPTION = re.compile(r"\s*(?:图\s?\d{1,2}(?!\d|[、.．]?\s?[页张])|[Ff]ig(?:ure)?[.\s]{0,2}\d)")
_SENTENCE = re.compile(r"[,，;；。]|^\s*图\s?\d{1,2}\s?(?:为|是|中|所?示|给出|可|表明|显示)")
# A line of running text has so many characters, half a column's row, and ends the figure above it; what stands in a
# figure is shorter. Design value.
_TEXT = 12
# A caption has so many characters at most, and a figure without text around it is this wide and high at most, in parts
# of the page's sides. Design values.
_LONGEST, _WIDE, _HIGH = 40, 0.6, 0.4
# The column of a figure is as wide as so many lines nearest to it: one alone may be a paragraph's short last one.
_NEAREST = 3


def figures(lines: Sequence[Line], height: int, width: int) -> list[Box]:
    """Boxes, in fractions of the page, from each figure's caption up to the text above it, as wide as that column."""
    texts = [line for line in lines if len(line.text) >= _TEXT]
    found = []
    for caption in (line for line in lines if _is_caption(line.text)):
        x0, top, x1, _ = caption.box
        beside = [one for one in texts if one is not caption and one.box[0] < x1 and one.box[2] > x0]
        above = max((one.box[3] for one in beside if one.box[3] <= top), default=0.0)
        near = sorted(beside, key=lambda one: abs(one.box[1] - top))[:_NEAREST]
        middle = (x0 + x1) / 2
        left, right = middle - _WIDE / 2 * width, middle + _WIDE / 2 * width
        if near:
            left, right = min(x0, *(one.box[0] for one in near)), max(x1, *(one.box[2] for one in near))
        upper = max(above, top - _HIGH * height)
        found.append((max(0.0, left / width), upper / height, min(1.0, right / width), top / height))
    return found


def _is_caption(text: str) -> bool:
    """Whether it names a figure; a sentence that speaks of one is none (图1为安装照片，见附件)."""
    return len(text) <= _LONGEST and bool(_CAPTION.match(text)) and not _SENTENCE.search(text)
