"""Whose page it is: former names, rare characters, separators."""

from __future__ import annotations

import pytest

from scanaudit.rules.people import former_names, sameness
from tests.rules.pages import NAME, page, read


def titled(name: str, text: str = "") -> object:
    return page("title_certificate", name=name, text=text, evidence={"name": read(name)})


@pytest.mark.parametrize(
    ("wanted", "found", "answer"),
    [
        ("周文海", "周文海", "same"),
        ("周文海", "周文梅", "doubtful"),
        ("周文海", "吴小川", "different"),
        ("阿依古丽·买买提", "阿依古丽买买提", "same"),
        ("周䶮", "周龙天", "doubtful"),
        ("周䶮", "吴小川", "different"),
    ],
)
def test_names_that_are_one_may_be_one_or_are_two(wanted: str, found: str, answer: str) -> None:
    assert sameness(wanted, titled(found)) == answer  # type: ignore[arg-type]


def test_a_former_name_is_for_a_person_to_see() -> None:
    card = page("other", text=f"户主 {NAME}\n曾用名 郑小六 性别 男")
    former = former_names([card], NAME)
    assert former == {"郑小六"}
    assert sameness(NAME, titled("郑小六"), former) == "doubtful"  # type: ignore[arg-type]
    assert sameness(NAME, titled("郑小六")) == "different"  # type: ignore[arg-type]


def test_somebody_elses_former_name_is_not_the_applicants() -> None:
    assert former_names([page("other", text="户主 吴小川\n曾用名 郑小六 性别 男")], NAME) == frozenset()
    assert former_names([page("other", text=f"{NAME} 曾用名 性别 男")], NAME) == frozenset()
