"""What a reviewer sees of a question: the place in question and the whole page, upright.

ID numbers are covered, but where a question is about the number itself: then its place is shown as it is, on the
reviewer's screen alone. Nothing of this is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from scanaudit.facts import Box, PageFacts, unturned
from scanaudit.report.pictures import content_of, picture, upright
from scanaudit.review.questions import Question

Pages = Callable[[str, str, int], tuple[PageFacts, bytes] | None]
"""Of a case's key, a file and a page: the page's facts with its text, and its picture (JPEG)."""
_OF_A_NUMBER: Final = frozenset({"V411", "V412", "V492"})
"""Findings about a number that may be a person's: nobody can answer them with the number covered."""


@dataclass(frozen=True)
class Pictures:
    """JPEGs of a question; ``page_box``, ``crop_box``: the place that is asked about, in fractions of each; ``beside``:
    the page that its own is held against, if any.
    """

    page: bytes
    crop: bytes | None
    page_box: Box | None
    crop_box: Box | None
    beside: bytes | None = None


def pictures(question: Question, pages: Pages, *, show_ids: bool = False) -> Pictures | None:
    """The pictures of a question; None where the page has none. ``show_ids``: no ID number is covered."""
    found = pages(question.case, question.file, question.page)
    if found is None or not found[1]:
        return None
    facts, preview = found
    asked = question.code in _OF_A_NUMBER
    # Without a place the whole page is what is asked about.
    whole = picture(preview, facts, 1, show_ids=show_ids or (asked and question.bbox is None))
    shown = picture(preview, facts, 1, show_ids=True) if asked else whole
    cut = shown.crop(question.bbox) if question.bbox is not None else None
    turned = facts.rotation or 0
    return Pictures(
        page=upright(content_of(whole.large), turned),
        crop=content_of(cut.uri) if cut else None,
        page_box=unturned(question.bbox, turned) if question.bbox else None,
        crop_box=cut.box if cut else None,
        beside=_beside(question, pages, show_ids=show_ids),
    )


def _beside(question: Question, pages: Pages, *, show_ids: bool) -> bytes | None:
    """The page that a question's own is held against (JPEG); a number is covered but where numbers are compared."""
    at = question.beside
    found = pages(question.case, at.file, at.page) if at is not None and at.page is not None else None
    if found is None or not found[1]:
        return None
    facts, preview = found
    shown = picture(preview, facts, 1, show_ids=show_ids or question.code in _OF_A_NUMBER)
    return upright(content_of(shown.large), facts.rotation or 0)
