"""Orders: uploads whose pages are to be read, how far each is, and which files and pages it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final, Literal

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict

from scanaudit.facts import Problem
from scanaudit.jobs.database import ORDERS, Database

State = Literal["waiting", "reading", "done", "failed"]
_OVER: Final = ("done", "failed")


@dataclass(frozen=True)
class Order:
    """One upload. ``name``: what it is called (an applicant); ``places``: paths or fsspec URLs of its folders, files
    and ZIPs, in upload order; ``signature``: the state of these files (``places.signature``), or whatever else
    changes when they do; ``batch``: the run that it belongs to.
    """

    name: str
    places: tuple[str, ...]
    signature: str = ""
    batch: str = ""


@dataclass(frozen=True)
class Progress:
    """How far orders are: orders by state, and their pages. ``known``: pages whose results were there already;
    ``failed``: pages and files that could not be read.
    """

    waiting: int = 0
    reading: int = 0
    done: int = 0
    failed_orders: int = 0
    pages: int = 0
    pages_done: int = 0
    known: int = 0
    failed: int = 0

    @property
    def over(self) -> bool:
        """Whether nothing is left to wait for."""
        return not self.waiting and not self.reading


class Listed(BaseModel):
    """One file of an order: its pages (1 to ``pages``), or the problem that it has instead."""

    model_config = ConfigDict(frozen=True)
    file: str
    container: str | None
    content_hash: str = ""
    pages: int = 0
    problem: Problem | None = None


class Orders:
    """The orders of one database under one version of what decides page facts."""

    def __init__(self, database: Database, version: str) -> None:
        self._database = database
        self._version = version

    def id(self, order: Order) -> str:
        """The job's id: the same for the same files in the same state under the same version."""
        told = json.dumps([asdict(order), self._version], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()

    def add(self, connection: sa.Connection, order: Order) -> tuple[str, int] | None:
        """Write ``order`` down; its job id and attempt, or None where it is done or under way."""
        job = self.id(order)
        told = self._database.seal(json.dumps([order.name, order.places]).encode())
        clock = self._database.clock()
        values = {"id": job, "batch": order.batch, "told": told, "state": "waiting", "submitted_at": clock}
        if self._database.insert_new(connection, ORDERS, **values):
            return job, 1
        row = connection.execute(sa.select(ORDERS.c.state, ORDERS.c.attempt).where(ORDERS.c.id == job)).one()
        if row.state == "failed":
            again = sa.update(ORDERS).where(ORDERS.c.id == job)
            connection.execute(again.values(state="waiting", attempt=row.attempt + 1, takeovers=0))
            return job, row.attempt + 1
        return (job, row.attempt) if row.state == "waiting" else None

    def states(self, batch: str) -> dict[str, tuple[State, int]]:
        """The state of each job of a batch, and for which time it is read."""
        asked = sa.select(ORDERS.c.id, ORDERS.c.state, ORDERS.c.attempt).where(ORDERS.c.batch == batch)
        with self._database.engine.connect() as connection:
            return {row.id: (row.state, row.attempt) for row in connection.execute(asked)}

    def keep_only(self, batch: str, jobs: Iterable[str]) -> None:
        """Forget the other orders of a batch."""
        gone = sorted(set(self.states(batch)) - set(jobs))
        with self._database.writing() as connection:
            for job in gone:
                connection.execute(sa.delete(ORDERS).where(ORDERS.c.id == job))

    def get(self, job: str) -> Order:
        """The order behind a job. Raises KeyError where there is none."""
        asked = sa.select(ORDERS.c.told, ORDERS.c.batch).where(ORDERS.c.id == job)
        with self._database.engine.connect() as connection:
            row = connection.execute(asked).one_or_none()
        if row is None:
            raise KeyError(job)
        name, places = json.loads(self._database.unseal(row.told))
        return Order(name, tuple(places), batch=row.batch)

    def put_listing(self, job: str, listing: Iterable[Listed], known: int, failed: int) -> None:
        """Keep which files and pages a job has, and how many of the pages are known (or given up) already."""
        files = list(listing)
        sealed = self._database.seal(json.dumps([_dumped(one) for one in files], ensure_ascii=False).encode())
        broken = sum(one.problem is not None for one in files)
        row = sa.update(ORDERS).where(ORDERS.c.id == job)
        values = {"pages": sum(one.pages for one in files), "done": known, "known": known}
        with self._database.writing() as connection:
            connection.execute(row.values(state="reading", listing=sealed, failed=broken + failed, **values))

    def listing(self, job: str) -> tuple[Listed, ...]:
        """The files of a job in upload order; none before they were listed."""
        with self._database.engine.connect() as connection:
            sealed = connection.execute(sa.select(ORDERS.c.listing).where(ORDERS.c.id == job)).scalar()
        rows = json.loads(self._database.unseal(sealed)) if sealed else []
        return tuple(Listed.model_validate(row) for row in rows)

    def page_done(self, connection: sa.Connection, job: str, *, known: bool, failed: bool) -> None:
        """Count one page of a job within the caller's transaction."""
        counted = {"done": ORDERS.c.done + 1, "known": ORDERS.c.known + int(known), "takeovers": 0}
        row = sa.update(ORDERS).where(ORDERS.c.id == job)
        connection.execute(row.values(failed=ORDERS.c.failed + int(failed), **counted))

    def finish(self, job: str, state: State) -> None:
        """Say that a job is over."""
        row = sa.update(ORDERS).where(ORDERS.c.id == job)
        with self._database.writing() as connection:
            connection.execute(row.values(state=state, finished_at=self._database.clock()))

    def progress(self, jobs: Iterable[str] | None = None, batch: str | None = None) -> Progress:
        """How far the given jobs, those of a batch, or all of them are."""
        columns = [sa.func.sum(column) for column in (ORDERS.c.pages, ORDERS.c.done, ORDERS.c.known)]
        asked = sa.select(ORDERS.c.state, sa.func.count(), *columns, sa.func.sum(ORDERS.c.failed))
        if jobs is not None:
            asked = asked.where(ORDERS.c.id.in_(list(jobs)))
        if batch is not None:
            asked = asked.where(ORDERS.c.batch == batch)
        with self._database.engine.connect() as connection:
            rows = connection.execute(asked.group_by(ORDERS.c.state)).all()
        states = {str(row[0]): int(row[1]) for row in rows}
        pages, done, known, failed = (sum(int(row[at] or 0) for row in rows) for at in range(2, 6))
        return Progress(
            waiting=states.get("waiting", 0),
            reading=states.get("reading", 0),
            done=states.get("done", 0),
            failed_orders=states.get("failed", 0),
            pages=pages,
            pages_done=done,
            known=known,
            failed=failed,
        )


def _dumped(one: Listed) -> dict[str, object]:
    return one.model_dump(mode="json", context={"lang": "both"})
