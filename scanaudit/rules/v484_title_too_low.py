"""V484: the present title is lower than what is asked for.

What it does: compares the level of the title on the applicant's certificates with the one asked for, or with the one
below the title applied for.

Why it matters: a title is applied for step by step; an assistant's certificate opens no way to a senior title.

Example: a certificate of 助理工程师 where one of 工程师 is asked for.

How to mend it: upload the certificate of the higher title; without it, ask your unit which title you can apply for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scanaudit.facts import PageFacts
from scanaudit.fields.title_level import Rank, rank, titles
from scanaudit.notices.model import TitleLevelDemand
from scanaudit.rules.certainty import reading_confidence, value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.upload import VALUE_SURE
from scanaudit.rules.wording import word

CODE = "V484"
# What speaks of a title held before: the one that was read may be that.
_EARLIER = re.compile(r"原(?:任|有|聘)?(?:职称|资格|职务|专业技术)|晋升|晋级|转评")
_STEPS: tuple[Rank, ...] = ("junior", "intermediate", "senior", "senior_full")


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where every certificate's title was read well and is too low; unsure where a higher one may be on them."""
    least = _least(context)
    if least is None:
        return
    told = {i: given for i, page in context.pages if (given := rank(page.fields.level or ""))}
    if not told or any(_STEPS.index(given) >= _STEPS.index(least) for given in told.values()):
        return
    index = max(told, key=lambda i: _STEPS.index(told[i]))
    pages = (index, *(i for i in context.indices if i != index))
    sure = reading_confidence(context.upload, told, "level") >= VALUE_SURE and not any(
        _may_be_higher(page, least) for i, page in context.pages
    )
    evidence = context.upload.pages[index].fields.evidence.get("level")
    values = {"found": context.upload.pages[index].fields.level or "", "need": word("title_levels", least)}
    confidence = value_confidence(context.upload, told, "level") if sure else 0.5
    box = evidence.bbox if evidence else None
    yield Observation(CODE, "unmet" if sure else "unsure", pages, box, confidence, values)


def _least(context: RequirementContext) -> Rank | None:
    """The level asked for; None where any will do or it is not known which title is applied for."""
    least = context.asked(TitleLevelDemand).least
    if least != "below_target":
        return least
    target = context.profile.target_level
    step = _STEPS.index(target) - 1 if target else 0
    return _STEPS[step] if step > 0 else None


def _may_be_higher(page: PageFacts, least: Rank) -> bool:
    """Whether a page may tell of a title that is high enough: its own was not read, or its words name one."""
    if rank(page.fields.level or "") is None:
        return bool(page.fields.name or page.fields.dates or page.fields.certificate_number)
    if _EARLIER.search(page.text):
        return True
    named = (rank(title) for title in titles("".join(page.text.split())))
    return any(one is not None and _STEPS.index(one) >= _STEPS.index(least) for one in named)


RULE = Rule(CODE, ("title_level",), check)
