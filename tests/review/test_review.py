"""Decisions change the verdict at once, survive re-runs of the same content, and none is ever lost."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image, ImageDraw

from scanaudit.evaluation.labels import read_labels
from scanaudit.facts import Box, Evidence, Fields, Seal
from scanaudit.review import labels
from scanaudit.review.app import review_app, told
from scanaudit.review.decisions import Answer, Decisions, standing
from scanaudit.review.effect import with_decisions
from scanaudit.review.pictures import Pages, pictures
from scanaudit.review.questions import Case, Question, questions
from scanaudit.review.queue import Leases, Queue
from scanaudit.rules.wording import messages
from scanaudit.text import Text
from scanaudit.verdicts import OPEN_PICTURE, PageRef, RequirementResult

Cases = Callable[..., Case]


def test_yes_settles_a_requirement_and_no_breaks_it(cases: Cases, decisions: Decisions) -> None:
    case = cases("张三", 2)
    first, second = questions(case)
    assert "诚信承诺书" in first.question.zh and first.subject != second.subject
    decisions.add(first, "yes", "王工")
    report, count = with_decisions(case, standing(decisions.all()))
    assert (report.verdict, count) == ("review", 1)
    assert [one.status for one in report.requirements] == ["met", "unsure"]
    assert report.findings[0].severity == "info" and "王工" in report.findings[0].message.zh
    decisions.add(second, "no", "李工")
    report, _ = with_decisions(case, standing(decisions.all()))
    assert report.verdict == "fail" and report.requirements[1].status == "unmet"
    assert decisions.undo("李工") is not None
    decisions.add(second, "yes", "李工")
    assert with_decisions(case, standing(decisions.all()))[0].verdict == "pass"
    assert case.report.verdict == "review", "the program's own report is not touched"


def test_no_breaks_nothing_while_nobody_knows_whether_it_is_asked_for(
    cases: Cases, decisions: Decisions
) -> None:
    one = cases("甲")
    question = one.report.findings[0].model_copy(
        update={"code": "Q501", "file": None, "page": None, "bbox": None}
    )
    row = one.report.requirements[0].model_copy(update={"findings": (0, 1)})
    report = one.report.model_copy(
        update={"requirements": (row,), "findings": (*one.report.findings, question)}
    )
    one = one.model_copy(update={"report": report})
    doubt = questions(one)[0]
    decisions.add(doubt, "no", "李审核")
    changed, _ = with_decisions(one, standing(decisions.all()))
    assert changed.verdict == "review" and changed.requirements[0].status == "unsure"
    assert changed.findings[0].severity == "warn" and "李审核" in changed.findings[0].message.zh


def test_what_lacks_by_practice_stays_a_persons_to_settle(cases: Cases, decisions: Decisions) -> None:
    one = cases("甲")
    lacks = RequirementResult(
        id="P", title=Text(zh="学历证书", en="Degree"), clause="二(二)", status="unmet", findings=(1,)
    )
    missing = one.report.findings[0].model_copy(
        update={"code": "K301", "requirement": "P", "file": None, "page": None, "bbox": None}
    )
    report = one.report.model_copy(
        update={
            "requirements": (*one.report.requirements, lacks),
            "findings": (*one.report.findings, missing),
        }
    )
    one = one.model_copy(update={"report": report})
    (question,) = questions(one)
    decisions.add(question, "yes", "李审核")
    changed, _ = with_decisions(one, standing(decisions.all()))
    assert changed.verdict == "review", "the certificate is still missing"


@pytest.mark.parametrize("code", sorted(OPEN_PICTURE))
def test_a_picture_that_holds_the_verdict_is_asked_about(
    code: str, cases: Cases, decisions: Decisions
) -> None:
    one = cases("甲")
    picture = one.report.findings[0].model_copy(update={"code": code, "requirement": None})
    report = one.report.model_copy(update={"requirements": (), "findings": (picture,)})
    one = one.model_copy(update={"report": report})
    (question,) = questions(one)
    decisions.add(question, "yes", "李审核")
    assert with_decisions(one, standing(decisions.all()))[0].verdict == "pass"


def asked_of(case: Case, code: str, message: str) -> str:
    said = Text(zh=message, en=message)
    found = case.report.findings[0].model_copy(update={"code": code, "message": said})
    (asked,) = questions(
        case.model_copy(update={"report": case.report.model_copy(update={"findings": (found,)})})
    )
    return asked.question.zh


def depth(sentence: str) -> int:
    """How many brackets stand within each other."""
    deepest = level = 0
    for character in sentence:
        level += (character in "（(") - (character in "）)")
        deepest = max(deepest, level)
    return deepest


@pytest.mark.parametrize("code", sorted(messages().codes))
def test_what_the_program_saw_stands_in_no_brackets_since_it_may_have_its_own(
    code: str, cases: Cases
) -> None:
    message = "读到 4 个。（这一项的材料里有看不清的页，程序不能确定。）"
    assert depth(asked_of(cases("张三"), code, message)) <= 1


def test_the_page_shows_question_sight_and_meaning_apart(cases: Cases, decisions: Decisions) -> None:
    case = cases("张三")
    found = case.report.findings[0].model_copy(update={"code": "V472"})
    report = case.report.model_copy(update={"findings": (found,)})
    shown = Queue([case.model_copy(update={"report": report})], decisions).next("王工")
    assert shown is not None
    asked = told(shown, "zh")
    assert asked["question"].endswith("符合要求吗？") and asked["meaning"].startswith("是＝没有问题")
    assert asked["seen"] == "程序看到的：看不清印章是不是本单位的"
    assert asked["places"] == ["张三/承诺书0.jpg · 第 1 页"]


def test_the_same_page_in_two_folders_is_asked_about_once(cases: Cases, decisions: Decisions) -> None:
    one = cases("张三", 2, content="the very same bytes")
    row = one.report.requirements[0].model_copy(update={"findings": (0, 1)})
    twins = tuple(f.model_copy(update={"requirement": row.id}) for f in one.report.findings)
    same = one.model_copy(
        update={"report": one.report.model_copy(update={"requirements": (row,), "findings": twins})}
    )
    queue = Queue([same], decisions)
    shown = queue.next("王工")
    assert shown is not None and queue.count().total == 1
    assert told(shown, "zh")["places"] == ["张三/承诺书0.jpg · 第 1 页", "张三/承诺书1.jpg · 第 1 页"]
    assert queue.decide(shown.question.subject, "yes", "王工")[0].verdict == "pass"
    report, count = with_decisions(same, standing(decisions.all()))
    assert count == 1 and all("王工" in finding.message.zh for finding in report.findings)
    elsewhere = twins[1].model_copy(update={"bbox": (0.1, 0.1, 0.2, 0.2)})
    other = same.report.model_copy(update={"findings": (twins[0], elsewhere)})
    assert len(questions(same.model_copy(update={"report": other}))) == 2, "another place of the page"


@pytest.mark.parametrize("compared", [True, False])
def test_what_compares_two_pages_shows_both(
    cases: Cases, decisions: Decisions, pages: Pages, compared: bool
) -> None:
    case = cases("张三", 2)
    other = case.report.pages[1]
    beside = PageRef(file=other.file, page=other.page) if compared else None
    found = case.report.findings[0].model_copy(update={"beside": beside})
    case = case.model_copy(update={"report": case.report.model_copy(update={"findings": (found,)})})
    shown = pictures(questions(case)[0], pages)
    assert shown is not None and (shown.beside is not None) == compared
    there = Queue([case], decisions).next("王工")
    assert there is not None
    assert told(there, "zh")["beside"] == ("张三/承诺书1.jpg · 第 1 页" if compared else "")


def test_a_missing_part_is_asked_about_itself(cases: Cases) -> None:
    asked = asked_of(cases("张三"), "K303", "这一篇（本）没有认出：封面。")
    assert "封面" in asked and "是＝在" in asked and "否＝不在" in asked


@pytest.mark.parametrize("code", sorted(messages().codes))
def test_yes_answers_the_fault_that_was_found_and_no_other(code: str, cases: Cases) -> None:
    """A question that does not name the fault would be answered with yes for something else that is in order."""
    names_it_itself = {"M204": "鲜章", "M221": "新盖的章"}
    assert names_it_itself.get(code, "就是这个问题") in asked_of(cases("张三"), code, "就是这个问题")


@pytest.mark.parametrize("code", sorted(messages().codes))
def test_no_question_is_a_double_negative_and_what_yes_says_is_plain(code: str, cases: Cases) -> None:
    asked = asked_of(cases("张三"), code, "就是这里")
    assert "没有这个问题吗" not in asked and not asked.partition("：")[2].startswith(
        ("这一页不", "这一页其实不")
    )
    if "只看这一点" in asked:  # not a question about one thing that can be seen
        assert "是＝没有问题" in asked and "否＝确有问题" in asked


def test_cannot_tell_leaves_it_open(cases: Cases, decisions: Decisions) -> None:
    case = cases("张三")
    decisions.add(questions(case)[0], "unclear", "王工")
    report, count = with_decisions(case, standing(decisions.all()))
    assert (report.verdict, report.requirements[0].status, count) == ("review", "unsure", 1)


def test_a_decision_holds_for_the_same_content_and_is_out_of_date_for_another(
    cases: Cases, decisions: Decisions
) -> None:
    queue = Queue([cases("张三")], decisions)
    shown = queue.next("王工")
    assert shown is not None
    queue.decide(shown.question.subject, "yes", "王工", "章在右下角")
    again = Queue([cases("张三")], decisions)
    assert again.count().left == 0
    rescanned = Queue([cases("张三", content="another picture")], decisions)
    assert rescanned.count().left == 1
    (old,) = rescanned.outdated()
    assert old.outdated is not None and old.outdated.who == "王工" and old.outdated.note == "章在右下角"
    assert rescanned.report("张三").verdict == "review"


def test_two_reviewers_never_look_at_the_same_question(cases: Cases, decisions: Decisions) -> None:
    now = [0.0]
    queue = Queue([cases("张三", 2), cases("李四")], decisions, Leases(lambda: now[0]))
    first, second = queue.next("王工"), queue.next("李工")
    assert first is not None and second is not None
    assert first.question.case == "李四", "whom one answer settles comes first"
    assert first.question.subject != second.question.subject
    assert queue.next("王工") == first, "it stays with its reviewer"
    now[0] = 1000.0
    third = queue.next("赵工")
    assert third is not None and third.question.subject == first.question.subject


def test_both_answers_to_one_question_are_kept(cases: Cases, decisions: Decisions) -> None:
    queue = Queue([cases("张三")], decisions)
    shown = queue.next("王工")
    assert shown is not None
    assert queue.decide(shown.question.subject, "yes", "王工")[1] is False
    report, differs = queue.decide(shown.question.subject, "no", "李工")
    assert differs and report.verdict == "fail"
    assert [(one.who, one.answer, one.undone) for one in decisions.all()] == [
        ("王工", "yes", False),
        ("李工", "no", False),
    ]
    assert decisions.undo("李工") is not None
    assert queue.report("张三").verdict == "pass", "the other answer holds again"


def test_undo_takes_back_one_s_own_last_answer_only(cases: Cases, decisions: Decisions) -> None:
    queue = Queue([cases("张三", 2)], decisions)
    for who in ("王工", "李工"):
        shown = queue.next(who)
        assert shown is not None
        queue.decide(shown.question.subject, "yes", who)
    undone = queue.undo("王工")
    assert undone is not None and undone.decision is None
    assert queue.undo("王工") is None
    assert [(one.who, one.undone) for one in decisions.all()] == [("王工", True), ("李工", False)]


def test_decisions_are_exported_as_labels(
    cases: Cases, decisions: Decisions, pages: Pages, tmp_path: Path
) -> None:
    case = cases("张三", 2)
    first, second = questions(case)
    decisions.add(first, "yes", "王工", "身份证 990101198503120010")
    decisions.add(second, "unclear", "王工")
    assert labels.export(decisions.all(), pages, tmp_path / "labels", "zh") == (2, 1)
    (label,) = read_labels(tmp_path / "labels")
    assert (tmp_path / "labels" / label.file).is_file()
    assert [mark.bbox for mark in label.seals] == [(495, 889, 765, 1143)]
    lines = (tmp_path / "labels" / "decisions.jsonl").read_text("utf-8").splitlines()
    record = json.loads(lines[0])
    assert (record["who"], record["answer"], record["applicant"]) == ("王工", "yes", "张三")
    assert "19850312" not in lines[0] and record["when"].endswith("+00:00")


@pytest.mark.parametrize(
    ("code", "answer", "there", "decided"),
    [
        ("M201", "yes", False, [(495, 889, 765, 1143)]),
        ("M201", "yes", True, [(90, 127, 180, 254), (495, 889, 765, 1143)]),
        ("M201", "no", False, []),
        ("M201", "no", True, None),
        ("M202", "no", True, None),
    ],
)
def test_an_answer_is_a_label_only_where_it_tells_which_seals_there_are(
    code: str, answer: Answer, there: bool, decided: Any, cases: Cases, decisions: Decisions, tmp_path: Path
) -> None:
    case = cases("张三")
    mark = Seal(
        bbox=(0.1, 0.1, 0.2, 0.2), shape="round", colour="red", photocopied=False, text=None, confidence=0.9
    )
    finding = case.report.findings[0].model_copy(update={"code": code})
    case = case.model_copy(update={"report": case.report.model_copy(update={"findings": (finding,)})})
    decisions.add(questions(case)[0], answer, "王工")
    shown = case.report.pages[0].model_copy(update={"seals": (mark,) if there else ()})
    labels.export(decisions.all(), lambda *_: (shown, b"jpeg"), tmp_path, "zh")
    found = [json.loads(row) for row in (tmp_path / "labels.jsonl").read_text("utf-8").splitlines()]
    assert [tuple(one["bbox"]) for row in found for one in row["seals"]] == (decided or [])
    assert bool(found) == (decided is not None)


def numbered(case: Case, code: str, place: Box) -> tuple[Question, Pages]:
    """A question about ``place``, on a page turned by 180° on which an ID number stands there in black."""
    (asked,) = questions(case)
    field = Evidence(raw="", confidence=0.9, bbox=place)
    facts = case.report.pages[0].model_copy(
        update={
            "rotation": 180,
            "fields": Fields(id_number="990101198503120010", evidence={"id_number": field}),
        }
    )
    image = Image.new("RGB", (900, 1270), "white")
    x0, y0, x1, y1 = place
    ImageDraw.Draw(image).rectangle((x0 * 900, y0 * 1270, x1 * 900, y1 * 1270), fill="black")
    buffer = io.BytesIO()
    image.save(buffer, "JPEG")
    shown = buffer.getvalue()
    return asked.model_copy(update={"code": code, "bbox": place}), lambda *_: (facts, shown)


def darkest(content: bytes | None, box: Box | None = None) -> int:
    """The darkest grey in a picture, or in the middle of a place on it."""
    assert content is not None
    image = Image.open(io.BytesIO(content)).convert("L")
    if box is not None:
        image = image.crop(tuple(round(edge * side) for edge, side in zip(box, image.size * 2, strict=True)))
    return int(image.getextrema()[0])


def test_the_number_that_is_asked_about_is_shown_and_the_page_stands_upright(cases: Cases) -> None:
    place = (0.1, 0.8, 0.4, 0.9)
    asked, pages = numbered(cases("张三"), "V411", place)
    made = pictures(asked, pages)
    assert made is not None and darkest(made.crop) < 40, "nobody can compare a number that is covered"
    assert made.page_box == pytest.approx((0.6, 0.1, 0.9, 0.2)), "upright, so that it can be read"
    assert darkest(made.page, made.page_box) > 90, "only the place that is asked about is shown"
    other = pictures(asked.model_copy(update={"code": "M201"}), pages)
    assert other is not None and darkest(other.crop) > 90 and darkest(other.page) > 90
    full = pictures(asked.model_copy(update={"code": "M201"}), pages, show_ids=True)
    assert full is not None and darkest(full.crop) < 40 and darkest(full.page) < 40


@pytest.fixture
def client(cases: Cases, decisions: Decisions, pages: Pages) -> TestClient:
    queue = Queue([cases("张三", 3)], decisions)
    return TestClient(review_app(queue, pages, "the-key", "zh"))


def test_nothing_is_served_without_the_key(client: TestClient) -> None:
    for path in ("/", "/api/next?who=x", "/static/review.js", "/picture/" + "0" * 64 + "/page.jpg"):
        answer = client.get(path)
        assert answer.status_code == 403 and "张三" not in answer.text
    assert client.get("/?key=wrong").status_code == 403


def test_a_cookie_of_an_earlier_run_locks_nobody_out(client: TestClient) -> None:
    client.cookies.set("scanaudit-review", "of an earlier run")
    assert client.get("/").status_code == 403
    assert client.get("/", params={"key": "the-key"}).status_code == 200


def test_the_page_asks_keeps_and_tells_the_verdict(client: TestClient) -> None:
    home = client.get("/?key=the-key")
    assert home.status_code == 200 and "default-src 'none'" in home.headers["content-security-policy"]
    told = client.get("/api/next", params={"who": " 王工 "}).json()
    subject = told["question"]["subject"]
    assert told["count"] == {"total": 3, "decided": 0, "unclear": 0, "left": 3}
    assert client.get(f"/picture/{subject}/crop.jpg").headers["content-type"] == "image/jpeg"
    box = client.get(f"/api/places/{subject}").json()
    assert box["page"] == [0.55, 0.7, 0.85, 0.9] and 0 < box["crop"][0] < box["crop"][2] < 1
    answer = client.post("/api/decide", json={"subject": subject, "answer": "no", "who": "王工"})
    assert "先别提交" in answer.json()["verdict"] and answer.json()["count"]["left"] == 2
    assert client.post("/api/undo", json={"who": "王工"}).json()["question"]["subject"] == subject
    bad = {"subject": "f" * 64, "answer": "yes", "who": "王工"}
    assert client.post("/api/decide", json=bad).status_code == 404
    assert client.post("/api/decide", json={**bad, "answer": "maybe"}).status_code == 422
    assert client.get("/picture/" + "f" * 64 + "/page.jpg").status_code == 404
