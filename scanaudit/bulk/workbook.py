"""``audit.xlsx``: the summary, a matrix a notice, findings, what to check by eye, and what applicants have in common.

Everything is written as text or as a number of this program's own: whatever stands in a name or on a scan, no cell
becomes a formula or a link because of it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import xlsxwriter

from scanaudit.bulk.across import Hit
from scanaudit.bulk.rows import Row
from scanaudit.notices.model import Notice
from scanaudit.notices.questions import question
from scanaudit.report.console import page_names
from scanaudit.report.phrases import ToldStatus, Urgency, phrases, say
from scanaudit.report.todo import Task
from scanaudit.text import Lang, Text
from scanaudit.verdicts import Status, Verdict

_SAFE: Final = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_MADE: Final = dt.datetime(2000, 1, 1)
"""No clock in the file: the same results are the same bytes."""
_FILLS: Final[dict[ToldStatus, tuple[str, str]]] = {
    "met": ("#E3F3E6", "#1B6B35"),
    "unmet": ("#FBDDDA", "#A3180F"),
    "unsure": ("#FFF1CC", "#7A5200"),
    "shown": ("#F3F3F3", "#5A5A5A"),
    "not_applicable": ("#F3F3F3", "#8A8A8A"),
    "on_paper": ("#E8EEF8", "#33507F"),
}
_OF_VERDICT: Final[dict[Verdict, Status]] = {"pass": "met", "fail": "unmet", "review": "unsure"}
_VERDICTS: Final[tuple[Verdict, ...]] = ("pass", "review", "fail")
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST: Final = 32_000
"""Characters of a cell; the format's own limit is 32,767."""


