"""What each applicant's audit came to, kept under what decided it, so that a second run audits nobody twice."""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict

from scanaudit.bulk.applicants import Applicant
from scanaudit.bulk.resaved import tokens
from scanaudit.facts import PageFacts
from scanaudit.jobs.database import METADATA, Database
from scanaudit.jobs.engine import Jobs
from scanaudit.kinds.apart import apart
from scanaudit.verdicts import AuditReport

OUTCOMES: Final = sa.Table(
    "scanaudit_outcome",
    METADATA,
    sa.Column("run", sa.String(64), primary_key=True),
    sa.Column("applicant", sa.String(200), primary_key=True),
    sa.Column("decided_by", sa.String(64), nullable=False),
    sa.Column("outcome", sa.LargeBinary, nullable=False),
)
"""One row an applicant of a run: the last outcome, encrypted, and the digest of what decided it."""

_PACKAGE: Final = Path(str(files("scanaudit")))


class Trace(BaseModel):
    """What one page may have in common with a page of somebody else (``across``)."""

    model_config = ConfigDict(frozen=True)
    file: str
    page: int
    content_hash: str
    kind: str
    page_confidence: float
    name: str | None = None
    id_number: str | None = None
    work: str | None = None
    number: str | None = None
    first_author: str | None = None
    tokens: tuple[str, ...] = ()


class Outcome(BaseModel):
    """One applicant's audit. ``report``: without the pages' text, which the results of the pages still have."""

    model_config = ConfigDict(frozen=True)
    key: str
    name: str
    notice: str
    listed: bool
    handed_in: bool
    job: str
    decided_by: str
    show_ids: bool
    id_number: str | None
    report: AuditReport
    traces: tuple[Trace, ...]


class Outcomes:
    """The outcomes of one run (one output folder) in a database."""

    def __init__(self, database: Database, run: str) -> None:
        self._database = database
        self._run = run

    def get(self, applicant: str, decided_by: str) -> Outcome | None:
        """The outcome of an applicant, where nothing that decides it has changed."""
        asked = sa.select(OUTCOMES.c.outcome).where(
            OUTCOMES.c.run == self._run,
            OUTCOMES.c.applicant == applicant,
            OUTCOMES.c.decided_by == decided_by,
        )
        with self._database.engine.connect() as connection:
            sealed = connection.execute(asked).scalar()
        return None if sealed is None else self._opened(sealed)

    def put(self, outcome: Outcome) -> None:
        """Keep an outcome in place of the applicant's last one."""
        data = outcome.model_dump_json(context={"lang": "both"}).encode()
        row = {"run": self._run, "applicant": outcome.key}
        here = (OUTCOMES.c.run == self._run, OUTCOMES.c.applicant == outcome.key)
        with self._database.writing() as connection:
            connection.execute(sa.delete(OUTCOMES).where(*here))
            sealed = self._database.seal(zlib.compress(data))
            connection.execute(
                sa.insert(OUTCOMES).values(**row, decided_by=outcome.decided_by, outcome=sealed)
            )

    def keep_only(self, applicants: Iterable[str]) -> None:
        """Forget those who are no longer in the run."""
        wanted = set(applicants)
        with self._database.writing() as connection:
            here = OUTCOMES.c.run == self._run
            for name in connection.execute(sa.select(OUTCOMES.c.applicant).where(here)).scalars().all():
                if name not in wanted:
                    connection.execute(sa.delete(OUTCOMES).where(here, OUTCOMES.c.applicant == name))

    def all(self) -> Iterator[Outcome]:
        """Every outcome of the run by its applicant's key, one at a time."""
        asked = sa.select(OUTCOMES.c.applicant).where(OUTCOMES.c.run == self._run)
        with self._database.engine.connect() as connection:
            names = sorted(connection.execute(asked).scalars())
        for name in names:
            row = sa.select(OUTCOMES.c.outcome).where(
                OUTCOMES.c.run == self._run, OUTCOMES.c.applicant == name
            )
            with self._database.engine.connect() as connection:
                sealed = connection.execute(row).scalar_one()
            yield self._opened(sealed)

    def pages(self, jobs: Jobs) -> Callable[[str, str, int], tuple[PageFacts, bytes] | None]:
        """Where a reviewer's pictures come from: of an applicant's key, a file and a page."""
        known: dict[str, str] = {}

        def page(applicant: str, file: str, number: int) -> tuple[PageFacts, bytes] | None:
            if applicant not in known:
                known.update({one.key: one.job for one in self.all()})
            return jobs.page(known[applicant], file, number) if known.get(applicant) else None

        return page

    def count(self) -> int:
        """How many applicants of the run have an outcome."""
        asked = sa.select(sa.func.count()).select_from(OUTCOMES).where(OUTCOMES.c.run == self._run)
        with self._database.engine.connect() as connection:
            return int(connection.execute(asked).scalar_one())

    def _opened(self, sealed: bytes) -> Outcome:
        return Outcome.model_validate_json(zlib.decompress(self._database.unseal(sealed)))


def decided_by(applicant: Applicant, job: str, today: dt.date, notice: str, *, show_ids: bool) -> str:
    """A digest of all that decides an outcome and its report; ``notice``: the checklist's text."""
    told = (job, applicant.profile.model_dump_json(), applicant.listed)
    parts = (*told, applicant.name, notice, today.isoformat(), show_ids, _program())
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def run_id(out: Path) -> str:
    """The name of the run that writes into ``out``."""
    return hashlib.sha256(str(out.resolve()).encode("utf-8", "surrogateescape")).hexdigest()


def traces(pages: Iterable[PageFacts]) -> Iterator[Trace]:
    """The traces of the pages that could be read; of a picture of several documents one each."""
    for page in pages:
        if page.page is None or page.capture is None or page.capture.blank:
            continue
        for document in apart([page]):
            fields = document.fields
            yield Trace(
                file=page.file,
                page=page.page,
                content_hash=page.content_hash,
                kind=document.kind,
                page_confidence=document.kind_confidence,
                name=fields.name,
                id_number=fields.id_number,
                work=fields.paper_title,
                number=fields.patent_number or fields.certificate_number,
                first_author=fields.authors[0] if fields.authors else None,
                tokens=tokens(document),
            )


@cache
def _program() -> str:
    """A digest of the program's own code and data: another version may come to another outcome."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in {".py", ".yaml", ".j2", ".css", ".js"} and "checklists" not in path.parts:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
