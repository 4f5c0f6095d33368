"""V446: a commitment or a publicity is for another year's application, another level or another specialty.

What it does: reads for which year, which title and which specialty a commitment or a proof of publicity says that the
applicant applies, and on which day a commitment was made.

Why it matters: each application has a commitment and a publicity of its own; last year's, or that for another title,
proves nothing of this one.

Example: 现申报2022年度工程系列高级工程师, for the application of 2024.

How to mend it: sign a commitment for this application; have the unit publicise this application.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scanaudit.fields.title_level import rank, titles
from scanaudit.notices.model import PublicityDemand
from scanaudit.rules.agreement import is_of_material
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import exact_period, is_to_come
from scanaudit.rules.people import compact_name
from scanaudit.rules.publicity import is_another_years
from scanaudit.rules.specialties import applied_for, differ
from scanaudit.rules.upload import span
from scanaudit.rules.wording import word
from scanaudit.text import Text

CODE = "V446"
_KINDS = frozenset({"commitment_letter", "public_notice_proof"})
# 参加 is said of a course as often; only of a review is it said of an application.
_APPLIES = re.compile(
    r"(?:申报|申请|参评|参加(?=[^。;；,，]{0,30}评审))(?!人|材料|表|条件|要求|工作|通知|单位)(?P<what>[^。;；]{2,40})"
)
# The year of what is applied for stands right behind the verb and before the title: 申报杭州市2022年度高级工程师; that
# of the present title stands further down: 申报高级工程师,2021年度取得工程师.
_YEAR = re.compile(r"^[^,，、(（师]{0,6}?(?<!\d)(20\d\d)年度[^,，、(（]*(?:职称|资格|职务|评审|师)")


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each document on which all that is said of the application is another's: a digit is easily misread."""
    if not is_of_material(context):
        return
    for pages in context.groups("document"):
        own = tuple(i for i in pages if context.upload.kind(i) in _KINDS)
        found = (
            _of_another_year(context, own)
            or _of_another_level(context, own)
            or _of_another_specialty(context, own)
            or _made_then(context, own)
        )
        if found is not None:
            index, told = found
            yield Observation(CODE, "unsure", (index,), None, 0.5, {"told": told})


def _of_another_year(context: RequirementContext, pages: Sequence[int]) -> tuple[int, Text] | None:
    """The page that says the application to be another year's, and its words; None where one says this year's."""
    found = [(int(of.group(1)), i) for i, said in _said(context, pages) if (of := _YEAR.search(said))]
    wanted = context.notice.year
    if not found or any(year == wanted or _is_told(context, i) for year, i in found):
        return None
    year, index = max(found)
    return index, word("applications", "year").fill(year=year, wanted=wanted)


def _of_another_level(context: RequirementContext, pages: Sequence[int]) -> tuple[int, Text] | None:
    """The page that names a title of another level, and its words; None where one names one of the level."""
    target = context.profile.target_level
    named = [
        (i, one) for i, said in _said(context, pages) for one in titles(said)[:1] if rank(one) is not None
    ]
    if not target or not named or any(rank(one) == target for _, one in named):
        return None
    index, title = named[0]
    return index, word("applications", "level").fill(title=title, wanted=word("title_levels", target))


def _of_another_specialty(context: RequirementContext, pages: Sequence[int]) -> tuple[int, Text] | None:
    """The page that names a specialty of another field, and its words; None where one names that of the application,
    or one that may be it. Beside a name of several people what another applies for may stand first.
    """
    ours = compact_name(context.profile.specialty or "")
    said = list(_said(context, pages, behind_the_name=True))
    named = [(i, one) for i, what in said if (one := applied_for(what))]
    text = compact_name("".join(context.upload.pages[i].text for i in pages))
    if not ours or not named or ours in text or not all(differ(one, ours) for _, one in named):
        return None
    index, specialty = named[0]
    return index, word("applications", "specialty").fill(
        specialty=specialty, wanted=context.profile.specialty
    )


def _made_then(context: RequirementContext, pages: Sequence[int]) -> tuple[int, Text] | None:
    """The page of a commitment that was made in another year, and its words; a day to come is told elsewhere."""
    ours = [i for i in pages if context.upload.kind(i) == "commitment_letter"]
    dates = [(i, made) for i in ours if (made := span(context.upload.pages[i].fields.issue_date))]
    if not dates or any(
        is_to_come(made, context.today) or not is_another_years((made.first, made.last), context.notice)
        for _, made in dates
    ):
        return None
    index, made = dates[0]
    return index, word("applications", "date").fill(date=made.stated, wanted=context.notice.year)


def _is_told(context: RequirementContext, index: int) -> bool:
    """Whether V443 tells of the publicity's days already that they are another year's."""
    demands = context.requirement.demands if context.requirement else ()
    period = exact_period(context.upload.pages[index])
    elsewhen = period is not None and is_another_years(period, context.notice)
    return elsewhen and any(isinstance(demand, PublicityDemand) for demand in demands)


def _said(
    context: RequirementContext, pages: Sequence[int], *, behind_the_name: bool = False
) -> Iterator[tuple[int, str]]:
    """What the pages say is applied for: in a commitment the signer, else in a sentence that names the applicant, or
    only what comes first ``behind_the_name`` there.
    """
    name = compact_name(context.profile.name or "")
    for index in pages:
        signers = context.upload.kind(index) == "commitment_letter"
        for sentence in re.split(r"[。;；]", compact_name(context.upload.pages[index].text)):
            if signers or (name and name in sentence):
                start = 0 if signers or not behind_the_name else sentence.index(name)
                found = [(index, one.group("what")) for one in _APPLIES.finditer(sentence, start)]
                yield from found[:1] if behind_the_name and not signers else found


RULE = Rule(CODE, ("material",), check)
