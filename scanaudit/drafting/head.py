"""A notice's own data: title, authority, year, to which day years count, and the windows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scanaudit.notices.clauses import Sentence, fold

_DAY = r"(?:(20\d\d)年)?(\d{1,2})月\s?(\d{1,2})日"
_SPAN = re.compile(rf"{_DAY}[^,。;]{{0,12}}?[至到—–-][^,。;]{{0,4}}?{_DAY}")
_UNTIL = re.compile(rf"(?:截止.{{0,8}}?{_DAY})|(?:{_DAY}\D{{0,12}}?(?:前|截止|以前))")
_CUTOFF = re.compile(r"(?:年限|资格时间|计算).{0,30}?(20\d\d)年(\d{1,2})月(\d{1,2})日")
_TITLE = re.compile(r"关于.{2,80}?通知")


@dataclass(frozen=True)
class Head:
    """What stands over the requirements; None where the text does not say it."""

    title: str | None
    authority: str | None
    year: int | None
    cutoff: dt.date | None
    windows: tuple[tuple[Sentence, dt.date | None, dt.date], ...]


def head(text: str, sentences: Sequence[Sentence]) -> Head:
    """The notice's own data."""
    opening = "".join(fold(line).strip() for line in text.splitlines()[:15])
    found = _TITLE.search(opening)
    year = re.search(r"20\d\d", found.group() if found else "") or re.search(r"20\d\d", fold(text))
    stated = int(year.group()) if year else None
    return Head(
        title=found.group() if found else None,
        authority=_authority(text),
        year=stated,
        cutoff=next((day for s in sentences if (day := _cutoff(s.text))), None),
        windows=tuple(_windows(sentences, stated)) if stated else (),
    )


def _authority(text: str) -> str | None:
    """The body that issues it: alone on its line, at the head or the end."""
    lines = [fold(line).strip() for line in text.splitlines()]
    bodies = (line for line in lines if re.fullmatch(r"\S{2,20}(局|厅|委|委员会)", line))
    return next(bodies, None)


def _cutoff(text: str) -> dt.date | None:
    match = _CUTOFF.search(text)
    return _day(match.groups(), None) if match else None


def _windows(sentences: Sequence[Sentence], year: int) -> Iterator[tuple[Sentence, dt.date | None, dt.date]]:
    """Spans of days, and days until which something has to be done."""
    for sentence in sentences:
        if not sentence.address or _CUTOFF.search(sentence.text):
            continue
        rest = sentence.text
        for match in _SPAN.finditer(sentence.text):
            opens, closes = _day(match.groups()[:3], year), _day(match.groups()[3:], year)
            rest = rest.replace(match.group(), "")
            if opens and closes and opens <= closes:
                yield sentence, opens, closes
        for match in _UNTIL.finditer(rest):
            parts = match.groups()
            if closes := _day(parts[:3] if parts[1] else parts[3:], year):
                yield sentence, None, closes


def _day(parts: Sequence[str | None], default: int | None) -> dt.date | None:
    """The day of a year (or the notice's own), a month and a day; None where there is none such."""
    year, month, day = parts
    number = int(year) if year else default
    if number is None or month is None or day is None:
        return None
    try:
        return dt.date(number, int(month), int(day))
    except ValueError:
        return None
