"""V481: the document does not seem to say what it has to say.

What it does: looks for the words that name each thing which the notice wants stated, and whether the document says of
itself that it is something else. Of where a place has to be, the address beside its label counts before any other word.

Why it matters: an award without grantor, date and level, or a proof without role and rank, does not count.

Example: a proof of joint work that names the applicant but not the rank; a utility model where an invention is asked.

How to mend it: have the issuer add what is missing; if it is there in other words, nothing needs doing. A document that
is something else has to be replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scanaudit.notices.model import StatesDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.people import folded
from scanaudit.rules.upload import MARK_SEEN
from scanaudit.rules.wording import listed, word

CODE = "V481"
# A place as addresses begin with it, below the province, which alone tells no other place: 四川省简阳市, 简阳市.
_PLACE = re.compile(r"^(?:[一-鿿]{2,3}省|[一-鿿]{2,6}自治区)?[一-鿿]{2,7}?[市州县]")
# An office that keeps insurance, by its name or by its document's heading, in a row of its own, as issuer or in a seal,
# its place below a province: 四川省成都市社会保险管理服务中心, 成都市社会保险参保证明(个人). The name of a firm
# (杭州市某某建设有限公司社会保险缴费证明) and a sentence (用人单位在杭州市社会保险) are none; 社区 is no place.
_OFFICE = re.compile(
    r"(?!.*(?:公司|集团|厂))(?:[一-鿿]{2,3}省)?(?!参保|统筹|缴|所在|个人|[本各全该我])"
    r"(?:(?!单位|在)[一-鿿]){2,6}?(?:[市州县]|(?<![社地小园])区)[一-鿿]{0,8}?"
    r"(?:社会?保|医疗?保|人力资源|养老保险|就业)[一-鿿]*?"
    r"(?:局|处|所|中心|大厅|机构|章|证明书?|凭证|记录|明细|清单|情况|信息|查询|汇总|[表单册])(?:[(（][一-鿿]{1,8}[)）])?"
)
# Characters of an address that a sentence repeats. Design value: down to the street, 四川省成都市武侯区人民南路四段.
_LONGEST_TOLD = 18
_NO_WORDS = re.compile(r"[^一-鿿]")


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each document that lacks an entry; unmet where every page could be read and the notice asks for these
    very words, or the document says that it is something else.
    """
    demand = context.asked(StatesDemand)
    for pages in context.groups("document"):
        address, office = _address(context, pages, demand), _office_elsewhere(context, pages, demand)
        text = address or context.upload.text(pages)
        if office:
            text = _without_employers(context, pages, text)
        lacking = [n for n, words in enumerate(demand.phrases) if not any(word in text for word in words)]
        if lacking:
            named = [demand.names[n] for n in lacking] if demand.names else [demand.what]
            other = _contrary(context, pages, demand)
            told = "another" if other else "elsewhere" if address or office else "lacking"
            place = (address or office or "")[:_LONGEST_TOLD]
            values = {"what": demand.what, "lacking": listed(named), "other": other or "", "place": place}
            values |= {"told": word("stated", told).fill(**values), "todo": word("stated", f"{told}_advice")}
            unmet = (demand.strict or other is not None) and context.upload.all_readable(pages)
            sure = context.upload.kind_confidence(pages) if unmet else 0.6
            yield Observation(CODE, "unmet" if unmet else "unsure", pages, None, sure, values)


def _office_elsewhere(context: RequirementContext, pages: Sequence[int], demand: StatesDemand) -> str | None:
    """The office of another place that made the document out, where the demand asks for one of these places and no
    office of one is named.
    """
    if not demand.made_out_in:
        return None
    facts = [context.upload.pages[i] for i in pages]
    seals = [seal.text for page in facts for seal in page.seals if seal.text and seal.confidence >= MARK_SEEN]
    issuers = [page.fields.issuer for page in facts if page.fields.issuer]
    rows = ["".join(row.split()) for page in facts for row in page.text.splitlines()]
    offices = [found for name in (*issuers, *seals, *rows) if (found := _OFFICE.fullmatch(name))]
    wanted = [word for words in demand.phrases for word in words]
    if any(word in one.group() for one in offices for word in wanted):
        return None
    return offices[0].group() if offices else None


def _without_employers(context: RequirementContext, pages: Sequence[int], text: str) -> str:
    """The text without the names of employers: where a firm is, says nothing of where it insures."""
    read = (context.upload.pages[i].fields.employer for i in pages)
    for name in (context.profile.employer, *read):
        text = text.replace(name, "") if name else text
    return text


def _contrary(context: RequirementContext, pages: Sequence[int], demand: StatesDemand) -> str | None:
    """What a row of the pages says the document is, where that is not what is asked for."""
    rows = {
        _NO_WORDS.sub("", folded(row)) for i in pages for row in context.upload.pages[i].text.splitlines()
    }
    return next((one for one in demand.contrary if one in rows), None)


def _address(context: RequirementContext, pages: Sequence[int], demand: StatesDemand) -> str | None:
    """What stands beside the labels, in their row or the next; None where it names no place."""
    if not demand.beside:
        return None
    # a label of two characters set wide is two lines, of which only the last stands beside the value, or before it
    parts = (
        *demand.beside,
        *(f"^{label[-1]}(?=[一-鿿]{{4}}|$)" for label in demand.beside if len(label) == 2),
    )
    label = re.compile(f"(?:{'|'.join(parts)})[:：]?")
    rows = [folded(row) for i in pages for row in context.upload.pages[i].text.splitlines()]
    found = []
    for row, below in zip(rows, [*rows[1:], ""], strict=True):
        match = label.search(row)
        if match:
            found.append(row[match.end() :] or below)
    return "".join(one for one in found if _PLACE.match(one)) or None


RULE = Rule(CODE, ("states",), check)
