"""A dossier's pages in the layouts of other offices: they mean the same, and so do their faults."""

import random

import pytest

from samples import case
from samples.lines import refit  # registers every layout of the generator, too
from samples.plans import PLANS


@pytest.fixture(params=refit.SETS)
def which(request, monkeypatch):
    monkeypatch.setattr(case, "LAYOUTS", {kind: dict(layouts) for kind, layouts in case.LAYOUTS.items()})
    refit.install(request.param)
    return request.param


def drawn(leaf, plan, **options):
    return case.render(leaf.kind, plan.case, {**leaf.options, **options}, random.Random(3), leaf.layout)


@pytest.mark.parametrize("notice", sorted(PLANS))
def test_every_page_of_a_plan_is_drawn_with_its_marks(which, notice):
    plan = PLANS[notice][0](1)
    refit.refit(plan, which)
    leaves = [leaf for document in plan.documents for leaf in document.leaves]
    fitted = [leaf for leaf in leaves if (leaf.layout or "").startswith(which)]
    assert len({leaf.kind for leaf in fitted}) > 10
    for leaf in fitted:
        template = refit.templates(which)[_key(leaf, which)][int(leaf.layout.rsplit("-", 1)[1])]
        marks = [mark.what for mark in drawn(leaf, plan).marks]
        assert ("signature" in marks) >= ("{sign}" in template), leaf
        assert ("seal" in marks) >= ("{seal:" in template), leaf


def _key(leaf, which):
    part = leaf.layout.removeprefix(f"{which}-").rpartition("-")[0]
    return f"{leaf.kind}/{part}" if part else leaf.kind


def test_a_fault_left_out_of_a_page_is_left_out_of_its_other_layout(which):
    plan = PLANS["anhui-2024-engineering"][0](1)
    refit.refit(plan, which)
    _, publicity = plan.find("publicity")
    assert "seal" not in [mark.what for mark in drawn(publicity, plan, seal=False).marks]
    _, commitment = plan.find("commitment")
    assert "signature" not in [mark.what for mark in drawn(commitment, plan, sign=False).marks]
    _, diploma = plan.find("diploma")
    other = drawn(diploma, plan, name="钱某某")
    assert any("钱某某" in line for line in other.text) and other.fields["name"] == "钱某某"


def test_an_unknown_blank_is_an_error():
    plan = PLANS["anhui-2024-engineering"][0](1)
    with pytest.raises(KeyError, match="no blank is called"):
        refit._draw("{nothing}", (), plan.case, {}, random.Random(1))
