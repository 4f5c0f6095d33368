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


def test_every_mistake_of_all_profiles_and_of_the_roster_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "root"
    profiles = {
        "周涛": "姓名: 周涛\n单位性只: 事业单位\n现职称取得日期: 2018年13月\n参加工作: 2001-02-30\n",
        "李梅": "姓名: 李梅\n毕业年份: 二〇〇一\n",
        "王五": "姓名: [王五\n",
    }
    for name, content in profiles.items():
        (root / name).mkdir(parents=True)
        (root / name / "profile.yaml").write_text(content, encoding="utf-8")
    assert run(["bulk", str(root), "-n", NOTICE]) == 65
    told = capsys.readouterr().err
    for place in (
        "周涛/profile.yaml:2:1",
        "周涛/profile.yaml:3:1",
        "周涛/profile.yaml:4:7",
        "李梅/profile.yaml:2:1",
    ):
        assert place in told, told
    assert "王五/profile.yaml:1:5" in told and "现职称取得日期：" in told and "毕业年份：" in told
    (tmp_path / "r.csv").write_text("姓名,毕业年份,文件夹\n赵六,去年,没有\n", encoding="utf-8")
    assert run(["bulk", str(root), "-n", NOTICE, "--roster", str(tmp_path / "r.csv")]) == 65
    told = capsys.readouterr().err
    assert all(
        place in told
        for place in ("单元格 B2", "单元格 C2", "周涛/profile.yaml:3:1", "李梅/profile.yaml:2:1")
    )
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
