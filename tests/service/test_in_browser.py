"""The applicant's way in a real browser: from the notice to the report, a page replaced, by keyboard, on a phone."""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from scanaudit.facts import PageFacts
from scanaudit.service.app import make_app
from tests.audit.dossiers import COMPLETE
from tests.service.conftest import NOTICE, Service, opened_service
from tests.service.scans import folder_of, scan

pytestmark = pytest.mark.browser
# A folder for pictures of the pages, to be looked at.
SHOTS = os.environ.get("SCANAUDIT_TEST_SHOTS")
TITLE = "亳州市谯城区2023年度初级职称评审"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server and a worker in this process, on a free port."""
    with opened_service(tmp_path_factory.mktemp("service")) as portal, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        app = make_app(portal)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        threading.Thread(target=server.run, kwargs={"sockets": [free]}, daemon=True).start()
        service = Service(portal, TestClient(app))
        over = threading.Event()

        def work() -> None:
            while not over.wait(0.1):
                service.work()

        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        yield f"http://127.0.0.1:{free.getsockname()[1]}"
        over.set()
        worker.join(timeout=20)
        server.should_exit = True
        time.sleep(0.3)


@pytest.fixture(scope="module")
def upload(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A dossier without its commitment letter, its public notice unsealed, its graduation certificate blurred."""
    folder = tmp_path_factory.mktemp("scans")
    pages: list[PageFacts] = []
    for page in COMPLETE[NOTICE]()[1]:
        told = page
        if page.kind == "public_notice_proof":
            told = page.model_copy(update={"seals": (), "rotation": 90})
        if page.kind == "graduation_certificate" and page.capture is not None:
            blurred = page.capture.model_copy(update={"sharp": False, "readable": False, "sharpness": 0.1})
            told = page.model_copy(update={"capture": blurred})
        if page.kind != "commitment_letter":
            pages.append(told)
    return {name: folder / name for name in folder_of(pages, folder)}


