"""Places that units are named after: a place that exists nowhere gives way to one that another reading shows.

One character changed into its like makes 同充市 of 南充市. A reading that has everything alike but one character of the
place, and there a place of the country's list, speaks against it; whether it is believed is for seal_text to say. A
place that is on no list and has no such other reading is left alone: lists are never whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from scanaudit.yamltext import parse

_PROVINCE = re.compile(r"^[一-龥]{2,3}省")
# As many characters before 市, 县 or 区 as places have.
_LONGEST = 5
# What ends like a place and is none.
_NO_PLACE = re.compile(
    r"^(?:城市|都市|门市|超市|夜市|社区|小区|园区|校区|厂区|矿区|景区|林区|库区|.?新区|.{0,2}开发区)"
)


def place(name: str) -> str | None:
    """The place that a unit's name begins with, the longest that is on the list; None where it begins with none.

    >>> place("南充市交通运输局"), place("四川省南充市交通运输局"), place("宏图设计院")
    ('南充市', '南充市', None)
    >>> place("荆州市沙市区水利局"), place("沙市区水利局"), place("城市建设局")
    ('荆州市', '沙市区', None)
    """
    rest = _PROVINCE.sub("", name)
    if _NO_PLACE.match(rest):
        return None
    ends = [at + 1 for at, last in enumerate(rest[:_LONGEST]) if at and last in "市县区"]
    listed = [rest[:end] for end in ends if exists(rest[:end])]
    return listed[-1] if listed else rest[: ends[0]] if ends else None


def exists(where: str) -> bool:
    """Whether a city, county or district of this name is on the list; a county may have become either.

    >>> exists("南充市"), exists("同充市"), exists("潜山县")
    (True, False, True)
    """
    kinds = "县市区" if where[-1] == "县" else where[-1]
    return any(where[:-1] in _listed().get(kind, frozenset()) for kind in kinds)


def is_doubted(name: str) -> bool:
    """Whether ``name`` begins with a place that is not on the list."""
    where = place(name)
    return where is not None and not exists(where)


def settled(name: str, readings: Iterable[str]) -> str:
    """``name``, or the reading that differs from it in one character only, by which its place is one of the list.

    >>> settled("同充市水利局", ["同充市水利局", "南充市水利局"]), settled("云川市水利局", ["云州市水利局"])
    ('南充市水利局', '云川市水利局')
    """
    if not is_doubted(name):
        return name
    return next((other for other in readings if _differ_by_one(name, other) and _has_place(other)), name)


def _has_place(name: str) -> bool:
    where = place(name)
    return where is not None and exists(where)


def _differ_by_one(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


@cache
def _listed() -> dict[str, frozenset[str]]:
    """Names without their last character, by it."""
    source = files("scanaudit.marks").joinpath("places.yaml").read_text(encoding="utf-8")
    read: dict[str, str] = parse(source)
    return {last: frozenset(names.split()) for last, names in read.items()}
