"""V499: nothing was read that could be compared.

What it does: asks whether any value that must agree could be compared: with the profile, or between two pages.

Why it matters: values that nobody could compare do not agree; to call that in order would be a guess.

Example: the name was read on no page, and no ID number was given.

How to mend it: give name, ID number and employer in the profile and check again, or compare the pages by eye.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from scanaudit.notices.model import AgreementDemand
from scanaudit.rules.agreement import identity_card, personal, reference_name
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.people import sameness
from scanaudit.rules.upload import span

CODE = "V499"
_DATED = frozenset({"title_certificate", "graduation_certificate", "xuexin_record"})
_NUMBERED = frozenset({"graduation_certificate", "xuexin_record"})


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure where none of the values asked for could be compared by the rules that do so (V491, V492, V493)."""
    asked = [_COMPARED[what] for what in context.asked(AgreementDemand).of if what in _COMPARED]
    if asked and not any(compared(context) for compared in asked):
        yield Observation(CODE, "unsure", context.indices, confidence=0.5, beside=identity_card(context))


def _name(context: RequirementContext) -> bool:
    name = reference_name(context)
    told = [sameness(name, page) for _, page in personal(context)]
    given = context.profile.name is not None  # else one of the pages is where the name is from
    return len([answer for answer in told if answer != "unread"]) > (0 if given else 1)


def _id_number(context: RequirementContext) -> bool:
    numbers = [context.profile.id_number, *(page.fields.id_number for _, page in personal(context))]
    return len([number for number in numbers if number and "*" not in number]) > 1


def _employer(context: RequirementContext) -> bool:
    return bool(context.profile.employer) and any(page.fields.employer for _, page in personal(context))


def _certificate_number(context: RequirementContext) -> bool:
    numbered = {page.kind for _, page in personal(context) if page.fields.certificate_number}
    return numbered >= _NUMBERED


def _dates(context: RequirementContext) -> bool:
    stated = context.profile.prior_title_date or context.profile.graduation_year
    dated = (page for _, page in personal(context) if page.kind in _DATED)
    return stated is not None and any(span(page.fields.issue_date) for page in dated)


_COMPARED: Mapping[str, Callable[[RequirementContext], bool]] = {
    "name": _name,
    "id_number": _id_number,
    "employer": _employer,
    "certificate_number": _certificate_number,
    "dates": _dates,
}

RULE = Rule(CODE, ("agreement",), check)
