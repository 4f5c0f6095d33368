"""Deliver an event to a webhook; what is not taken is tried again, ever later."""

from __future__ import annotations

import httpx

from scanaudit.service import queue, webhooks
from scanaudit.service.database import Delivery, Task, Webhook
from scanaudit.service.problems import Refused
from scanaudit.service.work.context import Context


def run(context: Context, task: Task) -> None:
    """Do the task. Raises LostLease."""
    with context.database.read() as session:
        delivery = session.get(Delivery, task.subject)
        hook = session.get(Webhook, delivery.webhook_id) if delivery else None
    if delivery is None or hook is None:
        with queue.finishing(context.database, task):
            return
    status: int | None = None
    try:
        secret = context.vault.unwrap(hook.secret)
        status = webhooks.send(hook.url, secret, delivery.body, private=context.settings.private_webhooks)
    except (httpx.HTTPError, Refused):
        status = None
    taken = status is not None and 200 <= status < 300
    tries = task.attempts - 1
    over = taken or tries >= len(webhooks.RETRIES)
    with context.database.write() as session:
        row = session.get(Delivery, task.subject)
        if row is not None:
            row.status = status
            row.state = "delivered" if taken else "failed" if over else "waiting"
    if over:
        with queue.finishing(context.database, task):
            return
    queue.postpone(context.database, task, webhooks.RETRIES[tries])
