"""Pages beside their neighbours: where these give a page another kind, the values of that kind are read on it, too.

The lines that are kept among the facts are enough for it: no picture is looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence

from scanaudit.facts import Fields, PageFacts, Rotation, turned, unturned
from scanaudit.fields import extract
from scanaudit.kinds import refine
from scanaudit.marks.hands import is_written
from scanaudit.reading.lines import Line, quad_of


def in_context(pages: Sequence[PageFacts]) -> tuple[PageFacts, ...]:
    """The same pages in the same order, with the kinds that their neighbours give them and the fields of those. A
    picture of several documents is what these are.
    """
    return tuple(_of_kind(alone, page) for alone, page in zip(pages, refine(pages), strict=True))


def _of_kind(alone: PageFacts, refined: PageFacts) -> PageFacts:
    """The page as its neighbours make it."""
    if alone.parts:
        return alone
    return refined if refined.kind == alone.kind else _read_again(refined)


def _read_again(page: PageFacts) -> PageFacts:
    """The page with the fields of its kind. A number whose check digit agrees stays: pixels that are gone by now
    may have been looked at for it.
    """
    if not page.lines or not page.width or not page.height:
        return page
    rotation: Rotation = page.rotation or 0
    size = (page.width, page.height) if rotation in {0, 180} else (page.height, page.width)
    lines = [
        Line(line.text, line.confidence, quad_of(unturned(line.bbox, rotation), size))
        for line in page.lines
        if not is_written(line.bbox, page.signatures)
    ]
    seals = [unturned(seal.bbox, rotation) for seal in page.seals]
    fields = _kept(page.fields, extract(page.kind, lines, size, seals), rotation)
    return page.model_copy(update={"fields": fields})


def _kept(before: Fields, now: Fields, rotation: Rotation) -> Fields:
    """The fields read ``now`` on the upright page, with their boxes as displayed, but numbers that held ``before``, and
    a day of issue that was read from the picture: on the lines it is still cut by a seal.
    """
    old = {name for name in now.evidence if name in before.evidence and before.evidence[name].valid}
    if now.issue_date and before.issue_date and before.issue_date not in now.dates:
        old.add("issue_date")
    evidence = {
        name: before.evidence[name] if name in old else found.placed(lambda box: turned(box, rotation))
        for name, found in now.evidence.items()
    }
    return now.model_copy(update={"evidence": evidence, **{name: getattr(before, name) for name in old}})
