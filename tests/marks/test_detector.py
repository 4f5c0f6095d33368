"""What is made of the network's answer; the network itself is only asked whether it is the pinned one."""

import hashlib
from importlib.resources import files

import numpy as np
import pytest

from scanaudit import pinned
from scanaudit.errors import ModelsError
from scanaudit.marks import detector
from scanaudit.marks.detector import KINDS, decode, propose
from tests.marks import drawn


def answer(rows=12, columns=8):
    return np.full((5 * len(KINDS), rows, columns), 4.0, np.float32) * np.r_[
        np.zeros(len(KINDS)), np.ones(4 * len(KINDS))
    ].astype(np.float32).reshape(-1, 1, 1)


def tell(told, kind, row, column, likelihood, reach):
    index = KINDS.index(kind)
    told[index, row, column] = likelihood
    told[len(KINDS) + 4 * index : len(KINDS) + 4 * index + 4, row, column] = reach


def test_a_cell_that_knows_becomes_a_box_in_fractions_of_the_picture():
    told = answer()
    tell(told, "signature", 5, 3, 0.9, (12, 4, 20, 8))
    (found,) = decode(told, (64, 96))
    assert (found.kind, found.likelihood) == ("signature", pytest.approx(0.9))
    assert found.box == pytest.approx(((28 - 12) / 64, (44 - 4) / 96, (28 + 20) / 64, (44 + 8) / 96))


def test_of_two_boxes_of_one_place_the_likelier_stays_and_kinds_do_not_mix():
    told = answer()
    tell(told, "seal", 5, 3, 0.9, (20, 20, 20, 20))
    tell(told, "seal", 5, 5, 0.6, (30, 20, 10, 20))
    tell(told, "signature", 5, 5, 0.5, (30, 20, 10, 20))
    assert [(p.kind, round(p.likelihood, 1)) for p in decode(told, (64, 96))] == [
        ("seal", 0.9),
        ("signature", 0.5),
    ]


def test_what_lies_in_the_filling_beside_the_picture_is_nothing():
    told = answer()
    tell(told, "seal", 11, 3, 0.9, (4, 2, 4, 2))
    assert decode(told, (64, 70)) == []


def test_the_file_is_the_pinned_one_and_small():
    pin = pinned.pin("scanaudit.marks", "detector")
    model = files("scanaudit.marks").joinpath(pin.file).read_bytes()
    assert hashlib.sha256(model).hexdigest() == pin.sha256
    assert len(model) <= 6_000_000


def test_a_damaged_file_is_refused(monkeypatch):
    detector.load.cache_clear()
    pin = pinned.pin("scanaudit.marks", "detector")
    monkeypatch.setattr(pinned, "pin", lambda *_: pin.model_copy(update={"sha256": "0" * 64}))
    with pytest.raises(ModelsError, match=r"detector\.onnx"):
        propose(drawn.paper())
    detector.load.cache_clear()


def test_a_drawn_seal_is_proposed_and_bare_paper_is_not():
    page = drawn.paper()
    assert [p for p in propose(page) if p.likelihood > 0.4] == []
    drawn.round_seal(page, 700, 1000, 90)
    best = propose(page)[0]
    assert best.kind == "seal"
    assert best.likelihood > 0.4
