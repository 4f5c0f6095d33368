"""A date that a seal cut is read whole before it is told, or told with a doubt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from scanaudit.facts import Fields, Seal
from scanaudit.fields import extract
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line, Quad
from scanaudit.reading.ocr import Size
from scanaudit.rereading.cut_dates import with_whole_dates

IMAGE = np.full((400, 800, 3), 255, np.uint8)
WHOLE = "二〇〇九年七月二十六日"


def line(text: str, y: float, x0: float = 40, x1: float = 400) -> Line:
    return Line(text, 0.99, np.array([[x0, y], [x1, y], [x1, y + 30], [x0, y + 30]], np.float32))


class Reader:
    """Says what it is told, look after look, and remembers what it was shown.

    ``hidden``: what it finds around a seal.
    """

    def __init__(self, *texts: str, confidence: float = 0.98, hidden: Sequence[Quad] = ()) -> None:
        self.texts, self.confidence, self.hidden = list(texts), confidence, list(hidden)
        self.crops: list[Pixels] = []
        self.around: list[Pixels] = []

    def detect(self, image: Pixels, max_side: int) -> list[Quad]:
        self.around.append(image)
        return self.hidden

    def recognise(self, crops: Sequence[Pixels], size: Size = "tiny") -> list[tuple[str, float]]:
        self.crops += crops
        text = self.texts.pop(0) if len(self.texts) > 1 else self.texts[0]
        return [(text, self.confidence)] * len(crops)


def seal(x0: float, x1: float) -> Seal:
    """A red seal over the date's row."""
    return Seal.model_validate(
        {
            "bbox": (x0 / 800, 100 / 400, x1 / 800, 260 / 400),
            "shape": "round",
            "colour": "red",
            "photocopied": False,
            "text": None,
            "confidence": 0.95,
        }
    )


def issued(
    reader: Reader,
    *found: Line,
    seals: Sequence[Seal] = (),
    image: Pixels = IMAGE,
    kind: str = "degree_certificate",
) -> Fields:
    """The fields of a certificate whose date was found as these lines."""
    lines = [line("学士学位证书", 40), line("宁远理工大学", 100), *found]
    fields = extract(kind, lines, (800, 400))
    return with_whole_dates(fields, kind, lines, image, seals, reader)


def told(fields: Fields) -> tuple[str | None, float | None]:
    evidence = fields.evidence.get("issue_date")
    return fields.issue_date, evidence.confidence if evidence else None


@pytest.mark.parametrize("left", ["九年七月二十六日", "年七月二十六日", "七月二十六日"])
def test_a_date_whose_beginning_was_cut_off_is_read_from_further_left(left: str) -> None:
    assert told(issued(Reader(WHOLE), line(left, 160))) == ("2009-07-26", 0.98)
    assert issued(Reader(left), line(left, 160)).issue_date is None
    assert issued(Reader(""), line(left, 160)).issue_date is None


def test_so_is_one_in_digits() -> None:
    assert told(issued(Reader("2009年7月26日"), line("9年7月26日", 160))) == ("2009-07-26", 0.98)


def test_two_looks_that_tell_two_dates_are_a_doubt() -> None:
    cut = line("年七月二十六日", 160)
    assert told(issued(Reader("二〇〇九年七月二十六日", "二〇〇八年七月二十六日"), cut)) == (
        "2009-07-26",
        0.5,
    )
    # less is no other date
    assert told(issued(Reader(WHOLE, "二〇〇九年之月二十六日"), cut)) == ("2009-07-26", 0.98)


@pytest.mark.parametrize(
    ("looks", "answer"),
    [
        (("二〇九年七月二十六日",), ("2009-07-26", 0.5)),
        (("二〇一年七月二十六日",), (None, None)),
    ],
)
def test_of_two_like_numerals_one_may_be_lost(
    looks: tuple[str, ...], answer: tuple[str | None, float | None]
) -> None:
    assert told(issued(Reader(*looks), line("九年七月二十六日", 160))) == answer


def test_a_look_that_does_not_go_on_as_the_cut_date_did_is_a_doubt() -> None:
    assert told(issued(Reader("二〇〇九年七月二十八日"), line("年七月二十六日", 160))) == ("2009-07-28", 0.5)


def test_a_whole_date_and_what_is_none_are_not_read_again() -> None:
    reader = Reader(WHOLE)
    assert issued(reader, line("二〇一三年八月十四日", 160)).issue_date == "2013-08-14"
    assert issued(reader, line("2013年8月14日", 160)).issue_date == "2013-08-14"
    assert issued(reader, line("正月里来", 160)).issue_date is None
    assert reader.crops == []


