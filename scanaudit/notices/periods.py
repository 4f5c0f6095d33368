"""A period as people write it: two days, months or years with something between them.

>>> period("2019-2023") == period("2019年1月至2023年12月") == period("2019-01-01 至 2023-12-31")
True
>>> period("2019.1-2023.12")
(datetime.date(2019, 1, 1), datetime.date(2023, 12, 31))
>>> period("2019年至今"), period("2019")
(None, None)
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from typing import Final

_YEAR, _REST = r"(?:19|20)\d\d", r"(?:[-./年]\d{1,2}(?:[-./月]\d{1,2}日?|月)?|年度?)?"
_END: Final = rf"{_YEAR}{_REST}"
# A plain hyphen parts years and months too: where it does follows from what stands on both sides.
_PERIOD: Final = re.compile(rf"({_END})\s*(?:至|到|~|—+|–|−|-+|\bto\b)\s*({_END})")
_DAY: Final = re.compile(rf"({_YEAR})(?:[-./年](\d{{1,2}})(?:[-./月](\d{{1,2}})日?|月)?|年度?)?")


def period(text: str) -> tuple[dt.date, dt.date] | None:
    """First and last day, both inclusive; None where the text is no period or names a day that does not exist."""
    match = _PERIOD.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    start, end = end_of(match.group(1), begins=True), end_of(match.group(2), begins=False)
    return None if start is None or end is None else (start, end)


def end_of(text: str, *, begins: bool) -> dt.date | None:
    """One end of a period. A year alone begins on 1 January and ends on 31 December, a month alone on its first and
    last day.

    >>> end_of("2020年2月", begins=False), end_of("2019", begins=True), end_of("2019-02-30", begins=True)
    (datetime.date(2020, 2, 29), datetime.date(2019, 1, 1), None)
    """
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    year, month = int(match.group(1)), int(match.group(2) or (1 if begins else 12))
    try:
        last = 1 if begins else calendar.monthrange(year, month)[1]
        return dt.date(year, month, int(match.group(3) or last))
    except ValueError:
        return None
