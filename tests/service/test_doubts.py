"""The reviewers' queue: a doubt answered by a person, kept with who and when, and the verdict follows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from scanaudit.facts import PageFacts
from scanaudit.service import queue, submissions
from scanaudit.service.answers import answered
from scanaudit.service.app import make_app
from scanaudit.service.database import Submission
from scanaudit.service.work import loop
from tests.service.conftest import Service
from tests.service.scans import scan

Dossier = tuple[dict[str, Any], list[PageFacts]]


def _doubtful(service: Service, dossier: Dossier, headers: dict[str, str] | None = None) -> str:
    """A submission of which one seal was not seen well."""
    submission = service.new(headers=headers, **dossier[0])
    for number, page in enumerate(dossier[1]):
        faint = tuple(seal.model_copy(update={"confidence": 0.5}) for seal in page.seals)
        told = page.model_copy(update={"seals": faint}) if page.kind == "public_notice_proof" else page
        service.http.post(
            f"/v1/submissions/{submission}/files",
            params={"name": f"{number}.png"},
            content=scan(told, number),
            headers=headers,
        )
    service.http.post(f"/v1/submissions/{submission}/close", headers=headers)
    service.work()
    return submission


class Reviewer:
    """A browser at the queue."""

    def __init__(self, http: TestClient) -> None:
        self.http = http
        page = http.get("/review/queue")
        assert page.status_code == 200, page.text
        self.csrf = re.search(r'data-csrf="(\w+)"', page.text)[1]  # type: ignore[index]

    def next(self, **query: str) -> dict[str, Any]:
        told: dict[str, Any] = self.http.get("/review/queue/api/next", params=query).json()
        return told

    def post(self, what: str, csrf: str | None = None, only: str | None = None, **body: str) -> Any:
        headers = {"X-CSRF-Token": self.csrf if csrf is None else csrf}
        query = {} if only is None else {"submission": only}
        return self.http.post(f"/review/queue/api/{what}", json=body, headers=headers, params=query)


def _signed_in(service: Service, unit: str, address: str = "10.1.2.3") -> Reviewer:
    http = TestClient(make_app(service.portal), base_url="http://127.0.0.1", client=(address, 50000))
    key = service.key(unit)["Authorization"].removeprefix("Bearer ")
    assert http.post("/sign-in", data={"key": key}).status_code == 200
    return Reviewer(http)


def test_yes_settles_a_doubt_and_the_verdict_follows(service: Service, dossier: Dossier) -> None:
    submission = _doubtful(service, dossier)
    base = f"/v1/submissions/{submission}"
    before = service.http.get(f"{base}/findings").json()
    assert before["verdict"] == "review"
    reviewer = Reviewer(service.http)
    told = reviewer.next()
    asked, count = told["question"], told["count"]
    assert asked["applicant"] == dossier[0]["name"] and "吗？" in asked["question"]
    assert (count["decided"], count["unclear"]) == (0, 0) and count["left"] == count["total"] >= 1
    for what in ("page", "crop"):
        shown = service.http.get(f"/review/queue/picture/{asked['subject']}/{what}.jpg")
        assert shown.headers["content-type"] == "image/jpeg"
    places = service.http.get(f"/review/queue/api/places/{asked['subject']}").json()
    assert all(0 <= edge <= 1 for edge in (*places["crop"], *places["page"]))
    while asked is not None:
        done = reviewer.post(
            "decide", subject=asked["subject"], answer="yes", note="看过原件 99010119850312001X"
        )
        assert done.status_code == 200, done.text
        asked = reviewer.next()["question"]
    assert done.json()["count"]["left"] == 0 and "✓" in done.json()["verdict"]
    assert service.http.get(base).json()["verdict"] == "pass"
    service.work()
    after = service.http.get(f"{base}/findings").json()
    assert after["verdict"] == "pass"
    with service.portal.database.read() as session:
        found = session.get_one(Submission, submission)
        kept = answered(session, found, service.portal.vault)
    assert [(one.answer, one.who, one.undone) for one in kept] == [("yes", "local", False)] * count["total"]
    assert kept[0].question.question.zh and kept[0].at > 0 and "********" in kept[0].note
    assert (found.doubts, found.decided, found.unclear) == (count["total"], count["total"], 0)
    assert reviewer.next()["question"] is None


def test_no_makes_it_a_fault_and_undo_takes_it_back(quick: Service, dossier: Dossier) -> None:
    submission = _doubtful(quick, dossier)
    reviewer = Reviewer(quick.http)
    asked = reviewer.next(submission=submission)["question"]
    reviewer.post("decide", subject=asked["subject"], answer="no")
    assert quick.http.get(f"/v1/submissions/{submission}").json()["verdict"] == "fail"
    quick.work()
    assert quick.http.get(f"/v1/submissions/{submission}/report").json()["verdict"] == "fail"
    letter = quick.http.get(f"/v1/submissions/{submission}/letter").json()
    assert len(letter["must"]) == 1
    again = reviewer.post("undo").json()
    assert again["question"]["subject"] == asked["subject"] and again["count"]["decided"] == 0
    quick.work()
    assert quick.http.get(f"/v1/submissions/{submission}/report").json()["verdict"] == "review"
    reviewer.post("decide", subject=asked["subject"], answer="unclear")
    quick.work()
    assert quick.http.get(f"/v1/submissions/{submission}/report").json()["verdict"] == "review"
    assert reviewer.next()["count"]["unclear"] == 1
    assert reviewer.post("undo").status_code == 200 and reviewer.post("undo").json()["question"] is None


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_the_applicant_is_told_that_a_reviewer_answered_and_not_by_which_key(
    guarded: Service, dossier: Dossier, answer: str
) -> None:
    owner = guarded.key("unit-a")
    submission = _doubtful(guarded, dossier, owner)
    reviewer = _signed_in(guarded, "unit-a")
    while (asked := reviewer.next()["question"]) is not None:
        assert reviewer.post("decide", subject=asked["subject"], answer=answer).status_code == 200
    guarded.work()
    base = f"/v1/submissions/{submission}"
    told = ""
    for lang, name in (("zh", "审核人"), ("en", "the reviewer")):
        for path in ("report", "report?format=html", "findings", "letter", "letter?format=html"):
            between = "&" if "?" in path else "?"
            said = guarded.http.get(f"{base}/{path}{between}lang={lang}", headers=owner)
            assert said.status_code == 200
            assert name in said.text or "findings" in path or (answer == "yes" and "letter" in path)
            told += said.text
    script = re.compile(r"<(script|style).*?</\1>", re.DOTALL)
    assert "key:" not in script.sub("", told)
    with guarded.portal.database.read() as session:
        kept = answered(session, session.get_one(Submission, submission), guarded.portal.vault)
    assert {one.who.partition(":")[0] for one in kept} == {"key"}


def test_another_picture_of_the_page_is_asked_about_anew(quick: Service, dossier: Dossier) -> None:
    submission = _doubtful(quick, dossier)
    reviewer = Reviewer(quick.http)
    asked = reviewer.next()["question"]
    reviewer.post("decide", subject=asked["subject"], answer="yes")
    quick.work()
    page = next(
        one
        for one in quick.http.get(f"/v1/submissions/{submission}/pages").json()
        if one["name"] == asked["file"]
    )
    sealed = next(one for one in dossier[1] if one.kind == "public_notice_proof")
    faint = tuple(seal.model_copy(update={"confidence": 0.5}) for seal in sealed.seals)
    other = scan(sealed.model_copy(update={"seals": faint}), 3)
    assert quick.send(submission, "again.png", other, page=page["id"]).status_code == 201
    quick.work()
    told = reviewer.next()["question"]
    assert told is not None and told["subject"] != asked["subject"] and told["earlier"]


def test_two_reviewers_are_not_asked_the_same(guarded: Service, dossier: Dossier) -> None:
    owner = guarded.key("unit-a")
    first, second = (_doubtful(guarded, dossier, owner) for _ in range(2))
    one, other = _signed_in(guarded, "unit-a"), _signed_in(guarded, "unit-a")
    asked = [reviewer.next()["question"]["subject"] for reviewer in (one, other)]
    assert len(set(asked)) == 2 and {subject.partition(".")[0] for subject in asked} == {first, second}
    assert one.next()["question"]["subject"] == asked[0]
    assert one.next(skip=asked[0])["question"] is None


def test_another_unit_and_an_applicant_get_nothing(guarded: Service, dossier: Dossier) -> None:
    owner = guarded.key("unit-a")
    submission = _doubtful(guarded, dossier, owner)
    subject = _signed_in(guarded, "unit-a").next()["question"]["subject"]
    stranger = _signed_in(guarded, "unit-b")
    assert stranger.next() == {"question": None, "count": {"total": 0, "decided": 0, "unclear": 0, "left": 0}}
    assert stranger.next(submission=submission)["question"] is None
    assert stranger.post("decide", subject=subject, answer="yes").status_code == 404
    for path in (f"picture/{subject}/crop.jpg", f"picture/{subject}/page.jpg", f"api/places/{subject}"):
        assert stranger.http.get(f"/review/queue/{path}").status_code == 404
    link = guarded.http.post(f"/v1/submissions/{submission}/links", json={"hours": 1}, headers=owner).json()
    guarded.http.post("/enter", data={"secret": link["path"].partition("#")[2]})
    for path in ("", "/api/next", f"/picture/{subject}/crop.jpg"):
        assert guarded.http.get(f"/review/queue{path}").status_code == 403
    assert guarded.http.get(f"/v1/submissions/{submission}", headers=owner).json()["verdict"] == "review"


@pytest.mark.parametrize("csrf", ["", "0" * 64])
def test_an_answer_needs_the_pages_own_token(quick: Service, dossier: Dossier, csrf: str) -> None:
    _doubtful(quick, dossier)
    reviewer = Reviewer(quick.http)
    subject = reviewer.next()["question"]["subject"]
    refused = reviewer.post("decide", csrf, subject=subject, answer="yes")
    assert (refused.status_code, refused.json()["code"]) == (403, "A420")
    assert reviewer.post("undo", csrf).status_code == 403


def test_answers_go_with_their_submission(quick: Service, dossier: Dossier) -> None:
    submission = _doubtful(quick, dossier)
    reviewer = Reviewer(quick.http)
    asked = reviewer.next()["question"]
    reviewer.post("decide", subject=asked["subject"], answer="yes", note="记在这里的话")
    database = quick.portal.settings.data_dir / "scanaudit.db"
    assert "记在这里的话".encode() not in database.read_bytes()
    assert quick.http.delete(f"/v1/submissions/{submission}").status_code == 204
    with quick.portal.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM answer").scalar() == 0
    assert reviewer.next()["question"] is None


def test_undo_in_one_submission_leaves_the_others_alone(quick: Service, dossier: Dossier) -> None:
    first, second = (_doubtful(quick, dossier) for _ in range(2))
    reviewer = Reviewer(quick.http)
    for submission in (first, second):
        asked = reviewer.next(submission=submission)["question"]
        told = reviewer.post("decide", only=submission, subject=asked["subject"], answer="no").json()
        assert told["count"]["decided"] == 1
    quick.work()
    back = reviewer.post("undo", only=first).json()
    assert back["question"]["subject"].startswith(first) and back["count"]["decided"] == 0
    assert quick.http.get(f"/v1/submissions/{first}").json()["verdict"] == "review"
    assert quick.http.get(f"/v1/submissions/{second}").json()["verdict"] == "fail"
    assert reviewer.post("undo", only=first).json()["question"] is None
    assert reviewer.post("undo").json()["question"]["subject"].startswith(second)


def test_an_answer_given_while_the_report_is_made_is_not_lost(quick: Service, dossier: Dossier) -> None:
    submission = _doubtful(quick, dossier)
    reviewer = Reviewer(quick.http)
    subjects = [reviewer.next()["question"]["subject"]]
    while (asked := reviewer.next(skip=",".join(subjects))["question"]) is not None:
        subjects.append(asked["subject"])
    with quick.portal.database.write() as session:
        submissions.changed(session, session.get_one(Submission, submission))
    task = queue.claim(quick.portal.database, "test")
    assert task is not None and task.kind == "audit"
    original = quick.portal.looks.tell

    def tell(upload: Any) -> Any:
        for subject in subjects:
            assert reviewer.post("decide", subject=subject, answer="yes").status_code == 200
        return original(upload)

    context = quick.context
    object.__setattr__(context, "looks", replace(context.looks, tell=tell))
    loop.perform(context, task)
    with quick.portal.database.read() as session:
        found = session.get_one(Submission, submission)
    assert (found.verdict, found.decided, found.doubts) == ("pass", len(subjects), len(subjects))
    quick.work()
    assert quick.http.get(f"/v1/submissions/{submission}/report").json()["verdict"] == "pass"
