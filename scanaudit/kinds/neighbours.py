"""Pages that abstained take their kind from the page before them in the same file, where they carry it on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import log

from scanaudit.facts import Cue, PageFacts
from scanaudit.kinds.booklets import second_on_sheet
from scanaudit.kinds.catalogue import catalogue
from scanaudit.kinds.headings import heads
from scanaudit.kinds.sections import enclosed, is_section, no_rival_where_clear, unlikely_alone
from scanaudit.kinds.series import picture_series
from scanaudit.reading.rows import fold

# Documents that usually run over several pages whose later pages bear no title. What goes on after a page of
# these kinds, or lies between two, is most likely the same document.
_RUNNING = {
    "paper_body", "labour_contract", "review_form", "appraisal_report", "project_proof", "standard_document",
    "salary_flow", "social_insurance_record", "tax_proof", "roster", "paper_toc", "patent_certificate",
    "equity_proof", "annual_assessment", "ce_registration_page",
}  # fmt: skip
_ENCLOSING = _RUNNING | {
    "title_certificate",
    "vocational_certificate",
    "commitment_letter",
    "exam_registration_form",
}
# An inherited kind is never as sure as a seen one; below a third nobody should act on it.
_INHERITED, _FLOOR = 0.65, 0.35
# Reports whose running text looks like a paper's, and what only a paper's says.
_REPORTS = {"appraisal_report", "standard_document"}
# What a report's page looks like that tells of the work and who did it.
_PROOFS = {"work_role_proof", "project_proof", "benefit_proof"}
_OF_A_PAPER = re.compile(
    r"摘\s*要|关键词|参考文献|中图分类号|文献标识|收稿日期|基金项目|作者简介|第\s*\d+\s*[卷期]|(?i:issn|doi|abstract|keywords)"
)
# What a title certificate says of the title that it awards, and a booklet's name page does not.
_AWARDED = re.compile(
    r"评审|评\s*委|任职资格|资格名称|资格级别|批准|具[备有]|取得|考试|经审|认定|授予|聘任|评定|资格证"
)
_BOOKLET = ("ce_registration_page", "ce_verification_page")
_NAME_PAGE = 0.6
# A section was seen to be of the form, not only to lie beside it.
_SECTION_KEPT = 0.9
# From this chance on a page in a file of papers is taken for the part that it most likely is: half of what a page by
# itself needs, since most of what lies in such a file is a part of a paper (tuning seeds of benchmarks/grouping.py).
_AMONG = 0.25
# And then its chance counts double, but never so that the page is sure of its kind (rules/upload.py: 0.60): a missing
# cover would come out as there.
_AMONG_MOST = 0.55
# By how much a word in the file's name raises a kind's odds: it turns a chance of a third into a half.
_FILE_ODDS = 2.2
# A page less sure than _UNSURE that may be of a sure one's kind and bears its heading is so with this confidence.
# Design values; the pages that asked for it were told .64 to .36.
_SURE, _UNSURE, _MAY_BE, _SAME_FORM = 0.9, 0.75, 0.25, 0.7
# What a heading ends in that names a paper, and no organisation.
_PAPER = re.compile("[一-鿿]{2}(?:[表书证页卡册]|登记|审验|验证|记录|记载|情况|证明|说明|报告)$")
# A page of running text: fewer characters than this are a figure, a cover or a stray sheet.
_MIN_PROSE = 150


def refine(pages: Sequence[PageFacts]) -> tuple[PageFacts, ...]:
    """The same pages in the same order; those that abstained and go on from a neighbour have its kind, with
    a modest confidence and a cue that says so. Never across files, but for the sections of a review form that was
    scanned a file a page.
    """
    result = [second_on_sheet(_named(page)) for page in pages]
    by_file: dict[str, list[int]] = defaultdict(list)
    for index, page in enumerate(pages):
        if page.page is not None:
            by_file[page.file].append(index)
    for indices in by_file.values():
        indices.sort(key=lambda i: pages[i].page or 0)
        _same_form(result, indices)
        _name_page(result, indices)
        _within_forms(result, indices)
        _among_papers(result, indices)
        no_paper = not any(_is_of_a_paper(result[i]) for i in indices)
        for place in range(1, len(indices)):
            before = result[indices[place - 1]]
            after = result[indices[place + 1]] if place + 1 < len(indices) else None
            result[indices[place]] = _report_body(result[indices[place]], before, after, no_paper=no_paper)
            result[indices[place]] = _inherit(result[indices[place]], before, after)
        _unreadable(result, indices)
    for indices in picture_series(result):
        _within_forms(result, indices)
        _sections(result, indices)
    return tuple(result)


def _named(page: PageFacts) -> PageFacts:
    """A page that abstained between kinds, decided by the words in its file's name where they favour the
    likeliest: a weak hint, which no page needs and which contradicts nothing that was seen.
    """
    likeliest = next(((k, p) for k, p in page.kind_candidates if k != "other"), None)
    if page.kind != "other" or likeliest is None:
        return page
    kind, seen = likeliest
    known = catalogue().by_id.get(kind)
    word = next((w for w in known.file_words if w in fold(page.file)), None) if known else None
    told = _FILE_ODDS * seen / (1 - seen + _FILE_ODDS * seen)
    if word is None or told < 0.5:
        return page
    others = ((k, p) for k, p in page.kind_candidates if k != kind)
    return page.model_copy(
        update={
            "kind": kind,
            "kind_confidence": round(told, 4),
            "kind_candidates": ((kind, round(told, 4)), *others),
            "kind_cues": (Cue(cue=f"file name: {word}", weight=round(log(_FILE_ODDS), 2)), *page.kind_cues),
        }
    )


def next_in_file(last: PageFacts, page: PageFacts) -> bool:
    """Whether ``page`` comes right after ``last`` in one file."""
    return last.file == page.file and (page.page or 0) == (last.page or 0) + 1


def _same_form(result: list[PageFacts], indices: Sequence[int]) -> None:
    """A page that is not sure of its kind and bears the heading of a sure one in the same file is of that one's kind,
    where it may be: one form, filled in twice. A heading of pages of several kinds (a running head) tells nothing.
    """
    sure: dict[str, set[str]] = defaultdict(set)
    for index in indices:
        if result[index].kind_confidence >= _SURE:
            sure[_heading(result[index])].add(result[index].kind)
    for index in indices:
        page = result[index]
        kinds = sure.get(_heading(page), set()) if page.kind_confidence < _UNSURE else set()
        if len(kinds) != 1 or page.kind in kinds:
            continue
        (kind,) = kinds
        chance = dict(page.kind_candidates).get(kind, 0.0)
        if chance >= _MAY_BE and kind not in ("other", "blank") and _PAPER.search(_heading(page)):
            result[index] = _with_kind(page, kind, _SAME_FORM, f"has the heading of one which is {kind}")


def _heading(page: PageFacts) -> str:
    """The first row of the page."""
    return fold(page.text.strip().partition("\n")[0])


def _name_page(result: list[PageFacts], indices: Sequence[int]) -> None:
    """In a file with a booklet's other pages, the page beside them that names a person and no title's award, and whose
    heading was not read, is the booklet's name page: without its heading it looks like a title certificate.
    """
    if any(result[i].kind == "ce_name_page" for i in indices):
        return
    for place, index in enumerate(indices):
        page = result[index]
        around = [result[i] for i in indices[max(0, place - 1) : place + 2]]
        beside = [one.kind for one in around if next_in_file(one, page) or next_in_file(page, one)]
        titled = any(cue.cue.startswith("title:") for cue in page.kind_cues)
        if page.kind != "title_certificate" or titled or _AWARDED.search(page.text):
            continue
        booklet = next((kind for kind in beside if kind in _BOOKLET), None)
        if booklet:
            result[index] = _with_kind(page, "ce_name_page", _NAME_PAGE, f"beside a page which is {booklet}")
            return


def _within_forms(result: list[PageFacts], indices: Sequence[int]) -> None:
    """Pages that a review form goes on behind are its sections."""
    pages = [result[i] for i in indices]
    for place in enclosed(pages):
        before = result[indices[place - 1]]
        sure = _SECTION_KEPT * before.kind_confidence
        why = f"between pages of one which is {before.kind}"
        result[indices[place]] = _with_kind(unlikely_alone(pages[place]), before.kind, sure, why)


def _sections(result: list[PageFacts], indices: Sequence[int]) -> None:
    """In a form's series of pictures, a page that looks like a form of its own and bears no title is its section."""
    for last, index in pairwise(indices):
        before, page = result[last], result[index]
        if is_section(page, before):
            result[index] = _as_section(page, before, f"after {before.file}")


