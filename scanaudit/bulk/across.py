"""What two applicants have in common that they should not: for a person to look at, never a verdict."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from scanaudit.bulk.outcomes import Outcome, Trace
from scanaudit.bulk.resaved import Content, Facts, resaved
from scanaudit.privacy import mask
from scanaudit.report.phrases import phrases
from scanaudit.rules.strikes import Strike, Twice, strikes, used_twice
from scanaudit.text import Text

HitKind = Literal["same_person", "two_names", "same_work", "same_number", "same_page", "same_seal"]
_OF_MANY: Final = frozenset({
    "business_licence", "public_notice_proof", "blank", "exception_form", "paper_toc", "paper_cover",
    "paper_copyright_page", "isbn_page", "social_insurance_record",
})  # fmt: skip
"""Pages that colleagues may rightly share: their unit's licence, one publicity for all, one journal's cover."""
_NUMBERED: Final = frozenset({"patent_certificate", "award_certificate"})
_LEAST_TITLE: Final = 6
"""Characters of a title from which two that are equal are one work: shorter ones are headings (绪论, 工作总结)."""


class Where(BaseModel):
    """A page of an applicant, or the applicant as a whole."""

    model_config = ConfigDict(frozen=True)
    applicant: str
    file: str | None = None
    page: int | None = None


class Hit(BaseModel):
    """One thing that applicants have in common."""

    model_config = ConfigDict(frozen=True)
    kind: HitKind
    message: Text
    places: tuple[Where, ...]


def hits(outcomes: Iterable[Outcome], facts: Facts) -> tuple[Hit, ...]:
    """All hits among the applicants, in a fixed order; ``facts`` of pages that may be one picture are asked for."""
    told: list[_Applicant] = []
    stamped: list[Strike] = []
    for one in outcomes:
        told.append(_told(one))
        stamped += strikes(one.report.pages, one.key)
    found = [*_persons(told), *_works(told), *_numbers(told), *_pages(told, facts), *_seals(stamped)]
    return tuple(sorted(set(found), key=lambda hit: (hit.kind, hit.message.zh)))


class _Applicant(BaseModel):
    """What is compared of an applicant: little, since hundreds are held at once."""

    model_config = ConfigDict(frozen=True)
    key: str
    name: str
    year: str
    id_numbers: frozenset[str]
    traces: tuple[Trace, ...]


_Owners = dict[str, tuple[_Applicant, Trace]]
"""Who holds a page, by their keys, and where."""


def _told(outcome: Outcome) -> _Applicant:
    own = {outcome.id_number} if outcome.id_number else set()
    if not own:
        # Nobody said it: the identity card among the pages does.
        own = {one.id_number for one in outcome.traces if one.kind == "id_card" and one.id_number}
    year = re.search(r"\d{4}", outcome.notice)
    name = outcome.report.applicant.get("name") or outcome.name
    return _Applicant(
        key=outcome.key,
        name=str(name),
        year=year.group() if year else "",
        id_numbers=frozenset(own),
        traces=outcome.traces,
    )


def _persons(told: Sequence[_Applicant]) -> Iterator[Hit]:
    by_number: dict[str, list[_Applicant]] = defaultdict(list)
    for one in told:
        for number in one.id_numbers:
            by_number[number].append(one)
    for number, group in by_number.items():
        places = tuple(Where(applicant=one.key) for one in group)
        names = sorted({one.name for one in group})
        if len(names) > 1:
            yield _hit("two_names", places, number=mask(number), names="、".join(names))
        for year in sorted({one.year for one in group}):
            same = [one for one in group if one.year == year]
            if len(same) > 1:
                there = tuple(Where(applicant=one.key) for one in same)
                yield _hit("same_person", there, number=mask(number), year=year, n=len(same))


def _works(told: Sequence[_Applicant]) -> Iterator[Hit]:
    """One paper that two claim as first author. Who is read as a paper's second author claims nothing."""
    claims: dict[str, _Owners] = defaultdict(dict)
    for one in told:
        for trace in one.traces:
            title = _bare(trace.work or "")
            if len(title) >= _LEAST_TITLE and trace.first_author in (None, one.name):
                claims[title].setdefault(one.key, (one, trace))
    for owners in claims.values():
        if len(owners) > 1:
            places = tuple(_where(one, trace) for one, trace in owners.values())
            work = next(iter(owners.values()))[1].work
            yield _hit("same_work", places, work=work, n=len(owners))


