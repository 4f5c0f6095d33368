"""What is a character of a line, or a drawing's letters, is no signature; a name on a line is one."""

from __future__ import annotations

import pytest

from scanaudit.facts import Signature
from scanaudit.marks.lettering import with_letters_doubted, without_lettering
from tests.marks import drawn

SIZE = (1000, 1000)
TITLE = (200.0, 100.0, 800.0, 160.0)


def kept(box, lines, label=None, sure=0.9):
    hand = Signature(bbox=tuple(value / 1000 for value in box), confidence=sure, label=label)
    return without_lettering((hand,), lines, SIZE) == (hand,)


@pytest.mark.parametrize(
    ("text", "box", "confidence", "label", "stays"),
    [
        ("获奖证书荣誉证书", (200, 100, 260, 160), 0.99, None, False),
        ("获奖证书荣誉证书", (200, 100, 260, 160), 0.6, None, True),  # misread: may be a hand
        ("获奖证书荣誉证书", (200, 100, 260, 160), 0.99, "签名", True),
        ("承诺人：张三  审核人：李四", (320, 100, 440, 160), 0.99, None, True),
        ("获奖证书荣誉证书", (190, 40, 330, 220), 0.99, None, True),  # across the line
        ("张三", (200, 100, 260, 160), 0.99, None, True),
    ],
)
def test_a_character_of_a_printed_line_is_no_signature(text, box, confidence, label, stays):
    assert kept(box, [drawn.line(text, *TITLE, confidence)], label) is stays


@pytest.mark.parametrize(("letters", "stays"), [(4, True), (5, False)])
def test_a_drawing_with_letters_in_it_is_no_signature(letters, stays):
    lines = [drawn.line("F", 300 + 40 * at, 300, 315 + 40 * at, 320, 0.8) for at in range(letters)]
    assert kept((280, 250, 520, 420), lines) is stays


def test_a_hand_that_is_certain_may_cross_print():
    assert kept((200, 100, 260, 160), [drawn.line("获奖证书荣誉证书", *TITLE)], sure=0.98)


def hands(*middles, side=60, label=None):
    return tuple(
        Signature(
            bbox=((x - side / 2) / 1000, (y - side / 2) / 1000, (x + side / 2) / 1000, (y + side / 2) / 1000),
            confidence=0.8,
            label=label,
        )
        for x, y in middles
    )


def test_the_letters_of_a_slanting_watermark_are_doubted_and_hands_beside_it_are_not():
    letters = hands((200, 250), (300, 330), (500, 490))  # 电子_业
    aside = hands((700, 300))
    told = with_letters_doubted((*letters, *aside), SIZE)
    assert [one.confidence for one in told] == [0.45, 0.45, 0.45, 0.8]


@pytest.mark.parametrize(
    "three",
    [
        hands((200, 500), (400, 505), (600, 495)),  # a level row of names
        hands((500, 200), (502, 400), (498, 600)),  # one below the other
        hands((200, 250), (300, 330), (500, 700)),  # in no row
        hands((200, 250), (300, 330), (500, 490), label="签名"),
        (*hands((200, 250), (300, 330)), *hands((500, 490), side=140)),
    ],
)
def test_hands_in_level_rows_columns_and_beside_labels_stay_what_they_were(three):
    assert with_letters_doubted(three, SIZE) == three