def _as_section(page: PageFacts, before: PageFacts, place: str) -> PageFacts:
    """A page that ``is_section`` of the form that ``before`` is a page of; ``place``: where it stands."""
    sure = max(_FLOOR, _SECTION_KEPT * before.kind_confidence)
    return _with_kind(no_rival_where_clear(page), before.kind, sure, f"{place}, which is {before.kind}")


def _among_papers(result: list[PageFacts], indices: Sequence[int]) -> None:
    """In a file of papers, a page that abstained and most likely is a part of one is that part: a cover has few words,
    so that a line that was not read leaves too little to know it by.
    """
    parts = [i for i in indices if catalogue().family(result[i].kind) == "paper"]
    if len(parts) < 2 or 2 * len(parts) < len(indices):
        return
    for index in indices:
        page = result[index]
        likeliest, chance = next(((k, p) for k, p in page.kind_candidates if k != "other"), ("other", 0.0))
        if page.kind != "other" or chance < _AMONG or heads(page):
            continue
        if likeliest != "other" and catalogue().family(likeliest) == "paper":
            result[index] = _with_kind(page, likeliest, min(2 * chance, _AMONG_MOST), "in a file of papers")


def _unreadable(result: list[PageFacts], indices: Sequence[int]) -> None:
    """A page that nobody can read, in a file whose other pages are all of one kind, is most likely of that kind too.

    As unsure as can be, so that it settles nothing: what it is good for is to say whose page has to be captured anew.
    """
    unread = [i for i in indices if result[i].kind == "other" and _cannot_be_read(result[i])]
    kinds = {result[i].kind for i in indices if i not in unread}
    if len(kinds) != 1 or kinds <= {"other", "blank"}:
        return
    (kind,) = kinds
    for i in unread:
        result[i] = _with_kind(result[i], kind, _FLOOR, f"unreadable, in a file of {kind}")


