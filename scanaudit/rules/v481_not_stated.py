"""V481: the document does not seem to say what it has to say.

What it does: looks for the words that name each thing which the notice wants stated.

Why it matters: an award without grantor, date and level, or a proof without role and rank, does not count.

Example: a proof of joint work that names the applicant but not the rank.

How to mend it: have the issuer add what is missing; if it is there in other words, nothing needs doing.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import StatesDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.wording import listed

CODE = "V481"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each document that lacks an entry; unmet where the notice asks for these very words and every
    page could be read.
    """
    demand = context.asked(StatesDemand)
    for pages in context.groups("document"):
        text = context.upload.text(pages)
        lacking = [n for n, words in enumerate(demand.phrases) if not any(word in text for word in words)]
        if lacking:
            named = [demand.names[n] for n in lacking] if demand.names else [demand.what]
            values = {"what": demand.what, "lacking": listed(named)}
            unmet = demand.strict and context.upload.all_readable(pages)
            sure = context.upload.kind_confidence(pages) if unmet else 0.6
            yield Observation(CODE, "unmet" if unmet else "unsure", pages, None, sure, values)


RULE = Rule(CODE, ("states",), check)
