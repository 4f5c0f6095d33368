from __future__ import annotations

import errno
import json as stdlib_json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scanaudit.errors import OutputError
from scanaudit.report import json
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport

CONTRACT = {"notice", "applicant", "verdict", "requirements", "findings", "pages"}


def test_report_json_has_the_contracts_keys_and_fits_its_schema(report: AuditReport, tmp_path: Path) -> None:
    data = stdlib_json.loads(json.write(report, tmp_path / "new" / "folder").read_text(encoding="utf-8"))
    assert data.keys() >= CONTRACT
    assert data["requirements"][1]["findings"] == [0]
    assert data["findings"][0]["bbox"] == [0.1, 0.75, 0.5, 0.85]
    assert all("lines" not in page for page in data["pages"])
    assert data["pages"][0]["capture"]["copy"] is False
    jsonschema.Draft202012Validator(json.schema("report")).validate(data)


def test_inspect_line_fits_its_schema_and_is_one_line(report: AuditReport) -> None:
    validator = jsonschema.Draft202012Validator(json.schema("inspect"))
    for page in report.pages:
        line = json.page_line(page.model_copy(update={"text": "一\n二"}))
        assert "\n" not in line
        validator.validate(stdlib_json.loads(line))


def test_schema_refuses_what_is_not_the_contract(report: AuditReport) -> None:
    data = json.as_data(report)
    data["verdict"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.schema("report"))


def test_language_of_the_sentences(report: AuditReport) -> None:
    assert json.as_data(report, "en")["findings"][0]["message"] == "The name page bears no signature"
    assert json.as_data(report, "zh")["findings"][0]["message"] == "继续教育证书姓名页没有本人签名"


def test_id_numbers_are_masked_unless_asked_for(report: AuditReport, id_number: str) -> None:
    # In a file name, a key and a value: everywhere.
    named = report.pages[0].model_copy(update={"file": f"{id_number}.jpg"})
    telling = report.model_copy(
        update={"pages": (named, *report.pages[1:]), "applicant": {id_number: [id_number]}}
    )
    assert id_number not in stdlib_json.dumps(json.as_data(telling))
    assert "990102********0011" in stdlib_json.dumps(json.as_data(telling))
    assert id_number in stdlib_json.dumps(json.as_data(telling, show_ids=True))
    assert id_number not in json.page_line(named)


def test_content_hash_is_left_whole(report: AuditReport) -> None:
    page = report.pages[0].model_copy(update={"content_hash": "123456789012345678"})
    assert stdlib_json.loads(json.page_line(page))["content_hash"] == "123456789012345678"


def test_file_name_that_is_no_utf8_does_not_stop_the_report(report: AuditReport, tmp_path: Path) -> None:
    page = report.pages[0].model_copy(update={"file": os.fsdecode(b"\xb2\xe2.jpg")})
    path = json.write(report.model_copy(update={"pages": (page,)}), tmp_path)
    stdlib_json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("number", "word"), [(errno.ENOSPC, "full"), (errno.EROFS, "read-only"), (errno.EIO, "--out")]
)
def test_failed_write_keeps_the_old_report_and_says_what_to_do(
    report: AuditReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, word: str
) -> None:
    path = json.write(report, tmp_path)
    before = path.read_bytes()

    def fail(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError) as caught:
        json.write(report, tmp_path)
    assert word in caught.value.text.en and "--out" in caught.value.text.en
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["report.json"], "no half-written file stays behind"


def test_report_has_the_permissions_of_a_new_file(report: AuditReport, tmp_path: Path) -> None:
    (tmp_path / "new").touch()
    path = json.write(report, tmp_path)
    assert path.stat().st_mode == (tmp_path / "new").stat().st_mode


def test_a_file_in_the_folders_place(report: AuditReport, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError):
        json.write(report, tmp_path / "out")


def test_what_was_recognised_as_an_id_number_is_masked_as_it_was_read(report: AuditReport) -> None:
    """More letters than any number is known by: only the page's own evidence tells what this is."""
    raw = "99O1O2I9OOOIOIOOII"
    first = report.pages[0]
    evidence = {"id_number": first.fields.evidence["id_number"].model_copy(update={"raw": raw})}
    fields = first.fields.model_copy(update={"evidence": evidence})
    text = f"公民身份号码{raw}\n{raw[:6]} {raw[6:14]}\n{raw[14:]}"
    page = first.model_copy(update={"fields": fields, "text": text, "lines": ()})
    finding = report.findings[0].model_copy(update={"message": Text(zh=f"读作{raw}", en=f"read {raw}")})
    told = report.model_copy(update={"pages": (page,), "findings": (finding,)})
    for written in (json.page_line(page), stdlib_json.dumps(json.as_data(told), ensure_ascii=False)):
        assert raw[6:14] not in written and raw[:6] in written
    assert raw[6:14] in json.page_line(page, show_ids=True)
