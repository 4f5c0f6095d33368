"""Asking in the terminal for what the applicant's profile leaves open, and keeping the answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from scanaudit.notices import Profile, questions_for, save_profile
from scanaudit.notices.answers import fill
from scanaudit.notices.profile_file import parse_answer
from scanaudit.report.phrases import say

if TYPE_CHECKING:
    from scanaudit.notices import Notice, Question
    from scanaudit.text import Lang

_HINTS: dict[str, str] = {
    "yes_no": "cli.as_yes_no",
    "date": "cli.as_date",
    "period": "cli.as_period",
    "number": "cli.as_number",
    "texts": "cli.as_texts",
}


class StoppedError(KeyboardInterrupt):
    """Asking was broken off; ``profile`` holds what was answered before."""

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self.profile = profile


def complete(notice: Notice, profile: Profile, lang: Lang, console: Console | None = None) -> Profile:
    """``profile`` with the answers of the person at the terminal; an empty answer leaves a fact open.

    Asked again after each answer, because one can open or settle other questions. Questions go to standard
    error: standard output is for results. Raises StoppedError when it is broken off (Ctrl+C).
    """
    console = console or terminal()
    skipped: set[str] = set()
    first = True
    while todo := [one for one in questions_for(notice, profile) if one.fact not in skipped]:
        if first:
            console.print(say(lang, "cli.questions", n=len(todo)), markup=False)
            first = False
        try:
            given = _ask(todo[0], profile, lang, console)
        except KeyboardInterrupt:
            raise StoppedError(profile) from None
        if given is None:
            skipped.add(todo[0].fact)
        else:
            profile = given
    return profile


def completed(notice: Notice, profile: Profile, file: Path | None, lang: Lang) -> Profile:
    """``profile`` with the answers, which are kept where the person says so, broken off or not."""
    try:
        answered = complete(notice, profile, lang)
    except StoppedError as stopped:
        if stopped.profile != profile:
            keep(stopped.profile, file, lang)
        raise
    if answered != profile:
        keep(answered, file, lang)
    return answered


def keep(profile: Profile, file: Path | None, lang: Lang, console: Console | None = None) -> None:
    """Offer to save the answers: into ``file``, where they were begun, or where the person says."""
    console = console or terminal()
    if file is not None:
        question = say(lang, "cli.save_into", path=file)
        path = file if parse_answer("entrusted", _read(console, question)) is True else None
    else:
        name = _read(console, say(lang, "cli.save_where"))
        path = Path(name).expanduser() if name else None
    if path is not None:
        save_profile(profile, path)
        console.print(said_saved(profile, path, lang), markup=False, soft_wrap=True)


def said_saved(profile: Profile, path: Path, lang: Lang) -> str:
    """Where the answers lie, and that the file holds an ID number, where it does."""
    return say(lang, "cli.saved_with_number" if profile.id_number else "cli.saved", path=path)


def terminal() -> Console:
    """Where questions are put."""
    return Console(stderr=True, highlight=False)


def _read(console: Console, prompt: str) -> str:
    """What was typed, without blanks around it; nothing at the end of the input."""
    console.print(prompt, markup=False)
    try:
        return console.input("› ").strip()
    except EOFError:
        return ""


def _ask(question: Question, profile: Profile, lang: Lang, console: Console) -> Profile | None:
    """The profile with the answer, or None for an empty one; asks until the answer makes sense."""
    console.print("\n" + question.text.say(lang), style="bold", markup=False)
    console.print(question.why.say(lang), style="dim", markup=False)
    console.print(say(lang, "cli.asked_of", ids=", ".join(question.requirements)), style="dim", markup=False)
    for at, (_, label) in enumerate(question.choices, start=1):
        console.print(f"  {at}  {label.say(lang)}", markup=False)
    while True:
        try:
            answer = console.input(f"[cyan]{_hint(question, lang)}[/] › ").strip()
        except EOFError:
            return None
        if not answer:
            return None
        given = fill(profile, question.fact, answer)
        if given.problem is None:
            return given.profile
        problem = say(lang, "cli.answer_problem", answer=answer, reason=given.problem)
        console.print(problem, markup=False)


def _hint(question: Question, lang: Lang) -> str:
    """What an answer may look like."""
    if question.choices:
        return say(
            lang, "cli.by_number" if question.type == "choice" else "cli.by_numbers", n=len(question.choices)
        )
    return say(lang, _HINTS.get(question.type, "cli.as_text"))