def workbook(rows: Sequence[Row], notices: dict[str, Notice], hits: Sequence[Hit], lang: Lang) -> bytes:
    """The workbook of a run."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {**_SAFE, "in_memory": True})
    book.set_properties({"created": _MADE, "title": say(lang, "bulk.title")})
    told = _Book(book, lang)
    told.summary(rows, notices, hits)
    for notice in notices.values():
        told.matrix([row for row in rows if row.notice == notice.id], notice)
    told.tasks("findings", rows, ("must", "advice", "note"))
    told.tasks("check", rows, ("check",))
    told.across(hits)
    book.close()
    return buffer.getvalue()


class _Book:
    """One workbook while it is written."""

    def __init__(self, book: Any, lang: Lang) -> None:
        self._book = book
        self._lang = lang
        wrap = {"text_wrap": True, "valign": "top", "font_size": 10}
        self._plain = book.add_format(wrap)
        self._head = book.add_format({**wrap, "bold": True, "bg_color": "#2F3E46", "font_color": "#FFFFFF"})
        self._link = book.add_format({**wrap, "font_color": "#1155CC", "underline": 1})
        self._bold = book.add_format({"bold": True, "font_size": 14})
        self._filled = {
            status: book.add_format({**wrap, "bg_color": back, "font_color": front, "align": "center"})
            for status, (back, front) in _FILLS.items()
        }

    def summary(self, rows: Sequence[Row], notices: dict[str, Notice], hits: Sequence[Hit]) -> None:
        """How many are complete, by notice; what is missing most often."""
        sheet = self._sheet("summary", [("", 46), ("", 14), ("", 14), ("", 14), ("", 14)])
        sheet.write_string(0, 0, say(self._lang, "bulk.title"), self._bold)
        self._heads(sheet, 2, ["notice", "applicants", "pass", "review", "fail"])
        at = 3
        for notice in notices.values():
            own = [row for row in rows if row.notice == notice.id]
            verdicts = Counter(row.verdict for row in own)
            self._text(sheet, at, 0, notice.title.say(self._lang))
            sheet.write_number(at, 1, len(own), self._plain)
            for column, verdict in enumerate(_VERDICTS, start=2):
                sheet.write_number(at, column, verdicts[verdict], self._filled[_OF_VERDICT[verdict]])
            at += 1
        counts = {
            "absent": sum(not row.handed_in for row in rows),
            "unlisted": sum(not row.listed for row in rows),
            "pages": sum(row.pages for row in rows),
            "unread": sum(row.unread for row in rows),
            "decided": sum(row.decided for row in rows),
            "hits": len(hits),
        }
        for key, count in counts.items():
            at += 1
            self._text(sheet, at, 0, say(self._lang, f"bulk.count_{key}"))
            sheet.write_number(at, 1, count, self._plain)
        self._often(sheet, at + 2, rows)

    def _often(self, sheet: Any, at: int, rows: Sequence[Row]) -> None:
        missing: Counter[tuple[str, str, str]] = Counter()
        for row in rows:
            for one in row.report.requirements:
                if row.told(one) == "unmet" and row.handed_in:
                    missing[row.notice_title.say(self._lang), one.id, one.title.say(self._lang)] += 1
        self._heads(sheet, at, ["often", "applicants"])
        for number, ((_, id_, title), count) in enumerate(sorted(missing.items(), key=_by_count), start=1):
            self._text(sheet, at + number, 0, f"{id_} {title}")
            sheet.write_number(at + number, 1, count, self._plain)

    def matrix(self, rows: Sequence[Row], notice: Notice) -> None:
        """Applicants × requirements of one notice, in colour."""
        widths = [("name", 14), ("employer", 26), ("verdict", 12), ("must", 8), ("check", 8), ("pages", 7)]
        sheet = self._sheet("matrix", [*widths, *[(one.id, 9) for one in notice.requirements]], notice.id)
        self._heads(sheet, 0, [key for key, _ in widths])
        for column, one in enumerate(notice.requirements, start=len(widths)):
            self._text(sheet, 0, column, f"{one.id}\n{one.title.say(self._lang)}", self._head)
        sheet.set_row(0, 96)
        for at, row in enumerate(rows, start=1):
            self._name(sheet, at, row)
            self._text(sheet, at, 1, row.employer or "")
            said = phrases().verdict[row.verdict]
            status = _OF_VERDICT[row.verdict]
            self._text(sheet, at, 2, f"{said.symbol} {said.title.say(self._lang)}", self._filled[status])
            for column, count in enumerate((row.counts["must"], row.counts["check"], row.pages), start=3):
                sheet.write_number(at, column, count, self._plain)
            told = {one.id: row.told(one) for one in row.report.requirements}
            for column, one in enumerate(notice.requirements, start=len(widths)):
                state = told.get(one.id)
                if state is not None:
                    words = phrases().status[state]
                    cell = f"{words.symbol} {words.word.say(self._lang)}"
                    self._text(sheet, at, column, cell, self._filled[state])
        self._closed(sheet, len(rows), len(widths) + len(notice.requirements), frozen_columns=1)

    def tasks(self, key: str, rows: Sequence[Row], urgencies: Sequence[Urgency]) -> None:
        """One line a task: who, how pressing, what, where, by which clause, what to do."""
        widths = [("name", 14), ("notice", 22), ("urgency", 10), ("requirement", 12), ("code", 8)]
        widths += [("message", 52), ("where", 34), ("clause", 16), ("advice", 44)]
        sheet = self._sheet(key, widths)
        self._heads(sheet, 0, [name for name, _ in widths])
        at = 0
        for row in rows:
            for task in row.tasks:
                if task.urgency in urgencies:
                    at += 1
                    self._task(sheet, at, row, task)
        self._closed(sheet, at, len(widths), frozen_columns=1)

    def _task(self, sheet: Any, at: int, row: Row, task: Task) -> None:
        words = phrases().urgency[task.urgency]
        where = "; ".join(
            dict.fromkeys(
                page_names(place.file, [place.page] if place.page else [], self._lang)
                for place in task.places
            )
        )
        self._name(sheet, at, row)
        cells = [row.notice_title.say(self._lang), f"{words.symbol} {words.word.say(self._lang)}"]
        cells += [", ".join(one.id for one in task.requirements), task.code or ""]
        cells += [task.message.say(self._lang), where, task.clause or "", _advice(task).say(self._lang)]
        for column, cell in enumerate(cells, start=1):
            self._text(sheet, at, column, cell)

    def across(self, hits: Sequence[Hit]) -> None:
        """One line a hit, with all the places."""
        widths = [("hit", 16), ("applicants", 30), ("message", 60), ("where", 60)]
        sheet = self._sheet("across", widths)
        self._heads(sheet, 0, [key for key, _ in widths])
        for at, hit in enumerate(hits, start=1):
            names = dict.fromkeys(place.applicant for place in hit.places)
            where = [
                f"{place.applicant}: {page_names(place.file, [place.page] if place.page else [], self._lang)}"
                for place in hit.places
                if place.file
            ]
            cells = [say(self._lang, f"bulk.kind_{hit.kind}"), "、".join(names)]
            for column, cell in enumerate([*cells, hit.message.say(self._lang), "\n".join(where)]):
                self._text(sheet, at, column, cell)
        self._closed(sheet, len(hits), len(widths), frozen_columns=1)

    def _sheet(self, key: str, widths: Sequence[tuple[str, int]], name: str = "") -> Any:
        title = f"{say(self._lang, f'bulk.sheet_{key}')} {name}".strip()
        sheet = self._book.add_worksheet(re.sub(r"[\[\]:*?/\\']", "_", title)[:31])
        for column, (_, width) in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _heads(self, sheet: Any, at: int, keys: Sequence[str]) -> None:
        for column, key in enumerate(keys):
            self._text(sheet, at, column, say(self._lang, f"bulk.column_{key}"), self._head)

    def _closed(self, sheet: Any, rows: int, columns: int, *, frozen_columns: int) -> None:
        sheet.freeze_panes(1, frozen_columns)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(rows, 1), columns - 1)

    def _name(self, sheet: Any, at: int, row: Row) -> None:
        """The applicant's name, leading to the report."""
        if row.folder is None:
            self._text(sheet, at, 0, row.name)
            return
        target = f"external:{row.folder}/report.html"
        if sheet.write_url(at, 0, target, self._link, _clean(row.name)) != 0:
            self._text(sheet, at, 0, row.name)

    def _text(self, sheet: Any, row: int, column: int, text: str, look: Any = None) -> None:
        sheet.write_string(row, column, _clean(text), look or self._plain)


def _advice(task: Task) -> Text:
    """What to do, for who keeps the roster: a question is answered there and not by the applicant."""
    if task.fact is None or task.line is None:
        return task.advice
    return phrases().bulk["answer"].fill(label=question(task.fact).label, line=task.line)


def _by_count(item: tuple[tuple[str, str, str], int]) -> tuple[int, tuple[str, str, str]]:
    return -item[1], item[0]


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)[:_LONGEST]
