"""The review page in a real browser: a whole queue by keyboard, undo, and two reviewers at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn

from scanaudit.review.app import review_app
from scanaudit.review.decisions import Decisions
from scanaudit.review.pictures import Pages
from scanaudit.review.questions import Case
from scanaudit.review.queue import Queue
from tests.servers import free_port

pytestmark = pytest.mark.browser
QUEUE = 20


@pytest.fixture
def address(cases: Callable[..., Case], decisions: Decisions, pages: Pages) -> Iterator[str]:
    """A served queue of 20 questions about ten applicants."""
    queue = Queue([cases(f"申报人{n}", 2) for n in range(QUEUE // 2)], decisions)
    port = free_port()
    config = uvicorn.Config(review_app(queue, pages, "k", "zh"), port=port, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server ended"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def reviewer(browser: Any, address: str) -> Iterator[Callable[[str], Any]]:
    contexts = []

    def opened(name: str) -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 860})
        contexts.append(context)
        page = context.new_page()
        page.told, page.asked = [], []
        page.on("console", lambda message: page.told.append(message.text))
        page.on("pageerror", lambda error: page.told.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{address}/?key=k")
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.wait_for_selector("body[data-subject]")
        return page

    yield opened
    for context in contexts:
        context.close()


def _press(page: Any, key: str) -> None:
    """Press a key and wait until another question, or the end, is shown."""
    before = page.evaluate("document.body.dataset.subject")
    page.keyboard.press(key)
    page.locator(f"body:not([data-subject='{before}'])").wait_for(state="attached")


def test_a_whole_queue_by_keyboard(
    reviewer: Callable[[str], Any], decisions: Decisions, address: str
) -> None:
    page = reviewer("王工")
    assert "诚信承诺书" in page.locator("#question").inner_text()
    crop, box = page.evaluate(
        "() => ['#crop', '#crop-box'].map(id => document.querySelector(id).getBoundingClientRect().toJSON())"
    )
    assert crop["x"] <= box["x"] and box["x"] + box["width"] <= crop["x"] + crop["width"] + 1
    _press(page, "n")
    _press(page, "z")
    assert [one.undone for one in decisions.all()] == [True]
    page.keyboard.press("e")
    page.keyboard.type("章在右下角 yny")
    page.keyboard.press("Enter")
    for number in range(QUEUE):
        _press(page, "ynu"[number % 3])
    page.wait_for_selector("#over:not([hidden])")
    assert page.locator("#over-title").inner_text() == "全部看完了。"
    kept = [one for one in decisions.all() if not one.undone]
    assert len(kept) == QUEUE and len({one.subject for one in kept}) == QUEUE
    assert kept[0].note == "章在右下角 yny" and kept[0].who == "王工"
    assert page.told == []
    assert [url for url in page.asked if not url.startswith(address)] == []


def test_two_reviewers_share_a_queue_and_no_decision_is_lost(
    reviewer: Callable[[str], Any], decisions: Decisions
) -> None:
    first, second = reviewer("王工"), reviewer("李工")
    for number in range(QUEUE // 2):
        _press(first, "y")
        if number == 3:
            _press(second, "n")
            _press(second, "z")
        _press(second, "u" if number % 2 else "y")
    for page in (first, second):
        page.wait_for_selector("#over:not([hidden])")
        assert page.told == []
    kept = [one for one in decisions.all() if not one.undone]
    assert len(kept) == len({one.subject for one in kept}) == QUEUE
    assert {one.who for one in kept} == {"王工", "李工"}


def test_nothing_is_answered_of_a_picture_that_was_not_shown(
    reviewer: Callable[[str], Any], decisions: Decisions
) -> None:
    page = reviewer("王工")
    page.route("**/picture/**", lambda route: route.abort())
    _press(page, "y")
    page.locator("#told.failed").wait_for()
    assert "图片没能载入" in page.locator("#told").inner_text()
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert len(decisions.all()) == 1
    page.unroute("**/picture/**")
    page.keyboard.press("n")  # loads the picture
    page.locator("#page-frame:not([hidden])").wait_for()
    page.locator("#told:not(.failed)").wait_for(state="attached")
    _press(page, "n")
    assert [one.answer for one in decisions.all()] == ["yes", "no"]


def test_keys_are_answers_once_the_review_began(browser: Any, address: str, decisions: Decisions) -> None:
    page = browser.new_page()
    page.goto(f"{address}/?key=k")
    page.locator("#who").fill("王工")
    page.evaluate("document.getElementById('begin').click()")
    page.wait_for_selector("body[data-subject]")
    _press(page, "y")
    assert len(decisions.all()) == 1
    assert page.locator("#who").input_value() == "王工"
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_overflows_sideways(reviewer: Callable[[str], Any], width: int) -> None:
    page = reviewer("王工")
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
