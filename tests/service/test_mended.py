"""Mended copies: made by the worker after the report, offered to who may see the original, gone with it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from scanaudit.facts import PageFacts
from scanaudit.intake.problems import problem
from scanaudit.service import queue
from scanaudit.service.work import loop
from tests.service.conftest import Service
from tests.service.scans import scan

Dossier = tuple[dict[str, Any], list[PageFacts]]


def _closed(service: Service, dossier: Dossier, headers: dict[str, str] | None = None) -> str:
    """A submission of two pages of which one lies on its side."""
    submission = service.new(headers=headers, **dossier[0])
    for number, page in enumerate(dossier[1][:2]):
        told = page.model_copy(update={"rotation": 90}) if number else page
        answer = service.http.post(
            f"/v1/submissions/{submission}/files",
            params={"name": f"{number}.png"},
            content=scan(told, number),
            headers=headers,
        )
        assert answer.status_code == 201
    service.http.post(f"/v1/submissions/{submission}/close", headers=headers)
    return submission


def test_copies_come_after_the_report_and_not_in_a_request(service: Service, dossier: Dossier) -> None:
    submission = _closed(service, dossier)
    base = f"/v1/submissions/{submission}"
    while not service.http.get(base).json()["report"]:
        task = queue.claim(service.portal.database, "test")
        assert task is not None and task.kind != "mend"
        loop.perform(service.context, task)
    assert {one["state"] for one in service.http.get(f"{base}/mended").json()} == {"waiting"}
    assert service.http.get(f"{base}/mended.zip").status_code == 404
    service.work()
    straight, turned = service.http.get(f"{base}/mended").json()
    assert (straight["state"], straight["changes"], straight["name"]) == ("unchanged", [], None)
    assert (turned["state"], [one["code"] for one in turned["changes"]]) == ("mended", ["turned"])
    assert turned["changes"][0]["values"] == {"degrees": 90} and "90" in turned["changes"][0]["text"]
    assert re.fullmatch(r"02-.+\.jpg", turned["name"])
    copy = service.http.get(f"{base}/pages/{turned['page']}/mended")
    assert copy.headers["content-type"] == "image/jpeg" and len(copy.content) == turned["bytes"]
    assert copy.headers["content-disposition"].startswith("attachment;")
    assert service.http.get(f"{base}/pages/{straight['page']}/mended").status_code == 404
    with zipfile.ZipFile(io.BytesIO(service.http.get(f"{base}/mended.zip").content)) as archive:
        assert archive.namelist() == [turned["name"]] and archive.read(turned["name"]) == copy.content
    taken = [
        line["subject"]
        for line in service.http.get("/v1/trail").json()["lines"]
        if "mended" in line["action"]
    ]
    assert set(taken) == {submission, turned["page"]}


def test_the_pages_offer_the_copy_beside_the_original(quick: Service, dossier: Dossier) -> None:
    submission = _closed(quick, dossier)
    quick.work()
    turned = quick.http.get(f"/v1/submissions/{submission}/mended").json()[1]
    result = quick.http.get(f"/s/{submission}/result").text
    assert f"/s/{submission}/mended.zip" in result and "转正" in result
    page = quick.http.get(f"/s/{submission}/page/{turned['page']}").text
    assert f"/s/{submission}/mended/{turned['page']}.jpg" in page and "转正" in page
    shown = quick.http.get(f"/s/{submission}/mended/{turned['page']}.jpg")
    assert shown.headers["content-type"] == "image/jpeg" and len(shown.content) < turned["bytes"]
    assert quick.http.get(f"/s/{submission}/mended/{turned['page']}/copy").status_code == 200
    assert quick.http.get(f"/s/{submission}/mended.zip").status_code == 200


def test_a_copy_is_encrypted_and_goes_with_its_submission(quick: Service, dossier: Dossier) -> None:
    submission = _closed(quick, dossier)
    quick.work()
    base = f"/v1/submissions/{submission}"
    turned = quick.http.get(f"{base}/mended").json()[1]
    content = quick.http.get(f"{base}/pages/{turned['page']}/mended").content
    stored = [path for path in (quick.portal.settings.data_dir / "files").rglob("*-copy") if path.is_file()]
    assert len(stored) == 1 and content[:40] not in stored[0].read_bytes()
    assert quick.http.delete(base).status_code == 204
    assert quick.http.get(f"{base}/pages/{turned['page']}/mended").status_code == 404
    assert list(quick.portal.store.groups()) == []


def test_a_replaced_page_is_mended_anew(quick: Service, dossier: Dossier) -> None:
    submission = _closed(quick, dossier)
    quick.work()
    base = f"/v1/submissions/{submission}"
    turned = quick.http.get(f"{base}/mended").json()[1]
    answer = quick.send(submission, "again.png", scan(dossier[1][1], 9), page=turned["page"])
    assert answer.status_code == 201
    quick.work()
    again = quick.http.get(f"{base}/mended").json()[1]
    assert (again["page"], again["state"]) == (turned["page"], "unchanged")
    assert quick.http.get(f"{base}/pages/{turned['page']}/mended").status_code == 404


@pytest.mark.parametrize("what", ["submission", "file"])
def test_what_is_removed_while_it_is_mended_leaves_nothing(
    quick: Service, dossier: Dossier, what: str
) -> None:
    submission = _closed(quick, dossier)
    while (task := queue.claim(quick.portal.database, "test")) is not None and task.kind != "mend":
        loop.perform(quick.context, task)
    assert task is not None and task.file_id is not None
    original = quick.portal.looks.mend
    removed = f"/v1/submissions/{submission}" + (f"/files/{task.file_id}" if what == "file" else "")

    def mend(*args: Any) -> Any:
        assert quick.http.delete(removed).status_code == 204
        facts = args[1].model_copy(update={"rotation": 90})
        return original(args[0], facts, *args[2:])

    context = quick.context
    object.__setattr__(context, "looks", type(context.looks)(**{**vars(context.looks), "mend": mend}))
    loop.perform(context, task)
    left = {one for _, one in quick.portal.store.groups()}
    assert task.file_id not in left and (what == "file" or not left)


def test_another_unit_sees_no_copy(guarded: Service, dossier: Dossier) -> None:
    owner, other = guarded.key("unit-a"), guarded.key("unit-b")
    submission = _closed(guarded, dossier, owner)
    guarded.work()
    base = f"/v1/submissions/{submission}"
    turned = guarded.http.get(f"{base}/mended", headers=owner).json()[1]
    for path in (f"{base}/mended", f"{base}/mended.zip", f"{base}/pages/{turned['page']}/mended"):
        assert guarded.http.get(path, headers=owner).status_code == 200
        assert guarded.http.get(path, headers=other).status_code == 404
        assert guarded.http.get(path, headers=guarded.key("unit-a", "inspect")).status_code == 403
    for path in ("mended.zip", f"mended/{turned['page']}.jpg", f"mended/{turned['page']}/copy"):
        assert guarded.http.get(f"/s/{submission}/{path}").status_code == 401


def test_a_page_that_could_not_be_mended_says_so(quick: Service, dossier: Dossier) -> None:
    why = problem("crashed", "0.png")
    quick.portal.looks = replace(quick.portal.looks, mend=lambda *_: why)
    submission = _closed(quick, dossier)
    quick.work()
    told = quick.http.get(f"/v1/submissions/{submission}/mended").json()
    assert [one["state"] for one in told] == ["failed", "failed"]
    assert told[0]["problem"] == {"code": why.code, "message": why.message.zh, "advice": why.advice.zh}
    page = quick.http.get(f"/s/{submission}/page/{told[0]['page']}").text
    assert why.message.zh in page and "不用修正" not in page
    assert why.message.zh in quick.http.get(f"/s/{submission}/result").text


def test_a_page_without_a_picture_is_not_waited_for(quick: Service, dossier: Dossier) -> None:
    looks = quick.portal.looks

    def read(*given: Any) -> Any:
        looked = looks.read(*given)
        return replace(looked, large=b"", thumb=b"") if given[0].file == "0.png" else looked

    quick.portal.looks = replace(looks, read=read)
    submission = _closed(quick, dossier)
    assert quick.http.get(f"/v1/submissions/{submission}/mended").json() == []
    quick.work()
    told = quick.http.get(f"/v1/submissions/{submission}/mended").json()
    assert [(one["file"], one["state"]) for one in told] == [("1.png", "mended")]
    assert "正在制作修正副本" not in quick.http.get(f"/s/{submission}/result").text


def test_copies_that_were_turned_off_are_nowhere(quick: Service, dossier: Dossier) -> None:
    submission = _closed(quick, dossier)
    quick.work()
    base = f"/v1/submissions/{submission}"
    turned = quick.http.get(f"{base}/mended").json()[1]["page"]
    quick.portal.settings = quick.portal.settings.model_copy(update={"mended_copies": False})
    for path in (f"{base}/mended", f"{base}/mended.zip", f"{base}/pages/{turned}/mended"):
        assert quick.http.get(path).status_code == 503
    for path in (f"mended/{turned}.jpg", f"mended/{turned}/copy", "mended.zip"):
        assert quick.http.get(f"/s/{submission}/{path}").status_code == 503
    for path in ("result", f"page/{turned}"):
        shown = quick.http.get(f"/s/{submission}/{path}")
        assert shown.status_code == 200 and "mended" not in shown.text
