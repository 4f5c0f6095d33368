"""Connections and transactions, and the schema brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from scanaudit.databases import KNOWN, cannot_open

_MIGRATIONS = Path(__file__).with_name("migrations")
# Writers of SQLite wait for each other this long, in milliseconds; a transaction here takes some milliseconds.
_PATIENCE = 30_000
# Number by which processes that start together take turns in migrating on PostgreSQL (any constant will do).
_MIGRATING = 7_290_431


class Database:
    """One database. ``read`` and ``write`` are transactions; what ``write`` did is durable when it ends."""

    def __init__(self, url: str) -> None:
        """Nothing is opened yet. Raises UsageError where no database can be at ``url``."""
        self._url = url
        try:
            self.engine = _engine(make_url(url))
        except (SQLAlchemyError, OSError, ValueError) as error:
            raise cannot_open(url, error) from error
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare)
            event.listen(self.engine, "begin", _begin)
        self._read = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self._write = sessionmaker(self.engine.execution_options(writes=True), expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that changes nothing."""
        with self._read() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that is committed at the end, and undone where anything is raised."""
        with self._write.begin() as session:
            yield session

    def migrate(self) -> None:
        """Bring the tables up to date; processes that start together take turns.

        Raises UsageError where the database cannot be opened.
        """
        try:
            with _turn(self.engine, self.is_sqlite) as connection:
                config = Config()
                config.set_main_option("script_location", str(_MIGRATIONS))
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except DatabaseError as error:
            raise cannot_open(self._url, error) from error

    def forget(self) -> None:
        """After rows were removed: give back what they were written on (WAL and free pages, dead tuples)."""
        if self.is_sqlite:
            with self.engine.connect() as connection:
                raw = connection.connection.dbapi_connection
                assert raw is not None
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM"))

    def close(self) -> None:
        """Give up all connections."""
        self.engine.dispose()


def _engine(url: URL) -> Engine:
    if url.get_backend_name() not in KNOWN:
        raise ValueError(url.get_backend_name())
    if url.get_backend_name() == "sqlite":
        if url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return create_engine(url, hide_parameters=True)
    patient = url if "connect_timeout" in url.query else url.update_query_dict({"connect_timeout": "10"})
    return create_engine(patient, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=20)


@contextmanager
def _turn(engine: Engine, is_sqlite: bool) -> Iterator[Connection]:
    chosen = engine.execution_options(writes=True)
    with chosen.begin() as connection:
        if not is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MIGRATING})
        yield connection


def _prepare(connection: Any, _: Any) -> None:
    """SQLite: readers beside a writer, commits that survive power loss, removed rows overwritten with zeros."""
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    for pragma in (
        f"busy_timeout={_PATIENCE}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes its turn at the start, so that no transaction fails half-way for being late."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
