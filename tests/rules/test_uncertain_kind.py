"""K306 names what the page may be, of all that a requirement takes."""

from __future__ import annotations

from scanaudit.rules.context import Shortfall
from scanaudit.rules.k306_kind_uncertain import RULE
from tests.rules.pages import page
from tests.rules.test_rules import context

WANTED = ("award_certificate", "patent_certificate", "project_proof", "appraisal_report")


def kinds_told(candidates: tuple[tuple[str, float], ...]) -> str:
    seen = page("project_proof", kind_confidence=candidates[0][1], kind_candidates=candidates)
    (told,) = RULE.check(context(None, [seen], shortfalls=(Shortfall("kind", WANTED, pages=(0,)),)))
    return str(told.values["kinds"].zh)


def test_only_what_the_page_may_be_is_named() -> None:
    assert kinds_told((("project_proof", 0.57), ("unit_statement", 0.42))) == "项目证明材料"
    told = kinds_told((("project_proof", 0.5), ("award_certificate", 0.4)))
    assert "项目证明材料" in told and "获奖" in told and "专利" not in told


def test_all_are_named_where_none_is_likely() -> None:
    assert "专利" in kinds_told((("other", 0.9), ("project_proof", 0.01)))
