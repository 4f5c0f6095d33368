"""M203: there is a seal, but its text could not be read.

What it does: tells which seals were found and could not be compared with a name for certain, where no print beside
them names the party either, or where what was made out of their text is clearly another unit's name.

Why it matters: another body's seal does not count; so where a clause asks for the seal a person looks at it.

Example: a pale seal over a line of print.

How to mend it: nothing, if the seal is the right one; press it on a free place next time.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.facts import Seal
from scanaudit.notices.model import SealDemand
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.form_sections import in_higher_section
from scanaudit.rules.seals import Stamp, employers, judgements, reads_as_another, stands_elsewhere
from scanaudit.rules.wording import party, word
from scanaudit.text import Text

CODE = "M203"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each group whose seal is there but cannot be read; a note where practice asks for it."""
    demand = context.asked(SealDemand)
    for judged in judgements(context):
        if judged.state == "unread" and judged.stamp is not None and not stands_elsewhere(context, judged):
            stamp = judged.stamp
            another = demand.of == "employer" and reads_as_another(stamp.seal, employers(context))
            effect = "unsure" if another else _effect(demand, stamp, context)
            values = {"party": party(demand.of), "why": _why(stamp.seal, another=another)}
            yield Observation(CODE, effect, (stamp.page,), stamp.seal.bbox, stamp.seal.confidence, values)


def _why(seal: Seal, *, another: bool) -> Text:
    """Why the seal is not the party's for certain: what it seems to read, or that it was not read."""
    if another:
        return word("seals_open", "another").fill(text=seal.text or seal.guess or "")
    return word("seals_open", "unread")


def _effect(demand: SealDemand, stamp: Stamp, context: RequirementContext) -> Effect:
    """A seal in the section that another body fills in is a doubt even where only practice asks for the seal."""
    elsewhere = demand.of == "employer" and in_higher_section(stamp.seal, context.upload.pages[stamp.page])
    return "unsure" if elsewhere or not demand.practice else "none"


RULE = Rule(CODE, ("seal",), check)
