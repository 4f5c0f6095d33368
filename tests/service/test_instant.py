"""The instant check of one page: what it says while the person who took the picture is still there."""

from __future__ import annotations

from typing import Any

import pytest

from scanaudit.facts import PageFacts
from tests.audit.dossiers import COMPLETE
from tests.service.conftest import NOTICE, Service
from tests.service.scans import scan

INSPECT = "/v1/pages/inspect"
PLEDGE = "QC-01"


def _page(kind: str, **changed: object) -> bytes:
    found = next(one for one in COMPLETE[NOTICE]()[1] if one.kind == kind)
    return scan(found.model_copy(update=changed))


def _told(service: Service, content: bytes, **query: str) -> Any:
    answer = service.http.post(INSPECT, params=query, content=content)
    assert answer.status_code == 200
    return answer.json()


def test_the_page_that_was_asked_for_is_good(quick: Service) -> None:
    told = _told(quick, _page("commitment_letter"), notice=NOTICE, requirement=PLEDGE)
    assert told["good"] and told["card"]["kind"] == "commitment_letter"


def test_a_missing_signature_is_told_at_once(quick: Service) -> None:
    told = _told(quick, _page("commitment_letter", signatures=()), notice=NOTICE, requirement=PLEDGE)
    assert [one["severity"] for one in told["findings"] if one["code"] == "M211"] == ["warn"]


def test_another_page_is_told_as_such_and_not_as_missing_from_an_upload(quick: Service) -> None:
    told = _told(quick, _page("public_notice_proof"), notice=NOTICE, requirement=PLEDGE)
    (finding,) = (one for one in told["findings"] if one["code"] == "K301")
    assert finding["message"] == "这一页没有认成“诚信承诺”要的材料。" and not told["good"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"notice": "no-such-notice"}, "A406"),
        ({"notice": NOTICE, "requirement": "QC-99"}, "A407"),
        ({"requirement": PLEDGE}, "A422"),
    ],
)
def test_what_cannot_be_checked_is_refused_before_the_page_is_read(
    quick: Service, query: dict[str, str], code: str
) -> None:
    answer = quick.http.post(INSPECT, params=query, content=b"no picture at all")
    assert answer.json()["code"] == code


def test_a_form_is_told_from_a_file(quick: Service) -> None:
    files = {"file": ("page.png", scan(PageFacts(file="", page=1)), "image/png")}
    for answer in (
        quick.http.post(INSPECT, files=files),
        quick.http.post(f"/v1/submissions/{quick.new()}/files", params={"name": "a.png"}, files=files),
    ):
        assert (answer.status_code, answer.json()["code"]) == (415, "A417")
