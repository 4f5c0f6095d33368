"""V403: the employer on the document is not the applicant's, or differs between documents.

What it does: compares the employer's name on the documents with the one in the profile and with each other, and that
on the seal of a contract with the one in the profile.

Why it matters: insurance, contract, salary and tax must come from the same unit.

Example: social insurance paid by another company.

How to mend it: explain the difference with a statement of both units, or add the right document.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import EmployerDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.employers import employer_of, first_naming
from scanaudit.rules.organisations import likeness
from scanaudit.rules.seals import is_authority, reads_as_another
from scanaudit.rules.upload import MARK_SEEN

CODE = "V403"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each differing employer; unmet where the notice is strict and the name is surely another."""
    demand = context.asked(EmployerDemand)
    stated = context.profile.employer
    first = None if stated is None else first_naming(context.pages, stated)
    for index, page in context.pages:
        found = employer_of(page)
        if not found or (not page.fields.employer and stated and stated in context.upload.text((index,))):
            continue
        if stated is None:
            stated, first = found, index
        answer = likeness(found, stated)
        if answer != "same":
            named = "employer" if page.fields.employer else "issuer"
            sure = value_confidence(context.upload, (index,), named)
            unmet = demand.strict and answer == "different" and context.upload.readable(index)
            evidence = page.fields.evidence.get(named)
            yield Observation(
                CODE,
                "unmet" if unmet else "unsure",
                (index,),
                evidence.bbox if evidence else None,
                sure if unmet else 0.7 * sure,
                {"found": found, "name": stated},
                beside=first,
            )
    yield from _sealed_by_another(context)


def _sealed_by_another(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each contract that another firm sealed, and the applicant's employer did not: whoever seals it
    employs, whatever name was filled in. A labour office may seal it besides.
    """
    stated = context.profile.employer
    if stated is None:
        return
    for pages in context.groups("document"):
        seals = [
            (index, seal)
            for index in pages
            if context.upload.kind(index) == "labour_contract"
            for seal in context.upload.pages[index].seals
            if seal.text and seal.confidence >= MARK_SEEN and not is_authority(seal.text)
        ]
        others = [(index, seal) for index, seal in seals if reads_as_another(seal, (stated,))]
        if others and not any(likeness(seal.text or "", stated) == "same" for _, seal in seals):
            index, seal = others[0]
            values = {"found": seal.text or "", "name": stated}
            yield Observation(CODE, "unsure", (index,), seal.bbox, 0.5 * seal.confidence, values)


RULE = Rule(CODE, ("employer",), check)