@pytest.mark.parametrize("whole", ["2017年7月7日", "2017年7月17日"])
def test_a_date_whose_end_a_seal_hid_is_told_to_the_day_where_two_looks_agree(whole: str) -> None:
    over = (seal(180, 300),)
    cut = line("2017年7月7" if whole.endswith("月7日") else "2017年7月1", 160, 100, 200)
    assert issued(Reader(whole), cut, seals=over).issue_date == f"2017-07-{whole[7:-1]:0>2}"
    assert issued(Reader("2017年8月7日"), cut, seals=over).issue_date == "2017-07"
    assert issued(Reader("2017年7月"), cut, seals=over).issue_date == "2017-07"
    reader = Reader(whole)
    assert issued(reader, cut).issue_date == "2017-07"
    assert reader.crops == []


def test_looking_further_left_ends_at_the_edge_of_the_page() -> None:
    assert told(issued(Reader(WHOLE), line("九年七月二十六日", 160, 4, 200))) == ("2009-07-26", 0.98)


def test_under_a_seal_its_ink_is_bleached() -> None:
    red = np.full((400, 800, 3), (220, 40, 40), np.uint8)
    under, beside = Reader(WHOLE), Reader(WHOLE)
    issued(under, line("九年七月二十六日", 160, 200), seals=(seal(100, 300),), image=red)
    issued(beside, line("九年七月二十六日", 160, 200), seals=(seal(600, 760),), image=red)
    assert all((crop == 220).all() for crop in under.crops)
    assert not any((crop == 220).all() for crop in beside.crops)


PIECES = (line("二二四年九月", 160, 100, 240), line("九日", 160, 280, 340))


def test_a_date_in_pieces_under_a_seal_is_read_whole() -> None:
    found = issued(Reader("二〇二四年九月十九日"), *PIECES, seals=(seal(200, 330),))
    assert told(found) == ("2024-09-19", 0.98)
    three = (line("2023年", 160, 100, 180), line("9月", 160, 200, 240), line("8日", 160, 260, 300))
    assert told(issued(Reader("2023年9月18日"), *three, seals=(seal(200, 330),))) == ("2023-09-18", 0.98)


def test_where_the_whole_cannot_be_read_the_pieces_are_a_doubt() -> None:
    assert told(issued(Reader("二煙四我月"), *PIECES, seals=(seal(200, 330),))) == ("2024-09-09", 0.5)
    other = issued(Reader("二〇二三年六月二十九日"), *PIECES, seals=(seal(200, 330),))
    assert told(other) == ("2023-06-29", 0.5)


def test_pieces_with_no_seal_between_them_are_taken_as_they_are() -> None:
    reader = Reader("二〇二四年九月十九日")
    for seals in ((), (seal(500, 700),)):
        found = issued(reader, line("2023年9月", 160, 100, 240), line("8日", 160, 280, 340), seals=seals)
        assert found.issue_date == "2023-09-08"
    assert reader.crops == []


# A line in the part of the page around ``seal(300, 460)``, which begins at 44, 84.
HIDDEN = np.array([[260, 76], [420, 76], [420, 106], [260, 106]], np.float32)


def test_a_date_that_a_seal_hid_is_looked_for_around_it() -> None:
    reader = Reader("1997.05.08", hidden=[HIDDEN])
    assert told(issued(reader, seals=(seal(300, 460),))) == ("1997-05-08", 0.98)
    assert reader.around[0].shape == (193, 672, 3)


def test_two_readings_of_a_hidden_date_that_differ_are_a_doubt() -> None:
    reader = Reader("1997.05.08", "1997.03.08", hidden=[HIDDEN])
    assert told(issued(reader, seals=(seal(300, 460),))) == ("1997-05-08", 0.5)


def test_what_is_no_date_is_not_put_in() -> None:
    for reader in (
        Reader("365011997575705", hidden=[HIDDEN]),
        Reader(WHOLE, confidence=0.8, hidden=[HIDDEN]),
    ):
        assert issued(reader, seals=(seal(300, 460),)).issue_date is None


def test_the_end_of_a_hidden_date_is_read_from_further_left() -> None:
    reader = Reader("月二十六日", "月二十六日", WHOLE, hidden=[HIDDEN])
    assert issued(reader, seals=(seal(300, 460),)).issue_date == "2009-07-26"


def test_nothing_is_looked_for_where_a_date_is_told_or_none_is_asked() -> None:
    reader = Reader(WHOLE, hidden=[HIDDEN])
    assert issued(reader, line("2013年8月14日", 160), seals=(seal(300, 460),)).issue_date == "2013-08-14"
    assert issued(reader, seals=(seal(300, 460),), kind="id_card").issue_date is None
    assert issued(reader).issue_date is None
    assert reader.around == []
