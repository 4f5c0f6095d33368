"""K314: a contract goes on behind its last page, and the page with the signatures is not there.

What it does: looks for the page on which the parties of a labour contract sign, where its pages show that there are
more: a page number below the number of pages (第1页 共5页), clauses down to the foot of the sheet, or nothing but the
cover.

Why it matters: a contract proves nothing without both parties' seals and signatures and the date.

Example: 第1页 共5页 with the first six clauses, and no other page.

How to mend it: scan the contract to its last page, on which both parties sealed and signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scanaudit.rules.agreement import is_of_material
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.contract_pages import fills_its_sheet, is_cover, is_titled, numbered, signed, signing
from scanaudit.rules.upload import UNKIND, Upload
from scanaudit.rules.wording import word
from scanaudit.text import Text

CODE = "K314"
_KIND = "labour_contract"
_CONTRACT = re.compile("甲方|乙方|合同|用人单位|聘用单位|受聘|劳动者")


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each contract without such a page, in whichever of the upload's files it may lie."""
    if not is_of_material(context):
        return
    upload = context.upload
    for document in context.served:
        pages = tuple(i for i in document.pages if upload.kind(i) == _KIND)
        if not pages or not upload.surely_of(pages, {_KIND}) or not _can_be_told(upload, pages):
            continue
        why = None if _is_signed_elsewhere(upload, pages) else _goes_on(upload, pages)
        if why is not None:
            yield Observation(CODE, "unsure", (pages[-1],), None, 0.5, {"why": why})


def _can_be_told(upload: Upload, pages: Sequence[int]) -> bool:
    """Whether every page of the contract was read, and none of its pages is the one to sign on."""
    return (
        upload.whole(pages)
        and upload.all_readable(pages)
        and not any(signing(upload.pages[i]) for i in pages)
    )


def _goes_on(upload: Upload, pages: Sequence[int]) -> Text | None:
    """What shows that the contract has more pages than these. A hand beside a seal is where the parties sign, but on a
    page that says by its number that it is not the last, and on a cover: there they stand for a copy.
    """
    facts = [upload.pages[i] for i in pages]
    told = [found for page in facts if (found := numbered(page))]
    if told and all(number < of for number, of in told) and len(pages) < max(of for _, of in told):
        unnumbered = [page for page in facts if numbered(page) is None]
        number, of = max(told)
        return None if any(map(signed, unnumbered)) else word("contracts", "number").fill(page=number, of=of)
    if is_cover(facts):
        return word("contracts", "cover")
    if told or any(map(signed, facts)) or not fills_its_sheet(facts[-1]):
        return None
    return word("contracts", "clauses")


def _is_signed_elsewhere(upload: Upload, pages: Sequence[int]) -> bool:
    """Whether a page that was not put to this contract may be the one: of no kind, perhaps a contract's, in the same
    file, or of a contract that does not begin itself.
    """
    files = {upload.pages[i].file for i in pages}
    perhaps = set(upload.second_choices({_KIND}))
    others = [d.pages for d in upload.documents if not set(d.pages) & set(pages)]
    headless = {i for d in others for i in d if not any(is_titled(upload.pages[k]) for k in d)}
    return any(
        i not in pages
        and (
            page.file in files
            or upload.kind(i) in UNKIND
            or i in perhaps
            or (upload.kind(i) == _KIND and i in headless)
        )
        and _CONTRACT.search(upload.text((i,)))
        and signing(page)
        for i in upload.opened()
        for page in (upload.pages[i],)
    )


RULE = Rule(CODE, ("material",), check)
