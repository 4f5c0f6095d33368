"""The personal packing list: what this applicant has to bring, with which marks, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from scanaudit.notices.conditions import evaluate
from scanaudit.notices.marks import marks_of, pieces_of, words
from scanaudit.notices.model import Notice, Portal, Requirement
from scanaudit.notices.profile import Profile
from scanaudit.notices.questions import Question, questions_for
from scanaudit.text import Text

Way = Literal["upload", "paper", "others", "heed"]
WAYS: tuple[Way, ...] = ("upload", "paper", "others", "heed")


class _Listed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Deadline(_Listed):
    """A window and how many days are left until it closes (negative: it is closed), counted from today."""

    id: str
    title: Text
    opens: dt.date | None
    closes: dt.date
    days_left: int
    certain: bool


class PackingItem(_Listed):
    """One thing to bring or to heed.

    ``way``: to be uploaded, on paper, seen to by others (unit, department), or only to be heeded. ``pieces``:
    the materials, each in words. ``marks``: seals, signatures and whatever else must be true. ``certain``:
    False where an open question decides whether it is asked. ``expected``: not the notice's words, but what
    reviewers usually look for. ``who``: A applicant, E unit, D department.
    """

    id: str
    title: Text
    clause: tuple[str, ...]
    way: Way
    who: tuple[str, ...]
    also_on_paper: bool
    copies: int | None
    pieces: tuple[Text, ...]
    marks: tuple[Text, ...]
    advice: Text
    note: Text | None
    due: Deadline | None
    certain: bool
    expected: bool


class PackingList(_Listed):
    """All of it; ``questions`` are those whose answers would still change the list."""

    notice: str
    title: Text
    authority: Text
    applicant: str | None
    cutoff: dt.date
    today: dt.date
    deadlines: tuple[Deadline, ...]
    limits: tuple[Text, ...]
    items: tuple[PackingItem, ...]
    questions: tuple[Question, ...]

    def of(self, way: Way) -> tuple[PackingItem, ...]:
        """The items that go one way, in the notice's order."""
        return tuple(item for item in self.items if item.way == way)


def packing_list(notice: Notice, profile: Profile, today: dt.date | None = None) -> PackingList:
    """What ``notice`` asks of this applicant. ``today`` (default: the day of the call) counts the days left."""
    day = today or dt.date.today()
    deadlines = deadlines_of(notice, profile, day)
    return PackingList(
        notice=notice.id,
        title=notice.title,
        authority=notice.authority,
        applicant=profile.name,
        cutoff=notice.cutoff,
        today=day,
        deadlines=deadlines,
        limits=tuple(limits_of(notice.portal)),
        items=tuple(_items(notice, profile, deadlines)),
        questions=tuple(questions_for(notice, profile)),
    )


def limits_of(portal: Portal | None) -> Iterable[Text]:
    """The portal's limits in words."""
    if portal is None:
        return
    said = words().limit
    if portal.formats:
        yield said["formats"].fill(formats=", ".join(portal.formats).upper())
    for name in ("max_kb", "min_dpi", "max_dpi"):
        if (value := getattr(portal, name)) is not None:
            yield said[name].fill(n=value)
    if portal.one_pdf:
        yield said["one_pdf"]


def deadlines_of(notice: Notice, profile: Profile, today: dt.date) -> tuple[Deadline, ...]:
    """The notice's windows that are, or may be, this applicant's."""
    return tuple(_deadlines(notice, profile, today))


def _deadlines(notice: Notice, profile: Profile, today: dt.date) -> Iterable[Deadline]:
    for window in notice.windows:
        truth = evaluate(window.when, profile).value
        if truth is not False:
            yield Deadline(
                id=window.id,
                title=window.title,
                opens=window.opens,
                closes=window.closes,
                days_left=(window.closes - today).days,
                certain=truth is True,
            )


def _items(notice: Notice, profile: Profile, deadlines: tuple[Deadline, ...]) -> Iterable[PackingItem]:
    by_id = {deadline.id: deadline for deadline in deadlines}
    for requirement in notice.requirements:
        truth = evaluate(requirement.when, profile).value
        if truth is False:
            continue
        yield PackingItem(
            id=requirement.id,
            title=requirement.title,
            clause=requirement.clause,
            way=way_of(requirement),
            who=requirement.who,
            also_on_paper="P" in requirement.via and requirement.upload == "required",
            copies=requirement.copies,
            pieces=pieces_of(requirement.evidence, profile),
            marks=marks_of(requirement, profile, notice.cutoff),
            advice=requirement.advice,
            note=requirement.note,
            due=by_id.get(requirement.due or ""),
            certain=truth is True,
            expected=requirement.practice,
        )


def way_of(requirement: Requirement) -> Way:
    """How the requirement is met: uploaded, on paper, by others, or without handing anything in."""
    if requirement.upload == "never" or requirement.evidence is None:
        return "heed"
    if requirement.who and "A" not in requirement.who and requirement.upload != "required":
        return "others"
    return "upload" if "U" in requirement.via or requirement.upload == "required" else "paper"
