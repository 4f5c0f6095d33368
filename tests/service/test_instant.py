"""The instant check of one page: what it says while the person who took the picture is still there."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from scanaudit.facts import PageFacts
from tests.audit.dossiers import COMPLETE
from tests.rules.pages import page, read, seal
from tests.service.conftest import NOTICE, Service
from tests.service.scans import scan

INSPECT = "/v1/pages/inspect"
PLEDGE = "QC-01"
ANHUI = "anhui-2024-engineering"


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


@pytest.mark.parametrize(("applicant", "good"), [("张三", False), ("张智勇", True), (None, True)])
def test_another_persons_page_is_not_good(quick: Service, applicant: str | None, good: bool) -> None:
    letter = page("appointment_letter", name="张智勇", seals=(seal(),), evidence={"name": read("张智勇")})
    query = {"applicant": applicant} if applicant else {}
    told = _told(quick, scan(letter), notice=ANHUI, requirement="AH-04", **query)
    assert told["good"] is good
    whose = [one["message"] for one in told["findings"] if one["code"] in {"V401", "V491"}]
    assert bool(whose) != good and all("张智勇" in said and "读错" not in said for said in whose)


@pytest.mark.parametrize(
    ("changed", "good"),
    [
        ({}, True),
        ({"readable": False, "sharp": False}, False),
        ({"cut_off": True}, False),
        ({"shadow": True}, True),
    ],
)
def test_a_page_that_cannot_be_read_is_not_good_whatever_its_row_says_of_pictures(
    quick: Service, changed: dict[str, bool], good: bool
) -> None:
    award = page("award_certificate", shot=changed)
    assert _told(quick, scan(award), notice=ANHUI, requirement="AH-06")["good"] is good


def test_a_page_upside_down_is_not_good(quick: Service) -> None:
    turned = page("award_certificate").model_copy(update={"rotation": 180})
    assert not _told(quick, scan(turned), notice=ANHUI, requirement="AH-06")["good"]


def test_a_page_of_another_kind_is_not_good_though_nobody_knows_whether_the_row_applies(
    quick: Service,
) -> None:
    told = _told(quick, _page("public_notice_proof"), notice=ANHUI, requirement="AH-04")
    assert not told["good"] and "K301" in {one["code"] for one in told["findings"]}


@pytest.mark.parametrize("kind", ["award_certificate", "business_licence", "paper_cover"])
@pytest.mark.parametrize("row", ["AH-02", "AH-08", "AH-12", "AH-14", "AH-15", "AH-17", "AH-19", "AH-21"])
def test_a_page_of_quite_another_kind_is_told_once_whatever_the_rows_condition_and_way(
    quick: Service, row: str, kind: str
) -> None:
    """Conditional, welcome, paper and two-part rows like any other."""
    told = _told(quick, scan(page(kind)), notice=ANHUI, requirement=row)
    assert [one["code"] for one in told["findings"]].count("K301") == 1 and not told["good"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("AH-02", "degree_certificate"),  # welcome beside the diploma
        ("AH-08", "equity_proof"),  # one of two that are asked for
        ("AH-08", "social_insurance_record"),
        ("AH-15", "exception_form"),
        ("AH-17", "entrust_letter"),
        ("AH-19", "vocational_certificate"),
        ("AH-21", "labour_contract"),
    ],
)
def test_a_page_that_one_of_a_rows_branches_takes_is_what_was_asked_for(
    quick: Service, row: str, kind: str
) -> None:
    told = _told(quick, scan(page(kind)), notice=ANHUI, requirement=row)
    assert "K301" not in {one["code"] for one in told["findings"]}


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


@pytest.mark.parametrize("pages", [1, 3])
def test_a_page_that_the_file_does_not_have_is_told_with_those_that_it_has(
    quick: Service, pages: int
) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (84, 119), "white").save(
        buffer, "PDF", save_all=True, append_images=[Image.new("RGB", (84, 119), "white")] * (pages - 1)
    )
    answer = quick.http.post(INSPECT, params={"page": "99", "lang": "en"}, content=buffer.getvalue())
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "A418")
    assert told["detail"] == f"The file has {pages} page(s), and no page 99."
    assert told["advice"] == f"Give a page from 1 to {pages}."


def test_the_last_page_of_a_file_is_there(quick: Service) -> None:
    buffer = io.BytesIO()
    picture = Image.new("RGB", (84, 119), "white")
    picture.save(buffer, "PDF", save_all=True, append_images=[picture])
    assert quick.http.post(INSPECT, params={"page": "2"}, content=buffer.getvalue()).status_code == 200


def test_a_form_is_told_from_a_file(quick: Service) -> None:
    files = {"file": ("page.png", scan(PageFacts(file="", page=1)), "image/png")}
    for answer in (
        quick.http.post(INSPECT, files=files),
        quick.http.post(f"/v1/submissions/{quick.new()}/files", params={"name": "a.png"}, files=files),
    ):
        assert (answer.status_code, answer.json()["code"]) == (415, "A417")


@pytest.mark.parametrize(
    ("named", "text", "good"),
    [("吴佳乐", "吴佳乐同志", False), (None, "某公司设计院", True), ("吴佳乐", "吴佳乐、王五同志", True)],
)
def test_another_persons_award_is_not_good_and_a_units_or_a_teams_is(
    quick: Service, named: str | None, text: str, good: bool
) -> None:
    evidence = {"name": read(named)} if named else {}
    award = page("award_certificate", name=named, text=text, evidence=evidence)
    told = _told(quick, scan(award), notice=ANHUI, requirement="AH-06", applicant="王五")
    assert told["good"] is good
