"""Working days of the Chinese calendar (State Council's yearly notices, through ``chinesecalendar``)."""

from __future__ import annotations

import datetime as dt

import chinese_calendar


def working_days(first: dt.date, last: dt.date) -> tuple[int, bool]:
    """How many working days from ``first`` to ``last``, both included, and whether that is certain.

    Outside the years that the calendar covers weekdays are counted, and the answer is not certain.

    >>> working_days(dt.date(2024, 9, 2), dt.date(2024, 9, 6))
    (5, True)
    >>> working_days(dt.date(2024, 10, 1), dt.date(2024, 10, 8))
    (1, True)
    """
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    try:
        return sum(bool(chinese_calendar.is_workday(day)) for day in days), True
    except NotImplementedError:
        return sum(day.weekday() < 5 for day in days), False
