"""The classification mark of a page: 秘密, 机密 or 绝密 (Law on Guarding State Secrets, art. 14 and 17).

The mark stands alone at the top of the page, with ★ and a term (机密★10年) or without. The same words
inside a sentence (商业秘密, 保守秘密) are no mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from scanaudit.reading.lines import Line

Level = Literal["秘密", "机密", "绝密"]

_TERM = r"(?:\d{1,2}|[一二三五十]+)?[年月]|长期|启用前|\d{4}.*"
_MARK = re.compile(
    rf"^(?:密级[:：]?)?[【\[(（]?(秘密|机密|绝密)[】\])）]?(?:[★☆*＊✩·]?(?:{_TERM})?)?(?:[:：]?\d*)?$"
)

_TOP = 0.25  # of the page's height: GB/T 9704 puts the mark in the first lines of the page
_LEAST = 0.6  # OCR confidence below which a short line is a guess


def find_classification(lines: Sequence[Line], height: int) -> Level | None:
    """The highest classification that a line at the top of the page (``height`` pixels) gives, or None."""
    found: set[str] = set()
    for line in lines:
        text = re.sub(r"\s+", "", line.text)
        if line.confidence >= _LEAST and line.box[1] < _TOP * height and (match := _MARK.match(text)):
            found.add(match.group(1))
    order: tuple[Level, ...] = ("绝密", "机密", "秘密")
    return next((level for level in order if level in found), None)
