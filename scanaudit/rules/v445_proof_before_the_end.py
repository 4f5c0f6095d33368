"""V445: the proof of publicity was made out before the publicity was over.

What it does: compares the proof's date with the last day of the publicity that it proves.

Why it matters: nobody can prove on the third of a month that no objection came up to the fourth.

Example: a proof of 3 September of a publicity from 29 August to 4 September.

How to mend it: have the unit issue the proof once the publicity is over.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.publicity import announces, dated_after, last_day
from scanaudit.rules.upload import span

CODE = "V445"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure where a proof is dated before the period's last day and bears no later date: a day is easily misread."""
    for pages in context.groups("document"):
        facts = [context.upload.pages[i] for i in pages]
        last = last_day(facts)
        if last is None or dated_after(facts, last) or announces(context.upload.text(pages)):
            continue
        issued = [(i, s) for i in pages if (s := span(context.upload.pages[i].fields.issue_date))]
        if issued and all(day.last < last for _, day in issued):
            index, day = issued[-1]
            evidence = context.upload.pages[index].fields.evidence.get("issue_date")
            values = {"date": day.stated, "last": last}
            yield Observation(CODE, "unsure", (index,), evidence.bbox if evidence else None, 0.5, values)


RULE = Rule(CODE, ("publicity",), check)