def _cannot_be_read(page: PageFacts) -> bool:
    return page.capture is not None and page.capture.readable is False


def _with_kind(page: PageFacts, kind: str, confidence: float, why: str) -> PageFacts:
    """The page with the kind that its neighbours give it."""
    others = ((k, p) for k, p in page.kind_candidates if k != kind)
    return page.model_copy(
        update={
            "kind": kind,
            "kind_confidence": round(confidence, 4),
            "kind_candidates": ((kind, round(confidence, 4)), *others)[:5],
            # A title that spoke for another kind heads nothing here.
            "kind_cues": (
                Cue(cue=f"neighbour: {why}", weight=1.0),
                *(cue for cue in page.kind_cues if not cue.cue.startswith("title:")),
            ),
        }
    )


def _is_of_a_paper(page: PageFacts) -> bool:
    """Whether the page is a paper's, and not only running text."""
    part = catalogue().family(page.kind) == "paper" and page.kind != "paper_body"
    return part or bool(_OF_A_PAPER.search(page.text))


def _report_body(page: PageFacts, before: PageFacts, after: PageFacts | None, *, no_paper: bool) -> PageFacts:
    """Running text after a report's page is the report's, as surely as that page is one; between two of a report's
    pages also what tells of a work and who did it. ``no_paper``: whether nothing in the file is a paper's.
    """
    if before.kind not in _REPORTS or before.kind_confidence < _UNSURE or heads(page):
        return page
    between = after is not None and after.kind == before.kind and not heads(after)
    goes_on = (page.kind == "paper_body" and no_paper) or (page.kind in _PROOFS and between)
    if not goes_on or not next_in_file(before, page):
        return page
    sure = min(page.kind_confidence, before.kind_confidence)
    return _with_kind(page, before.kind, sure, f"after page {before.page}, which is {before.kind}")


def _inherit(page: PageFacts, before: PageFacts, after: PageFacts | None) -> PageFacts:
    if not next_in_file(before, page) or not page.text.strip():
        return page
    between = after is not None and after.kind == before.kind and before.kind in _ENCLOSING
    place = (
        f"between pages {before.page} and {after.page}" if after and between else f"after page {before.page}"
    )
    if is_section(page, before):
        return _as_section(page, before, place)
    goes_on = between or (before.kind in _RUNNING and _goes_on(page, before.kind))
    if page.kind != "other" or heads(page) or not goes_on:
        return page
    sure = max(_FLOOR, _INHERITED * before.kind_confidence)
    return _with_kind(page, before.kind, sure, f"{place}, which is {before.kind}")


def _goes_on(page: PageFacts, kind: str) -> bool:
    """Whether the page could carry on ``kind``: running text for a paper, else the kind a candidate."""
    if kind == "paper_body":
        return len(page.text) >= _MIN_PROSE
    likely = dict(page.kind_candidates)
    return kind in likely or likely.get("other", 1.0) < 0.9
