"""Signatures that a red seal lies on."""

from dataclasses import replace

from scanaudit.facts import Signature
from scanaudit.marks.hands_under_seals import hands_under_seals
from scanaudit.marks.ink import separate
from scanaudit.marks.seals import Stamped
from scanaudit.marks.signature_labels import fields
from scanaudit.marks.verifier import Verdict
from tests.marks import drawn

SEAL = Stamped((0.6, 0.5, 0.84, 0.67), "round", "red", 0.99, False)


class Look:
    """A verifier that takes everything for a signature of one likelihood, and remembers where it was asked."""

    def __init__(self, likelihood=0.9):
        self.likelihood, self.asked = likelihood, []

    def __call__(self, boxes):
        self.asked += boxes
        return [Verdict(self.likelihood, box) for box in boxes]


def page(*, signed=True, printed=""):
    rgb = drawn.paper()
    lines = drawn.prose(rgb)
    if printed:
        lines.append(drawn.print_line(rgb, printed, 640, 820))
    drawn.round_seal(rgb, 720, 827, 118)
    if signed:
        drawn.pen(rgb, 650, 790, 150, 60, drawn.BLUE, 1)
    return separate(rgb), lines


def found(look, seal=SEAL, known=(), pictures=(), **how):
    ink, lines = page(**how)
    label = drawn.line("校长（签字）：", 500, 800, 640, 830)
    return hands_under_seals(ink, lines, [seal], known, fields([label]), pictures, look)


def test_a_hand_under_a_seal_is_looked_at_and_found_behind_its_label():
    (signature,) = found(Look())
    assert signature.confidence == 0.9
    assert signature.label == "校长（签字"
    x0, y0, x1, y1 = signature.bbox
    assert x0 < 0.66 and x1 > 0.78 and y0 < 0.58 and y1 > 0.585


def test_the_seals_own_ink_and_print_are_not_looked_at():
    for how in ({"signed": False}, {"signed": False, "printed": "某某大学教务处"}):
        look = Look()
        assert found(look, **how) == () and look.asked == []


def test_a_date_and_a_picture_under_a_seal_are_not_looked_at():
    look = Look()
    ink, lines = page()
    date = drawn.line("2018年6月30日", 640, 780, 810, 860, 0.7)
    assert hands_under_seals(ink, [*lines, date], [SEAL], (), (), (), look) == ()
    assert found(look, pictures=[(0.62, 0.5, 0.84, 0.67)]) == () and look.asked == []


def test_what_the_close_look_does_not_take_for_a_hand_is_none():
    assert found(Look(0.2)) == ()


def test_a_signature_that_is_known_is_not_told_twice():
    (signature,) = found(Look())
    assert found(Look(), known=[Signature(bbox=signature.bbox, confidence=0.7)]) == ()


def test_only_red_seals_that_are_rather_seals_are_looked_into():
    assert found(Look(), replace(SEAL, colour="black")) == () == found(Look(), replace(SEAL, confidence=0.4))
