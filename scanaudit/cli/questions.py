"""Asking in the terminal for what the applicant's profile leaves open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import ValidationError
from rich.console import Console

from scanaudit.notices import Profile, parse_answer, questions_for
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
# What stands between the two ends of a period; a hyphen only with blanks around it.
_BETWEEN = re.compile(r"\s*(?:至|到|~|～|—+|–|\bto\b|\s-\s)\s*")


def complete(notice: Notice, profile: Profile, lang: Lang, console: Console | None = None) -> Profile:
    """``profile`` with the answers of the person at the terminal; an empty answer leaves a fact open.

    Asked again after each answer, because one can open or settle other questions. Questions go to standard
    error: standard output is for results.
    """
    console = console or Console(stderr=True, highlight=False)
    skipped: set[str] = set()
    first = True
    while todo := [one for one in questions_for(notice, profile) if one.fact not in skipped]:
        if first:
            console.print(say(lang, "cli.questions", n=len(todo)), markup=False)
            first = False
        given = _ask(todo[0], profile, lang, console)
        if given is None:
            skipped.add(todo[0].fact)
        else:
            profile = given
    return profile


def _ask(question: Question, profile: Profile, lang: Lang, console: Console) -> Profile | None:
    """The profile with the answer, or None for an empty one; asks until the answer is understood."""
    console.print("\n" + question.text.say(lang), style="bold", markup=False)
    console.print(question.why.say(lang), style="dim", markup=False)
    for at, (_, label) in enumerate(question.choices, start=1):
        console.print(f"  {at}  {label.say(lang)}", markup=False)
    while True:
        try:
            answer = console.input(f"[cyan]{_hint(question, lang)}[/] › ").strip()
        except EOFError:
            return None
        if not answer:
            return None
        given = _filled(question, profile, answer)
        if given is not None:
            return given
        console.print(say(lang, "cli.answer_bad", answer=answer, choices=_hint(question, lang)), markup=False)


def _filled(question: Question, profile: Profile, answer: str) -> Profile | None:
    """``profile`` with ``answer``, None when it is not understood."""
    value = parse_answer(
        question.fact, _ends(answer) if question.type == "period" else _by_number(question, answer)
    )
    try:
        return Profile.model_validate({**profile.model_dump(), question.fact: value})
    except ValidationError:
        return None


def _ends(answer: str) -> dict[str, str] | str:
    """The two ends of a period; the answer itself where it has no two."""
    ends = [end for end in _BETWEEN.split(answer) if end]
    return {"start": ends[0], "end": ends[1]} if len(ends) == 2 else answer


def _by_number(question: Question, answer: str) -> str:
    """An answer in which numbers of choices stand for the choices ("1, 3")."""
    values = [value for value, _ in question.choices]
    parts = answer.replace("，", ",").replace("、", ",").split(",")
    chosen = [part.strip() for part in parts]
    named = [values[int(p) - 1] if p.isdecimal() and 0 < int(p) <= len(values) else p for p in chosen]
    return ", ".join(named) if values else answer


def _hint(question: Question, lang: Lang) -> str:
    """What an answer may look like."""
    if question.choices:
        return say(
            lang, "cli.by_number" if question.type == "choice" else "cli.by_numbers", n=len(question.choices)
        )
    return say(lang, _HINTS.get(question.type, "cli.as_text"))
