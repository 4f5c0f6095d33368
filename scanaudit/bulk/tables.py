"""The tables of a run, written from its outcomes: workbook, index, lines of JSON, all letters in one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from scanaudit.bulk.across import Hit, hits
from scanaudit.bulk.index import index
from scanaudit.bulk.outcomes import Outcome
from scanaudit.bulk.reports import sweep
from scanaudit.bulk.resaved import Facts
from scanaudit.bulk.rows import Row, line, row
from scanaudit.bulk.workbook import workbook
from scanaudit.notices.model import Notice
from scanaudit.report.files import write_atomically, write_bytes
from scanaudit.report.letter import letter
from scanaudit.report.paper import paper
from scanaudit.text import Lang
from scanaudit.verdicts import AuditReport

WORKBOOK, INDEX, LINES, LETTERS = "audit.xlsx", "index.html", "audit.jsonl", "letters.html"
Decided = Callable[[Outcome], tuple[AuditReport, int]]
"""An outcome's report with a person's decisions in it, and how many these are."""


def write_tables(
    outcomes: Iterable[Outcome],
    notices: dict[str, Notice],
    out: Path,
    lang: Lang,
    decided: Decided,
    *,
    facts: Facts,
) -> tuple[Sequence[Row], Sequence[Hit]]:
    """Write all tables of a run into ``out``; ``facts``: of pages that are compared. Raises OutputError."""
    sweep(out)
    known = list(outcomes)
    rows = [row(one, *decided(one)) for one in known]
    found = hits(known, facts)
    write_atomically(out / LINES, "".join(line(one, lang) + "\n" for one in rows))
    write_bytes(out / WORKBOOK, workbook(rows, notices, found, lang))
    letters = [letter(one.report, name=one.name) for one in rows]
    wanted = [one for one in letters if one.must or one.check or one.absent]
    write_atomically(out / LETTERS, paper("letters.html.j2", lang, letters=wanted))
    write_atomically(out / INDEX, index(rows, notices, found, lang))
    return rows, found
