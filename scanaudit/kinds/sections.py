"""Sections of a review form that look like forms of their own (a recommendation, a promise) and are the form's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scanaudit.facts import PageFacts
from scanaudit.kinds.catalogue import catalogue
from scanaudit.kinds.headings import heads
from scanaudit.reading.rows import fold

# What a section may look like; only a heading makes it a form of its own.
_SECTIONS = {
    "recommendation_form",
    "peer_report",
    "annual_assessment",
    "commitment_letter",
    "public_notice_proof",
}
# What one may look like besides, where the form goes on behind it: its lists of courses, works and papers.
_LISTS = {
    "ce_registration_page",
    "ce_hours_check",
    "work_role_proof",
    "project_proof",
    "benefit_proof",
    "paper_toc",
    "paper_body",
    "appraisal_report",
}
# So many such pages lie between two of the form's at most: a form's sections that look like other papers stand alone or
# in pairs, and a booklet among two forms has more pages. Design value.
_MOST_BETWEEN = 3
# Opinions that a form has cells for, and a letter that stands alone has not: those of who recommends and of who judges.
# 单位审核意见 stands on letters, too. In a narrow cell the words break over several rows.
_OPINION = re.compile(
    r"(?m)^[(（]?[一二三四五六七八九十]{0,2}[)）、.．]?(?:[一-鿿]{0,8}(?:推荐|专家)|评审|评委|专家评议)[一-鿿]{0,4}\n?意见[:：]?$"
)
# What a promise is headed with that is a section of a form: a letter calls itself one (诚信承诺书, 承诺函, 声明).
_PROMISE = re.compile(
    r"^[一二三四五六七八九十、.．(（)）]{0,4}(?:诚信|个人|本人|申报人|郑重|真实性|申报)?承诺[:：]?$"
)
_LETTER = re.compile("[书函]|声明")
# The number that begins a section (九、同行专家推荐意见), and what follows it.
_NUMBERED = re.compile(r"(?m)^[(（]?(十?[一二三四五六七八九]|十)[)）]?[、.．](.*)$")
_NUMERALS = [*"一二三四五六七八九十", *(f"十{n}" for n in "一二三四五六七八九")]
# What a numbered section may be besides is possible, and no more than that: between what the rules look for a missing
# form in, 0.08, and what they take for a rival, 0.25.
_AS_FORM = 0.2
_HEAD_LINES = 3
# What a heading does not hold: 业绩突出，公示无异议 is a sentence of an opinion.
_SENTENCE = re.compile("[,，;；。]")


def is_section(page: PageFacts, before: PageFacts) -> bool:
    """Whether ``page``, which looks like a form, is a section of the review form that ``before`` is a page of."""
    if before.kind != "review_form" or page.kind not in _SECTIONS:
        return False
    return _is_next(page, before) or not _is_headed(page) or (_gives_opinions(page) and not _is_letter(page))


def enclosed(pages: Sequence[PageFacts]) -> list[int]:
    """Places in ``pages``, which follow one another in one file, of those that lie between two pages of a review form,
    whatever table they look like, where no title heads them and they bear no seal; and a promise that is headed as a
    section or shares its page with the form's opinions. A form's cover begins another form.
    """
    found: list[int] = []
    first: int | None = None
    for place, page in enumerate(pages):
        if page.kind == "review_form":
            between = range((place if first is None else first) + 1, place)
            if len(between) <= _MOST_BETWEEN and not begins(page):
                found += (k for k in between if pages[k].kind != "other")
            first = place
        elif not _may_be_a_section(page):
            first = None
    return found


def _may_be_a_section(page: PageFacts) -> bool:
    known = page.kind in _SECTIONS | _LISTS | {"other"}
    untitled = not (heads(page) or _is_headed(page)) or _is_bare_promise(page)
    return (known and untitled and not page.seals) or _gives_opinions(page)


def _gives_opinions(page: PageFacts) -> bool:
    """Whether the page, a promise, also has a cell for the opinion of who recommends or judges."""
    return page.kind == "commitment_letter" and bool(_OPINION.search(page.text))


def _is_bare_promise(page: PageFacts) -> bool:
    """Whether the page, a promise, is headed as a section of a form is."""
    return page.kind == "commitment_letter" and bool(
        _PROMISE.match(fold(page.text.strip().partition("\n")[0]))
    )


def _is_letter(page: PageFacts) -> bool:
    """Whether the page's head names it a letter."""
    return bool(_LETTER.search(_top(page)))


def _goes_on_with_a_clause(page: PageFacts) -> bool:
    first = next((line for line in page.text.splitlines() if line.strip()), "")
    numbered = _NUMBERED.match("".join(first.split()))
    return numbered is not None and numbered.group(1) != "一"


def begins(page: PageFacts) -> bool:
    """Whether a title heads the page that names its document, and not one of its sections (业绩登记), nor a clause of a
    contract that goes on (七、劳动合同的解除、终止).
    """
    if page.kind == "labour_contract" and _goes_on_with_a_clause(page):
        return False
    known = catalogue().by_id.get(page.kind)
    sections = {f"title: {title}" for title in known.sections} if known else set()
    return heads(page) and sections.isdisjoint(cue.cue for cue in page.kind_cues)


def no_rival_where_clear(section: PageFacts) -> PageFacts:
    """A numbered section's page, or one with the form's opinions: it still may be the form that it looks like, but is
    no rival of the one it is in.
    """
    numbered = _NUMBERED.match(section.text.strip())
    return unlikely_alone(section) if numbered or _gives_opinions(section) else section


def unlikely_alone(section: PageFacts) -> PageFacts:
    """A page that the form goes on behind, or whose number goes on with the form's, is no rival of it."""
    chances = tuple(
        (kind, min(p, _AS_FORM) if kind in _SECTIONS | _LISTS else p) for kind, p in section.kind_candidates
    )
    return section.model_copy(update={"kind_candidates": chances})


def _is_next(page: PageFacts, before: PageFacts) -> bool:
    """Whether the page begins with the number after a section's of the page before, so that its heading is a section's
    too. Materials that are numbered in a file have the number before their name: 一、评审表; 二、承诺书.
    """
    numbered = _NUMBERED.match(page.text.strip())
    if numbered is None:
        return False
    number = _NUMERALS.index(numbered.group(1))
    title, _, _ = before.text.strip().partition("\n")
    sections = [n for n, rest in _NUMBERED.findall(before.text) if rest not in title or "表" not in rest]
    return number > 0 and _NUMERALS[number - 1] in sections


def _is_headed(page: PageFacts) -> bool:
    """Whether one of the kind's titles heads the page, rather than standing in a cell or a sentence of it."""
    top = _top(page)
    titles = (cue.cue.removeprefix("title: ") for cue in page.kind_cues if cue.cue.startswith("title: "))
    return any(title in top for title in titles)


def _top(page: PageFacts) -> str:
    """What stands at the page's head, without its sentences."""
    rows = page.text.strip().splitlines()[:_HEAD_LINES]
    return fold("".join(row for row in rows if not _SENTENCE.search(row)))
