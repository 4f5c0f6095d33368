"""The notice to supplement as page and as API resource, and what decisions do to it."""

from __future__ import annotations

from typing import Any

from scanaudit.facts import PageFacts
from tests.service.conftest import Service
from tests.service.scans import scan

Dossier = tuple[dict[str, Any], list[PageFacts]]


def _incomplete(service: Service, dossier: Dossier, headers: dict[str, str] | None = None) -> str:
    """A submission without its commitment letter, its public notice unsealed."""
    submission = service.new(headers=headers, **dossier[0])
    for number, page in enumerate(dossier[1]):
        if page.kind == "commitment_letter":
            continue
        told = page.model_copy(update={"seals": ()}) if page.kind == "public_notice_proof" else page
        service.http.post(
            f"/v1/submissions/{submission}/files",
            params={"name": f"{number}.png"},
            content=scan(told, number),
            headers=headers,
        )
    service.http.post(f"/v1/submissions/{submission}/close", headers=headers)
    return submission


def test_the_letter_in_all_its_forms(service: Service, dossier: Dossier) -> None:
    submission = _incomplete(service, dossier)
    path = f"/v1/submissions/{submission}/letter"
    assert service.http.get(path).json()["code"] == "A440"
    service.work()
    told = service.http.get(path, params={"unit": "某某市人社局", "before": "2026-12-01"}).json()
    assert "承诺书" in told["must"][0]["message"] and told["check"]
    assert (told["unit"], told["before"], told["day"]) == ("某某市人社局", "2026-12-01", None)
    assert told["name"] == dossier[0]["name"] and "2026-12-01" in told["intro"]
    text = service.http.get(path, params={"format": "text"})
    assert text.headers["content-type"].startswith("text/plain") and told["must"][0]["message"] in text.text
    html = service.http.get(path, params={"format": "html", "lang": "en"})
    assert html.headers["content-disposition"] == 'attachment; filename="letter.html"'
    assert '<html lang="en">' in html.text and dossier[0]["id_number"] not in html.text
    english = service.http.get(path, params={"lang": "en"}).json()
    assert english["title"] != told["title"] and len(english["must"]) == len(told["must"])
    assert service.http.get(path, params={"before": "soon"}).status_code == 422


def test_what_a_reviewer_decided_changes_the_letter(quick: Service, dossier: Dossier) -> None:
    submission = _incomplete(quick, dossier)
    quick.work()
    base = f"/v1/submissions/{submission}"
    before = quick.http.get(f"{base}/letter").json()
    from scanaudit.service.pictures import report_part
    from scanaudit.service.shown import ShownReport

    with quick.portal.database.read() as session:
        from scanaudit.service.database import Submission

        found = session.get_one(Submission, submission)
    shown = ShownReport.model_validate_json(report_part(quick.portal, found, "shown.json"))
    must = next(task for task in shown.tasks if task.urgency == "must")
    check = next(task for task in shown.tasks if task.urgency == "check")
    for key, decision in ((must.key, "accept"), (check.key, "confirm")):
        answer = quick.http.post(f"{base}/decisions", json={"finding": key, "decision": decision})
        assert answer.status_code == 201
    after = quick.http.get(f"{base}/letter").json()
    assert must.message.zh not in [point["message"] for point in (*after["must"], *after["check"])]
    assert check.message.zh in [point["message"] for point in after["must"]]
    assert len(after["check"]) == len(before["check"]) - 1


def test_the_page_of_the_letter(quick: Service, dossier: Dossier) -> None:
    submission = _incomplete(quick, dossier)
    quick.work()
    assert f"/s/{submission}/letter" in quick.http.get(f"/s/{submission}/result").text
    page = quick.http.get(f"/s/{submission}/letter", params={"unit": "<b>局</b>", "day": "2026-11-22"}).text
    assert "承诺书" in page and "2026-11-22" in page and "<b>局" not in page
    text = quick.http.get(f"/s/{submission}/letter/letter.txt", params={"unit": "局"})
    assert text.headers["content-disposition"].startswith("attachment") and "\n局\n" in text.text
    assert quick.http.get(f"/s/{submission}/letter/other").status_code == 404
    assert quick.http.get(f"/s/{submission}/letter", params={"day": "x"}).status_code == 422


def test_another_unit_gets_no_letter(guarded: Service, dossier: Dossier) -> None:
    owner, other = guarded.key("unit-a"), guarded.key("unit-b")
    submission = _incomplete(guarded, dossier, owner)
    guarded.work()
    path = f"/v1/submissions/{submission}/letter"
    assert guarded.http.get(path, headers=owner).status_code == 200
    assert guarded.http.get(path, headers=other).status_code == 404
    assert guarded.http.get(f"/s/{submission}/letter").status_code == 401


def test_an_applicant_fills_in_neither_who_signs_nor_a_date(guarded: Service, dossier: Dossier) -> None:
    owner = guarded.key("unit-a")
    submission = _incomplete(guarded, dossier, owner)
    guarded.work()
    path = f"/v1/submissions/{submission}"
    link = guarded.http.post(f"{path}/links", json={"hours": 1}, headers=owner).json()
    guarded.http.post("/enter", data={"secret": link["path"].partition("#")[2]})
    own = f"/s/{submission}/letter"
    assert guarded.http.get(own).status_code == 200
    assert 'name="unit"' not in guarded.http.get(own).text
    submitter = guarded.key("unit-a", "submit")
    for query in ({"unit": "某某市人社局"}, {"before": "2026-12-01"}, {"day": "2026-11-22"}):
        for address in (own, f"{own}/letter.txt", f"{own}/letter.html"):
            answer = guarded.http.get(address, params=query)
            assert answer.status_code == 403 and "某某市人社局" not in answer.text
        assert guarded.http.get(f"{path}/letter", params=query, headers=submitter).status_code == 403
        assert guarded.http.get(f"{path}/letter", params=query, headers=owner).status_code == 200
    assert guarded.http.get(f"{path}/letter", headers=submitter).status_code == 200


def test_the_start_page_tells_the_window_and_whether_it_has_closed(quick: Service) -> None:
    page = quick.http.get("/", headers={"accept": "text/html"}).text
    assert "2024-09-20" in page and "已截止" in page and "年限计算至：2024-12-31（不是申报截止日期）" in page
