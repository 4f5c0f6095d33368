"""``scanaudit fix`` as it is typed: limits, folders, and what is printed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from scanaudit.cli.fix import Format, _check_folder, _wanted, said_next, said_of, show, wanted_of
from scanaudit.errors import UsageError
from scanaudit.notices.model import Notice, Portal
from scanaudit.remedy.changes import Change, Changes, Left, MendedFile, PageChange
from scanaudit.remedy.wanted import Wanted
from scanaudit.report.view import MendedCopy
from scanaudit.text import Lang

PORTAL = Portal(formats=("tiff", "jpeg", "pdf"), max_kb=500, max_dpi=300, one_pdf=True)


def _notice(portal: Portal | None) -> Notice:
    return Notice.model_construct(portal=portal)


def test_limits_are_the_notices_portal_and_the_command_line_overrides() -> None:
    assert wanted_of(None) == Wanted() == wanted_of(_notice(None))
    from_notice = wanted_of(_notice(PORTAL))
    assert from_notice == Wanted(max_kb=500, dpi=300, formats=("jpeg", "pdf"), one_pdf=True)
    typed = _wanted(_notice(PORTAL), 200, None, Format.PDF, one_pdf=False)
    assert typed == Wanted(max_kb=200, dpi=300, formats=("pdf",), one_pdf=True)


def test_the_folder_is_empty_or_an_earlier_runs(tmp_path: Path) -> None:
    scans, out = tmp_path / "scans", tmp_path / "out"
    scans.mkdir()
    _check_folder([scans], out)
    out.mkdir()
    (out / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError):
        _check_folder([scans], out)
    (out / "changes.json").write_text("{}", encoding="utf-8")
    _check_folder([scans], out)
    with pytest.raises(UsageError):
        _check_folder([scans], scans / "mended")


def test_the_table_tells_what_was_done_and_what_is_left(tmp_path: Path) -> None:
    page = PageChange(
        file="证.jpg",
        page=1,
        mended_page=1,
        changes=(Change(act="turned", values={"degrees": 90}),),
        left=(Left(fault="blurred"),),
    )
    changes = Changes(files=(MendedFile(name="01-毕业证书.jpg", bytes=9, identical=False, pages=(page,)),))
    console = Console(file=io.StringIO(), record=True, width=160)
    show(changes, tmp_path, console, "en")
    said = " ".join(console.export_text().split())
    assert "01-毕业证书.jpg" in said and "turned upright (by 90°)" in said and "somewhat blurred" in said


def _told(changes: Changes, folder: Path, lang: Lang = "zh", max_kb: int | None = None) -> str:
    console = Console(file=io.StringIO(), record=True, width=80)
    show(changes, folder, console, lang, max_kb=max_kb)
    return console.export_text()


def test_the_end_says_what_was_written_what_could_not_be_done_and_what_to_do_now(tmp_path: Path) -> None:
    smaller = Change(act="reduced", values={"percent": 58, "dpi": 75})
    left = Left(fault="too_large", values={"kb": 58})
    page = PageChange(file="证.pdf", page=1, mended_page=1, changes=(smaller,))
    large = MendedFile(name="01-专利证书.pdf", bytes=59_310, identical=False, left=(left,), pages=(page,))
    good = MendedFile(name="02-毕业证书.jpg", bytes=9_000, identical=False, pages=(page,))
    said = "".join(_told(Changes(files=(large, good)), tmp_path, max_kb=40).split())
    assert "01-专利证书.pdf（58KB）←证.pdf改动：缩小到58%（约75dpi）!还要您处理：仍有58KB" in said
    assert "写好了2个文件（2页，其中2页有改动），原文件没有动。" in said
    assert "有1个文件缩小了，但仍然超过40KB，平台可能不收：01-专利证书.pdf。" in said
    assert said.index("接下来：按上面标“!”的") > said.index("仍然超过")
    complete = "".join(_told(Changes(files=(good,)), tmp_path).split())
    assert "接下来：上传副本，代替原来的文件。" in complete and "!" not in complete
    assert "put new scans in place" in " ".join(_told(Changes(files=(large,)), tmp_path, "en").split())


def test_check_tells_where_the_copies_are_and_what_was_done(tmp_path: Path) -> None:
    def copy(degrees: int) -> MendedCopy:
        return MendedCopy("x", (Change(act="turned", values={"degrees": degrees}).text,), ())

    copies = {("证.jpg", 1): copy(90), ("表.jpg", 1): copy(180), ("章.jpg", 1): MendedCopy("y", (), ())}
    said = said_of(copies, tmp_path, "zh")
    assert "2 页有改动：转正 ×2" in said and str(tmp_path / "mended") in said


def test_what_to_do_next_is_a_command_that_can_be_typed(tmp_path: Path) -> None:
    folder = tmp_path / "张三 材料"
    said = said_next(folder, "anhui-2024-engineering", Path("a.yaml"), "zh")
    assert said.endswith(
        f"scanaudit check '{folder}/mended' --notice anhui-2024-engineering --applicant a.yaml"
    )
    assert "changes.json" in said and "不用上传" in said
