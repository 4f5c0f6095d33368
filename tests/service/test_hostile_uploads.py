"""Bombs, polyglots, traversal names, scripts as pictures: typed refusals, and nothing outside the store."""

from __future__ import annotations

import re
from pathlib import Path

from intake.hostile_images import files as hostile_images
from intake.hostile_pdf import files as hostile_pdf
from intake.hostile_zip import files as hostile_zip

from tests.service.conftest import Service


def test_hostile_uploads_are_refused_by_type_and_leave_nothing(quick: Service, tmp_path: Path) -> None:
    quick.portal.settings = quick.portal.settings.model_copy(update={"max_pages": 60})
    submission = quick.new()
    evil = {
        "script.html": b"<html><script>alert(1)</script>",
        "picture.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "really.png": b"<svg onload=alert(1)>",
        "../../../etc/passwd.png": b"\x89PNG\r\n\x1a\n" + b"0" * 40,
        "/etc/cron.d/x.pdf": b"%PDF-1.7\nnothing",
        "a\x01b\u202egnp.exe": b"MZ" + b"0" * 100,
    }
    for room in (hostile_images(), hostile_pdf(), hostile_zip()):
        evil |= {name: made[0] for name, made in room.items()}
    assert len(evil) >= 60
    for name, content in evil.items():
        answer = quick.send(submission, name, content)
        assert answer.status_code in (200, 201), (name, answer.text)
    quick.work()
    listed = quick.http.get(f"/v1/submissions/{submission}/files").json()
    assert {one["state"] for one in listed} <= {"opened", "failed", "unpacked"}
    failed = [one for one in listed if one["state"] == "failed"]
    assert len(failed) > 20 and all(one["problem"]["code"].startswith("F1") for one in failed)
    assert not any(".." in one["name"].split("/") or one["name"].startswith("/") for one in listed)
    data = quick.portal.settings.data_dir
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and data not in path.parents]
    assert outside == []
    names = {part for path in (data / "files").rglob("*") for part in path.relative_to(data / "files").parts}
    assert all(re.fullmatch(r"[a-z0-9-]+", part) for part in names)
    for one in quick.http.get(f"/v1/submissions/{submission}/pages").json():
        if one["card"] and one["card"]["width"]:
            picture = quick.http.get(f"/v1/submissions/{submission}/pages/{one['id']}/preview")
            assert picture.headers["content-type"] == "image/jpeg" and picture.content.startswith(
                b"\xff\xd8\xff"
            )
