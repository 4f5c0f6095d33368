"""What everything stands on: tables as migrated, stores, leases, keys at rest, processes without network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from cryptography.exceptions import InvalidTag

from scanaudit.cli.run import run
from scanaudit.service import queue, submissions
from scanaudit.service.crypto import new_key, seal, unseal
from scanaudit.service.database import Base, Database, Submission, Task, engine
from scanaudit.service.serving import vault_and_store
from scanaudit.service.settings import ServiceSettings
from scanaudit.service.storage import Store, open_store
from tests.service.conftest import Service


def test_the_migrations_make_the_tables_of_the_code(quick: Service) -> None:
    with quick.portal.database.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert found == []


def test_what_an_earlier_version_stored_is_there_after_the_upgrade(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    config = Config()
    config.set_main_option("script_location", str(Path(engine.__file__).with_name("migrations")))
    with database.engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with database.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("INSERT INTO unit VALUES ('u', 'u', 1.0)")
        connection.exec_driver_sql(
            "INSERT INTO submission (id, unit_id, notice, state, key, sealed_profile, must, `check`, revision,"
            " audited, version, stored_bytes, created, changed)"
            " VALUES ('s', 'u', 'n', 'open', x'00', x'00', 0, 0, 0, -1, 0, 0, 1, 1)"
        )
        connection.exec_driver_sql(
            "INSERT INTO task (kind, submission_id, subject, revision, priority, due, lease, attempts)"
            " VALUES ('audit', 's', 's', 0, 0, 0, 0, 0)"
        )
    database.migrate()
    with database.read() as session:
        found = session.get_one(Submission, "s")
        assert (found.doubts, found.decided, found.unclear) == (0, 0, 0)
        assert found.idempotency_mark is None
        assert [task.subject for task in session.query(Task)] == ["s"]
    database.close()


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return open_store(str(tmp_path) if request.param == "folder" else f"memory://{tmp_path.name}")


def test_a_store_keeps_lists_and_removes(store: Store) -> None:
    store.put("s1/f1/0-a", b"one")
    store.put("s1/f2/0-b", b"two")
    assert store.get("s1/f1/0-a") == b"one"
    assert set(store.groups()) == {("s1", "f1"), ("s1", "f2")}
    store.remove("s1/f1")
    store.remove("s1/f1")
    assert set(store.groups()) == {("s1", "f2")}
    with pytest.raises(FileNotFoundError):
        store.get("s1/f1/0-a")


def test_a_dead_workers_task_is_taken_over_and_its_result_refused(
    quick: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    database: Database = quick.portal.database
    with database.write() as session:
        queue.add(session, "deliver", "x")
    dead = queue.claim(database, "dead")
    assert dead is not None and queue.claim(database, "living") is None
    monkeypatch.setattr(queue, "LEASE", -1.0)
    queue.renew(database, "dead")
    taken = queue.claim(database, "living")
    assert taken is not None and (taken.id, taken.attempts) == (dead.id, 2)
    with pytest.raises(queue.LostLease), queue.finishing(database, dead):
        raise AssertionError("the dead worker's result was taken")
    with queue.finishing(database, taken):
        pass
    assert queue.claim(database, "living") is None


def test_what_is_sealed_opens_with_its_key_in_its_place_only() -> None:
    key = new_key()
    sealed = seal(key, b"content", "here")
    assert b"content" not in sealed and unseal(key, sealed, "here") == b"content"
    for other, place in ((new_key(), "here"), (key, "there")):
        with pytest.raises(InvalidTag):
            unseal(other, sealed, place)


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's: not tried elsewhere")
def test_a_decoding_process_makes_no_socket() -> None:
    said = (
        "import socket\n"
        "from scanaudit.service.confinement import forbid_network\n"
        "assert forbid_network()\n"
        "socket.socketpair()\n"
        "for family in (socket.AF_INET, socket.AF_INET6):\n"
        "    try:\n"
        "        socket.socket(family)\n"
        "    except PermissionError:\n"
        "        continue\n"
        "    raise SystemExit('a socket was made')\n"
    )
    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0


@pytest.mark.parametrize(("name", "taken"), [
    ("hefei-design", True), ("合肥院", True), ("a.b_c-1", True), ("合肥 院", False), ("", False), ("x" * 41, False),
    ("a/b", False), ("a\tb", False), ("before them all", True),
])  # fmt: skip
def test_a_units_short_name_has_no_blanks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, taken: bool
) -> None:
    """One that was made before short names were held to anything may have further keys."""
    settings = ServiceSettings(data_dir=tmp_path)
    rows, _ = vault_and_store(settings)
    submissions.ensure_unit(rows, "before them all", "before them all")
    rows.close()
    assert run(["key", "--data", str(tmp_path), "--", name]) == (0 if taken else 64)
    said = capsys.readouterr()
    assert said.out.startswith("sk_") if taken else "不能作单位的代号" in said.err
