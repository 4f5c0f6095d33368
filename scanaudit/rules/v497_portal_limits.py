"""V497: a file is outside what the portal takes.

What it does: compares the file's format and the scan's resolution with the limits that the notice states.

Why it matters: a portal refuses such a file, often on the last day.

Example: a TIFF where PDF and JPEG are taken, or a scan of 100 dpi where 200 are asked for.

How to mend it: let `scanaudit fix` write a copy within the limits, or scan it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from scanaudit.facts import PageFacts
from scanaudit.notices.model import Portal
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.text import Text

CODE = "V497"
_SAME = {"jpg": "jpeg", "tif": "tiff", "heif": "heic"}
# A page without a stated resolution is judged as if it were A4: 8.27 inches is the sheet's shorter side (ISO 216).
A4_SHORT = 8.27


def check(context: RequirementContext) -> Iterable[Observation]:
    """One observation a file for its format, one a page for its resolution."""
    portal = context.notice.portal
    if portal is None:
        return
    seen: set[str] = set()
    for index, page in context.pages:
        form = format_of(page)
        if portal.formats and form and form not in portal.formats and page.file not in seen:
            seen.add(page.file)
            what = Text(zh=f"文件格式是 {form.upper()}", en=f"its format is {form.upper()}")
            yield Observation(CODE, "unmet", (index,), None, 0.95, {"what": what})
        yield from _resolution(index, page, portal)


def format_of(page: PageFacts) -> str:
    """The file's format by its name, empty without one."""
    suffix = PurePosixPath(page.file).suffix.lower().removeprefix(".")
    return _SAME.get(suffix, suffix)


def _resolution(index: int, page: PageFacts, portal: Portal) -> Iterable[Observation]:
    least, most = portal.min_dpi, portal.max_dpi
    if not page.dpi:
        if least and 0 < min(page.width, page.height) < A4_SHORT * least:
            what = Text(zh=f"像素可能不够 {least} dpi", en=f"its pixels may be too few for {least} dpi")
            yield Observation(CODE, "unsure", (index,), None, 0.5, {"what": what})
        return
    if (least and page.dpi < least - 1) or (most and page.dpi > most + 1):
        what = Text(zh=f"分辨率是 {page.dpi:.0f} dpi", en=f"its resolution is {page.dpi:.0f} dpi")
        yield Observation(CODE, "unmet", (index,), None, 0.9, {"what": what})


RULE = Rule(CODE, ("upload",), check)
