"""The database of the jobs: a SQLite file or PostgreSQL, the tables, and the key that their contents are under."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken

from scanaudit.databases import cannot_open
from scanaudit.errors import UsageError
from scanaudit.inspection.cache import user_key
from scanaudit.settings import Settings
from scanaudit.text import Text

METADATA: Final = sa.MetaData()

PAGES: Final = sa.Table(
    "scanaudit_page",
    METADATA,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("facts", sa.LargeBinary, nullable=False),
    sa.Column("preview", sa.LargeBinary, nullable=False),
    sa.Column("worker", sa.String(80), nullable=False),
    sa.Column("stored_at", sa.Float, nullable=False),
)
"""Results. ``key``: of content, page and version; ``state``: read or quarantined; ``facts``, ``preview``: encrypted."""

COUNTS: Final = sa.Table(
    "scanaudit_page_count",
    METADATA,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("pages", sa.Integer, nullable=False),
)
"""How many pages a file's content has."""

ORDERS: Final = sa.Table(
    "scanaudit_order",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("batch", sa.String(64), nullable=False, index=True),
    sa.Column("told", sa.LargeBinary, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("listing", sa.LargeBinary),
    sa.Column("pages", sa.Integer, nullable=False, default=0),
    sa.Column("done", sa.Integer, nullable=False, default=0),
    sa.Column("known", sa.Integer, nullable=False, default=0),
    sa.Column("failed", sa.Integer, nullable=False, default=0),
    sa.Column("attempt", sa.Integer, nullable=False, default=1),
    sa.Column("takeovers", sa.Integer, nullable=False, default=0),
    sa.Column("submitted_at", sa.Float, nullable=False),
    sa.Column("finished_at", sa.Float),
)
"""Uploads to be read. ``told`` (name and places) and ``listing`` (files and their pages) are encrypted."""

WORKERS: Final = sa.Table(
    "scanaudit_worker",
    METADATA,
    sa.Column("id", sa.String(80), primary_key=True),
    sa.Column("host", sa.String(64), nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("beat_at", sa.Float, nullable=False),
)
"""Processes that read, and when each last gave a sign of life, by the database's clock."""

SEALS: Final = sa.Table(
    "scanaudit_key_check",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
"""One known word under the database's key: another key is noticed at once."""

_WORD: Final = b"scanaudit"


class Database:
    """An open database. ``engine`` is shared with dbos, so that all writes obey the same settings."""

    def __init__(self, url: str, settings: Settings) -> None:
        """Open ``url``; makes the file and the tables at first use.

        Raises UsageError when it cannot be opened or was written under another key.
        """
        self.url = url
        self._one_at_a_time = threading.Lock()
        try:
            self.engine = _engine(url)
            with self.engine.begin() as connection:
                _lock_for_making(connection)
                METADATA.create_all(connection)
            self._fernet = Fernet(settings.jobs_key or user_key(settings.cache_dir))
            self._check_key()
        except (sa.exc.SQLAlchemyError, OSError, ValueError) as error:
            raise cannot_open(url, error) from error

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this machine."""
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes. SQLite has one writer at a time: the threads of a process wait here for each
        other, since those that wait in SQLite sleep, the longer the more often they wake in vain.
        """
        with self._one_at_a_time if self.is_sqlite else nullcontext(), self.engine.begin() as connection:
            yield connection

    def seal(self, data: bytes) -> bytes:
        """``data`` encrypted."""
        return self._fernet.encrypt(data)

    def unseal(self, data: bytes) -> bytes:
        """What ``seal`` was given."""
        return self._fernet.decrypt(bytes(data))

    def clock(self) -> sa.ColumnElement[float]:
        """Seconds since 1970 by the database's clock, which all workers share."""
        if self.is_sqlite:
            return sa.literal_column("((julianday('now') - 2440587.5) * 86400.0)", sa.Float)
        return sa.literal_column("EXTRACT(EPOCH FROM clock_timestamp())::float8", sa.Float)

    def insert_new(self, connection: sa.Connection, table: sa.Table, **values: Any) -> bool:
        """Insert a row unless one with its key is there already; whether it was inserted."""
        if self.is_sqlite:
            from sqlalchemy.dialects import sqlite

            row: Any = sqlite.insert(table).values(**values).on_conflict_do_nothing()
        else:
            from sqlalchemy.dialects import postgresql

            row = postgresql.insert(table).values(**values).on_conflict_do_nothing()
        key = next(iter(table.primary_key.columns))
        return connection.execute(row.returning(key)).first() is not None

    def _check_key(self) -> None:
        with self.engine.begin() as connection:
            self.insert_new(connection, SEALS, id=1, sealed=self.seal(_WORD))
            sealed = connection.execute(sa.select(SEALS.c.sealed)).scalar_one()
        try:
            self.unseal(sealed)
        except InvalidToken as error:
            raise UsageError(
                Text(
                    zh="这个数据库是用另一个密钥写的。请把 SCANAUDIT_JOBS_KEY 设成写它时用的密钥，或换一个数据库。",
                    en="This database was written under another key. Set SCANAUDIT_JOBS_KEY to the key it was "
                    "written under, or name another database.",
                )
            ) from error


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file."""
    return f"sqlite:///{path.resolve()}"


def _engine(url: str) -> sa.Engine:
    made = sa.make_url(url)
    if made.get_backend_name() == "sqlite":
        return _sqlite(made)
    if made.get_backend_name() != "postgresql":
        raise ValueError(made.get_backend_name())
    driver = made.set(drivername="postgresql+psycopg").update_query_dict({"connect_timeout": "10"})
    return sa.create_engine(driver, pool_size=10, max_overflow=10, pool_pre_ping=True)


def _sqlite(url: sa.URL) -> sa.Engine:
    if not url.database or url.database == ":memory:":
        raise ValueError("memory")
    path = Path(url.database)
    path.parent.mkdir(parents=True, exist_ok=True)
    # It holds what stands on people's papers: nobody else may read the file, nor those SQLite puts beside it.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    engine = sa.create_engine(url, pool_size=10, max_overflow=10)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        # As dbos has it for a file of its own; besides, a log that survives any kill without waiting for the disk.
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("busy_timeout=60000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _lock_for_making(connection: sa.Connection) -> None:
    """Let one process at a time make the tables."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(7220411)"))
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
