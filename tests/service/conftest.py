"""A portal on SQLite, or on PostgreSQL where there is one, with eyes that need no models."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[2]))

from scanaudit.facts import PageFacts, Problem
from scanaudit.inspection.pool import Pending
from scanaudit.intake.problems import problem
from scanaudit.service import keys, queue, submissions
from scanaudit.service.app import make_app
from scanaudit.service.portal import Portal, opened
from scanaudit.service.settings import ServiceSettings
from scanaudit.service.work.context import Context
from scanaudit.service.work.loop import perform
from scanaudit.settings import Settings
from tests.audit.dossiers import COMPLETE, profile
from tests.service import scans

POSTGRES = os.environ.get("SCANAUDIT_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
NOTICE = "qiaocheng-2023-junior"


class InPlace:
    """A pool that does the work at once, in this process."""

    def start(self, file: str, function: Callable[..., Any], *args: Any) -> Pending[Any]:
        return Pending(file, _Done(file, function, args))

    def __enter__(self) -> InPlace:
        return self

    def __exit__(self, *_: object) -> None:
        return


class _Done:
    def __init__(self, file: str, function: Callable[..., Any], args: tuple[Any, ...]) -> None:
        self._file, self._function, self._args = file, function, args

    def result(self) -> Any | Problem:
        try:
            return self._function(*self._args)
        except MemoryError:
            return problem("crashed", self._file)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str | None]:
    """A database of this test run's own; None where there is no server."""
    name = f"scanaudit_test_{uuid.uuid4().hex[:12]}"
    try:
        admin = sqlalchemy.create_engine(
            POSTGRES, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3}
        )
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    except sqlalchemy.exc.OperationalError:
        yield None
        return
    yield POSTGRES.rpartition("/")[0] + f"/{name}"
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    """Where the rows are; None: SQLite in the data folder."""
    if request.param == "sqlite":
        return None
    url: str | None = request.getfixturevalue("postgres")
    if url is None:
        pytest.skip("no PostgreSQL on 127.0.0.1:5432 (SCANAUDIT_TEST_POSTGRES): not tried on it")
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    engine.dispose()
    return url.replace("postgresql+psycopg", "postgresql")


@dataclass
class Service:
    """A portal, a browser or program that speaks to it, and a worker to be asked to do all there is."""

    portal: Portal
    http: TestClient

    @property
    def context(self) -> Context:
        portal = self.portal
        pool: Any = InPlace()
        return Context(
            portal.database, portal.store, portal.vault, portal.settings, portal.program, pool, portal.looks
        )

    def work(self) -> int:
        """Do every task that is due; how many there were."""
        done = 0
        while (task := queue.claim(self.portal.database, "test")) is not None:
            perform(self.context, task)
            done += 1
        return done

    def key(self, unit: str, *scopes: str, days: float | None = None) -> dict[str, str]:
        """Headers with a fresh key of ``unit``."""
        submissions.ensure_unit(self.portal.database, unit, unit)
        with self.portal.database.write() as session:
            _, secret = keys.make(
                session, unit, list(scopes or keys.SCOPES), label="test", days=days, actor="test"
            )
        return {"Authorization": f"Bearer {secret}"}

    def new(self, notice: str = NOTICE, headers: dict[str, str] | None = None, **applicant: Any) -> str:
        body = {"notice": notice, "applicant": applicant}
        answer = self.http.post("/v1/submissions", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def send(self, submission: str, name: str, content: bytes, **params: str) -> httpx.Response:
        return self.http.post(
            f"/v1/submissions/{submission}/files", params={"name": name, **params}, content=content
        )


def opened_service(
    folder: Path, database: str | None = None, *, self_check: bool = True, **given: Any
) -> Any:
    """A context manager: a portal with its data in ``folder``."""
    settings = ServiceSettings(data_dir=folder / "data", database=database, **given)
    return opened(
        settings, Settings(cache_dir=folder / "cache", workers=1), self_check=self_check, looks=scans.LOOKS
    )


@pytest.fixture
def service(tmp_path: Path, database_url: str | None) -> Iterator[Service]:
    with opened_service(tmp_path, database_url) as portal:
        portal.instant = _instant(portal)
        with TestClient(make_app(portal), base_url="http://127.0.0.1", client=("127.0.0.1", 50000)) as http:
            yield Service(portal, http)


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Service]:
    """On SQLite only: for what has nothing to do with the database."""
    with opened_service(tmp_path) as portal:
        portal.instant = _instant(portal)
        with TestClient(make_app(portal), base_url="http://127.0.0.1", client=("127.0.0.1", 50000)) as http:
            yield Service(portal, http)


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Service]:
    """A portal in which nobody is anybody without a key."""
    with opened_service(tmp_path, self_check=False) as portal:
        portal.instant = _instant(portal)
        with TestClient(make_app(portal), base_url="http://127.0.0.1", client=("10.1.2.3", 50000)) as http:
            yield Service(portal, http)


def _instant(portal: Portal) -> Any:
    class Instant:
        program = portal.program

        def get(self) -> InPlace:
            return InPlace()

        def stop(self) -> None:
            return

    return Instant()


@pytest.fixture
def dossier() -> tuple[dict[str, Any], list[PageFacts]]:
    """What a complete application of ``NOTICE`` holds: the applicant's answers and the pages."""
    values, pages = COMPLETE[NOTICE]()
    return profile(values).model_dump(mode="json", exclude_defaults=True), pages
