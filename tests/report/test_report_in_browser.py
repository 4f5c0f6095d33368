"""The report in a real browser: nothing is blocked, nothing is fetched, everything can be reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scanaudit.report import html
from scanaudit.verdicts import AuditReport

pytestmark = pytest.mark.browser


@pytest.fixture
def open_report(browser: Any, report: AuditReport, preview: Any, tmp_path: Path) -> Iterator[Any]:
    html.write(report, tmp_path, preview=preview)
    contexts = []

    def opened(width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.told, page.asked = [], []
        page.on("console", lambda message: page.told.append(message.text))
        page.on("pageerror", lambda error: page.told.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto((tmp_path / "report.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def reload_until(page: Any, seen: Callable[[], bool]) -> None:
    """Load the page again until it shows what it was left with: the browser hands what a page stored to the next one
    a moment after it was written.
    """
    for _ in range(20):
        page.reload()
        if seen():
            return
        page.wait_for_timeout(100)


def test_nothing_is_blocked_and_nothing_is_fetched(open_report: Any) -> None:
    page = open_report()
    assert page.told == []
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("getComputedStyle(document.querySelector('.summary')).display") == "flex"


def test_language_button_switches_and_is_remembered(open_report: Any) -> None:
    page = open_report()
    assert page.get_by_role("heading", level=1).inner_text() == "先别提交"
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Do not submit yet"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".page a.picture").first.get_attribute("aria-label") == "Enlarge 身份证.jpg, page 1"
    heading = page.get_by_role("heading", level=1)
    reload_until(page, lambda: heading.inner_text() != "先别提交")
    assert heading.inner_text() == "Do not submit yet"


def test_page_opens_by_keyboard_and_gives_the_focus_back(open_report: Any) -> None:
    page = open_report()
    link = page.locator(".page a.picture").first
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    assert dialog.get_attribute("id") == "v-p1"
    page.keyboard.press("ArrowRight")
    assert page.locator("dialog[open]").get_attribute("id") == "v-p2"
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert link.evaluate("element => element === document.activeElement")


def test_enlarged_page_has_its_boxes_where_the_seal_is(open_report: Any) -> None:
    page = open_report()
    page.locator("#p2 a.picture").click()
    paper = page.locator("#v-p2 .paper img").bounding_box()
    seal = page.locator("#v-p2 .boxes .seal rect").bounding_box()
    assert abs((seal["x"] - paper["x"]) / paper["width"] - 0.6) < 0.02
    assert abs((seal["y"] - paper["y"]) / paper["height"] - 0.7) < 0.02
    page.locator("#v-p2").get_by_role("button", name="显示框").click()
    assert not page.locator("#v-p2 .boxes").is_visible()


def test_task_can_be_ticked_off_and_stays_so(open_report: Any) -> None:
    page = open_report()
    page.get_by_label("已处理").first.check()
    assert page.locator("#progress").inner_text() == "已处理 1 / 7"
    reload_until(page, lambda: page.locator("#t1").get_attribute("class") != "task must")
    assert page.locator("#t1").get_attribute("class") == "task must done"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_overflows_sideways(open_report: Any, width: int) -> None:
    page = open_report(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#p1 a.picture").click()
    box = page.locator("dialog[open]").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width


def test_without_script_the_page_can_still_be_read_and_enlarged(open_report: Any) -> None:
    page = open_report(java_script_enabled=False)
    assert page.locator("#t1").is_visible()
    page.locator("#p2 a.picture").click()
    assert page.locator("#v-p2 .paper img").is_visible()


def test_dark_and_printed(open_report: Any) -> None:
    page = open_report(color_scheme="dark")
    shade = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(shade) == "rgb(20, 23, 28)"
    page.emulate_media(media="print")
    assert page.evaluate(shade) == "rgb(255, 255, 255)"
    assert not page.locator(".top").is_visible() and page.locator("#t1").is_visible()
