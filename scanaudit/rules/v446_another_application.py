"""V446: a commitment or a publicity is for another year's application, or for another level.

What it does: reads for which year and which title a commitment or a proof of publicity says that the applicant applies,
and on which day a commitment was made.

Why it matters: each application has a commitment and a publicity of its own; last year's, or that for another title,
proves nothing of this one.

Example: 现申报2022年度工程系列高级工程师, for the application of 2024.

How to mend it: sign a commitment for this application; have the unit publicise this application.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scanaudit.facts import PageFacts
from scanaudit.fields.title_level import rank, titles
from scanaudit.notices.model import PublicityDemand
from scanaudit.rules.agreement import is_of_material
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import exact_period, is_to_come
from scanaudit.rules.people import compact_name
from scanaudit.rules.publicity import is_another_years
from scanaudit.rules.upload import span
from scanaudit.rules.wording import word
from scanaudit.text import Text

CODE = "V446"
_KINDS = frozenset({"commitment_letter", "public_notice_proof"})
_APPLIES = re.compile(
    r"(?:申报|申请|参评|参加)(?!人|材料|表|条件|要求|工作|通知|单位)(?P<what>[^。;；]{2,40})"
)
_OF_TITLES = re.compile(r"职称|资格|职务|评审|[师员]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年度")


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each document on which all that is said of the application is another's: a digit is easily misread."""
    if not is_of_material(context):
        return
    for pages in context.groups("document"):
        for index in pages:
            page = context.upload.pages[index]
            told = _another(context, page) if context.upload.kind(index) in _KINDS else None
            if told is not None:
                yield Observation(CODE, "unsure", (index,), None, 0.5, {"told": told})


def _another(context: RequirementContext, page: PageFacts) -> Text | None:
    """What the page says that is another application's, in words."""
    said = tuple(_said(context, page))
    years = {int(year) for one in said if _OF_TITLES.search(one) for year in _YEAR.findall(one)}
    if years and context.notice.year not in years and not _is_told(context, page):
        return word("applications", "year").fill(year=max(years), wanted=context.notice.year)
    named = {given: one for text in said for one in titles(text)[:1] if (given := rank(one)) is not None}
    target = context.profile.target_level
    if target and named and target not in named:
        wanted = word("title_levels", target)
        return word("applications", "level").fill(title=next(iter(named.values())), wanted=wanted)
    made = span(page.fields.issue_date)
    dated = page.kind == "commitment_letter" and made is not None and not is_to_come(made, context.today)
    if dated and made and is_another_years((made.first, made.last), context.notice):
        return word("applications", "date").fill(date=made.stated, wanted=context.notice.year)
    return None


def _is_told(context: RequirementContext, page: PageFacts) -> bool:
    """Whether V443 tells of the publicity's days already that they are another year's."""
    demands = context.requirement.demands if context.requirement else ()
    period = exact_period(page)
    elsewhen = period is not None and is_another_years(period, context.notice)
    return elsewhen and any(isinstance(demand, PublicityDemand) for demand in demands)


def _said(context: RequirementContext, page: PageFacts) -> Iterator[str]:
    """What the page says is applied for: in a commitment the signer, else in a sentence that names the applicant."""
    name = compact_name(context.profile.name or "")
    for sentence in re.split(r"[。;；]", compact_name(page.text)):
        if page.kind == "commitment_letter" or (name and name in sentence):
            yield from (found.group("what") for found in _APPLIES.finditer(sentence))


RULE = Rule(CODE, ("material",), check)
