"""Events delivered to a receiver that listens on this machine: signed, tried again, not redirected."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from scanaudit.facts import PageFacts
from scanaudit.service import purge, webhooks
from scanaudit.service.problems import Refused
from tests.service.conftest import Service
from tests.service.scans import scan

Dossier = tuple[dict[str, Any], list[PageFacts]]
EVENTS = ["report.ready", "submission.removed"]


class Receiver(ThreadingHTTPServer):
    """Keeps what it is sent, and answers with ``answers`` in turn, then with 204."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.came: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((self.path, dict(self.headers), body))
        status = self.server.answers.pop(0) if self.server.answers else 204
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "RETRIES", (0, 0, 0))


def _hooked(service: Service, receiver: Receiver, events: list[str]) -> tuple[str, bytes]:
    """The id and the secret of a webhook that tells the receiver."""
    service.portal.settings = service.portal.settings.model_copy(update={"private_webhooks": True})
    answer = service.http.post("/v1/webhooks", json={"url": receiver.url, "events": events})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], answer.json()["secret"].encode()


def _events(receiver: Receiver, secret: bytes) -> list[dict[str, Any]]:
    """What came, each with a signature that holds now and not after the window."""
    told = []
    for path, headers, body in receiver.came:
        assert path == "/hook" and headers["Content-Type"] == "application/json"
        header = headers[webhooks.HEADER]
        assert webhooks.verify(secret, body, header, time.time())
        assert not webhooks.verify(secret, body + b" ", header, time.time())
        assert not webhooks.verify(secret, body, header, time.time() + webhooks.REPLAY_WINDOW + 5)
        told.append(json.loads(body))
    return told


def test_report_and_removal_are_announced(service: Service, receiver: Receiver, dossier: Dossier) -> None:
    hook, secret = _hooked(service, receiver, EVENTS)
    submission = service.new(**dossier[0])
    service.send(submission, "a.png", scan(dossier[1][0]))
    service.http.post(f"/v1/submissions/{submission}/close")
    service.work()
    assert service.http.delete(f"/v1/submissions/{submission}").status_code == 204
    service.work()
    told = _events(receiver, secret)
    assert [one["event"] for one in told] == EVENTS
    assert {one["submission"] for one in told} == {submission}
    assert told[0]["verdict"] in {"pass", "review", "fail"} and len({one["id"] for one in told}) == 2
    for _, _, body in receiver.came:
        assert dossier[0]["name"].encode() not in body and dossier[0]["name"] not in json.loads(body).values()
    listed = service.http.get(f"/v1/webhooks/{hook}/deliveries").json()["deliveries"]
    assert [(one["event"], one["state"], one["status"]) for one in listed] == [
        (event, "delivered", 204) for event in reversed(EVENTS)
    ]


def test_what_retention_removes_is_announced_too(quick: Service, receiver: Receiver) -> None:
    _, secret = _hooked(quick, receiver, ["submission.removed"])
    submission = quick.new()
    purge.purge(quick.portal.database, quick.portal.store, quick.portal.settings, days=0)
    quick.work()
    assert [(one["event"], one["submission"]) for one in _events(receiver, secret)] == [
        ("submission.removed", submission)
    ]


def test_only_the_events_that_were_asked_for(quick: Service, receiver: Receiver) -> None:
    _hooked(quick, receiver, ["report.ready"])
    submission = quick.new()
    quick.http.delete(f"/v1/submissions/{submission}")
    quick.work()
    assert receiver.came == []


def test_a_refused_delivery_is_sent_again_unchanged(quick: Service, receiver: Receiver) -> None:
    hook, secret = _hooked(quick, receiver, EVENTS)
    receiver.answers = [500, 302]
    quick.http.delete(f"/v1/submissions/{quick.new()}")
    quick.work()
    told = _events(receiver, secret)
    assert len(told) == 3 and told[0] == told[1] == told[2]
    (delivery,) = quick.http.get(f"/v1/webhooks/{hook}/deliveries").json()["deliveries"]
    assert (delivery["state"], delivery["status"]) == ("delivered", 204)


def test_a_receiver_that_never_answers_well_is_given_up(quick: Service, receiver: Receiver) -> None:
    hook, _ = _hooked(quick, receiver, EVENTS)
    receiver.answers = [503] * 10
    quick.http.delete(f"/v1/submissions/{quick.new()}")
    quick.work()
    assert len(receiver.came) == 1 + len(webhooks.RETRIES)
    (delivery,) = quick.http.get(f"/v1/webhooks/{hook}/deliveries").json()["deliveries"]
    assert (delivery["state"], delivery["status"]) == ("failed", 503)


def test_a_private_receiver_is_not_called_unless_allowed(quick: Service, receiver: Receiver) -> None:
    with pytest.raises(Refused):
        webhooks.send(receiver.url, b"s", {}, private=False)
    assert quick.http.post("/v1/webhooks", json={"url": receiver.url, "events": EVENTS}).status_code == 422
    assert receiver.came == []
