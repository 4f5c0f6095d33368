"""In a real browser: an answer that cannot be right, and a file that is no material."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.service import test_in_browser as the_way
from tests.service.test_in_browser import TITLE, _no_barrier, _overflows, _shot

pytestmark = pytest.mark.browser
address, open_page = the_way.address, the_way.open_page


@pytest.mark.parametrize("width", [1280, 390])
def test_a_wrong_answer_is_marked_and_what_was_typed_stays(open_page: Any, width: int) -> None:
    page = open_page(width)
    page.get_by_role("button", name=f"选这份：{TITLE}").click()
    page.get_by_label("姓名").first.fill("郑" * 150)
    page.get_by_label("本科", exact=True).check()
    page.get_by_role("button", name="保存并继续").click()
    told = page.get_by_role("alert")
    assert "有 1 处填得不对" in told.inner_text()
    told.get_by_role("link", name="姓名").click()
    field = page.locator("input[aria-invalid='true']")
    assert field.count() == 1 and field.input_value() == "郑" * 150
    assert "至多 100 个字符，这里有 150 个" in page.locator("#wrong-name").inner_text()
    assert page.get_by_label("本科", exact=True).is_checked()
    _shot(page, f"{width}-9-wrong")
    _no_barrier(page)
    assert not _overflows(page, width)
    field.fill("郑晓舟")
    page.get_by_role("button", name="保存并继续").click()
    page.wait_for_load_state()
    assert page.locator("[aria-invalid]").count() == 0
    assert page.told == []


@pytest.mark.parametrize("width", [1280, 390])
def test_a_file_that_is_no_material_is_deleted_where_it_is_told(
    open_page: Any, tmp_path: Path, width: int
) -> None:
    page = open_page(width)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=f"选这份：{TITLE}").click()
    page.get_by_role("link", name="以后再答").click()
    (tmp_path / "空.png").write_bytes(b"")
    page.locator("#pick-files").set_input_files([str(tmp_path / "空.png")])
    page.locator("#pages .problem-box").wait_for()
    page.get_by_role("button", name="开始检查").click()
    task = page.locator(".task", has_text="空.png").first
    task.wait_for()
    _shot(page, f"{width}-10-delete")
    _no_barrier(page)
    assert not _overflows(page, width)
    key = task.get_attribute("id")
    task.get_by_role("button", name="删掉这个文件 空.png").click()
    page.locator(f"[id='{key}']").wait_for(state="detached")
    page.locator("#todo .task").first.wait_for()
    assert page.url.endswith("/result")
    assert page.told == []
