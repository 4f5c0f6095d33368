"""The arithmetic that all published accuracy rests on."""

from __future__ import annotations

import pytest

from scanaudit.evaluation.measures import Detection, auc, confusion, macro_f1, matched, overlap

UNIT = (0.0, 0.0, 1.0, 1.0)


def test_overlap() -> None:
    assert overlap(UNIT, UNIT) == 1
    assert overlap(UNIT, (0.5, 0.0, 1.5, 1.0)) == pytest.approx(1 / 3)
    assert overlap(UNIT, (2, 2, 3, 3)) == 0


def test_boxes_match_one_to_one() -> None:
    found = [(0.0, 0.0, 0.2, 0.2), (0.01, 0.0, 0.2, 0.2), (0.7, 0.7, 0.9, 0.9)]
    true = [(0.0, 0.0, 0.2, 0.2), (0.4, 0.4, 0.5, 0.5)]
    assert matched(found, true) == Detection(right=1, false=2, missed=1)


def test_scores() -> None:
    tally = Detection(right=8, false=2, missed=0) + Detection(missed=2)
    assert (tally.precision, tally.recall, tally.f1) == (0.8, 0.8, 0.8)
    assert Detection().f1 == 1


def test_auc() -> None:
    assert auc([0.9, 0.8, 0.1], [True, True, False]) == 1
    assert auc([0.1, 0.9], [True, False]) == 0
    assert auc([0.5, 0.5], [True, False]) == 0.5
    assert auc([0.5], [True]) is None


def test_kinds() -> None:
    pairs = [("id_card", "id_card"), ("id_card", "other"), ("paper_toc", "paper_body"), ("other", "id_card")]
    # id_card: 1 right, 1 false, 1 missed -> 0.5; paper_toc: 0.
    assert macro_f1(pairs) == pytest.approx(0.25)
    assert confusion(pairs)[0][2] == 1
    assert macro_f1([("other", "other")]) is None
