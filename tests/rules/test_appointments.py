"""The time between two appointments (V464)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from scanaudit.facts import PageFacts
from scanaudit.kinds.documents import Document
from scanaudit.rules.upload import Upload
from tests.rules.pages import page, read
from tests.rules.test_rules import COUNTING, NOTICE, RUNNING, appointed, seen

BEFORE, AFTER = appointed("2018-09", "2020-08"), appointed("2021-09", "2023-08")


def told(*pages: PageFacts, **given: Any) -> list[tuple[object, object]]:
    found = seen("V464", RUNNING, pages, **{"notice": COUNTING, **given})
    assert {obs.effect for obs in found} <= {"unsure"}
    return [(obs.values["until"], obs.values["since"]) for obs in found]


@pytest.mark.parametrize("pages", [(BEFORE, AFTER), (AFTER, BEFORE)], ids=["in order", "the other way round"])
def test_a_year_without_an_appointment_is_asked_about(pages: tuple[PageFacts, ...]) -> None:
    assert told(*pages) == [("2020-08", "2021-09")]
    (obs,) = seen("V464", RUNNING, pages, notice=COUNTING)
    assert obs.pages == (pages.index(AFTER),) and obs.beside == pages.index(BEFORE)


def test_each_gap_is_told_and_a_long_term_bridges_what_lies_within() -> None:
    third = appointed("2024-03-01", "2026-02-28")
    assert told(BEFORE, AFTER, third) == [("2020-08", "2021-09"), ("2023-08", "2024-03-01")]
    whole = appointed("2018-09", "2024-08")
    assert told(whole, BEFORE, AFTER) == []
    assert told(appointed("2018", "2020"), appointed("2022", "2024")) == [("2020", "2022")]


@pytest.mark.parametrize(
    "pages",
    [
        [BEFORE, appointed("2020-09", "2023-08")],
        [BEFORE, appointed("2020-10-01", "2023-09-30")],  # the next letter took a month
        [appointed("2018", "2020"), appointed("2021", "2023")],  # years alone
        [BEFORE],
        [BEFORE, AFTER, appointed("2020-09", "2021-08")],
        [BEFORE, AFTER, page("appointment_letter", text="聘任文件")],  # a letter whose term was not read
        [BEFORE, AFTER, appointed("2020-09", "2021-08", evidence={"period_end": read("2021-08", 0.6)})],
        [BEFORE, appointed("2021-09", "2023-08", evidence={"period_start": read("2021-09", 0.6)})],
        [appointed("2018-09", "2020-08", text="聘期届满后自动续聘"), AFTER],
        [appointed("2018-09", "2020-08", dates=("2018-09-01", "2020-08-31", "2020-09-01", "2021-08-01")), AFTER],
        [BEFORE, AFTER, page("unit_statement", kind_candidates=(("unit_statement", 0.8), ("appointment_letter", 0.2)))],
        [BEFORE, appointed("2021-09", "2023-08", kind_confidence=0.6, kind_candidates=())],
        [BEFORE, appointed("2021-09", "2023-08", shot={"readable": False})],
        [BEFORE, appointed("2021-09", "2023-08", name="钱四维", evidence={"name": read("钱四维")})],
        [page("labour_contract", period_start="2018-09", period_end="2020-08"),
         page("labour_contract", period_start="2021-09", period_end="2023-08")],
    ],
    ids=["goes on", "a month", "years", "one", "all there", "unread", "filler unsure", "end unsure", "by itself",
         "renewed", "may be one", "kind", "unreadable", "another's", "contracts"],
)  # fmt: skip
def test_nothing_is_asked_where_the_appointments_may_go_on(pages: list[PageFacts]) -> None:
    assert told(*pages) == []


def test_a_letter_that_was_made_out_before_its_term_renews_nothing() -> None:
    made_out = appointed(
        "2021-09", "2023-08", issue_date="2021-07-01", dates=("2021-07-01", "2021-09", "2023-08")
    )
    assert told(BEFORE, made_out) == [("2020-08", "2021-09")]


def test_only_the_time_since_the_title_counts_and_only_where_the_notice_counts_it() -> None:
    assert told(BEFORE, AFTER, notice=NOTICE) == []
    assert told(BEFORE, AFTER, facts={"prior_title_date": dt.date(2021, 8, 20)}) == []
    assert told(BEFORE, AFTER, facts={"prior_title_date": None}) == []


def test_one_letter_of_two_pages_is_one_term() -> None:
    pages = (BEFORE, page("appointment_letter"), AFTER)
    documents = (Document("d0", "certificate", (0, 1)), Document("d1", "certificate", (2,)))
    assert told(*pages, upload=Upload(pages, documents), served=documents) == [("2020-08", "2021-09")]
