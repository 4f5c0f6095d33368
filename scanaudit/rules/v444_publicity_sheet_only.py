"""V444: only the sheet that was put up is there, no proof that the publicity is over.

What it does: looks whether any page about the publicity says what came of it, where one announces it and asks for
objections.

Why it matters: the sheet is made before the publicity; it shows neither that it lasted nor that nobody objected.

Example: a sheet of 29 August, 现将申报材料予以公示，如有异议请向办公室反映, in place of the proof.

How to mend it: have the unit issue the proof once the publicity is over.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.publicity import dated_after, is_the_sheet, last_day

CODE = "V444"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure where all documents only announce: what a hand added below may not have been read."""
    groups = context.groups("document")
    if groups and all(_only_announces(context, pages) for pages in groups):
        yield Observation(CODE, "unsure", groups[0], None, 0.5)


def _only_announces(context: RequirementContext, pages: tuple[int, ...]) -> bool:
    """Whether the document announces a publicity, and bears no date that is later than its last day."""
    facts = [context.upload.pages[i] for i in pages]
    last = last_day(facts)
    return is_the_sheet(context.upload.text(pages)) and (last is None or not dated_after(facts, last))


RULE = Rule(CODE, ("publicity",), check)
