"""The report in a terminal: requirements, then what to do; readable at 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Iterator, Set

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from scanaudit.report.masking import masked, printable
from scanaudit.report.phrases import ToldStatus, Urgency, phrases, say
from scanaudit.report.todo import ORDER, Task, asking, closed, counted, pages_of, sentence, todo, told_status
from scanaudit.report.wrapping import Wrapped
from scanaudit.text import Lang
from scanaudit.verdicts import AuditReport, PageRef, Verdict

_STATUS_STYLE: dict[ToldStatus, str] = {
    "met": "green",
    "unmet": "bold red",
    "unsure": "yellow",
    "shown": "dim",
    "not_applicable": "dim",
    "on_paper": "dim",
}
_URGENCY_STYLE: dict[Urgency, str] = {"must": "bold red", "check": "yellow", "advice": "cyan", "note": "dim"}
_VERDICT_STYLE: dict[Verdict, str] = {"pass": "bold green", "fail": "bold red", "review": "bold yellow"}
_FILES_SHOWN = 3


def show(report: AuditReport, console: Console, lang: Lang = "zh", *, show_ids: bool = False) -> None:
    """Print ``report`` to ``console``."""
    told = _without_folder(printable(report if show_ids else masked(report)))
    tasks = todo(told)
    console.print(Wrapped(told.notice_title.say(lang), "bold"))
    for over in closed(told):
        console.print(Wrapped(f"! {over.say(lang)}", _URGENCY_STYLE["must"]))
    console.print(requirement_table(told, lang))
    hidden = sum(requirement.status == "not_applicable" for requirement in told.requirements)
    if hidden:
        console.print(Line(say(lang, "ui.not_applicable_count", n=hidden), style="dim"))
    console.print(*_todo(tasks, told.notice, lang), sep="\n")
    unused = _untold(told)
    if unused:
        pages = _pages(unused, lang)
        console.print(Wrapped(say(lang, "ui.unused", n=len(unused), pages=pages), "dim"))
    console.print(_verdict(told, counted(tasks), lang))


def _without_folder(report: AuditReport) -> AuditReport:
    """``report`` with files named below the one folder that all of them lie in: whoever gave it knows its name, and
    a line of 80 columns is short.
    """
    folders = {page.file.partition("/")[0] if "/" in page.file else "" for page in report.pages}
    (folder,) = folders if len(folders) == 1 else ("",)
    if not folder:
        return report

    def shorter(file: str | None) -> str | None:
        return file.removeprefix(f"{folder}/") if file else file

    def refs(pages: tuple[PageRef, ...]) -> tuple[PageRef, ...]:
        return tuple(page.model_copy(update={"file": shorter(page.file)}) for page in pages)

    return report.model_copy(
        update={
            "requirements": tuple(
                one.model_copy(update={"evidence": refs(one.evidence)}) for one in report.requirements
            ),
            "findings": tuple(one.model_copy(update={"file": shorter(one.file)}) for one in report.findings),
            "unused_pages": refs(report.unused_pages),
            "pages": tuple(one.model_copy(update={"file": shorter(one.file)}) for one in report.pages),
        }
    )


def requirement_table(report: AuditReport, lang: Lang) -> Table:
    """Requirements that apply, each with symbol and word for its status, and its pages."""
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    table.add_column(say(lang, "ui.result"), no_wrap=True)
    table.add_column("", no_wrap=True, style="dim")
    table.add_column(say(lang, "ui.requirement"))
    table.add_column(say(lang, "ui.pages_used"))
    for requirement in report.requirements:
        if requirement.status == "not_applicable":
            continue
        told = told_status(requirement, report)
        words = phrases().status[told]
        status = Line(f"{words.symbol} {words.word.say(lang)}", style=_STATUS_STYLE[told])
        pages = Wrapped(_pages(pages_of(requirement, report), lang, "\n"), "dim")
        table.add_row(status, requirement.id, Wrapped(requirement.title.say(lang)), pages)
    return table


def page_names(file: str, pages: list[int], lang: Lang) -> str:
    """Pages of one file as a user names them: the file, then the pages where there are any."""
    if not pages:
        return file
    return f"{file} {say(lang, 'ui.page', page=runs(sorted(set(pages))))}"


def runs(numbers: list[int]) -> str:
    """Ascending numbers with neighbours drawn together.

    >>> runs([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    ends: list[list[int]] = []
    for number in numbers:
        if ends and ends[-1][1] == number - 1:
            ends[-1][1] = number
        else:
            ends.append([number, number])
    return ", ".join(f"{first}–{last}" if first != last else str(first) for first, last in ends)


def _untold(report: AuditReport) -> tuple[PageRef, ...]:
    """Unused pages that no finding speaks of."""
    told = {(finding.file, finding.page) for finding in report.findings}
    return tuple(page for page in report.unused_pages if (page.file, page.page) not in told)


def _pages(pages: tuple[PageRef, ...], lang: Lang, between: str = ", ") -> str:
    files: dict[str, list[int]] = {}
    for page in pages:
        files.setdefault(page.file, []).extend([page.page] if page.page is not None else [])
    shown = [page_names(file, numbers, lang) for file, numbers in list(files.items())[:_FILES_SHOWN]]
    if len(files) > _FILES_SHOWN:
        shown.append(say(lang, "ui.more_files", n=len(files) - _FILES_SHOWN))
    return between.join(shown)


def _todo(tasks: tuple[Task, ...], notice: str, lang: Lang) -> Iterator[RenderableType]:
    explained = {
        requirement.id for task in tasks if task.urgency != "note" for requirement in task.requirements
    }
    shown = tuple(task for task in tasks if task.urgency != "note" or _explains(task, explained))
    counts = counted(shown)
    if not tasks:
        yield Line("\n" + say(lang, "ui.todo_none"), style="green")
    number = 0
    for urgency in ORDER:
        if not counts[urgency]:
            continue
        words = phrases().urgency[urgency]
        title = f"\n{words.symbol} {words.title.say(lang)} ({counts[urgency]})"
        yield Line(title, style=_URGENCY_STYLE[urgency])
        for task in (task for task in shown if task.urgency == urgency):
            number += 1
            yield _task(number, task, lang)
        if asking(shown) == urgency:
            how = say(lang, "ui.answer_how", notice=notice)
            yield Wrapped(Line.assemble("\n", (say(lang, "ui.answer"), "bold"), how))
    if len(shown) < len(tasks):
        yield Wrapped("\n" + say(lang, "ui.notes_count", n=len(tasks) - len(shown)), "dim")


def _explains(note: Task, explained: Set[str]) -> bool:
    """Whether nothing but a note tells why a requirement is open, as where computed years are to be compared."""
    return any(r.status == "unsure" and r.id not in explained for r in note.requirements)


def _task(number: int, task: Task, lang: Lang) -> RenderableType:
    """What is wrong, where and by which clause, and what to do, on three lines."""
    places = [PageRef(file=place.file, page=place.page) for place in task.places]
    where = [_pages(tuple(dict.fromkeys(places)), lang)] if places else []
    where += [f"{requirement.id} {requirement.title.say(lang)}" for requirement in task.requirements]
    if task.clause:
        where.append(say(lang, "ui.clause", clause=task.clause))
    if task.code:
        where.append(task.code)
    rows: list[RenderableType] = [Wrapped(task.message.say(lang))]
    if where:
        rows.append(Wrapped(" · ".join(where), "dim"))
    rows.append(Wrapped(Line.assemble((say(lang, "ui.do"), "bold"), task.action.say(lang))))
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True, min_width=3)
    grid.add_column()
    grid.add_row(f"{number}.", Group(*rows))
    return grid


def _verdict(report: AuditReport, counts: dict[Urgency, int], lang: Lang) -> RenderableType:
    words = phrases().verdict[report.verdict]
    heading = (f"{words.symbol} {words.title.say(lang)}", _VERDICT_STYLE[report.verdict])
    return Wrapped(Line.assemble("\n", heading, "  ", sentence(report, counts, last=True).say(lang)))
