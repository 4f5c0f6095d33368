"""The commands: what is wrong is told at once, by a sentence and an exit code, before anything is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanaudit.cli.run import run

NOTICE = "anhui-2024-engineering"


def test_nothing_to_audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "root").mkdir()
    assert run(["bulk", str(tmp_path / "root"), "-n", NOTICE]) == 66
    assert run(["bulk", str(tmp_path / "nowhere"), "-n", NOTICE]) == 64
    assert "nowhere" in capsys.readouterr().err


def test_mistakes_of_the_roster_end_the_run_before_it_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "root" / "张三").mkdir(parents=True)
    (tmp_path / "r.csv").write_text("姓名,通知\n张三,没有\n", encoding="utf-8")
    assert run(["bulk", str(tmp_path / "root"), "--roster", str(tmp_path / "r.csv")]) == 65
    assert "单元格 B2" in capsys.readouterr().err
    assert not (tmp_path / "root-scanaudit").exists()


def test_results_never_lie_among_the_applicants(tmp_path: Path) -> None:
    (tmp_path / "root" / "张三").mkdir(parents=True)
    assert run(["bulk", str(tmp_path / "root"), "-n", NOTICE, "--out", str(tmp_path / "root" / "out")]) == 64
    assert run(["bulk", "memory://applicants", "-n", NOTICE]) == 64


def test_status_and_review_of_a_run_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "root").mkdir()
    assert run(["bulk", str(tmp_path / "root"), "--status"]) == 64
    assert run(["review", str(tmp_path)]) == 64
    assert capsys.readouterr().err.count("scanaudit bulk") == 2
    assert not list(tmp_path.rglob("*.db"))


def test_a_database_that_is_away_is_a_clear_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["worker", "--database", "postgresql://127.0.0.1:1/none", "--lang", "en"]) == 64
    assert "cannot be opened" in capsys.readouterr().err
