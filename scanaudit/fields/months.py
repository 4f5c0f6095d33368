r"""Months that a record covers: insured months, months of salary, of tax.

A record names them as ranges (202201-202212, 2022年01月至2022年12月) or a row a month; both are read.

>>> in_text("养老保险202211-202302\n")
('2022-11', '2022-12', '2023-01', '2023-02')
>>> in_text("2022年11月至2023年01月")
('2022-11', '2022-12', '2023-01')
>>> validate("2022-13")
Traceback (most recent call last):
    ...
stdnum.exceptions.InvalidComponent: One of the parts of the number are invalid or unknown.
>>> compact("2022年3月"), compact("202203"), format("2022-03")
('2022-03', '2022-03', '2022年3月')
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidComponent, InvalidFormat, ValidationError

from scanaudit.fields.sheet import Found, Sheet

_MONTH = r"((?:19|20)\d\d)(?:[-./年]?(0[1-9]|1[0-2])|[-./年]([1-9]))月?"
_RANGE = re.compile(rf"(?<!\d){_MONTH}(?!\d)\n?[-—–~至到]{{1,3}}\n?{_MONTH}(?!\d\d)")
# A row that begins with a month, or with a day of one: 202203, 2022-03-10, 2022.3.10.
_ROW = re.compile(r"^((?:19|20)\d\d)[-./年]?(0[1-9]|1[0-2]|[1-9](?=[-./月]))(?:月|[-./]?\d{1,2}日?)?$")
_FORM = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
# Nobody is insured for longer; a wider range is misread.
_MOST = 50 * 12


def compact(month: str) -> str:
    """As ``YYYY-MM``; what cannot be a month is returned as it is."""
    match = re.fullmatch(_MONTH, "".join(month.split()))
    return f"{match.group(1)}-{int(match.group(2) or match.group(3)):02d}" if match else month


def validate(month: str) -> str:
    """The compact month. Raises ``stdnum.exceptions.ValidationError`` where there is no such month."""
    month = compact(month)
    match = _FORM.fullmatch(month)
    if not match:
        raise InvalidFormat()
    if not (1 <= int(match.group(2)) <= 12 and 1949 <= int(match.group(1)) <= 2099):
        raise InvalidComponent()
    return month


def is_valid(month: str) -> bool:
    """Whether there is such a month."""
    try:
        return bool(validate(month))
    except ValidationError:
        return False


def format(month: str) -> str:
    """As forms write it: ``2022年3月``."""
    year, _, number = validate(month).partition("-")
    return f"{year}年{int(number)}月"


def between(first: str, last: str) -> tuple[str, ...]:
    """All months from ``first`` to ``last``, both included; () where they are in the wrong order or too far apart."""
    start, end = _count(first), _count(last)
    if not 0 <= end - start <= _MOST:
        return ()
    return tuple(f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1))


def _count(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


def in_text(text: str) -> tuple[str, ...]:
    """The months of all ranges in a text, in order, each once."""
    found: set[str] = set()
    for match in _RANGE.finditer("".join(text.split(" "))):
        first = f"{match.group(1)}-{int(match.group(2) or match.group(3)):02d}"
        last = f"{match.group(4)}-{int(match.group(5) or match.group(6)):02d}"
        found.update(between(first, last))
    return tuple(sorted(found))


def find(sheet: Sheet) -> tuple[tuple[str, ...], Found | None]:
    """The months that a record covers: those of its ranges, else of the rows that begin with one."""
    ranged = in_text(sheet.text)
    match = _RANGE.search(sheet.text)
    if ranged and match:
        return ranged, sheet.at(match.start(), match.end())
    rows = [
        (i, f"{m.group(1)}-{int(m.group(2)):02d}")
        for row in sheet.rows
        for i, cell in zip(row.lines[:2], row.cells[:2], strict=True)
        if (m := _ROW.match(cell))
    ]
    if not rows:
        return (), None
    indices = [i for i, _ in rows]
    months = tuple(sorted({month for _, month in rows}))
    sure = min(sheet.lines[i].confidence for i in indices)
    return months, Found("; ".join(months), "; ".join(months), sheet.box(indices), sure)
