"""V447: the applicant is not on the list of those whom a publicity names.

What it does: reads the names that a proof of publicity lists (a column under 姓名, numbered rows, names in a row) and
looks for the applicant's, with one character misread as well, on all proofs of publicity that were handed in.

Why it matters: a colleague's publicity, or another department's, proves nothing of this application.

Example: 对张三、李四、王五等3位同志的申报材料进行了公示, for an application of 郑晓舟.

How to mend it: add the publicity, or the page of its list, that names the applicant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from scanaudit.facts import PageFacts
from scanaudit.notices.model import AgreementDemand
from scanaudit.rules.agreement import identity_card, is_of_material
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.listed_names import listed
from scanaudit.rules.people import (
    SURE_OF_EACH,
    about_another,
    compact_name,
    folded,
    former_names,
    may_be_named,
    only_signs,
)
from scanaudit.rules.upload import UNKIND

CODE = "V447"
_KIND = "public_notice_proof"
_LIST = re.compile("公示|名单|人员一览|申报人员")
_SHOWN = 3  # names in the sentence: enough to know the list by


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure, once, on the first list, where no page about the publicity may name the applicant."""
    demand, name = context.demand, context.profile.name
    asked = "name" in demand.of if isinstance(demand, AgreementDemand) else is_of_material(context)
    upload = context.upload
    ours = [i for i in context.indices if upload.kind(i) == _KIND and i not in context.strangers]
    if not name or not asked or not ours or not upload.whole(ours) or not upload.all_readable(ours):
        return
    former = former_names(upload.pages, name)
    told = [(i, names) for i in ours if (names := listed(upload.pages[i]))]
    if not told or any(about_another(name, upload.pages[i], former) for i in ours):
        return  # V491 tells it
    about = _about_it(context, ours)
    if any(
        _may_name(upload.pages[i], one, context.profile.id_number) for i in about for one in (name, *former)
    ):
        return
    index, names = told[0]
    values = {"names": "、".join(one for one, _ in names[:_SHOWN]), "name": name}
    yield Observation(CODE, "unsure", (index,), None, 0.5, values, beside=identity_card(context))


def _about_it(context: RequirementContext, ours: Sequence[int]) -> list[int]:
    """The pages about the publicity, and those that may hold its list: in the same file, or headed as one."""
    upload = context.upload
    files = {upload.pages[i].file for i in ours}
    perhaps = set(upload.second_choices({_KIND}))
    return [
        i
        for i in upload.opened()
        if (page := upload.pages[i]).file in files
        or upload.kind(i) == _KIND
        or ((upload.kind(i) in UNKIND or i in perhaps) and _LIST.search(page.text))
    ]


def _may_name(page: PageFacts, name: str, number: str | None) -> bool:
    """Whether the page names the applicant, perhaps misread or with a part of the name covered, or by the ID number. A
    hand that signs the copy names nobody.
    """
    wanted, text = compact_name(name), folded(page.text)
    if wanted in text:
        return not only_signs(page, wanted)
    near = any(
        sure < SURE_OF_EACH
        and len(one) == len(wanted)
        and Levenshtein.distance(compact_name(one), wanted) == 1
        for one, sure in listed(page)
    )
    covered = re.search(rf"{re.escape(wanted[0])}[{re.escape(wanted[1:])}]?[*某×○]", text)
    return may_be_named(wanted, text) or near or bool(covered) or bool(number and number in text)


RULE = Rule(CODE, ("material", "agreement"), check)
