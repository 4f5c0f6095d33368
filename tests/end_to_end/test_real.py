"""The floors that are promised on real pictures, which lie beside the checkout and are never part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanaudit.evaluation import Evaluation, evaluate
from scanaudit.settings import Settings

pytestmark = [pytest.mark.models, pytest.mark.real, pytest.mark.xdist_group("real")]

REAL = Path(__file__).parents[3] / "shared" / "real"


@pytest.fixture(scope="module")
def scores(cache: Path) -> Evaluation:
    if not (REAL / "labels.jsonl").is_file():
        pytest.skip("the folder of real pictures (../shared/real) is not beside this checkout")
    return evaluate(REAL, Settings(cache_dir=cache))


def test_every_picture_is_read(scores: Evaluation) -> None:
    assert scores.unread == 0


def test_rotation(scores: Evaluation) -> None:
    answered = scores.rotation.right + scores.rotation.wrong
    assert scores.rotation.right / answered >= 0.98
    assert scores.rotation.abstained / scores.pages <= 0.05


def test_red_seals(scores: Evaluation) -> None:
    assert scores.marks["red seals, boxes"].f1 >= 0.90
    assert scores.marks["red seals, presence"].f1 >= 0.90


def test_text(scores: Evaluation) -> None:
    assert scores.reading.keys_found / scores.reading.keys >= 0.97


def test_blur(scores: Evaluation) -> None:
    assert scores.blur.auc is not None and scores.blur.auc >= 0.95
    assert scores.blur.sharp_accused / scores.blur.sharp <= 0.03


def test_kinds(scores: Evaluation) -> None:
    assert scores.kinds.wrong / scores.pages <= 0.03
    assert scores.kinds.abstained / scores.pages <= 0.08
