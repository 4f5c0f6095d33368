"""A notice's text cut into its numbered clauses and sentences.

A clause address is the path of headings inside the notice: ``二(一)4(4)`` is chapter 二、, section （一）, item 4.,
sub-item （4）; ``附件1 一(二)`` lies in the first annex. Rules are numbered ``第十二条(二)``; a
list may begin at any level, and ``①`` counts below all others. What stands without a number belongs to the clause
before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NUMERAL = "[一二三四五六七八九十]"
# The headings from the outermost inwards. A year or an amount (2024.5, 1.5) is no item's number.
_LEVELS = (
    re.compile(rf"(第[一二三四五六七八九十百]{{1,7}}条)|({_NUMERAL}{{1,3}})\s*、"),
    re.compile(rf"(\({_NUMERAL}{{1,3}}\))"),
    re.compile(r"(\d{1,2})\s*[.．、](?!\d)"),
    re.compile(r"\(?(\d{1,2})\)"),
    re.compile(r"([①-⑳])"),
)
_BRACKETED = 3  # (1), also written 1)
_PARTS = (
    rf"第[一二三四五六七八九十百]{{1,7}}条|{_NUMERAL}{{1,3}}",
    rf"\({_NUMERAL}{{1,3}}\)",
    r"\d+",
    r"\(\d+\)",
    "[①-⑳]",
)
_PART = re.compile("|".join(_PARTS))
_PATH = "(?=.)" + "".join(f"(?:{part})?" for part in _PARTS)
ADDRESS = re.compile(rf"附件\d+(?: {_PATH})?|{_PATH}")
_ANNEX_LIST = re.compile(r"[-\s]*附件?\s*:\s*(?=1?\s*[.．、]?)")
_ANNEX_BODY = re.compile(r"附件\s*(\d{0,2})\s*$")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ENDS = "。;!?:：；！？"
# A heading alone on its line: "一、评审范围". Longer ones are clauses that open with their number.
_HEADING_AT_MOST = 20


@dataclass(frozen=True)
class Sentence:
    """One sentence of a notice: its clause's address, its words (half width folded), its line from 1."""

    address: str
    text: str
    line: int
    heading: bool = False


def sentences(text: str) -> list[Sentence]:
    """The sentences of a notice in order; before the first heading their address is empty."""
    found: list[Sentence] = []
    for address, paragraph, line, heading in _lifted(list(_paragraphs(text))):
        for said in _split(paragraph):
            if said:
                found.append(Sentence(address, said, line, heading and len(said) <= _HEADING_AT_MOST))
    return found


def addresses(text: str) -> frozenset[str]:
    """Every clause address that the text has, outer ones included."""
    found = {sentence.address for sentence in sentences(text)} - {""}
    return frozenset(one for address in found for one in (address, *outer(address)))


def fold(text: str) -> str:
    """``text`` in half width, without the blanks that a layout puts between Chinese characters."""
    folded = "".join(
        part if part in _CIRCLED else unicodedata.normalize("NFKC", part)
        for part in re.split(f"([{_CIRCLED}])", text)
    )
    return re.sub(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])", "", folded)


def _split(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph; one inside brackets belongs to the sentence around it."""
    start, depth = 0, 0
    for at, character in enumerate(paragraph):
        depth += (character in "(《“") - (character in ")》”")
        if character in "。;!?" and depth <= 0:
            yield paragraph[start : at + 1].strip()
            start, depth = at + 1, 0
    yield paragraph[start:].strip()


def outer(address: str) -> Iterator[str]:
    """The addresses around one: 二(一)4 and 二(一) and 二 around 二(一)4(4)."""
    annex, _, path = address.rpartition(" ")
    if not annex and path.startswith("附件"):
        return
    parts = _PART.findall(path) if path else []
    for depth in range(len(parts) - 1, 0, -1):
        yield f"{annex} {''.join(parts[:depth])}".strip()
    if annex:
        yield annex


_Paragraph = tuple[str, str, int, bool]


def _lifted(paragraphs: list[_Paragraph]) -> Iterator[_Paragraph]:
    """What stands without a number behind the last item of a list speaks of the whole list."""
    upcoming: list[str] = []
    after = ""
    for address, _, _, opens in reversed(paragraphs):
        upcoming.append(after)
        after = address if opens else after
    for (address, text, line, opens), coming in zip(paragraphs, reversed(upcoming), strict=True):
        over = next(outer(address), "")
        more = coming.startswith(address) or next(outer(coming), "") == over
        yield (address if opens or not over or more else over), text, line, opens


@dataclass
class _Place:
    """Where in the numbering the reading stands."""

    annex: str = ""
    listing: bool = False
    parts: tuple[str, ...] = ("",) * len(_LEVELS)

    @property
    def address(self) -> str:
        return f"{self.annex} {''.join(self.parts)}".strip()

    def enter(self, level: int, number: str) -> None:
        self.parts = (*self.parts[:level], number, *("",) * (len(_LEVELS) - 1 - level))

    def into_annex(self, number: str, *, listing: bool) -> None:
        self.annex, self.listing, self.parts = f"附件{number}", listing, ("",) * len(_LEVELS)


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """``(address, text, line, whether it opens with a number)`` of each paragraph, broken lines joined."""
    place, pending = _Place(), ("", "", 0, False)
    for line, raw in enumerate(text.splitlines(), 1):
        said = fold(raw).strip()
        if not said:
            continue
        opens = _advance(place, said)
        joins = pending[1] and not opens and pending[1][-1] not in _ENDS and not _is_title(pending)
        if joins and place.address == pending[0]:
            pending = (pending[0], pending[1] + said, pending[2], pending[3])
            continue
        if pending[1]:
            yield pending
        pending = (place.address, said, line, opens)
    if pending[1]:
        yield pending


def _is_title(paragraph: _Paragraph) -> bool:
    return paragraph[3] and len(paragraph[1]) <= _HEADING_AT_MOST


def _advance(place: _Place, said: str) -> bool:
    """Move to where the line's number leads; whether it has one."""
    body = _ANNEX_BODY.fullmatch(said)
    if body:
        place.into_annex(body.group(1) or "1", listing=False)
        return True
    listed = _ANNEX_LIST.match(said)
    if listed:
        place.into_annex("1", listing=True)
        said = said[listed.end() :]
    if place.listing:
        item = _LEVELS[2].match(said)
        if item:
            place.into_annex(item.group(1), listing=True)
        return bool(item or listed)
    for level, form in enumerate(_LEVELS):
        match = form.match(said)
        if match and _follows(place.parts, level):
            number = match.group(match.lastindex or 1)
            place.enter(level, f"({number})" if level == _BRACKETED else number)
            return True
    return False


def _follows(parts: Iterable[str], level: int) -> bool:
    """A sub-item's number counts only inside something; a list of material may have no chapter."""
    return level < _BRACKETED or any(tuple(parts)[:level])
