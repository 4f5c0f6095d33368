from __future__ import annotations

import random
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import samples.kinds
from samples.case import LAYOUTS, render
from samples.evaluation import any_case, pages
from scanaudit.evaluation.labels import Label

assert samples.kinds
ROOT = Path(__file__).parents[2]


def test_every_kind_of_the_catalogue_has_a_layout() -> None:
    catalogue = YAML(typ="safe").load((ROOT / "scanaudit/kinds/catalogue.yaml").read_text(encoding="utf-8"))
    kinds = catalogue["kinds"]
    known = {kind["id"] for kind in kinds} if isinstance(kinds, list) else set(kinds)
    assert known - {"other", "blank"} <= set(LAYOUTS)
    assert set(LAYOUTS) - {"other", "blank"} <= known


@pytest.mark.parametrize("kind", sorted(LAYOUTS))
def test_every_layout_renders_words_inside_the_sheet(kind: str) -> None:
    for name in LAYOUTS[kind]:
        rng = random.Random(f"{kind}/{name}")
        page = render(kind, any_case(rng), {}, rng, name)
        assert page.kind == kind
        if kind != "blank" and name != "portrait_page":
            assert sum(map(len, page.text)) > 12
        for mark in page.marks:
            xs, ys = zip(*mark.quad, strict=True)
            assert -40 < min(xs) < max(xs) < page.image.width + 40, (name, mark)
            assert -40 < min(ys) < max(ys) < page.image.height + 40, (name, mark)


@pytest.mark.parametrize("kind", ["public_notice_proof", "ce_registration_page", "commitment_letter"])
def test_marks_can_be_left_out(kind: str) -> None:
    for name in LAYOUTS[kind]:
        rng = random.Random(7)
        bare = {"seal": False, "sign": False, "registrar": False, "stamp": False}
        assert not render(kind, any_case(rng), bare, rng, name).marks


def test_evaluation_pages_are_repeatable_and_their_labels_are_read_by_the_evaluator() -> None:
    first, second = list(pages(3, 4)), list(pages(3, 4))
    assert [record for _, record in first] == [record for _, record in second]
    for (page, record), (again, _) in zip(first, second, strict=True):
        assert page.image.tobytes() == again.image.tobytes()
        label = Label.model_validate(record)
        for box in label.boxes(label.seals) + label.boxes(label.signatures):
            assert all(0 <= v <= 1 for v in box)
            assert box[0] < box[2]
