"""One applicant's case, and the registry of page layouts that render from it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from samples.cast import Paper, Person, Unit
from samples.rendered import Rendered
from samples.seals import Stamp
from samples.sheet import Sheet

Options = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """Everything invented about one applicant, from which all their pages are rendered."""

    person: Person
    employer: Unit
    city: str  # of the offices that issue things; invented
    school: Unit
    major: str
    education: str  # 本科, 专科, 硕士研究生
    graduated: dt.date
    title: str  # present title, e.g. 工程师
    title_level: str  # 中级
    specialty: str
    title_date: dt.date
    target: str  # 高级工程师
    post: str
    year: int  # of the application
    papers: tuple[Paper, ...]
    colleagues: tuple[Person, ...]
    project: str
    patent: str
    head: str  # the unit's head
    sector: str = "事业单位"

    @property
    def bureau(self) -> str:
        """The human-resources office, invented."""
        return f"{self.city}人力资源和社会保障局"

    def unit_stamp(self, **changes: Any) -> Stamp:
        """The employer's official seal."""
        return Stamp(self.employer.name, serial=self.employer.serial[:13], **changes)


Draw = Callable[[Case, Options, random.Random], Sheet]
LAYOUTS: dict[str, dict[str, Draw]] = {}


def layout(kind: str, name: str) -> Callable[[Draw], Draw]:
    """Register a function as one layout of a page kind."""

    def register(draw: Draw) -> Draw:
        LAYOUTS.setdefault(kind, {})[name] = draw
        return draw

    return register


def render(kind: str, case: Case, options: Options, rng: random.Random, name: str | None = None) -> Rendered:
    """One page of a kind, in the named layout or in one drawn by chance, before it is captured.

    Raises KeyError for a kind or layout that nobody registered.
    """
    layouts = LAYOUTS[kind]
    chosen = name or rng.choice(sorted(layouts))
    sheet = layouts[chosen](case, options, rng)
    _finish(sheet, case, options)
    return sheet.done(kind, chosen)


def _finish(sheet: Sheet, case: Case, options: Options) -> None:
    """What people do to any page afterwards: copy it, stamp the copy, sign at its foot, write 秘密 on it."""
    if options.get("classified"):
        sheet.text(sheet.w * 0.07, sheet.h * 0.035, options["classified"], 40, "heib")
    if options.get("copy"):
        sheet.photocopy(bilevel=options["copy"] == "bilevel")
    rng = sheet.rng
    if options.get("unit_seal"):
        where = options["unit_seal"]
        x, y = where if isinstance(where, tuple) else (rng.uniform(0.62, 0.8), rng.uniform(0.8, 0.88))
        sheet.stamp(case.unit_stamp(), sheet.w * x, sheet.h * y)
    if options.get("foot_sign"):
        x, y = rng.uniform(0.06, 0.2), rng.uniform(0.925, 0.95)
        sheet.sign(options.get("signer", case.person.name), sheet.w * x, sheet.h * y, 46)
    if options.get("page_number"):
        sheet.centre(sheet.h - 62, f"- {options['page_number']} -", 20)


def day(date: dt.date) -> str:
    """2023年9月1日."""
    return f"{date.year}年{date.month}月{date.day}日"


def han_day(date: dt.date) -> str:
    """二〇二三年九月一日."""
    digits = "〇一二三四五六七八九"

    def small(n: int) -> str:
        tens, ones = divmod(n, 10)
        return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (
            digits[ones] if ones or n == 0 else ""
        )

    return f"{''.join(digits[int(d)] for d in str(date.year))}年{small(date.month)}月{small(date.day)}日"


def month(date: dt.date) -> str:
    """2023年9月."""
    return f"{date.year}年{date.month}月"


def close_letter(
    s: Sheet, y: float, unit: str, date: str, stamp: Stamp | None, *, size: int = 28, x: float = 0.72
) -> float:
    """The unit's name and the date at the foot of a letter, the seal across them; returns the y below."""
    s.text(s.w * x, y, unit, size, "song", anchor="m")
    s.text(s.w * x, y + size * 1.9, date, size, "song", anchor="m")
    if stamp:
        s.stamp(stamp, s.w * x + s.rng.uniform(-40, 40), y + size * 1.2 + s.rng.uniform(-25, 25))
    return y + size * 4


def sex(person: Person) -> str:
    """男 or 女."""
    return "男" if person.male else "女"
