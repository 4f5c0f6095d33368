"""A database for each test (SQLite always, PostgreSQL where a server is up), and jobs that read without models."""

from __future__ import annotations

import os
import uuid
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import faults
import pytest
import sqlalchemy as sa
from PIL import Image

from scanaudit.jobs.database import sqlite_url
from scanaudit.jobs.engine import Jobs
from scanaudit.jobs.reading import Reader
from scanaudit.settings import Settings

# Where CI's server is; another one may be named.
SERVER = os.environ.get("SCANAUDIT_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")


def server() -> sa.Engine:
    """The PostgreSQL server; skips the test where none is up."""
    engine = sa.create_engine(SERVER, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    try:
        engine.connect().close()
    except sa.exc.OperationalError:
        pytest.skip("no PostgreSQL server at 127.0.0.1:5432: the jobs were not tried on one")
    return engine


@pytest.fixture
def postgres() -> Iterator[str]:
    """The URL of an empty PostgreSQL database of the test's own."""
    engine = server()
    name = f"scanaudit_test_{uuid.uuid4().hex[:12]}"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield sa.make_url(SERVER).set(drivername="postgresql", database=name).render_as_string(False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of each sort."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "jobs.db")
    url: str = request.getfixturevalue("postgres")
    return url


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    cache = tmp_path / "cache"
    cache.mkdir()
    return Settings(cache_dir=cache, workers=2, page_seconds=5.0)


@pytest.fixture
def jobs(settings: Settings) -> Callable[..., Jobs]:
    """Jobs whose pages do what their file's name says (``faults``)."""

    def make(url: str, *, work: bool = True, **changed: object) -> Jobs:
        chosen = settings.model_copy(update=changed)
        return Jobs(url, chosen, reader=Reader(faults.count, faults.read), work=work)

    return make


@pytest.fixture
def upload(tmp_path: Path) -> Callable[..., Path]:
    """Makes an applicant's folder with pictures of the given names, each of another content."""

    def make(applicant: str, *names: str) -> Path:
        folder = tmp_path / "uploads" / applicant
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            colour = zlib.crc32(f"{applicant}/{name}".encode()).to_bytes(4, "big")[:3]
            Image.new("RGB", (40, 30), tuple(colour)).save(folder / name, format="PNG")
        return folder

    return make


@pytest.fixture
def calls(settings: Settings) -> Callable[[], list[str]]:
    """Every page that was read, as often as it was."""

    def told() -> list[str]:
        path = settings.cache_dir / "calls.txt"
        return path.read_text().splitlines() if path.exists() else []

    return told
