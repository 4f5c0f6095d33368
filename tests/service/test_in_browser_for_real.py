"""The applicant's way with nothing stood in for: the command itself, real models, a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers import served

pytestmark = [pytest.mark.models, pytest.mark.browser]
SHOTS = os.environ.get("SCANAUDIT_TEST_SHOTS")
DOSSIER = Path(__file__).parents[2] / "samples" / "dossiers" / "qiaocheng-2023-junior"
TITLE = "亳州市谯城区2023年度初级职称评审"
UNSIGNED = "诚信承诺.jpg"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """`scanaudit serve` in a process of its own, on a fresh data folder."""
    with served(tmp_path) as address:
        yield address


def test_a_signature_is_missed_the_page_replaced_and_missed_no_more(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(address)
    page.get_by_role("button", name=f"选这份：{TITLE}").click()
    page.get_by_label("姓名").first.fill("方超英")
    page.get_by_role("button", name="保存并继续").click()
    uploads = sorted((DOSSIER / "faulty" / "upload").glob("*.jpg"))
    page.locator("#pick-files").set_input_files([str(path) for path in uploads])
    page.locator("#pages .page img").nth(len(uploads) - 1).wait_for(state="attached")
    page.get_by_role("button", name="开始检查").click()
    page.locator("#todo .task").first.wait_for()
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/real-result.png", full_page=True)
    assert page.get_by_role("heading", level=1).inner_text() == "先别提交"
    assert page.locator("#todo .task.must, #todo .task.check").count() >= 3
    unsigned = page.locator("#todo .task", has_text="手写签字").filter(has_text=UNSIGNED)
    assert unsigned.count() == 1
    key = unsigned.get_attribute("id")
    signed = str(DOSSIER / "complete" / "upload" / UNSIGNED)
    unsigned.locator("input.replace").first.set_input_files(signed)
    page.locator(f"[id='{key}']").wait_for(state="detached")
    page.locator("#todo .task").first.wait_for()
    assert page.locator("#todo .task", has_text="手写签字").filter(has_text=UNSIGNED).count() == 0
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/real-replaced.png", full_page=True)
    context.close()
