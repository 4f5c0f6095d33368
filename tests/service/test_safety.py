"""Nobody gets at what is not theirs, nothing hostile gets anywhere, nothing of a person stays after removal."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute

from scanaudit.facts import PageFacts
from scanaudit.service import keys, purge, webhooks
from scanaudit.service.api import administration, files, letters, mended, notices, pages, reports, submissions
from scanaudit.service.database import Key
from scanaudit.service.files import clean_name
from scanaudit.service.problems import Refused
from tests.service.conftest import NOTICE, Service
from tests.service.scans import scan

Dossier = tuple[dict[str, Any], list[PageFacts]]
ROUTES = [
    (sorted(route.methods)[0], route.path)
    for module in (notices, submissions, files, mended, reports, letters, pages, administration)
    for route in module.router.routes
    if isinstance(route, APIRoute)
]
# What each needs to get past validation, so that it is the right that is refused.
BODIES: dict[str, Any] = {
    "/v1/submissions": {"notice": NOTICE},
    "/v1/submissions/{submission}/applicant": {},
    "/v1/submissions/{submission}/uploads": {"name": "a", "size": 1, "sha256": "0" * 64},
    "/v1/submissions/{submission}/decisions": {"finding": "0" * 16, "decision": "accept"},
    "/v1/submissions/{submission}/links": {},
    "/v1/keys": {"label": "k", "scopes": ["submit"]},
    "/v1/webhooks": {"url": "https://example.org/", "events": ["report.ready"]},
    "/v1/applicants": {"name": "张三"},
    "/v1/notices/{notice}/questions": {},
}
PARAMETERS = {"name": "a.png", "overlap_hours": "0"}


def _call(service: Service, method: str, path: str, ids: dict[str, str], headers: dict[str, str]) -> Any:
    filled = re.sub(r"\{(\w+)\}", lambda found: ids.get(found.group(1), "a" * 26), path)
    options: dict[str, Any] = {"json": BODIES[path]} if method != "GET" and path in BODIES else {}
    if path.endswith("uploads/{upload}") and method == "PATCH":
        headers = {**headers, "Upload-Offset": "0"}
    return service.http.request(method, filled, headers=headers, params=PARAMETERS, **options)


def _someones(service: Service) -> dict[str, str]:
    """A submission with a page, a key and a webhook of one unit."""
    service.portal.settings = service.portal.settings.model_copy(update={"private_webhooks": True})
    owner = service.key("unit-a")
    submission = service.new(headers=owner)
    blank = scan(PageFacts(file="", page=1))
    path = f"/v1/submissions/{submission}/files"
    sent = service.http.post(path, params={"name": "a.png"}, content=blank, headers=owner)
    service.work()
    listed = service.http.get(f"/v1/submissions/{submission}/pages", headers=owner).json()
    hook = {"url": "http://127.0.0.1:9/", "events": ["report.ready"]}
    webhook = service.http.post("/v1/webhooks", json=hook, headers=owner).json()["id"]
    made = service.http.post("/v1/keys", json={"label": "k", "scopes": ["submit"]}, headers=owner).json()[
        "id"
    ]
    file = sent.json()["id"]
    return {
        "submission": submission, "file": file, "upload": file, "page": listed[0]["id"],
        "webhook": webhook, "key": made, "notice": NOTICE,
    }  # fmt: skip


def test_every_call_is_refused_to_whoever_has_no_right(guarded: Service) -> None:
    ids = _someones(guarded)
    expired = guarded.key("unit-a", days=1)
    with guarded.portal.database.write() as session:
        name = expired["Authorization"].split("_")[1]
        session.get_one(Key, name).expires = 1.0
    wrong = [guarded.key("unit-a", scope) for scope in keys.SCOPES]
    other = guarded.key("unit-b")
    assert len(ROUTES) >= 30
    for method, path in ROUTES:
        for headers in ({}, expired, {"Authorization": "Bearer sk_x"}, {"Authorization": "Basic eDp5"}):
            assert _call(guarded, method, path, ids, headers).status_code == 401, (method, path, headers)
        if "{" in path and "{notice}" not in path:
            assert _call(guarded, method, path, ids, other).status_code == 404, (method, path)
        if not path.startswith("/v1/notices"):
            codes = [_call(guarded, method, path, ids, headers).status_code for headers in wrong[1:3]]
            assert 403 in codes, (method, path, codes)


def test_a_link_opens_one_submission_only(guarded: Service) -> None:
    owner = guarded.key("unit-a")
    mine, other = guarded.new(headers=owner), guarded.new(headers=owner)
    link = guarded.http.post(f"/v1/submissions/{mine}/links", json={"hours": 1}, headers=owner).json()
    secret = link["path"].partition("#")[2]
    answer = guarded.http.post("/enter", data={"secret": secret}, follow_redirects=False)
    assert answer.headers["location"] == f"/s/{mine}"
    assert guarded.http.get(f"/s/{mine}/questions").status_code == 200
    assert guarded.http.get(f"/s/{other}/questions").status_code == 404
    assert guarded.http.get("/review").status_code == 403
    assert guarded.http.post(f"/s/{mine}/close", data={"csrf": "x"}).json()["code"] == "A420"


def test_another_sites_page_can_do_nothing(quick: Service) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = quick.http.post("/v1/submissions", json={"notice": NOTICE}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "A420")
    strange = quick.http.get("/", headers={"Host": "evil.example"})
    assert (strange.status_code, strange.headers["content-type"]) == (421, "application/problem+json")
    assert strange.json()["code"] == "A421"
    assert (
        quick.http.get("/language?to=en&back=//evil.example", follow_redirects=False).headers["location"]
        == "/"
    )


def test_headers_of_every_answer(quick: Service) -> None:
    for path in ("/", "/v1/notices", "/static/service.js", "/nowhere"):
        headers = quick.http.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\x\\页.png", "C:/x/页.png"),
        ("..", "?"),
        ("a\x00b", "a\ufffdb"),
    ],
)
def test_a_name_is_text_and_never_a_path(name: str, shown: str) -> None:
    assert clean_name(name) == shown


def test_a_classified_page_is_refused_and_not_kept(quick: Service) -> None:
    submission = quick.new()
    secret = scan(PageFacts(file="", page=1, text="机密★10年", classification="机密"))
    file = quick.send(submission, "机密.png", secret).json()["id"]
    quick.work()
    (told,) = quick.http.get(f"/v1/submissions/{submission}/files").json()
    assert (told["state"], told["problem"]["code"], told["sha256"]) == ("refused", "M241", None)
    assert (submission, file) not in set(quick.portal.store.groups())
    trail = quick.http.get("/v1/trail").json()["lines"]
    assert any(line["action"] == "page.classified" and line["subject"] == file for line in trail)
    answer = quick.http.post("/v1/pages/inspect", content=secret)
    assert (answer.status_code, answer.json()["code"]) == (422, "M241")


def _stored(service: Service) -> bytes:
    """Every byte under the data folder, and every value in the database."""
    found = b"".join(
        path.read_bytes() for path in service.portal.settings.data_dir.rglob("*") if path.is_file()
    )
    with service.portal.database.engine.connect() as connection:
        from scanaudit.service.database import Base

        for table in Base.metadata.sorted_tables:
            found += json.dumps([list(map(str, row)) for row in connection.execute(table.select())]).encode()
    return found


def test_removal_leaves_no_byte_of_the_person(
    service: Service, dossier: Dossier, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level("INFO", logger="scanaudit")
    applicant, pages_ = dossier
    submission = service.new(**applicant)
    for number, page in enumerate(pages_[:4]):
        assert (
            service.send(submission, f"{applicant['name']}-{number}.png", scan(page, number)).status_code
            == 201
        )
    service.http.post(f"/v1/submissions/{submission}/close")
    service.work()
    assert service.http.get(f"/v1/submissions/{submission}/report").status_code == 200
    found = purge.of_person(service.portal.database, service.portal.vault, name=applicant["name"])
    assert found == [submission]
    answer = service.http.request("DELETE", "/v1/applicants", json={"name": applicant["name"]})
    assert answer.json() == {"submissions": 1}
    assert service.http.get(f"/v1/submissions/{submission}").status_code == 404
    assert list(service.portal.store.groups()) == []
    left = _stored(service)
    for secret in (applicant["name"], applicant["id_number"], applicant["employer"]):
        assert secret.encode() not in left
        assert json.dumps(secret).strip('"').encode() not in left
        assert secret not in caplog.text
    assert not [
        path for path in tmp_path.rglob("*") if path.is_file() and path.suffix in {".jpg", ".png", ".html"}
    ]


def test_old_submissions_and_leftovers_are_purged(quick: Service, dossier: Dossier) -> None:
    submission = quick.new()
    quick.send(submission, "a.png", scan(dossier[1][0]))
    quick.portal.store.put(f"{submission}/{'b' * 26}/0-x", b"left by a crash")
    quick.work()
    done = purge.purge(quick.portal.database, quick.portal.store, quick.portal.settings)
    assert (done.submissions, done.leftovers) == (0, 1)
    done = purge.purge(quick.portal.database, quick.portal.store, quick.portal.settings, days=0)
    assert done.submissions == 1 and list(quick.portal.store.groups()) == []


def test_webhooks_call_public_addresses_only() -> None:
    for url in (
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/",
        "http://1.1.1.1/",
    ):
        with pytest.raises(Refused):
            webhooks.check_target(url, private=False)
    assert webhooks.check_target("https://1.1.1.1/x", private=False) == "1.1.1.1"


def test_a_webhooks_signature_ends_with_its_window() -> None:
    header = webhooks.sign(b"secret", b"{}", 1000)
    assert webhooks.verify(b"secret", b"{}", header, 1100.0)
    assert not webhooks.verify(b"secret", b"{ }", header, 1100.0)
    assert not webhooks.verify(b"other", b"{}", header, 1100.0)
    assert not webhooks.verify(b"secret", b"{}", header, 1000.0 + webhooks.REPLAY_WINDOW + 1)


def test_a_key_that_ended_is_not_brought_back_by_rotating_it(service: Service) -> None:
    for end in ("revoke", "expire"):
        made = service.http.post("/v1/keys", json={"label": "portal", "scopes": ["submit"]}).json()
        turned = service.http.post(f"/v1/keys/{made['id']}/rotate")
        assert turned.status_code == 201 and turned.json()["secret"] != made["secret"]
        if end == "revoke":
            assert service.http.delete(f"/v1/keys/{made['id']}").status_code == 204
        else:
            with service.portal.database.write() as session:
                key = session.get(Key, made["id"])
                assert key is not None
                key.expires = 1.0
        assert service.http.post(f"/v1/keys/{made['id']}/rotate").status_code == 409
