"""What is refused says what is wrong, what to do about it, and when to come back."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from scanaudit.service import webhooks
from scanaudit.service.portal import RateLimit
from scanaudit.service.problems import Refused
from tests.service.conftest import Service


def _hook(url: str) -> dict[str, Any]:
    return {"json": {"url": url, "events": ["report.ready"]}}


def _known_hosts(host: str, port: int, type: int) -> list[tuple[object, ...]]:
    """What a resolver without network knows."""
    if host != "127.0.0.1":
        raise socket.gaierror
    return [(socket.AF_INET, type, 6, "", (host, port))]


@pytest.mark.parametrize(
    ("method", "path", "sent", "zh", "en"),
    [
        (
            "DELETE",
            "/v1/applicants",
            {"json": {}},
            "请至少给出 name 和 id_number 之一",
            "give name or id_number",
        ),
        (
            "POST",
            "/v1/pages/inspect",
            {"params": {"requirement": "AH-01"}},
            "给了 requirement 没有给 notice",
            "requirement is given without notice",
        ),
        ("POST", "/v1/webhooks", _hook("https://u@example.org/"), "不带用户名", "without a user name"),
        ("POST", "/v1/webhooks", _hook("https://[::/"), "不带用户名", "without a user name"),
        ("POST", "/v1/webhooks", _hook("https://a.b:99999/"), "不带用户名", "without a user name"),
        (
            "POST",
            "/v1/webhooks",
            _hook("http://example.org/"),
            "须以 https:// 开头",
            "has to begin with https://",
        ),
        ("POST", "/v1/webhooks", _hook("https://nowhere.invalid/"), "查不到", "is not found"),
        ("POST", "/v1/webhooks", _hook("https://127.0.0.1/"), "内网", "private"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(
    quick: Service,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    path: str,
    sent: dict[str, Any],
    zh: str,
    en: str,
) -> None:
    monkeypatch.setattr(webhooks.socket, "getaddrinfo", _known_hosts)
    for lang, said in (("zh", zh), ("en", en)):
        params = {**sent.get("params", {}), "lang": lang}
        answer = quick.http.request(method, path, **{**sent, "params": params})
        assert (answer.status_code, answer.json()["code"]) == (422, "A422")
        assert said in answer.json()["detail"]


def test_a_letters_date_that_is_none_is_told_by_what_was_typed(quick: Service) -> None:
    path = f"/s/{quick.new()}/letter"
    told = [
        quick.http.get(path, params={"day": "明天", "lang": lang}).json()["detail"] for lang in ("zh", "en")
    ]
    assert "“明天”不是日期，请写成 2026-12-01 的样子" in told[0]
    assert "“明天” is no date; write it as 2026-12-01" in told[1]


@pytest.mark.parametrize(("a_minute", "seconds"), [(1, 60), (25, 3), (600, 1)])
def test_who_asks_too_fast_is_told_when_to_come_back(a_minute: int, seconds: int) -> None:
    rates = RateLimit(a_minute)
    with pytest.raises(Refused) as caught:
        for _ in range(2 * a_minute):
            rates.spend("somebody")
    assert caught.value.seconds == seconds and f" {seconds} 秒" in caught.value.advice.zh


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_when_to_come_back_is_in_the_header_too(quick: Service, accept: str) -> None:
    quick.portal.rates, path = RateLimit(1), f"/s/{quick.new()}/letter"
    answers = [quick.http.get(path, headers={"Accept": accept}) for _ in range(2)]
    assert answers[1].status_code == 429 and answers[1].headers["content-type"].startswith(accept[:11])
    assert answers[1].headers["Retry-After"] == "60" and " 60 秒" in answers[1].text
