"""A database that cannot be opened: which, without its password, what is wrong, and what to do."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy

from scanaudit.errors import UsageError
from scanaudit.service.database import Database
from scanaudit.service.settings import ServiceSettings

ROOT = Path(__file__).parents[1]
SERVER = os.environ.get("SCANAUDIT_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
CLOSED = "postgresql://postgres:secret@127.0.0.1:1/none"


def _refused(url: str) -> str:
    """What is said of a service's database at ``url``, in Chinese."""
    settings = ServiceSettings(database=url)
    with pytest.raises(UsageError) as caught:
        Database(settings.database_url()).migrate()
    assert caught.value.exit_code == 64
    assert "secret" not in caught.value.text.zh + caught.value.text.en
    return caught.value.text.zh


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (CLOSED, "打不开数据库 postgresql://postgres:***@127.0.0.1:1/none：连不上服务器。请检查主机名和端口"),
        (CLOSED + "?password=secret", "打不开数据库 postgresql://postgres:***@127.0.0.1:1/none：连不上"),
        ("mysql://root:secret@127.0.0.1/x", "打不开数据库 mysql://root:***@127.0.0.1/x：只能用 SQLite"),
        (
            "postgresql+other://postgres:secret@127.0.0.1/x",
            "打不开数据库 postgresql://postgres:***@127.0.0.1/x",
        ),
        ("secret nonsense", "打不开数据库 …：只能用 SQLite"),
        ("postgresql://u:secret@h:port/x", "打不开数据库 …：只能用 SQLite"),
        ("sqlite:////dev/null/secret-less.db", "文件打不开或写不进去"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(url: str, said: str) -> None:
    if "secret-less" in url:
        url = url.replace("secret-less", "x")
    assert said in _refused(url)


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"no database at all, but long enough to look at" * 50)
    assert "不是 SQLite 数据库" in _refused(f"sqlite:///{tmp_path}/a.db")
    assert "文件打不开" in _refused(f"sqlite:///{tmp_path}")


def test_a_server_without_the_database_or_the_user() -> None:
    server = sqlalchemy.make_url(SERVER)
    with socket.socket() as tried:
        if tried.connect_ex((server.host or "127.0.0.1", server.port or 5432)):
            pytest.skip("no PostgreSQL (SCANAUDIT_TEST_POSTGRES)")
    nowhere = server.set(drivername="postgresql", database="scanaudit_none")
    assert "服务器上没有这个数据库。请先建好（createdb）" in _refused(nowhere.render_as_string(False))
    nobody = nowhere.set(username="scanaudit_nobody", password="secret", database="postgres")
    assert "不接受这个用户名和密码" in _refused(nobody.render_as_string(False))


@pytest.mark.parametrize(
    "command",
    [
        ["key", "unit"],
        ["purge"],
        ["serve", "--port", "0"],
        ["serve", "--role", "worker"],
        ["worker"],
        ["bulk", "{scans}", "--notice", "qiaocheng-2023-junior"],
    ],
)
def test_every_command_with_a_database_ends_with_the_code_of_a_wrong_setting(
    command: list[str], tmp_path: Path
) -> None:
    (tmp_path / "scans" / "a").mkdir(parents=True)
    (tmp_path / "scans" / "a" / "a.png").write_bytes(b"no picture")
    asked = [part.format(scans=tmp_path / "scans") for part in command]
    ran = subprocess.run(
        [sys.executable, "-m", "scanaudit", *asked, "--database", CLOSED],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "SCANAUDIT_LANG": "en"},
        cwd=tmp_path,
        check=False,
    )
    assert (ran.returncode, "secret" in ran.stdout + ran.stderr) == (64, False), ran.stderr
    assert (
        "postgresql://postgres:***@127.0.0.1:1/none cannot be opened: its server cannot be reached"
        in ran.stderr
    )
