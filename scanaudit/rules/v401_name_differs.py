"""V401: the document is in another person's name.

What it does: compares the name on each document with the applicant's.

Why it matters: another person's certificate proves nothing, and is most often a mix-up of folders.

Example: the diploma of a colleague whose scans lay in the same folder.

How to mend it: replace the page by your own; if your name was changed, add the proof of the change.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.agreement import identity_card
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.naming import doubt
from scanaudit.rules.people import former_names, name_confidence, sameness

CODE = "V401"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where a document's name surely differs; unsure where a character or two may be misread."""
    upload = context.upload
    former = former_names(upload.pages, context.profile.name)
    for pages in context.groups("document"):
        answers = {i: sameness(context.profile.name, upload.pages[i], former) for i in pages}
        if "same" in answers.values():
            continue
        for wanted in ("different", "doubtful"):
            index = next((i for i, answer in answers.items() if answer == wanted), None)
            if index is not None:
                page = upload.pages[index]
                evidence = page.fields.evidence.get("name")
                confidence = name_confidence(page) * upload.kind_confidence((index,))
                yield Observation(
                    CODE,
                    "unmet" if wanted == "different" else "unsure",
                    (index,),
                    evidence.bbox if evidence else None,
                    confidence if wanted == "different" else 0.5,
                    doubt(context.profile.name, page, former),
                    beside=identity_card(context),
                )
                break


RULE = Rule(CODE, ("name",), check)
