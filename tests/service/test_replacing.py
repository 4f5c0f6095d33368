"""What goes when a file or a page is replaced: rows, bytes, pictures, and what the quota counts."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

import pytest

from scanaudit.facts import PageFacts
from scanaudit.service import files, uploads
from scanaudit.service.database import File, Submission
from scanaudit.service.files import Announced, Place
from scanaudit.service.keys import SCOPES, Actor
from scanaudit.service.submissions import LOCAL_UNIT
from tests.service.conftest import Service
from tests.service.scans import scan

LOCAL = Actor(LOCAL_UNIT, "local", frozenset(SCOPES))


def _page(text: str) -> bytes:
    return scan(PageFacts(file="", page=1, text=text))


def _zip(**content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, one in content.items():
            archive.writestr(f"{name}.png", one)
    return buffer.getvalue()


def _sent(service: Service, submission: str, name: str, content: bytes, **place: str) -> str:
    answer = service.send(submission, name, content, **place)
    assert answer.status_code == 201, answer.text
    service.work()
    return str(answer.json()["id"])


def _pages(service: Service, submission: str) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = service.http.get(f"/v1/submissions/{submission}/pages").json()
    return listed


def _holds(service: Service, submission: str, *content: bytes) -> bool:
    """Whether the submission is ``content`` and nothing else: in the list, in the store, against the quota."""
    listed = service.http.get(f"/v1/submissions/{submission}/files").json()
    with service.portal.database.read() as session:
        counted = session.get_one(Submission, submission).stored_bytes
    assert sorted(one["sha256"] for one in listed if one["state"] != "unpacked") == sorted(
        hashlib.sha256(one).hexdigest() for one in content
    )
    stored = {file for group, file in service.portal.store.groups() if group == submission}
    assert stored == {one["id"] for one in listed if one["state"] != "unpacked"}
    return bool(counted == sum(map(len, content)))


def test_a_replaced_archive_takes_its_files_with_it(service: Service) -> None:
    submission, new = service.new(), _page("c")
    archive = _sent(service, submission, "a.zip", _zip(a=_page("a"), b=_page("b")))
    assert len(_pages(service, submission)) == 2
    _sent(service, submission, "c.png", new, replaces=archive)
    assert [one["name"] for one in _pages(service, submission)] == ["c.png"]
    assert _holds(service, submission, new)


def test_an_archive_takes_the_place_of_an_archive(quick: Service) -> None:
    submission, one, two = quick.new(), _page("a"), _page("b")
    first = _sent(quick, submission, "a.zip", _zip(a=one, b=_page("old")))
    page = _pages(quick, submission)[1]["id"]
    _sent(quick, submission, "b2.zip", _zip(x=_page("x"), y=_page("y")), page=page)
    _sent(quick, submission, "a.zip", _zip(a=one, b=two), replaces=first)
    assert [one["name"] for one in _pages(quick, submission)] == ["a.zip/a.png", "a.zip/b.png"]
    assert _holds(quick, submission, one, two)


def test_what_stood_for_a_page_goes_with_the_pages_file(service: Service) -> None:
    submission, new = service.new(), _page("c")
    first = _sent(service, submission, "a.png", _page("a"))
    [page] = _pages(service, submission)
    _sent(service, submission, "b.png", _page("b"), page=page["id"])
    _sent(service, submission, "c.png", new, replaces=first)
    assert [one["name"] for one in _pages(service, submission)] == ["c.png"]
    assert _holds(service, submission, new)


@pytest.mark.parametrize("pieces", [False, True])
def test_a_page_replaced_again_leaves_nothing_of_what_stood_for_it(service: Service, pieces: bool) -> None:
    submission, first, last = service.new(), _page("a"), _page("c")
    _sent(service, submission, "a.png", first)
    [page] = _pages(service, submission)
    _sent(service, submission, "b.png", _page("b"), page=page["id"])
    if pieces:
        base = f"/v1/submissions/{submission}/uploads"
        body = {"name": "c.png", "size": len(last), "sha256": hashlib.sha256(last).hexdigest()}
        begun = service.http.post(base, json=body | {"page": page["id"]}).json()
        sent = service.http.patch(f"{base}/{begun['id']}", content=last, headers={"Upload-Offset": "0"})
        assert sent.json()["done"]
        service.work()
    else:
        _sent(service, submission, "c.png", last, page=page["id"])
    assert [one["id"] for one in _pages(service, submission)] == [page["id"]]
    assert _holds(service, submission, first, last)


def test_what_replaces_a_pages_replacement_stands_for_the_page(quick: Service) -> None:
    submission, first, last = quick.new(), _page("a"), _page("c")
    _sent(quick, submission, "a.png", first)
    [page] = _pages(quick, submission)
    standing = _sent(quick, submission, "b.png", _page("b"), page=page["id"])
    newest = _sent(quick, submission, "c.png", last, replaces=standing)
    assert [(one["id"], one["file"]) for one in _pages(quick, submission)] == [(page["id"], newest)]
    assert _holds(quick, submission, first, last)


def test_a_file_named_beside_the_page_that_is_replaced_keeps_its_bytes(quick: Service) -> None:
    submission, first, other, last = quick.new(), _page("a"), _page("b"), _page("c")
    _sent(quick, submission, "a.png", first)
    kept = _sent(quick, submission, "b.png", other)
    page = _pages(quick, submission)[0]["id"]
    _sent(quick, submission, "c.png", last, page=page, replaces=kept)
    assert _holds(quick, submission, first, other, last)


def test_an_upload_that_is_taken_out_half_way_was_not_counted_yet(quick: Service) -> None:
    submission, kept = quick.new(), _page("a")
    _sent(quick, submission, "a.png", kept)
    base = f"/v1/submissions/{submission}"
    body = {"name": "b.png", "size": 9, "sha256": "0" * 64}
    begun = quick.http.post(f"{base}/uploads", json=body).json()["id"]
    quick.http.patch(f"{base}/uploads/{begun}", content=b"half", headers={"Upload-Offset": "0"})
    assert quick.http.delete(f"{base}/files/{begun}").status_code == 204
    assert _holds(quick, submission, kept)


def test_an_upload_completed_twice_at_one_moment_keeps_its_bytes(quick: Service) -> None:
    submission, content = quick.new(), _page("a")
    said = Announced("a.png", size=len(content), sha256=hashlib.sha256(content).hexdigest())
    place = uploads.begin(quick.portal, LOCAL, submission, said)
    assert isinstance(place, Place)
    path = f"/v1/submissions/{submission}/uploads/{place.id}"
    quick.http.patch(path, content=content, headers={"Upload-Offset": "0"})
    with quick.portal.database.read() as session:
        uploads._whole(quick.portal, LOCAL, place, session.get_one(File, place.id))
    quick.work()
    assert _holds(quick, submission, content)


def test_what_an_upload_repeats_is_told_with_what_is_to_go(quick: Service) -> None:
    submission, content = quick.new(), _page("a")
    first = _sent(quick, submission, "a.png", content)
    place = uploads.begin(quick.portal, LOCAL, submission, Announced("a.png", size=len(content)))
    assert isinstance(place, Place)
    with quick.portal.database.write() as session:
        told = files.complete(
            session, quick.portal.vault, place, sha256=hashlib.sha256(content).hexdigest(), actor="local"
        )
    assert (told.file.id, told.new, told.gone) == (first, False, (place.id,))


def test_an_upload_for_a_replaced_page_that_is_given_up_leaves_the_page_replaced(quick: Service) -> None:
    submission, first, second = quick.new(), _page("a"), _page("b")
    _sent(quick, submission, "a.png", first)
    [page] = _pages(quick, submission)
    _sent(quick, submission, "b.png", second, page=page["id"])
    base = f"/v1/submissions/{submission}"
    body = {"name": "c.png", "size": 9, "sha256": "0" * 64, "page": page["id"]}
    begun = quick.http.post(f"{base}/uploads", json=body).json()["id"]
    quick.http.delete(f"{base}/files/{begun}")
    assert quick.http.get(base).json()["pages"] == len(_pages(quick, submission)) == 1
    assert _holds(quick, submission, first, second)


@pytest.mark.parametrize("script", [False, True])
def test_a_file_that_cannot_be_opened_is_deleted_from_the_list_of_what_to_do(
    quick: Service, script: bool
) -> None:
    submission = quick.new()
    for name, content in (("空.png", b""), ("说明.docx", b"PK no scan"), ("页.png", _page("页"))):
        quick.send(submission, name, content)
    quick.http.post(f"/v1/submissions/{submission}/close")
    quick.work()
    shown = quick.http.get(f"/s/{submission}/result").text
    actions = set(re.findall(r'<form method="post" action="([^"]+/remove)"', shown))
    files_ = {one["name"]: one["id"] for one in quick.http.get(f"/v1/submissions/{submission}/files").json()}
    assert actions == {f"/s/{submission}/files/{files_[name]}/remove" for name in ("空.png", "说明.docx")}
    assert 'aria-label="删掉这个文件 空.png"' in shown and "换这个文件" in shown
    token = re.search(r'name="csrf" value="([^"]+)"', shown)
    assert token is not None
    answer = quick.http.post(
        f"/s/{submission}/files/{files_['空.png']}/remove",
        data={"csrf": token.group(1), "back": "result"},
        headers={"HX-Request": "true"} if script else {},
        follow_redirects=False,
    )
    if script:
        assert answer.status_code == 200 and 'id="result"' in answer.text
    else:
        assert (answer.status_code, answer.headers["location"]) == (303, f"/s/{submission}/result")
    listed = quick.http.get(f"/v1/submissions/{submission}/files").json()
    assert {one["name"] for one in listed} == {"说明.docx", "页.png"}


def test_a_replacement_that_is_sent_again_is_the_one_that_is_there(quick: Service) -> None:
    submission, new = quick.new(), _page("new")
    first = _sent(quick, submission, "a.png", _page("a"))
    sent = _sent(quick, submission, "b.png", new, replaces=first)
    again = quick.send(submission, "b.png", new, replaces=first)
    assert (again.status_code, again.json()["id"]) == (200, sent)
    assert _holds(quick, submission, new)


def test_a_place_that_was_taken_meanwhile_is_not_taken_by_another_file(quick: Service) -> None:
    submission, new = quick.new(), _page("new")
    first = _sent(quick, submission, "a.png", _page("a"))
    _sent(quick, submission, "b.png", new, replaces=first)
    late = quick.send(submission, "c.png", _page("late"), replaces=first)
    assert (late.status_code, late.json()["code"]) == (404, "A404")
    assert _holds(quick, submission, new)
