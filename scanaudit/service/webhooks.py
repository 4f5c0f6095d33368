"""Telling a unit's own systems what happened: signed, retried, and never sent into the private network unasked.

The signature is ``Scanaudit-Signature: t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>">``. A receiver refuses what is
older than ``REPLAY_WINDOW`` seconds (``verify`` shows how) and keeps the ids of events it has seen.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import socket
import time
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from scanaudit.service import queue
from scanaudit.service.database import Delivery, Submission, Webhook
from scanaudit.service.ids import new_id
from scanaudit.service.problems import refused
from scanaudit.text import Text

Event = Literal["report.ready", "submission.removed"]
EVENTS: tuple[str, ...] = get_args(Event)
REPLAY_WINDOW = 300
# Seconds between tries: about a day in all.
RETRIES = (5, 30, 120, 600, 3600, 3 * 3600, 6 * 3600, 12 * 3600)
_TIMEOUT = 10.0
HEADER = "Scanaudit-Signature"

_MALFORMED = Text(
    zh="url 不是能调用的地址，请给出有主机名、不带用户名的 https:// 地址",
    en="url is no address that can be called; give an https:// address with a host and without a user name",
)
_PLAIN = Text(
    zh="url 须以 https:// 开头；内网的 http:// 地址要管理员先设定 SCANAUDIT_SERVICE_PRIVATE_WEBHOOKS",
    en="url has to begin with https://; for http:// within a private network the administrator has to set "
    "SCANAUDIT_SERVICE_PRIVATE_WEBHOOKS",
)
_UNKNOWN_HOST = Text(
    zh="查不到 url 里的主机，请检查主机名，或请管理员检查本服务的域名解析",
    en="the host in url is not found; check its name, or ask the administrator to check this service's name servers",
)
_PRIVATE = Text(
    zh="url 的主机在本机或内网，请换成公网地址，或请管理员设定 SCANAUDIT_SERVICE_PRIVATE_WEBHOOKS",
    en="the host in url has a private or local address; give a public one, or ask the administrator to set "
    "SCANAUDIT_SERVICE_PRIVATE_WEBHOOKS",
)


def sign(secret: bytes, body: bytes, at: int) -> str:
    """The header's value for ``body`` sent at ``at`` (seconds since 1970)."""
    return f"t={at},v1={_mac(secret, body, at)}"


def verify(secret: bytes, body: bytes, header: str, now: float) -> bool:
    """Whether ``header`` signs ``body`` and was made within the replay window; for receivers."""
    said = dict(part.partition("=")[::2] for part in header.split(","))
    if not said.get("t", "").isdecimal() or abs(now - int(said["t"])) > REPLAY_WINDOW:
        return False
    return hmac.compare_digest(_mac(secret, body, int(said["t"])), said.get("v1", ""))


def _mac(secret: bytes, body: bytes, at: int) -> str:
    return hmac.new(secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()


def announce(session: Session, submission: Submission, event: Event) -> None:
    """Queue ``event`` for every webhook of the unit that asked for it. No personal data is in it."""
    for hook in session.scalars(select(Webhook).where(Webhook.unit_id == submission.unit_id)):
        if event not in hook.events:
            continue
        name, now = new_id(), time.time()
        body: dict[str, Any] = {
            "id": name,
            "event": event,
            "at": int(now),
            "submission": submission.id,
            "revision": submission.audited,
            "verdict": submission.verdict,
        }
        delivery = Delivery(id=name, webhook_id=hook.id, event=event, body=body, state="waiting", created=now)
        session.add(delivery)
        queue.add(session, "deliver", name, priority=queue.DELIVERING)


def check_target(url: str, *, private: bool) -> str:
    """An address of the target that may be called. Raises Refused for one that may not.

    Every address of the host must be public, and the one that is returned is the one to connect to: a name
    that points elsewhere a moment later is not asked again.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 443
    except ValueError as error:
        raise refused("invalid", reason=_MALFORMED) from error
    if parts.scheme not in {"http", "https"} or not host or parts.username:
        raise refused("invalid", reason=_MALFORMED)
    if parts.scheme == "http" and not private:
        raise refused("invalid", reason=_PLAIN)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise refused("invalid", reason=_UNKNOWN_HOST) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not private and not all(_public(address) for address in addresses):
        raise refused("invalid", reason=_PRIVATE)
    return addresses[0]


def _public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_global and not parsed.is_multicast


def send(url: str, secret: bytes, body: dict[str, Any], *, private: bool) -> int:
    """Send once; the HTTP status. Raises Refused for a forbidden target and httpx.HTTPError."""
    address = check_target(url, private=private)
    parts = urlsplit(url)
    content = json.dumps(body, separators=(",", ":")).encode()
    target = httpx.URL(url).copy_with(host=address)
    headers = {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        HEADER: sign(secret, content, int(time.time())),
    }
    with httpx.Client(timeout=_TIMEOUT, follow_redirects=False, trust_env=False) as client:
        extensions = {"sni_hostname": parts.hostname}
        with client.stream(
            "POST", target, content=content, headers=headers, extensions=extensions
        ) as response:
            return response.status_code