def _numbers(told: Sequence[_Applicant]) -> Iterator[Hit]:
    claims: dict[str, _Owners] = defaultdict(dict)
    for one in told:
        for trace in one.traces:
            if trace.number and trace.kind in _NUMBERED:
                claims[f"{trace.kind} {_bare(trace.number)}"].setdefault(one.key, (one, trace))
    for owners in claims.values():
        if len(owners) > 1:
            places = tuple(_where(one, trace) for one, trace in owners.values())
            yield _hit("same_number", places, number=mask(next(iter(owners.values()))[1].number or ""))


def _pages(told: Sequence[_Applicant], facts: Facts) -> Iterator[Hit]:
    """The same picture in several files: one hit for all pages that the same applicants hold, and for no fewer of
    them, so that what five people share is told once and not for every two.
    """
    holders: dict[tuple[str, int], _Owners] = defaultdict(dict)
    for one in told:
        for trace in one.traces:
            if trace.kind not in _OF_MANY:
                holders[trace.content_hash, trace.page].setdefault(one.key, (one, trace))
    groups: dict[tuple[str, ...], list[tuple[_Applicant, Trace]]] = defaultdict(list)
    for owners in _pictures(holders, facts):
        groups[tuple(sorted(owners))] += [owners[key] for key in sorted(owners)]
    for keys, found in groups.items():
        places = tuple(_where(one, trace) for one, trace in found)
        yield _hit("same_page", places, n=len(found) // len(keys), who=_together(keys))


def _pictures(holders: dict[tuple[str, int], _Owners], facts: Facts) -> Iterator[_Owners]:
    """Who holds each picture that several hold, as the same bytes or saved again."""
    contents = [
        Content(content_hash, page, frozenset(owners), next(iter(owners.values()))[1].tokens)
        for (content_hash, page), owners in holders.items()
    ]
    held = list(holders.values())
    earlier = list(range(len(held)))  # of each content one that is the same picture, or itself

    def first(index: int) -> int:
        while earlier[index] != index:
            index = earlier[index]
        return index

    for one, other in resaved(contents, facts):
        old, new = sorted((first(one), first(other)))
        if old != new:
            held[old] = held[new] | held[old]
            earlier[new] = old
    for index, owners in enumerate(held):
        if earlier[index] == index and len(owners) > 1:
            yield owners


def _seals(stamped: Sequence[Strike]) -> Iterator[Hit]:
    """One picture of a seal on papers of several applicants; one hit for all that repeat the same strike."""
    groups: dict[tuple[str, str, int | None], list[Twice]] = defaultdict(list)
    for one in used_twice(stamped, across=True):
        groups[one.first.owner, one.first.page.file, one.first.page.page].append(one)
    for group in groups.values():
        alike = [group[0].first, *(one.again for one in group)]
        places = (Where(applicant=one.owner, file=one.page.file, page=one.page.page) for one in alike)
        text = next((one.seal.text for one in alike if one.seal.text), "?")
        yield _hit("same_seal", tuple(places), text=text)


def _hit(kind: HitKind, places: tuple[Where, ...], **values: object) -> Hit:
    return Hit(kind=kind, message=phrases().bulk[f"hit_{kind}"].fill(**values), places=places)


_NAMED: Final = 6
"""Names in a sentence; the places below it have all."""


def _together(names: Sequence[str]) -> Text:
    zh, en = "、".join(names[:_NAMED]), ", ".join(names[:_NAMED])
    more = len(names) > _NAMED
    return Text(
        zh=f"{zh}等 {len(names)} 人" if more else zh,
        en=f"{en} and {len(names) - _NAMED} more" if more else en,
    )


def _where(one: _Applicant, trace: Trace) -> Where:
    return Where(applicant=one.key, file=trace.file, page=trace.page)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()
