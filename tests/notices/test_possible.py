"""What cannot be said of an applicant is refused by the profile itself, whoever fills it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from scanaudit.bulk.roster import read_roster
from scanaudit.errors import DataError
from scanaudit.notices import Profile, load_profile
from scanaudit.notices.answers import fill
from scanaudit.notices.possible import KIND, impossible, today_there
from scanaudit.notices.profile import as_kept

TODAY = dt.date(2024, 9, 1)
TOMORROW = today_there() + dt.timedelta(days=1)
PERIOD = {"start": "2023-01-01", "end": "2019-12-31"}
IMPOSSIBLE: list[tuple[str, Any, str]] = [
    ("graduation_year", 10**24, "应在 1950 到"),
    ("graduation_year", -5, "应在 1950 到"),
    ("graduation_year", TOMORROW.year + 1, "应在 1950 到"),
    ("applications_this_year", -1, "1 到 30 之间"),
    ("applications_this_year", 0, "含这次"),
    ("term", PERIOD, "开始日期在结束日期之后"),
    ("term", {"start": "2019-01-01", "end": "9999-12-31"}, "至多 50 年"),
    ("prior_title_date", dt.date(9999, 12, 31), "还没有到"),
    ("prior_title_date", TOMORROW, "还没有到"),
    ("prior_title_date", dt.date(1949, 12, 31), "应在 1950 到"),
    ("work_start_date", TOMORROW, "还没有到"),
    ("name", "张" * 200_000, "至多 100 个字符，这里有 200000 个"),
    ("name", "张\x00三", "控制字符"),
    ("name", "张\x85三", "控制字符"),
    ("employer", "\ud800", "不完整的字符"),
    ("peer_experts", ["李四", "\x1b[31m"], "控制字符"),
    ("peer_experts", ["李四"] * 51, "至多 50 项"),
    ("confirmed", {"\ud800": True}, "不完整的字符"),
    ("id_number", "123", "应为 18 位，这里有 3 位"),
    ("id_number", "3604261991010100", "应为 18 位，这里有 16 位"),
    ("id_number", "36O426199101010071", "应为 18 位数字"),
    ("id_number", "A" * 18, "应为 18 位数字"),
]


@pytest.mark.parametrize(("fact", "value", "said"), IMPOSSIBLE)
def test_the_profile_refuses_what_cannot_be(fact: str, value: Any, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Profile.model_validate({fact: value})
    (told,) = caught.value.errors(include_url=False)
    assert (told["loc"], told["type"]) == ((fact,), KIND)
    assert said in told["ctx"]["zh"] and told["msg"] == told["ctx"]["en"]


@pytest.mark.parametrize(
    "facts",
    [
        {"id_number": "360426199101010072"},  # a wrong check digit: records hold such
        {"id_number": "36042619910101007x"},
        {"id_number": "360426910101007"},
        {"id_number": "H12345678"},
        {"id_number": "12345678"},
        {"id_number": "X1234567", "nationality": "foreign"},
        {"id_number": "123456789", "nationality": "foreign"},
        {"prior_title_date": today_there(), "graduation_year": today_there().year},
        {"term": {"start": "2022-01-01", "end": f"{today_there().year + 3}-12-31"}},
        {"applications_this_year": 1},
        {"name": "买买提·艾合买提江"},
        {"name": "Ng"},
    ],
)
def test_the_profile_takes_what_can_be(facts: dict[str, Any]) -> None:
    assert Profile.model_validate(facts).model_dump(exclude_unset=True, mode="json")


def test_a_mainlander_has_no_permit() -> None:
    assert impossible("id_number", "H12345678", "mainland", TODAY) is not None
    told = fill(Profile(id_number="H12345678"), "nationality", "mainland", TODAY).problem
    assert told is not None and told.zh == "身份证号：应为 18 位，这里有 9 位"


@pytest.mark.parametrize(("fact", "value", "said"), IMPOSSIBLE)
def test_the_terminal_says_the_same(fact: str, value: Any, said: str) -> None:
    told = fill(Profile(), fact, value).problem
    assert told is not None and said in told.zh


def test_an_applicants_file_names_the_fact_and_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "姓名: 张三\n毕业年份: -5\nid_number: '123'\n任职周期: {起: 2023-01-01, 止: 2019-12-31}\n"
    )
    with pytest.raises(DataError) as caught:
        load_profile(path)
    year, number, term = caught.value.text.zh.splitlines()
    assert year.startswith(f"{path}:2:1：毕业年份：不会是 -5，应在 1950 到 ")
    assert number == f"{path}:3:1：身份证号：不会是 123，应为 18 位，这里有 3 位。"
    assert term.startswith(f"{path}:4:1：任职周期：") and "开始日期在结束日期之后" in term


def test_a_block_of_text_in_an_applicants_file_ends_no_name(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("employer: |\n  某某市\n  水利院\n")
    assert load_profile(path).employer == "某某市 水利院"


def test_a_roster_says_it_of_the_cell(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("姓名,现职称取得时间\n张三,9999-12-31\n", encoding="utf-8")
    with pytest.raises(DataError, match="B2: that day has not come yet"):
        read_roster(path)


def test_what_was_kept_before_it_was_refused_counts_as_not_said() -> None:
    kept = as_kept(
        '{"name": "张三", "graduation_year": -5, "term": {"start": "2023-01-01", "end": "2019-01-01"}}'
    )
    assert kept == Profile(name="张三")
