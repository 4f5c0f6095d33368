"""The pictures that are served: previews and crops that a decoding process made, never what was uploaded."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from scanaudit.service.crypto import unseal
from scanaudit.service.database import File, PageRow, Submission
from scanaudit.service.portal import Portal
from scanaudit.service.problems import refused
from scanaudit.service.work.auditing import report_place
from scanaudit.service.work.reading import picture_place


def page_picture(portal: Portal, session: Session, page: PageRow, what: str) -> bytes:
    """A page's preview (``what``: large or thumb), or that of the page that stands for it. Raises Refused."""
    if page.replaced:
        standing = select(PageRow).join(File, File.id == PageRow.file_id)
        asked = standing.where(File.stands_for == page.id, PageRow.number == 1)
        page = session.scalar(asked) or page
    file = session.get(File, page.file_id)
    if file is None or not page.pictured:
        raise refused("not_found")
    return stored(portal, file.key, picture_place(page.submission_id, file.id, page.number, what))


def report_part(portal: Portal, submission: Submission, what: str) -> bytes:
    """A part of the last report (report.json, shown.json, report.html, crop-0 …). Raises Refused."""
    if submission.audited < 0:
        raise refused("not_ready")
    return stored(portal, submission.key, report_place(submission.id, submission.audited, what))


def stored(portal: Portal, wrapped: bytes, place: str) -> bytes:
    """What is stored at ``place``; ``wrapped``: its key. Raises Refused (A404)."""
    try:
        return unseal(portal.vault.unwrap(wrapped), portal.store.get(place), place)
    except FileNotFoundError as error:  # removed or replaced a moment ago
        raise refused("not_found") from error


def jpeg(content: bytes) -> Response:
    """A picture as it is sent: private, and nothing but a picture."""
    headers = {"Cache-Control": "private, no-store"}
    return Response(content, media_type="image/jpeg", headers=headers)
