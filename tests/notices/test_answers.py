from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanaudit.notices import Profile, Term
from scanaudit.notices.answers import fill

TODAY = dt.date(2024, 9, 1)


@pytest.mark.parametrize(
    ("fact", "answer", "value"),
    [
        ("name", "郑晓舟", "郑晓舟"),
        ("id_number", "990101198503120010", "990101198503120010"),
        ("employer", "简阳市恒拓机械有限公司", "简阳市恒拓机械有限公司"),
        ("route", "2", "exception"),
        ("route", "破格", "exception"),
        ("achievement_kinds", "3，1", ("patent", "guidance")),
        ("paper_achievements", "否", False),
        ("graduation_year", "2008", 2008),
        ("prior_title_date", "2018年12月20日", dt.date(2018, 12, 20)),
        ("prior_title_date", "2018年12月", dt.date(2018, 12, 31)),
        ("work_start_date", "2020-02", dt.date(2020, 2, 29)),
        ("term", "2019.1 至 2023.11", Term(start=dt.date(2019, 1, 1), end=dt.date(2023, 11, 30))),
        ("term", "2019.1.1 至 2023.12.31", Term(start=dt.date(2019, 1, 1), end=dt.date(2023, 12, 31))),
        ("file_keeper", "无", "无"),
        ("peer_experts", "李四、王五", ("李四", "王五")),
    ],
)
def test_an_answer_is_understood(fact: str, answer: str, value: object) -> None:
    given_answer = fill(Profile(), fact, answer, TODAY)
    assert given_answer.problem is None
    assert getattr(given_answer.profile, fact) == value


@pytest.mark.parametrize(
    ("fact", "answer", "said"),
    [
        ("name", "9", "2 letters"),
        ("id_number", "9", "18 characters"),
        ("id_number", "990101198503120011", "check digit"),
        ("id_number", "990101198513120012", "check digit"),
        ("employer", "12345", "4 letters"),
        ("route", "9", "from 1 to 8"),
        ("route", "sideways", "from 1 to 8"),
        ("has_publication", "perhaps", "yes or no"),
        ("graduation_year", "20088", "from 1950 to 2024"),
        ("graduation_year", "soon", "whole number"),
        ("prior_title_date", "2024-09-02", "not come yet"),
        ("prior_title_date", "1824-09-02", "from 1950"),
        ("prior_title_date", "2018", "date such as"),
        ("term", "2023-01-01 至 2019-12-31", "after its end"),
        ("term", "2019", "two dates"),
        ("applications_this_year", "0", "from 1 to 30"),
        ("specialty", "1", "2 letters"),
        ("achievement_kinds", "1, 7", "from 1 to 5"),
    ],
)
def test_nonsense_is_refused_with_its_reason(fact: str, answer: str, said: str) -> None:
    given_answer = fill(Profile(name="甲乙"), fact, answer, TODAY)
    assert given_answer.profile == Profile(name="甲乙")
    assert given_answer.problem is not None
    assert said in given_answer.problem.en


def test_permits_of_others_than_mainlanders_are_numbers_too() -> None:
    assert fill(Profile(nationality="hmt"), "id_number", "H12345678", TODAY).problem is None
    assert fill(Profile(nationality="foreign"), "id_number", "9", TODAY).problem is not None
    assert fill(Profile(nationality="mainland"), "id_number", "H12345678", TODAY).problem is not None


@given(st.sampled_from(sorted(Profile.model_fields)), st.text(max_size=25))
def test_no_answer_makes_it_stumble_or_half_filled(fact: str, answer: str) -> None:
    given_answer = fill(Profile(), fact, answer, TODAY)
    assert (given_answer.problem is None) or given_answer.profile == Profile()
