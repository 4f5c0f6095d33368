"""What is read on a page again once its neighbours gave it another kind."""

from __future__ import annotations

from typing import Any

import pytest

from scanaudit.facts import Box, Evidence, Fields, PageFacts, Rotation, Signature, TextLine, turned
from scanaudit.inspection.in_context import in_context

TERM: tuple[str, Box] = ("合同期限：2019年3月1日至2022年2月28日", (0.1, 0.2, 0.7, 0.22))
ID_NUMBER = "990101198503120010"


def contract(*lines: tuple[str, Box], rotation: Rotation = 0, **given: Any) -> PageFacts:
    """The second page of a contract: the fields that it has once its first page told its kind."""
    first = PageFacts(file="a.pdf", page=1, kind="labour_contract", kind_confidence=0.95, text="劳动合同")
    values: dict[str, Any] = {
        "file": "a.pdf", "page": 2, "width": 1000, "height": 1400, "rotation": rotation,
        "kind_candidates": (("other", 0.6), ("labour_contract", 0.3)),
        "text": "\n".join(text for text, _ in lines),
        "lines": tuple(TextLine(text=t, bbox=turned(b, rotation), confidence=0.99) for t, b in lines),
    }  # fmt: skip
    return in_context([first, PageFacts(**{**values, **given})])[1]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_values_of_the_new_kind_are_read_where_they_stand(rotation: Rotation) -> None:
    page = contract(TERM, rotation=rotation)
    assert (page.fields.period_start, page.fields.period_end) == ("2019-03-01", "2022-02-28")
    assert page.fields.evidence["period_start"].bbox == pytest.approx(turned(TERM[1], rotation), abs=1e-5)


def test_a_number_whose_check_digit_agrees_stays() -> None:
    misread = ("身份证号：990101198503120011", (0.1, 0.3, 0.6, 0.32))
    right = Evidence(raw=ID_NUMBER, bbox=(0.1, 0.3, 0.6, 0.32), confidence=0.9, valid=True)
    known = Fields(id_number=ID_NUMBER, evidence={"id_number": right})
    page = contract(TERM, misread, fields=known)
    assert page.fields.id_number == ID_NUMBER
    assert page.fields.evidence["id_number"] == right
    assert page.fields.period_end == "2022-02-28"


@pytest.mark.parametrize(("before", "kept"), [("2024-09-19", "2024-09-19"), ("2019-03-01", "2024-09-09")])
def test_a_day_that_was_read_from_the_picture_stays(before: str, kept: str) -> None:
    cut = ("二〇二四年九月九日", (0.5, 0.8, 0.8, 0.82))
    known = Fields(issue_date=before, evidence={"issue_date": Evidence(raw="", bbox=cut[1], confidence=0.9)})
    page = contract(("合同日期：2019年3月1日", TERM[1]), cut, fields=known)
    assert page.fields.issue_date == kept


def test_handwriting_gives_no_values() -> None:
    hand = Signature(bbox=TERM[1], confidence=0.9)
    assert contract(TERM, signatures=(hand,)).fields.period_start is None


def test_a_page_that_keeps_its_kind_keeps_its_fields() -> None:
    known = PageFacts(file="b.pdf", page=1, kind="labour_contract", fields=Fields(name="郑晓舟"))
    assert in_context([known]) == (known,)
