"""Whether two pages of a paper surely bear different issues of a journal.

>>> numbering("2022-03", "2022年第3期"), numbering("2022-06", "2022.6"), numbering("2022-03", "第17卷第3期")
(('year', 2022, 3), None, ('volume', 17, 3))
"""

from __future__ import annotations

import re
import unicodedata

from scanaudit.facts import PageFacts

Numbering = tuple[str, int, int]
"""By what an issue is numbered (year or volume), which of them, and its number in it."""

# 2022年第3期, 第3期 … 2022年, 1673-4688(2022)03-; 2022.6 may be June.
_BY_YEAR = re.compile(r"(?:19|20)\d\d.*\d期|\d期.*(?:19|20)\d\d|\((?:19|20)\d\d\)\d{1,2}-")
_ISSUE = re.compile(r"((?:19|20)\d\d)-(\d{1,2})$")
_BY_VOLUME = re.compile(r"(?:第|Vo[l1]\.?)(\d{1,3})卷?[,.]?(?:第|No\.?)(\d{1,2})期?", re.IGNORECASE)
_ARTICLE = re.compile(r"\d{4}-\d{3}[\dX]\(", re.IGNORECASE)
# Several issues in one, or one beside the others: their numbers are told in more than one way.
_OUT_OF_ROW = re.compile(
    r"(?<!\d)\d{1,2}\s*[-—–~、,/&和与]\s*(?:第\s*)?\d{1,2}\s*期|No\.?\s*\d{1,2}\s*[-—–/&]\s*\d{1,2}(?!\d)"
    r"|合刊|增刊|特刊|专[刊辑]|第S\d期|总目[录次]",
    re.IGNORECASE,
)
# That several issues come out in a month: 3月下旬刊, 第3期(上), 2022年第3期·中; not (上海 of an author's address.
_THIRD = re.compile(
    r"[上中下]旬|[上下]半月|半月刊|旬刊|[(（]\s*[上中下]\s*[)）]|·\s*[上中下](?=\s*[)）]|\s*$)", re.MULTILINE
)
# A weekly has 53 issues; more is the number since the journal was founded.
_MOST = 53
# An issue is told at the head of a contents or body page; references further down name others. Design value, as wide as
# the heads of the drawn layouts with the journal's name above the list.
_HEAD, _HEAD_LINES = 0.3, 8
# Read with less it may be misread (``rules/upload.py``, VALUE_SURE).
_SURE = 0.9


def numbered(page: PageFacts) -> Numbering | None:
    """The issue that a page surely bears; None where it was not read, or not in words that leave no doubt."""
    evidence = page.fields.evidence.get("issue")
    if page.fields.issue is None or evidence is None or evidence.confidence < _SURE:
        return None
    raw = _plain(evidence.raw)
    listed = page.kind in ("paper_toc", "paper_body") and not _ARTICLE.search(raw)
    if listed and (evidence.bbox is None or evidence.bbox[1] > _HEAD):
        return None
    if _OUT_OF_ROW.search(unicodedata.normalize("NFKC", _own(page))):
        return None
    return numbering(page.fields.issue, raw)


def numbering(issue: str, raw: str) -> Numbering | None:
    """How an issue is numbered in the words that it was read from (``raw``)."""
    plain = _plain(raw)
    by_year, by_volume = _ISSUE.match(issue), _BY_VOLUME.search(plain)
    if by_year and _BY_YEAR.search(plain):
        found = ("year", int(by_year.group(1)), int(by_year.group(2)))
    elif by_volume:
        found = ("volume", int(by_volume.group(1)), int(by_volume.group(2)))
    else:
        return None
    return found if 0 < found[2] <= _MOST else None


def of_other_issues(one: PageFacts, other: PageFacts) -> bool:
    """Whether two pages, both legible, bear different issues, and neither says anywhere that it is of the other's."""
    mine, theirs = numbered(one), numbered(other)
    if mine is None or theirs is None or mine == theirs or mine[0] != theirs[0]:
        return False
    return not (_says(one, theirs) or _says(other, mine) or _by_thirds(mine[2], theirs[2], one, other))


def _says(page: PageFacts, other: Numbering) -> bool:
    """Whether a page's words may name an issue besides the one that was read."""
    sort, of, number = other
    own = numbered(page)
    text = "\n".join(map(_plain, _own(page).splitlines()))
    if own is not None and own[1] != of:
        # another year or volume: both have to be there
        within = "年" if sort == "year" else "卷"
        return bool(re.search(rf"(?<!\d){of}{within}?.{{0,12}}?(?<!\d)0?{number}(?:期|(?!\d))", text))
    return bool(
        re.search(rf"(?<!总)第0?{number}期|No\.?0?{number}(?!\d)|\d\(0?{number}\)(?!\d)", text, re.IGNORECASE)
        or re.search(rf"(?:19|20)\d\d[./·-]0?{number}(?![\d月.])|\((?:19|20)\d\d\)0?{number}-", text)
    )


def _by_thirds(one: int, other: int, *pages: PageFacts) -> bool:
    """Whether a journal of two or three issues a month may number one issue both ways: the third of March, and 9."""
    if not any(_THIRD.search(page.text) for page in pages):
        return False
    less, more = sorted((one, other))
    return more in (2 * less - 1, 2 * less, 3 * less - 2, 3 * less - 1, 3 * less)


def _own(page: PageFacts) -> str:
    """What a page says of itself: of a body page its first lines."""
    lines = page.text.splitlines()
    return "\n".join(lines[:_HEAD_LINES] if page.kind == "paper_body" else lines)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
