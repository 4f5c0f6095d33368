"""Facts against labels: what counts as right."""

from __future__ import annotations

from typing import Any

import pytest

from scanaudit.evaluation import score
from scanaudit.evaluation.labels import Label
from scanaudit.facts import Capture, Fields, Hours, PageFacts, Seal


def _label(**more: Any) -> Label:
    return Label.model_validate({"file": "a.jpg", "width": 100, "height": 200, "page_kind": "other", **more})


def _facts(**more: Any) -> PageFacts:
    capture = Capture.model_validate(
        {"sharp": True, "readable": True, "sharpness": 0.9, "cut_off": False, "too_dark": False}
        | {"overexposed": False, "glare": False, "low_resolution": False, "blank": False}
        | {"colour": "colour", "copy": False}
    )
    return PageFacts(file="a.jpg", page=1, rotation=0, capture=capture, **more)


@pytest.mark.parametrize(
    ("field", "told", "true", "right"),
    [
        ("isbn", "9787111544937", "978-7-111-54493-7", True),
        ("isbn", "9787111544938", "978-7-111-54493-7", False),
        ("issue", "2021-07", "2021年第7期", True),
        ("issue", "2021-08", "2021年第7期", False),
        ("name", "张 三", "张三", True),
        ("hours", (Hours(hours=30, year=2019),), [{"hours": 30, "year": 2019, "category": None}], True),
        ("hours", (Hours(hours=30, year=2020),), [{"hours": 30, "year": 2019, "category": None}], False),
    ],
)  # fmt: skip
def test_fields(field: str, told: Any, true: Any, right: bool) -> None:
    result = score([(_label(fields={field: true}), _facts(fields=Fields.model_validate({field: told})))])
    assert result.fields[field] == ((1, 0, 0) if right else (0, 1, 0))


def test_a_value_that_was_not_read_is_not_wrong() -> None:
    assert score([(_label(fields={"name": "张三"}), _facts())]).fields["name"] == (0, 0, 1)


def test_marks_rotation_and_false_marks() -> None:
    seal = Seal(
        bbox=(0.1, 0.1, 0.3, 0.2), shape="round", colour="red", photocopied=False, text=None, confidence=0.9
    )
    with_seal = _label(seals=[{"bbox": [10, 20, 30, 40], "shape": "round", "colour": "red", "text": None}])
    result = score([(with_seal, _facts(seals=(seal,))), (_label(rotation=90), _facts(seals=(seal,)))])
    boxes = result.marks["red seals, boxes"]
    assert (boxes.right, boxes.false, boxes.missed) == (1, 1, 0)
    assert (result.rotation.right, result.rotation.wrong) == (1, 1)
    assert result.false_mark_pages == (1, 1)
