"""What a reviewer sees of a question: the place in question and the whole page, ID numbers covered."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

from scanaudit.facts import Box, PageFacts
from scanaudit.report.pictures import picture
from scanaudit.review.questions import Question

Pages = Callable[[str, str, int], tuple[PageFacts, bytes] | None]
"""Of a case's key, a file and a page: the page's facts with its text, and its picture (JPEG)."""


@dataclass(frozen=True)
class Pictures:
    """JPEGs of a question. ``box``: the place on the page, and on the crop, in fractions of each."""

    page: bytes
    crop: bytes | None
    page_box: Box | None
    crop_box: Box | None


def pictures(question: Question, pages: Pages) -> Pictures | None:
    """The pictures of a question; None where the page has none."""
    found = pages(question.case, question.file, question.page)
    if found is None or not found[1]:
        return None
    facts, preview = found
    made = picture(preview, facts, 1)
    cut = made.crop(question.bbox) if question.bbox is not None else None
    return Pictures(
        page=_bytes(made.large),
        crop=_bytes(cut.uri) if cut else None,
        page_box=question.bbox,
        crop_box=cut.box if cut else None,
    )


def _bytes(uri: str) -> bytes:
    return base64.b64decode(uri.partition(",")[2])
