"""What rows look like from outside."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scanaudit.service import files
from scanaudit.service.api.models import FileInfo, PageInfo, SubmissionInfo, moment
from scanaudit.service.assembly import Placed, placed, problem_of
from scanaudit.service.crypto import Vault, unseal_text
from scanaudit.service.database import File, PageRow, Submission
from scanaudit.service.shown import Card


def submission_info(session: Session, submission: Submission) -> SubmissionInfo:
    """A submission and how far it is."""
    there = (File.submission_id == submission.id, File.state != "receiving", File.state != "unpacked")
    files_there = session.scalar(select(func.count()).select_from(File).where(*there)) or 0
    pages = select(PageRow.state, func.count()).where(
        PageRow.submission_id == submission.id, PageRow.replaced.is_(False)
    )
    counted = {row[0]: row[1] for row in session.execute(pages.group_by(PageRow.state))}
    return SubmissionInfo(
        id=submission.id,
        notice=submission.notice,
        state="closed" if submission.state == "closed" else "open",
        revision=submission.revision,
        version=submission.version,
        files=files_there,
        pages=sum(counted.values()),
        pages_read=counted.get("read", 0),
        report=submission.audited >= 0 and submission.audited >= submission.revision,
        verdict=submission.verdict,
        must=submission.must,
        check=submission.check,
        created=moment(submission.created),
        changed=moment(submission.changed),
    )


def file_info(file: File, key: bytes) -> FileInfo:
    """A file; ``key`` is the submission's."""
    return FileInfo(
        id=file.id,
        name=files.name_of(file, key),
        state=file.state,
        size=file.size,
        sha256=file.sha256,
        pages=file.pages,
        problem=problem_of(file, key) if file.sealed_problem is not None else None,
    )


def file_list(session: Session, submission: Submission, vault: Vault) -> list[FileInfo]:
    """All files that were received, in upload order."""
    key = vault.unwrap(submission.key)
    asked = select(File).where(File.submission_id == submission.id, File.state != "receiving")
    return [file_info(file, key) for file in session.scalars(asked.order_by(File.position, File.created))]


def page_list(session: Session, submission: Submission, vault: Vault) -> list[PageInfo]:
    """All pages in upload order, and the files that have none (yet)."""
    key = vault.unwrap(submission.key)
    return [page_info(at, vault, key) for at in placed(session, submission, key)]


def page_info(at: Placed, vault: Vault, key: bytes) -> PageInfo:
    """One page as a list shows it; ``key`` is the submission's."""
    card = None
    if at.page is not None and at.page.sealed_card is not None:
        own = vault.unwrap(at.file.key)
        card = Card.model_validate_json(unseal_text(own, at.page.sealed_card, f"{at.page.id}/card"))
    return PageInfo(
        id=at.id,
        file=at.file.id,
        name=at.name,
        page=at.number,
        state=at.page.state if at.page is not None else at.file.state,
        card=card,
        problem=problem_of(at.file, key) if at.file.sealed_problem is not None else None,
    )
