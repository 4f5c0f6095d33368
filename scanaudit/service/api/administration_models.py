"""What goes over the wire for those who run the portal: keys, webhooks, the audit trail, links for applicants."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from scanaudit.service.api.models import Label, Wire
from scanaudit.service.keys import Scope


class NewKey(Wire):
    """An API key to be made."""

    label: Label = Field(examples=["申报系统"])
    scopes: tuple[Scope, ...] = Field(min_length=1, examples=[["submit", "inspect"]])
    days: float | None = Field(
        None, gt=0, le=3650, allow_inf_nan=False, description="Ends after so many days; never, if left out."
    )


class KeyInfo(Wire):
    """An API key, without its secret."""

    id: str
    label: str
    scopes: tuple[str, ...]
    created: dt.datetime
    expires: dt.datetime | None
    revoked: dt.datetime | None


class MadeKey(KeyInfo):
    """A key that was just made: ``secret`` is shown this once."""

    secret: str


class KeyList(Wire):
    """The unit's keys."""

    keys: tuple[KeyInfo, ...]


class NewWebhook(Wire):
    """Where to tell of events."""

    url: Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://[^\s\x00]+$")]
    events: tuple[Literal["report.ready", "submission.removed"], ...] = Field(min_length=1)


class WebhookInfo(NewWebhook):
    """A webhook, without its secret."""

    id: str


class MadeWebhook(WebhookInfo):
    """A webhook that was just made: ``secret`` is shown this once."""

    secret: str


class WebhookList(Wire):
    """The unit's webhooks."""

    webhooks: tuple[WebhookInfo, ...]


class DeliveryInfo(Wire):
    """One event on its way; ``state``: waiting, delivered, failed."""

    id: str
    event: str
    state: str
    status: int | None
    at: dt.datetime


class DeliveryList(Wire):
    """The deliveries of a webhook, newest first."""

    deliveries: tuple[DeliveryInfo, ...]


class TrailLine(Wire):
    """Who did or saw what, when."""

    id: int
    at: dt.datetime
    actor: str
    action: str
    subject: str


class TrailLines(Wire):
    """The unit's audit trail, newest first."""

    lines: tuple[TrailLine, ...]


class NewLink(Wire):
    """A link by which one applicant's browser gets at one submission."""

    hours: float = Field(24, gt=0, le=24 * 30, allow_inf_nan=False)


class Link(Wire):
    """To be opened in the applicant's browser, once or more, until it expires."""

    path: str
    expires: dt.datetime
