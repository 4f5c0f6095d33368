"""The number of a page that a check digit bears out."""

from __future__ import annotations

from collections.abc import Callable

from scanaudit.fields.sheet import Found, Sheet
from scanaudit.reading.rows import compact

Numbers = Callable[[str], list[tuple[int, int, str, bool]]]


def first_checked(
    sheet: Sheet, find: Numbers, wanted: Callable[[str], bool] = lambda before: True
) -> Found | None:
    """The first number whose check digit agrees, else the first. ``wanted`` is asked what stands before one.

    Cells that stand close together can run into one another: where the row gives nothing, each is read alone.
    """
    text = sheet.text
    found = [f for f in find(text) if wanted(text[max(0, f[0] - 10) : f[0]])]
    best = next((f for f in found if f[3]), None)
    if best is None:
        for index, line in enumerate(sheet.lines):
            own = compact(line.text)
            alone = next((f for f in find(own) if f[3] and wanted(own[max(0, f[0] - 10) : f[0]])), None)
            if alone:
                return Found(alone[2], line.text, sheet.box([index]), line.confidence, True)
    best = best or (found[0] if found else None)
    return sheet.at(best[0], best[1], best[2], best[3]) if best else None
