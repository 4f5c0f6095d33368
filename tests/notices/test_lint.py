from __future__ import annotations

from typing import Any

import pytest

from scanaudit.kinds.catalogue import catalogue
from scanaudit.notices import Notice, get
from scanaudit.notices.lint import lint
from scanaudit.notices.loader import shipped

KINDS = ("id_card", "title_certificate")


def notice(**changes: Any) -> Notice:
    row = {
        "id": "T-01",
        "title": "t",
        "clause": ["一"],
        "who": ["A"],
        "via": ["U"],
        "upload": "required",
        "evidence": {"kinds": ["id_card"]},
        "advice": "a",
    }
    return Notice.model_validate(
        {
            "id": "t",
            "title": "t",
            "authority": "t",
            "year": 2024,
            "cutoff": "2024-12-31",
            "windows": [],
            "requirements": [{key: value for key, value in {**row, **changes}.items() if value is not None}],
        }
    )


def test_a_sound_row_has_no_complaint() -> None:
    assert lint(notice(), KINDS) == []


@pytest.mark.parametrize("notice_id", sorted(shipped()))
def test_the_shipped_checklists_are_clean(notice_id: str) -> None:
    assert lint(get(notice_id), catalogue().by_id.keys()) == []


@pytest.mark.parametrize(
    ("changes", "loc", "said"),
    [
        ({"evidence": None}, ("upload",), "no evidence"),
        ({"upload": "never"}, ("evidence",), "never uploaded"),
        ({"applies_to": "every_page"}, ("evidence",), "no evidence is meant"),
        (
            {"applies_to": "profile", "evidence": None, "demands": [{"demand": "name"}]},
            ("demands", 0),
            "no page",
        ),
        ({"recommended": True}, ("recommended",), "marked practice"),
        ({"clause": []}, ("clause",), "clause address"),
        (
            {"evidence": {"any_of": [{"kinds": ["id_crad"]}]}},
            ("evidence", "any_of", 0, "kinds", 0),
            "id_card",
        ),
        (
            {"evidence": {"set": "paper", "parts": {"cover": ["cover"]}}},
            ("evidence", "parts", "cover", 0),
            "unknown page kind cover",
        ),
        (
            {"demands": [{"demand": "name", "kinds": ["title_certificate"]}]},
            ("demands", 0, "kinds", 0),
            "not in the evidence",
        ),
        (
            {"demands": [{"demand": "scope", "must": {"not": {"fact": "nme", "is": "x"}}}]},
            ("demands", 0, "must", "not", "fact"),
            "unknown profile fact nme",
        ),
        ({"when": {"fact": "name", "is": "张三"}}, ("when", "fact"), "unknown profile fact name"),
        ({"when": {"fact": "route", "at_least": 3}}, ("when", "fact"), "no number"),
        ({"when": {"fact": "entrusted", "is": "yes"}}, ("when", "is"), "true or false"),
        (
            {"when": {"all": [{"any": [{"fact": "achievement_kinds", "is": "patents"}]}]}},
            ("when", "all", 0, "any", 0, "is", 0),
            "Did you mean patent?",
        ),
        (
            {"evidence": {"all_of": [{"kinds": ["id_card"], "when": {"fact": "rte", "is": "x"}}]}},
            ("evidence", "all_of", 0, "when", "fact"),
            "unknown profile fact rte",
        ),
    ],
)
def test_each_mistake_is_found(changes: dict[str, Any], loc: tuple[str | int, ...], said: str) -> None:
    complaints = lint(notice(**changes), KINDS)
    assert [complaint.loc for complaint in complaints] == [("requirements", 0, *loc)]
    assert said in complaints[0].message.en