@pytest.fixture
def open_page(browser: Any, address: str) -> Iterator[Any]:
    contexts = []

    def opened(width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 844}, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.told, page.asked = [], []
        page.on("console", lambda message: page.told.append(message.text) if _is_fault(message) else None)
        page.on("pageerror", lambda error: page.told.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def _is_fault(message: Any) -> bool:
    """An error, but for a picture that a newer report has just replaced: the next look has the new one."""
    return message.type == "error" and "404" not in message.text


def _shot(page: Any, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def _answer(page: Any) -> None:
    """What the applicant of the dossier answers, until nothing is asked any more."""
    for _ in range(6):
        if not page.url.endswith("/questions"):
            return
        for label, text in (
            ("姓名", "郑晓舟"),
            ("全称", "简阳市恒拓机械有限公司"),
            ("专业（", "机械工程"),
            ("系列（", "工程"),
        ):
            field = page.get_by_label(label).first
            if page.get_by_label(label).count() and field.get_attribute("type") == "text":
                field.fill(text)
        for choice in ("初级", "民营企业", "正常", "本科", "在职", "内地居民"):
            found = page.get_by_label(choice, exact=True)
            if found.count():
                found.first.check()
        page.get_by_role("button", name="保存并继续").click()
        page.wait_for_load_state()
        if page.get_by_role("link", name="以后再答").count():
            page.get_by_role("link", name="以后再答").click()
            return


def _to_result(page: Any, upload: dict[str, Path], shots: str = "") -> None:
    if shots:
        _shot(page, f"{shots}-1-notices")
    page.get_by_role("button", name=f"选这份：{TITLE}").click()
    if shots:
        _shot(page, f"{shots}-2-questions")
        _no_barrier(page)
        assert not _overflows(page, int(shots))
    _answer(page)
    page.locator("#pick-files").set_input_files([str(path) for path in upload.values()])
    page.locator("#pages .page img").nth(len(upload) - 1).wait_for(state="attached")
    if shots:
        _shot(page, f"{shots}-3-materials")
        _no_barrier(page)
        assert not _overflows(page, int(shots))
    page.get_by_role("button", name="开始检查").click()
    page.locator("#todo .task").first.wait_for()
    if shots:
        _shot(page, f"{shots}-4-result")


def _press_until(page: Any, selector: str, key: str = "Tab", most: int = 200) -> None:
    for _ in range(most):
        if page.evaluate("s => document.activeElement?.matches(s)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} was not reached by {key}")


def _overflows(page: Any, width: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") > width)


def _no_barrier(page: Any) -> None:
    """No serious or critical issue by axe-core."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = [
        (one["id"], one["impact"], [node["target"] for node in one["nodes"]][:3])
        for one in _run_axe(axe, page)["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    assert found == []


def _run_axe(axe: Any, page: Any) -> Any:
    """The look of axe; once more where a part of the page was brought up to date under it."""
    from playwright.sync_api import Error

    for _ in range(3):
        try:
            return axe.run(page).response
        except Error as error:
            if "Cannot read properties of null" not in str(error):
                raise
    return axe.run(page).response


@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_notice_to_the_report_and_a_page_replaced(
    open_page: Any, upload: dict[str, Path], tmp_path: Path, width: int
) -> None:
    page = open_page(width)
    _no_barrier(page)
    _to_result(page, upload, shots=str(width))
    assert page.get_by_role("heading", level=1).inner_text() == "先别提交"
    must = page.locator(".task.must, .task.check")
    assert must.count() >= 3
    _no_barrier(page)
    assert not _overflows(page, width)
    absent = page.locator(".task", has=page.locator("code", has_text=re.compile("^K30[1-5]$")))
    assert absent.count() > 0
    assert absent.locator("input.replace").count() == 0  # what is not there takes no other page's place
    assert absent.get_by_role("link", name="补传", exact=True).count() == absent.count()
    before = must.count()
    sealed = next(one for one in COMPLETE[NOTICE]()[1] if one.kind == "public_notice_proof")
    again = tmp_path / "重新扫描.png"
    again.write_bytes(scan(sealed, 7))
    task = page.locator(".task", has_text="印章").filter(has=page.locator("input.replace")).first
    key = task.get_attribute("id")
    task.locator("input.replace").first.set_input_files(str(again))
    page.locator(f"[id='{key}']").wait_for(state="detached")
    page.locator("#todo").wait_for()
    assert page.locator(".task.must, .task.check").count() < before
    with page.expect_download() as download:
        page.get_by_role("link", name="下载检查报告").click()
    assert "先别提交" in Path(download.value.path()).read_text(encoding="utf-8")
    page.locator(".more a").first.click()
    page.locator(".paper img").wait_for()
    _shot(page, f"{width}-5-page")
    _no_barrier(page)
    assert not _overflows(page, width)
    assert page.told == []
    assert [
        url for url in page.asked if not url.startswith((page.url.split("/s/")[0], "data:", "blob:"))
    ] == []


def test_a_file_chosen_while_the_list_is_brought_up_to_date_is_not_lost(
    open_page: Any, upload: dict[str, Path]
) -> None:
    page = open_page()
    _to_result(page, upload)
    button = page.locator(".task label", has=page.locator("input.replace")).first
    task = page.locator(".task", has=page.locator("input.replace")).first.get_attribute("id")
    with page.expect_file_chooser() as chooser:
        button.click()
    page.evaluate("document.querySelector('#todo').dataset.old = '1'")
    page.evaluate("""htmx.ajax("GET", location.pathname + "/part", {target: "#result", swap: "outerHTML"})""")
    page.locator("#todo:not([data-old])").wait_for()
    chooser.value.set_files(str(next(iter(upload.values()))))
    page.locator(f"[id='{task}']").wait_for(state="detached")
    assert page.told == []


@pytest.mark.parametrize("width", [1280, 390])
def test_a_mended_copy_is_offered_beside_the_original(
    open_page: Any, upload: dict[str, Path], width: int
) -> None:
    page = open_page(width)
    _to_result(page, upload)
    page.locator("#mended li").first.wait_for(state="attached")
    page.locator("#mended summary").click()
    page.locator("#mended li").first.wait_for()
    page.evaluate("htmx.trigger(document.body, 'uploaded')")
    page.wait_for_timeout(1500)
    assert page.locator("#mended details").get_attribute("open") is not None
    _shot(page, f"{width}-6-mended")
    _no_barrier(page)
    assert not _overflows(page, width)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载修正好的页面").click()
    assert download.value.suggested_filename == "mended.zip"
    page.locator("#mended li a").first.click()
    page.locator(".beside img").nth(1).wait_for()
    _shot(page, f"{width}-7-beside")
    _no_barrier(page)
    assert not _overflows(page, width)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载副本").click()
    assert download.value.suggested_filename.endswith(".jpg")
    assert page.told == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_notice_to_supplement_is_dated_and_taken(
    open_page: Any, upload: dict[str, Path], width: int
) -> None:
    page = open_page(width)
    _to_result(page, upload)
    page.get_by_role("link", name="补正通知").click()
    page.get_by_label("落款单位").fill("简阳市恒拓机械有限公司")
    page.get_by_label("落款日期").fill("2026-11-22")
    page.get_by_role("button", name="填入").click()
    page.locator(".letter .signed", has_text="2026-11-22").wait_for()
    assert "承诺书" in page.locator(".letter ol").first.inner_text()
    _shot(page, f"{width}-8-letter")
    _no_barrier(page)
    assert not _overflows(page, width)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载，打印盖章").click()
    assert "2026-11-22" in Path(download.value.path()).read_text(encoding="utf-8")
    assert page.told == []


@pytest.mark.parametrize("width", [1280, 390])
def test_doubtful_places_are_settled_by_key(open_page: Any, upload: dict[str, Path], width: int) -> None:
    page = open_page(width)
    _to_result(page, upload)
    submission = page.url.split("/s/")[1].split("/")[0]
    page.goto(page.url.split("/s/")[0] + "/review")
    _shot(page, f"{width}-9-review")
    _no_barrier(page)
    assert not _overflows(page, width)
    _press_until(page, "a[href='/review/queue']")
    page.keyboard.press("Enter")
    page.locator("body[data-subject]").wait_for()
    for button in ("#yes", "#no", "#unclear", "#note", "#undo", "#later"):
        _press_until(page, button)
    page.goto(page.url.split("/review")[0] + f"/review/queue?submission={submission}")
    page.locator("body[data-subject]").wait_for()
    _shot(page, f"{width}-9-queue")
    _no_barrier(page)
    assert not _overflows(page, width)
    first = page.locator("body").get_attribute("data-subject")
    page.keyboard.press("y")
    page.locator(f"body:not([data-subject='{first}'])").wait_for(state="attached")
    page.keyboard.press("z")
    page.locator(f"body[data-subject='{first}']").wait_for(state="attached")
    for _ in range(20):
        if page.locator("#over").is_visible():
            break
        was = page.locator("body").get_attribute("data-subject")
        page.keyboard.press("e")
        page.keyboard.type("看过原件")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Y").click()
        page.locator(f"body:not([data-subject='{was}'])").wait_for(state="attached")
    assert page.locator("#over").is_visible()
    _shot(page, f"{width}-9-over")
    _no_barrier(page)
    page.goto(page.url.split("/review")[0] + f"/s/{submission}/result")
    page.locator("#answers summary").click()
    assert "看过原件" in page.locator("#answers").inner_text()
    page.locator("#answers li", has_text="已撤回").first.wait_for()
    _shot(page, f"{width}-9-answers")
    _no_barrier(page)
    assert not _overflows(page, width)
    assert page.told == []


def test_in_english(open_page: Any) -> None:
    page = open_page()
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Which notice do you apply under?"
    assert page.locator("html").get_attribute("lang") == "en"


def _chooser(page: Any) -> Any:
    """The dialogue that the button opens; a busy browser can miss a key."""
    from playwright.sync_api import TimeoutError as TakesTooLong

    for seconds in (10, 10, 40):
        _press_until(page, "#pick-files")
        try:
            with page.expect_file_chooser(timeout=seconds * 1000) as chooser:
                page.keyboard.press("Space")
            return chooser.value
        except TakesTooLong:
            continue
    raise AssertionError("no dialogue opened")


def test_by_keyboard_alone(open_page: Any, upload: dict[str, Path]) -> None:
    page = open_page()

    _press_until(page, "button.primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions")
    _press_until(page, "a[href$='/materials']:not(nav a)")
    page.keyboard.press("Enter")
    page.wait_for_url("**/materials")
    _chooser(page).set_files([str(path) for path in list(upload.values())[:2]])
    page.locator("#pages .page img").nth(1).wait_for(state="attached")
    _press_until(page, "form[action$='/close'] button")
    page.keyboard.press("Enter")
    page.locator("#todo .task").first.wait_for()
    _press_until(page, "a[href$='report.html']")
    _press_until(page, "a[href$='/letter']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/letter")
    _press_until(page, "a[href*='letter.html']")
    _press_until(page, "input[name='day']")


def test_nothing_inline_runs(open_page: Any) -> None:
    page = open_page()
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran=1\">')")
    time.sleep(0.3)
    assert page.evaluate("window.ran") is None
