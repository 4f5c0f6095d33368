"""``index.html``: all applicants in a table that sorts, filters and searches without network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scanaudit import __version__
from scanaudit.bulk.across import Hit
from scanaudit.bulk.rows import Row
from scanaudit.notices.model import Notice
from scanaudit.report.console import page_names
from scanaudit.report.html import content_policy
from scanaudit.report.phrases import phrases
from scanaudit.text import Lang, Text

_TEMPLATES: Final = Path(__file__).with_name("templates")
_OPEN_SHOWN: Final = 8
"""So many open requirements are named in a row; the report has all."""


def index(rows: Sequence[Row], notices: dict[str, Notice], hits: Sequence[Hit], lang: Lang) -> str:
    """The document as text; everything that comes from outside is escaped."""
    style, script = _source("index.css"), _source("index.js")
    return _environment(lang).get_template("index.html.j2").render(
        lang=lang,
        rows=rows,
        notices=notices,
        hits=hits,
        verdicts=Counter(row.verdict for row in rows),
        style=Markup(style),
        script=Markup(script),
        policy=content_policy(style, script),
        version=__version__,
        open_shown=_OPEN_SHOWN,
        legend=_legend(rows),
    )  # fmt: skip


def _legend(rows: Sequence[Row]) -> dict[str, dict[str, Text]]:
    """By notice, what the numbers of the open requirements stand for, in the notice's order."""
    told = [row for row in rows if row.handed_in and row.open]
    named = {(row.notice, one.id) for row in told for one in row.open}
    return {
        notice: {one.id: one.title for one in report.requirements if (notice, one.id) in named}
        for notice, report in {row.notice: row.report for row in told}.items()
    }


@cache
def _environment(lang: Lang) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def say(text: Text | str) -> str:
        return text if isinstance(text, str) else text.say(lang)

    def place(file: str, page: int | None) -> str:
        return page_names(file, [page] if page else [], lang)

    environment.filters |= {"say": say, "path": quote}
    environment.globals |= {"words": phrases(), "place": place}
    return environment


@cache
def _source(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
