"""The applicant's way through the API: create, upload, pages, close, report, replace, report again."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from scanaudit.facts import PageFacts
from scanaudit.service import submissions
from scanaudit.service.database import Submission
from tests.service.conftest import NOTICE, Service
from tests.service.scans import scan

Dossier = tuple[dict[str, Any], list[PageFacts]]


def _upload(service: Service, dossier: Dossier, without_seal: bool = True) -> tuple[str, list[str]]:
    applicant, pages = dossier
    submission = service.new(**applicant)
    files = []
    for number, page in enumerate(pages):
        told = (
            page.model_copy(update={"seals": ()})
            if without_seal and page.kind == "public_notice_proof"
            else page
        )
        answer = service.send(submission, f"{number:02d}-{page.kind}.png", scan(told, 255 - number))
        assert answer.status_code == 201, answer.text
        files.append(answer.json()["id"])
    return submission, files


def test_a_complete_application_passes(service: Service, dossier: Dossier) -> None:
    submission, _ = _upload(service, dossier, without_seal=False)
    base = f"/v1/submissions/{submission}"
    assert service.http.get(f"{base}/report").json()["code"] == "A440"
    service.work()
    status = service.http.get(base).json()
    assert (status["files"], status["pages_read"], status["report"]) == (
        len(dossier[1]),
        len(dossier[1]),
        False,
    )
    assert service.http.post(f"{base}/close").status_code == 200
    service.work()
    told = service.http.get(f"{base}/report").json()
    assert [f for f in told["findings"] if f["severity"] == "block"] == []
    assert service.http.get(base).json()["verdict"] == told["verdict"]


def test_a_page_is_replaced_and_its_finding_goes(service: Service, dossier: Dossier) -> None:
    submission, _ = _upload(service, dossier)
    base = f"/v1/submissions/{submission}"
    service.http.post(f"{base}/close")
    service.work()
    before = service.http.get(f"{base}/findings").json()
    unsealed = [f for f in before["findings"] if f["code"].startswith("M20") and f["severity"] != "info"]
    assert (before["verdict"], len(unsealed)) == ("review", 1)
    listed = service.http.get(f"{base}/pages").json()
    page = next(one for one in listed if one["name"] == unsealed[0]["file"])
    sealed = next(one for one in dossier[1] if one.kind == "public_notice_proof")
    answer = service.send(submission, "新拍的.png", scan(sealed), page=page["id"])
    assert answer.status_code == 201
    told = service.http.get(base).json()
    assert (told["report"], told["verdict"]) == (False, None)
    service.work()
    after = service.http.get(f"{base}/findings").json()
    assert after["verdict"] == "pass"
    assert not [f for f in after["findings"] if f["code"].startswith("M20") and f["severity"] != "info"]
    told = service.http.get(f"{base}/report").json()
    names = [(one["file"], one["page"]) for one in told["pages"]]
    assert (page["name"], 1) in names and len(names) == len(dossier[1])
    assert service.http.get(f"{base}/pages/{page['id']}/preview").headers["content-type"] == "image/jpeg"


def test_a_page_can_be_replaced_twice(service: Service, dossier: Dossier) -> None:
    submission, _ = _upload(service, dossier)
    service.work()
    base = f"/v1/submissions/{submission}"
    page = service.http.get(f"{base}/pages").json()[0]
    for number in range(2):
        assert (
            service.send(
                submission, f"{number}.png", scan(dossier[1][0], number), page=page["id"]
            ).status_code
            == 201
        )
        service.work()
    listed = service.http.get(f"{base}/pages").json()
    assert [one["id"] for one in listed].count(page["id"]) == 1 and len(listed) == len(dossier[1])


def test_the_same_upload_twice_is_one_file(service: Service, dossier: Dossier) -> None:
    submission = service.new(**dossier[0])
    content = scan(dossier[1][0])
    first = service.send(submission, "a.png", content)
    second = service.send(submission, "a.png", content)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert len(service.http.get(f"/v1/submissions/{submission}/files").json()) == 1
    again = {"X-Content-SHA256": hashlib.sha256(content).hexdigest()}
    path = f"/v1/submissions/{submission}/files"
    assert service.http.post(path, params={"name": "a.png"}, content=b"", headers=again).status_code == 200


def test_what_differs_from_its_hash_is_not_kept(service: Service, dossier: Dossier) -> None:
    submission = service.new(**dossier[0])
    path = f"/v1/submissions/{submission}/files"
    answer = service.http.post(
        path, params={"name": "a.png"}, content=b"x", headers={"X-Content-SHA256": "0" * 64}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "A415")
    assert answer.headers["content-type"] == "application/problem+json"
    assert service.http.get(path).json() == []
    assert list(service.portal.store.groups()) == []


def test_creating_twice_with_one_key_is_one_submission(service: Service) -> None:
    made = [
        service.http.post(
            "/v1/submissions", json={"notice": NOTICE}, headers={"Idempotency-Key": "k1"}
        ).json()
        for _ in range(2)
    ]
    assert made[0]["id"] == made[1]["id"]
    for other in (
        {"notice": "anhui-2024-engineering"},
        {"notice": NOTICE, "applicant": {"name": "李四"}},
    ):
        refused = service.http.post("/v1/submissions", json=other, headers={"Idempotency-Key": "k1"})
        assert (refused.status_code, refused.json()["code"]) == (409, "A409")


def test_a_key_finds_its_submission_by_what_was_sent_whatever_came_after(service: Service) -> None:
    key = {"Idempotency-Key": "k2"}
    body = {"notice": NOTICE, "applicant": {"name": "张三", "confirmed": {"a": True, "b": False}}}
    made = service.http.post("/v1/submissions", json=body, headers=key).json()["id"]
    service.http.put(f"/v1/submissions/{made}/applicant", json={"name": "张三丰"})
    again = {"applicant": {"confirmed": {"b": False, "a": True}, "name": "张三"}, "notice": NOTICE}
    assert service.http.post("/v1/submissions", json=again, headers=key).json()["id"] == made
    another = service.http.post("/v1/submissions", json=body, headers={"Idempotency-Key": "k3"}).json()["id"]
    with service.portal.database.read() as session:
        marks = [session.get_one(Submission, one).idempotency_mark for one in (made, another)]
    assert marks[0] and marks[1] and marks[0] != marks[1]  # nobody tells by them who applied twice


def test_a_key_of_an_earlier_version_still_finds_its_submission(quick: Service) -> None:
    key, body = {"Idempotency-Key": "k4"}, {"notice": NOTICE, "applicant": {"name": "张三"}}
    made = quick.http.post("/v1/submissions", json=body, headers=key).json()["id"]
    with quick.portal.database.write() as session:
        session.get_one(Submission, made).idempotency_mark = None
    assert quick.http.post("/v1/submissions", json=body, headers=key).json()["id"] == made
    other = {"notice": "anhui-2024-engineering", "applicant": {"name": "张三"}}
    assert quick.http.post("/v1/submissions", json=other, headers=key).json()["code"] == "A409"


def test_two_calls_with_one_key_at_one_moment_make_one_submission(
    quick: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, body = {"Idempotency-Key": "k5"}, {"notice": NOTICE}
    first = quick.http.post("/v1/submissions", json=body, headers=key).json()["id"]
    create, tried = submissions.create, []

    def late(*args: Any, idempotency: str | None, **given: Any) -> Submission:
        """The first time it looks before the other call is done, and finds nothing."""
        tried.append(idempotency)
        made = create(*args, idempotency=idempotency if len(tried) > 1 else None, **given)
        made.idempotency = idempotency
        return made

    monkeypatch.setattr(submissions, "create", late)
    assert quick.http.post("/v1/submissions", json=body, headers=key).json()["id"] == first
    assert tried == ["k5", "k5"]


def test_an_upload_in_pieces_goes_on_where_it_stopped(service: Service, dossier: Dossier) -> None:
    submission = service.new(**dossier[0])
    content = scan(dossier[1][0])
    base = f"/v1/submissions/{submission}/uploads"
    body = {"name": "论文/a.png", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    upload = service.http.post(base, json=body).json()
    assert (upload["offset"], upload["done"]) == (0, False)
    where = f"{base}/{upload['id']}"
    half = len(content) // 2
    first = service.http.patch(where, content=content[:half], headers={"Upload-Offset": "0"}).json()
    assert (first["offset"], first["done"]) == (half, False)
    refused = service.http.patch(where, content=content[:half], headers={"Upload-Offset": "0"})
    assert (refused.status_code, refused.json()["code"]) == (409, "A410")
    assert service.http.get(where).json()["offset"] == half
    last = service.http.patch(where, content=content[half:], headers={"Upload-Offset": str(half)}).json()
    assert last["done"] and last["file"]["name"] == "论文/a.png"
    assert service.http.post(base, json=body).json()["done"]
    service.work()
    assert service.http.get(f"/v1/submissions/{submission}").json()["pages_read"] == 1


def test_a_removed_file_leaves_nothing(service: Service, dossier: Dossier) -> None:
    submission, files = _upload(service, dossier)
    service.work()
    base = f"/v1/submissions/{submission}"
    assert service.http.delete(f"{base}/files/{files[0]}").status_code == 204
    assert (submission, files[0]) not in set(service.portal.store.groups())
    assert len(service.http.get(f"{base}/pages").json()) == len(dossier[1]) - 1


def test_questions_follow_the_answers(service: Service) -> None:
    submission = service.new()
    base = f"/v1/submissions/{submission}"
    asked = {one["fact"] for one in service.http.get(f"{base}/questions").json()}
    assert "name" in asked
    assert service.http.put(f"{base}/applicant", json={"name": "张三"}).status_code == 200
    assert "name" not in {one["fact"] for one in service.http.get(f"{base}/questions").json()}
    assert service.http.get(f"{base}/applicant").json()["name"] == "张三"


def test_the_stream_of_events_ends_with_the_report(service: Service, dossier: Dossier) -> None:
    submission, _ = _upload(service, dossier)
    service.http.post(f"/v1/submissions/{submission}/close")
    service.work()
    with service.http.stream("GET", f"/v1/submissions/{submission}/events") as stream:
        lines = [line for line in stream.iter_lines() if line]
    assert any(line.startswith("event: status") for line in lines)
    assert '"report": true' in lines[-1]
