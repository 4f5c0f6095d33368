"""The packing list in a terminal and as a printable page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from scanaudit.notices.packing import WAYS, Deadline, PackingItem, PackingList
from scanaudit.report.files import write_atomically
from scanaudit.report.masking import printable
from scanaudit.report.paper import paper
from scanaudit.report.phrases import phrases, say
from scanaudit.report.wrapping import Wrapped
from scanaudit.text import Lang, Text

# From so many days on a deadline is shown as pressing; design value, a working week.
PRESSING = 7


def packing_html(listed: PackingList, lang: Lang = "zh") -> str:
    """The list as one printable HTML document with boxes to tick."""
    return paper(
        "packing.html.j2", lang, listed=listed, ways=WAYS, days=days_left, tags=tags, pressing=PRESSING
    )


def write(listed: PackingList, path: Path, lang: Lang = "zh") -> Path:
    """Write the printable list. Raises OutputError."""
    return write_atomically(path, packing_html(listed, lang))


def days_left(deadline: Deadline) -> Text:
    """How long there is until a window closes, in words."""
    words = phrases().packing
    if deadline.days_left < 0:
        return words["over"]
    return words["left"].fill(n=deadline.days_left) if deadline.days_left else words["last_day"]


def show(listed: PackingList, console: Console, lang: Lang = "zh") -> None:
    """Print the list; readable at 80 columns and without colour."""
    told = printable(listed)
    console.print(*_parts(told, lang), sep="\n")


def _parts(listed: PackingList, lang: Lang) -> Iterator[RenderableType]:
    heading = "of" if listed.applicant else "heading"
    yield Line(say(lang, f"packing.{heading}", name=listed.applicant), style="bold")
    yield Line(f"{listed.title.say(lang)} · {listed.authority.say(lang)}")
    yield Line(say(lang, "packing.counted", today=listed.today, cutoff=listed.cutoff), style="dim")
    yield _deadlines(listed, lang)
    if listed.limits:
        yield Line("\n" + say(lang, "packing.limits"), style="bold")
        yield from (Line(f"  {limit.say(lang)}") for limit in listed.limits)
    for way in WAYS:
        if items := listed.of(way):
            yield Line(f"\n{say(lang, f'packing.{way}')} ({len(items)})", style="bold")
            yield _items(items, lang)
    if listed.questions:
        yield Line(
            "\n" + say(lang, "packing.questions", n=len(listed.questions), id=listed.notice), style="yellow"
        )
        yield from (Line(f"  {question.text.say(lang)}") for question in listed.questions)


def _deadlines(listed: PackingList, lang: Lang) -> Table:
    table = Table.grid(padding=(0, 2))
    for deadline in listed.deadlines:
        style = "dim" if deadline.days_left < 0 else "bold red" if deadline.days_left <= PRESSING else ""
        maybe = "" if deadline.certain else f" ({say(lang, 'packing.maybe')})"
        title = Line(f"  {deadline.title.say(lang)}{maybe}")
        opens = say(lang, "packing.opens", date=deadline.opens) if deadline.opens else ""
        closes = say(lang, "packing.closes", date=deadline.closes)
        table.add_row(title, opens, closes, Line(days_left(deadline).say(lang), style=style))
    return table


def _items(items: tuple[PackingItem, ...], lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for item in items:
        lines: list[RenderableType] = [Wrapped(_title(item, lang))]
        lines += [Wrapped(f"· {piece.say(lang)}", hanging=2) for piece in item.pieces]
        lines += [Wrapped(f"→ {mark.say(lang)}", hanging=2) for mark in item.marks]
        if item.way == "heed" or not item.marks:
            lines.append(Wrapped(item.advice.say(lang), "dim"))
        if item.due is not None:
            due = say(lang, "packing.due", date=item.due.closes, n=item.due.days_left)
            lines.append(Line(due, style="bold"))
        table.add_row("□" if item.way != "heed" else "!", item.id, Group(*lines))
    return table


def _title(item: PackingItem, lang: Lang) -> str:
    return "  ".join([item.title.say(lang), *(f"[{tag.say(lang)}]" for tag in tags(item))])


def tags(item: PackingItem) -> tuple[Text, ...]:
    """What stands beside an item's title: who sees to it, whether it is certain."""
    words = phrases().packing
    shown = {
        "on_paper_too": item.also_on_paper,
        "by_unit": "E" in item.who and "A" not in item.who,
        "by_department": item.who == ("D",),
        "maybe": not item.certain,
        "expected": item.expected,
    }
    return tuple(words[key] for key, holds in shown.items() if holds)
