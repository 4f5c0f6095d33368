from __future__ import annotations

import datetime as dt

import pytest

from scanaudit.notices import Notice, Profile, get
from scanaudit.notices.loader import shipped
from scanaudit.notices.packing import PackingItem, packing_list

TODAY = dt.date(2020, 9, 1)
JIANYANG = "jianyang-2020-engineering"
COLLEGE = Profile(
    name="郑晓舟", employer_type="private", education="college", route="regular",
    prior_title_date=dt.date(2014, 12, 20), graduation_year=2008, has_publication=True,
)  # fmt: skip


def item(id_: str, profile: Profile = COLLEGE) -> PackingItem:
    return next(one for one in packing_list(get(JIANYANG), profile, TODAY).items if one.id == id_)


def test_days_are_counted_to_each_window() -> None:
    left = {one.id: one.days_left for one in packing_list(get(JIANYANG), Profile(), TODAY).deadlines}
    assert left == {"online": 6, "exception": -12, "departments": 9, "payment": 10}


def test_windows_of_other_routes_are_left_out() -> None:
    ids = [one.id for one in packing_list(get(JIANYANG), COLLEGE, TODAY).deadlines]
    assert "exception" not in ids and "online" in ids


def test_what_does_not_apply_is_left_out_and_what_may_is_marked() -> None:
    listed = {one.id: one.certain for one in packing_list(get(JIANYANG), COLLEGE, TODAY).items}
    assert "JY-12" not in listed, "there is a paper"
    assert listed["JY-11"] and not listed["JY-17"]


def test_marks_are_told_in_words() -> None:
    marks = [mark.en for mark in item("JY-15").marks]
    assert marks == [
        "2 signatures of a peer expert, on each document",
        "seal of the unit, on each document",
        "seal of the department, on each document",
    ]
    assert [mark.zh for mark in item("JY-04").marks][-1] == "贴红底照片 2 张"
    assert [piece.zh for piece in item("JY-01").pieces] == ["毕业证书", "学位证书（有就附上）"]


def test_marks_follow_the_persons_own_facts() -> None:
    assert "取得现职称满 5 年（算到 2020-12-31）" in [mark.zh for mark in item("JY-21").marks]
    doctor = COLLEGE.model_copy(update={"education": "doctor"})
    assert "取得现职称满 2 年（算到 2020-12-31）" in [mark.zh for mark in item("JY-21", doctor).marks]
    assert "日期在取得现职称（2014-12-20）之后" in [mark.zh for mark in item("JY-10").marks]


def test_each_item_goes_one_way() -> None:
    ways = {one.id: one.way for one in packing_list(get(JIANYANG), COLLEGE, TODAY).items}
    assert ways["JY-01"] == "upload" and ways["JY-05"] == "paper"
    assert ways["JY-22"] == "others" and ways["JY-38"] == "heed"


@pytest.mark.parametrize("notice_id", sorted(shipped()))
def test_every_requirement_of_the_notice_is_listed_for_somebody_who_says_nothing(notice_id: str) -> None:
    notice = get(notice_id)
    listed = packing_list(notice, Profile(), TODAY)
    assert [one.id for one in listed.items] == [row.id for row in notice.requirements]
    assert listed.questions and listed.applicant is None


def test_portal_limits_and_due_dates_are_told() -> None:
    row = {
        "id": "T-01", "title": "t", "clause": ["一"], "who": ["A"], "via": ["P"], "upload": "optional",
        "evidence": {"kinds": ["id_card"]}, "advice": "a", "copies": 2, "due": "paper",
    }  # fmt: skip
    notice = Notice.model_validate(
        {
            "id": "t", "title": "t", "authority": "t", "year": 2020, "cutoff": "2020-12-31",
            "windows": [{"id": "paper", "title": "w", "closes": "2020-09-03"}],
            "portal": {"formats": ["pdf", "jpeg"], "max_kb": 500, "min_dpi": 200, "one_pdf": True},
            "requirements": [row],
        }
    )  # fmt: skip
    listed = packing_list(notice, Profile(), TODAY)
    assert [limit.en for limit in listed.limits] == [
        "File formats: PDF, JPEG", "Each file at most 500 KB", "Scanned at 200 dpi at least",
        "Each material as one PDF",
    ]  # fmt: skip
    (only,) = listed.items
    assert only.due is not None and only.due.days_left == 2
    assert [mark.zh for mark in only.marks] == ["纸质 2 份"]
