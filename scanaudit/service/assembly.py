"""The upload as an audit sees it: the facts of all pages in order, and where each page's row is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from scanaudit.facts import PageFacts, Problem
from scanaudit.service import files
from scanaudit.service.crypto import Vault, unseal_text
from scanaudit.service.database import File, PageRow, Submission


@dataclass(frozen=True)
class Placed:
    """One page (or file without pages) under the id, name and number by which people know it.

    ``file`` and ``page`` are the rows it was read from: those of the file that stands for it, where one does.
    """

    id: str
    name: str
    number: int | None
    file: File
    page: PageRow | None


def placed(session: Session, submission: Submission, key: bytes) -> list[Placed]:
    """Everything in upload order. A page that another file stands for is that file's first page."""
    asked = select(File).where(File.submission_id == submission.id).order_by(File.position, File.created)
    rows = [file for file in session.scalars(asked) if file.state != "receiving"]
    pages: dict[str, list[PageRow]] = {}
    for page in session.scalars(
        select(PageRow).where(PageRow.submission_id == submission.id).order_by(PageRow.number)
    ):
        pages.setdefault(page.file_id, []).append(page)
    standing = {file.stands_for: file for file in rows if file.stands_for}
    there: list[Placed] = []
    for file in rows:
        if file.stands_for or file.state == "unpacked":
            continue
        name = files.name_of(file, key)
        if not pages.get(file.id):
            there.append(Placed(file.id, name, None, file, None))
        for page in pages.get(file.id, ()):
            there.append(_placed(name, file, page, standing, pages))
    return there


def _placed(
    name: str, file: File, page: PageRow, standing: dict[str, File], pages: dict[str, list[PageRow]]
) -> Placed:
    other = standing.get(page.id)
    if other is None:
        return Placed(page.id, name, page.number, file, page)
    own = pages.get(other.id, [])
    return Placed(page.id, name, page.number, other, own[0] if own else None)


def facts(session: Session, submission: Submission, vault: Vault) -> Iterator[tuple[Placed, PageFacts]]:
    """The facts of all pages that were read and of all files that failed; refused files are left out."""
    key = vault.unwrap(submission.key)
    for at in placed(session, submission, key):
        known = _facts(at, vault, key)
        if known is not None:
            yield at, known.model_copy(update={"file": at.name, "page": at.number})


def _facts(at: Placed, vault: Vault, key: bytes) -> PageFacts | None:
    if at.page is not None and at.page.sealed_facts is not None:
        own = vault.unwrap(at.file.key)
        return PageFacts.model_validate_json(unseal_text(own, at.page.sealed_facts, f"{at.page.id}/facts"))
    if at.file.state != "failed" or at.file.sealed_problem is None:
        return None
    return PageFacts(file=at.name, page=None, problems=(problem_of(at.file, key),))


def problem_of(file: File, key: bytes) -> Problem:
    """Why the file failed or was refused; ``key`` is the submission's."""
    assert file.sealed_problem is not None
    return Problem.model_validate_json(unseal_text(key, file.sealed_problem, f"{file.id}/problem"))
