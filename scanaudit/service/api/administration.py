"""Keys, webhooks, links for applicants, the audit trail."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from scanaudit.service import keys, trail, webhooks
from scanaudit.service.access import Administrator, InPortal, Language, Submitter, own, unrestricted
from scanaudit.service.api import administration_models as models
from scanaudit.service.api.files import ObjectId
from scanaudit.service.api.models import moment, said
from scanaudit.service.api.submissions import SubmissionId
from scanaudit.service.database import Delivery, Key, Webhook
from scanaudit.service.ids import new_id
from scanaudit.service.keys import Actor
from scanaudit.service.problems import refused

router = APIRouter(prefix="/v1", tags=["administration"])


def _key_info(key: Key) -> dict[str, object]:
    return {
        "id": key.id,
        "label": key.label,
        "scopes": tuple(key.scopes),
        "created": moment(key.created),
        "expires": moment(key.expires) if key.expires is not None else None,
        "revoked": moment(key.revoked) if key.revoked is not None else None,
    }


def _own_key(session: Session, actor: Actor, name: str) -> Key:
    key = session.get(Key, name)
    if key is None or key.unit_id != actor.unit:
        raise refused("not_found")
    return key


@router.get("/keys", response_model=models.KeyList)
def list_keys(portal: InPortal, actor: Administrator, lang: Language) -> JSONResponse:
    """The unit's API keys, without their secrets."""
    with portal.database.read() as session:
        listed = [models.KeyInfo.model_validate(_key_info(key)) for key in keys.of_unit(session, actor.unit)]
    return said(models.KeyList(keys=tuple(listed)), lang)


@router.post("/keys", status_code=201, response_model=models.MadeKey)
def make_key(wanted: models.NewKey, portal: InPortal, actor: Administrator, lang: Language) -> JSONResponse:
    """Make an API key of this unit. Its secret is shown this once."""
    with portal.database.write() as session:
        key, secret = keys.make(
            session,
            actor.unit,
            sorted(set(wanted.scopes)),
            label=wanted.label,
            days=wanted.days,
            actor=actor.name,
        )
        told = models.MadeKey.model_validate({**_key_info(key), "secret": secret})
    return said(told, lang, 201)


@router.post("/keys/{key}/rotate", status_code=201, response_model=models.MadeKey)
def rotate_key(
    key: ObjectId,
    portal: InPortal,
    actor: Administrator,
    lang: Language,
    overlap_hours: Annotated[float, Query(ge=0, le=24 * 30, allow_inf_nan=False)] = 24,
) -> JSONResponse:
    """Make a key with the same rights; the old one ends after the overlap."""
    with portal.database.write() as session:
        made, secret = keys.rotate(
            session, _own_key(session, actor, key), overlap_hours=overlap_hours, actor=actor.name
        )
        told = models.MadeKey.model_validate({**_key_info(made), "secret": secret})
    return said(told, lang, 201)


@router.delete("/keys/{key}", status_code=204)
def revoke_key(key: ObjectId, portal: InPortal, actor: Administrator) -> Response:
    """End a key now."""
    with portal.database.write() as session:
        keys.revoke(session, _own_key(session, actor, key), actor.name)
    return Response(status_code=204)


@router.post("/submissions/{submission}/links", status_code=201, response_model=models.Link)
def make_link(
    submission: SubmissionId, wanted: models.NewLink, portal: InPortal, actor: Submitter, lang: Language
) -> JSONResponse:
    """A link that lets one applicant's browser see and fill this one submission."""
    unrestricted(actor)
    with portal.database.write() as session:
        own(session, actor, submission)
        visitor = Actor(actor.unit, f"link:{submission}", frozenset({"submit", "inspect"}))
        secret = keys.open_session(session, visitor, hours=wanted.hours, submission=submission)
        trail.note(session, actor.unit, actor.name, "link.made", submission)
    expires = moment(time.time() + wanted.hours * 3600)
    return said(models.Link(path=f"/enter#{secret}", expires=expires), lang, 201)


@router.get("/webhooks", response_model=models.WebhookList)
def list_webhooks(portal: InPortal, actor: Administrator, lang: Language) -> JSONResponse:
    """Where the unit is told of events."""
    with portal.database.read() as session:
        rows = session.scalars(select(Webhook).where(Webhook.unit_id == actor.unit).order_by(Webhook.created))
        listed = [_webhook_info(row) for row in rows]
    return said(models.WebhookList(webhooks=tuple(listed)), lang)


def _webhook_info(row: Webhook) -> models.WebhookInfo:
    return models.WebhookInfo.model_validate({"id": row.id, "url": row.url, "events": tuple(row.events)})


@router.post("/webhooks", status_code=201, response_model=models.MadeWebhook)
def make_webhook(
    wanted: models.NewWebhook, portal: InPortal, actor: Administrator, lang: Language
) -> JSONResponse:
    """Tell this address of events. Private addresses are refused unless the operator allows them."""
    webhooks.check_target(wanted.url, private=portal.settings.private_webhooks)
    secret = f"wh_{new_id()}{new_id()}"
    row = Webhook(
        id=new_id(),
        unit_id=actor.unit,
        url=wanted.url,
        events=sorted(set(wanted.events)),
        secret=portal.vault.wrap(secret.encode()),
        created=time.time(),
    )
    with portal.database.write() as session:
        session.add(row)
        trail.note(session, actor.unit, actor.name, "webhook.created", row.id)
    told = {**_webhook_info(row).model_dump(), "secret": secret}
    return said(models.MadeWebhook.model_validate(told), lang, 201)


@router.delete("/webhooks/{webhook}", status_code=204)
def remove_webhook(webhook: ObjectId, portal: InPortal, actor: Administrator) -> Response:
    """Tell it no more."""
    with portal.database.write() as session:
        session.delete(_own_webhook(session, actor, webhook))
        trail.note(session, actor.unit, actor.name, "webhook.removed", webhook)
    return Response(status_code=204)


def _own_webhook(session: Session, actor: Actor, name: str) -> Webhook:
    row = session.get(Webhook, name)
    if row is None or row.unit_id != actor.unit:
        raise refused("not_found")
    return row


@router.get("/webhooks/{webhook}/deliveries", response_model=models.DeliveryList)
def deliveries(webhook: ObjectId, portal: InPortal, actor: Administrator, lang: Language) -> JSONResponse:
    """The last hundred events for a webhook, newest first."""
    with portal.database.read() as session:
        asked = select(Delivery).where(Delivery.webhook_id == _own_webhook(session, actor, webhook).id)
        rows = session.scalars(asked.order_by(Delivery.created.desc()).limit(100))
        listed = [
            models.DeliveryInfo(
                id=row.id, event=row.event, state=row.state, status=row.status, at=moment(row.created)
            )
            for row in rows
        ]
    return said(models.DeliveryList(deliveries=tuple(listed)), lang)


@router.get("/trail", response_model=models.TrailLines)
def show_trail(
    portal: InPortal,
    actor: Administrator,
    lang: Language,
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> JSONResponse:
    """Who did or saw what in this unit, newest first."""
    with portal.database.read() as session:
        listed = [
            models.TrailLine(
                id=row.id, at=moment(row.at), actor=row.actor, action=row.action, subject=row.subject
            )
            for row in trail.lines(session, actor.unit, limit, before)
        ]
    return said(models.TrailLines(lines=tuple(listed)), lang)
