"""V485: a recommending expert's certificate is of somebody whom the entries do not name.

What it does: compares the names on the certificates of recommending experts with those that the applicant stated.

Why it matters: the certificate must be that of the expert who recommends and signs.

Example: the entries name 魏雪梅, the certificate is 魏雪莲's.

How to mend it: add the certificate of the expert who recommends, or correct the entry.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.facts import PageFacts
from scanaudit.notices.model import DistinctPersonsDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.people import differs_by_one, names_another, sameness
from scanaudit.rules.wording import listed
from scanaudit.text import Text

CODE = "V485"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each document that surely names none of the experts, where as many as are asked for were stated."""
    experts, applicant = context.profile.peer_experts or (), context.profile.name
    if len(experts) < context.asked(DistinctPersonsDemand).count:
        return
    for pages in context.groups("document"):
        facts = [(i, context.upload.pages[i]) for i in pages]
        if any(sameness(applicant, page) == "same" for _, page in facts):
            continue
        others = [i for i, page in facts if page.fields.name]
        if others and all(_is_none_of(experts, page) for _, page in facts if page.fields.name):
            page = context.upload.pages[others[0]]
            evidence = page.fields.evidence.get("name")
            values = {"found": page.fields.name, "stated": listed(Text(zh=e, en=e) for e in experts)}
            yield Observation(CODE, "unsure", (others[0],), evidence.bbox if evidence else None, 0.5, values)


def _is_none_of(experts: Iterable[str], page: PageFacts) -> bool:
    return all(names_another(expert, page) or differs_by_one(expert, page) for expert in experts)


RULE = Rule(CODE, ("distinct_persons",), check)
