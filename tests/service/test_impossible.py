"""Impossible facts about an applicant: refused by the API and by the web form, by name, and nothing of them kept."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.service.conftest import NOTICE, Service

MADE = "/v1/submissions"


@pytest.mark.parametrize(
    ("applicant", "said"),
    [
        ({"graduation_year": 10**24}, "applicant.graduation_year（毕业年份）：应在 1950 到 "),
        ({"graduation_year": -5}, "applicant.graduation_year（毕业年份）：应在 1950 到 "),
        ({"applications_this_year": 0}, "applicant.applications_this_year（本年度申报次数）：应为 1 到 30"),
        ({"prior_title_date": "2999-01-01"}, "applicant.prior_title_date（现职称取得日期）：这一天还没有到"),
        ({"term": {"start": "2023-01-01", "end": "2019-01-01"}}, "applicant.term（任职周期）：开始日期在"),
        ({"name": "张" * 200_000}, "applicant.name（姓名）：至多 100 个字符，这里有 200000 个"),
        ({"name": "张\x00三"}, "applicant.name（姓名）：含有控制字符"),
        ({"id_number": "123"}, "applicant.id_number（身份证号）：应为 18 位，这里有 3 位"),
    ],
)
def test_the_api_names_the_field_and_what_would_be_right(
    quick: Service, applicant: dict[str, Any], said: str
) -> None:
    answer = quick.http.post(MADE, json={"notice": NOTICE, "applicant": applicant})
    assert (answer.status_code, answer.json()["code"]) == (422, "A422")
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("member", ['"name": "\\ud800"', '"\\ud800": 1', '"confirmed": {"\\ud800": true}'])
def test_a_lone_surrogate_is_refused(service: Service, member: str) -> None:
    body = f'{{"notice": "{NOTICE}", "applicant": {{{member}}}}}'
    answer = service.http.post(MADE, content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "A422"), answer.text


def test_a_wrong_check_digit_is_taken(quick: Service) -> None:
    assert quick.new(id_number="360426199101010072")


def test_all_that_is_wrong_is_told(quick: Service) -> None:
    applicant = {"graduation_year": -5, "work_start_date": "x", "id_number": "1", "a/b": 1}
    answer = quick.http.post(MADE, json={"notice": NOTICE, "applicant": applicant}).json()
    assert [(one["place"], one["pointer"]) for one in answer["errors"]] == [
        ("applicant.id_number", "#/applicant/id_number"),
        ("applicant.graduation_year", "#/applicant/graduation_year"),
        ("applicant.work_start_date", "#/applicant/work_start_date"),
        ("applicant.a/b", "#/applicant/a~1b"),
    ]
    first = answer["errors"][0]["detail"]
    assert answer["detail"] == f"请求的内容不对：applicant.id_number（身份证号）：{first}。"


def test_ten_wrong_fields_are_told_at_most(quick: Service) -> None:
    answer = quick.http.post(MADE, json={"notice": NOTICE, "applicant": {f"x{n}": 1 for n in range(30)}})
    assert len(answer.json()["errors"]) == 10


def test_what_an_older_version_kept_is_still_shown(quick: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    made = quick.new(name="张三")
    from scanaudit.service import submissions
    from scanaudit.service.database import Submission

    with quick.portal.database.write() as session:
        kept = session.get_one(Submission, made)
        key = quick.portal.vault.unwrap(kept.key)
        kept.sealed_profile = submissions.seal_text(
            key, '{"name": "张三", "graduation_year": -5}', f"{made}/profile"
        )
    said = quick.http.get(f"{MADE}/{made}/applicant").json()
    assert (said["name"], said["graduation_year"]) == ("张三", None)


def _form(service: Service, made: str, **typed: str) -> Any:
    """The page that answers the form of the questions, filled in."""
    page = service.http.get(f"/s/{made}/questions")
    token = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert token is not None
    facts = {f"has.{name.partition('.')[0]}": "1" for name in typed}
    return service.http.post(
        f"/s/{made}/questions", data={"csrf": token.group(1), **facts, **typed}, follow_redirects=False
    )


def _tag(page: str, name: str) -> str:
    """The input of this name."""
    found = re.search(rf'<input[^>]* name="{re.escape(name)}"[^>]*>', page)
    assert found is not None, name
    return found.group()


def test_the_form_marks_the_wrong_field_keeps_what_was_typed_and_saves_nothing(quick: Service) -> None:
    made = quick.new("anhui-2024-engineering", id_number="360426199101010071", graduation_year=2010)
    before = quick.http.get(f"{MADE}/{made}/applicant").json()
    page = _form(
        quick,
        made,
        **{
            "id_number": "123",
            "name": "张三",
            "graduation_year": "2011",
            "term.start": "2023-01-01",
            "term.end": "2019-12-31",
        },
    ).text
    number = _tag(page, "id_number")
    assert 'value="123"' in number and 'aria-invalid="true"' in number
    assert 'aria-describedby="why-id_number wrong-id_number"' in number
    assert '<p class="wrong" id="wrong-id_number">“123”：应为 18 位，这里有 3 位。</p>' in page
    for name, typed in (("term.start", "2023-01-01"), ("term.end", "2019-12-31")):
        assert 'aria-invalid="true"' in _tag(page, name) and f'value="{typed}"' in _tag(page, name)
    assert "开始日期在结束日期之后" in page and "有 2 处填得不对，还没有保存" in page
    assert 'value="张三"' in _tag(page, "name") and "aria-invalid" not in _tag(page, "name")
    assert 'value="2011"' in _tag(page, "graduation_year")
    assert quick.http.get(f"{MADE}/{made}/applicant").json() == before


def test_the_form_saves_once_all_is_right(quick: Service) -> None:
    made = quick.new("anhui-2024-engineering")
    assert "wrong-" not in _form(quick, made, id_number="360426199101010072", name="张三").text
    said = quick.http.get(f"{MADE}/{made}/applicant").json()
    assert (said["id_number"], said["name"]) == ("360426199101010072", "张三")


def _chosen(service: Service, made: str, fact: str) -> str:
    """The choice of a question that is checked on its page."""
    page = service.http.get(f"/s/{made}/questions").text
    found = re.findall(rf'<input type="radio" name="{fact}" value="(\w*)" checked>', page)
    assert len(found) == 1, found
    return str(found[0])


def test_a_fact_with_a_default_is_unanswered_until_it_is_answered(quick: Service) -> None:
    made = quick.new("anhui-2024-engineering")
    assert _chosen(quick, made, "paper_achievements") == _chosen(quick, made, "has_publication") == ""
    _form(quick, made, paper_achievements="no")
    assert _chosen(quick, made, "paper_achievements") == "no"
    asked = {one["fact"] for one in quick.http.get(f"{MADE}/{made}/questions").json()}
    assert "paper_achievements" not in asked and "has_publication" in asked
    _form(quick, made, paper_achievements="")
    assert _chosen(quick, made, "paper_achievements") == ""
