"""Whose page it is: the comparison of names that several rules share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Literal

from rapidfuzz.distance import Levenshtein

from scanaudit.boxes import contained
from scanaudit.facts import PageFacts, TextLine
from scanaudit.rules.upload import MARK_SEEN, VALUE_SURE
from scanaudit.simplified import simplified

Sameness = Literal["same", "doubtful", "different", "unread"]

# Kinds of page that bear one person's name, the applicant's. Elsewhere several people are named by right
# (awards, papers, rosters), or another person (a peer's certificate, a legal representative).
PERSONAL = frozenset(
    [
        "id_card",
        "graduation_certificate",
        "degree_certificate",
        "xuexin_record",
        "title_certificate",
        "vocational_certificate",
        "appointment_letter",
        "ce_name_page",
        "ce_registration_page",
        "ce_verification_page",
        "ce_completion_certificate",
        "commitment_letter",
        "post_approval_form",
        "exception_form",
        "exam_registration_form",
        "review_form",
        "social_insurance_record",
        "salary_flow",
        "tax_proof",
        "labour_contract",
        "annual_assessment",
        "residence_permit",
        "language_or_computer_certificate",
        "education_verification",
        "confirmation_form",
        "skill_lookup_result",
        "file_custody_proof",
        "postdoc_certificate",
        "ce_hours_check",
    ]
)

# Of these, kinds that bear one name: only here does another name speak for certain. A contract names
# a representative, a form its approver, a document of appointment a dozen people.
ONE_NAME = frozenset(
    {
        "id_card",
        "residence_permit",
        "graduation_certificate",
        "degree_certificate",
        "xuexin_record",
        "title_certificate",
        "vocational_certificate",
        "ce_name_page",
        "ce_completion_certificate",
        "language_or_computer_certificate",
    }
)

# Kinds whose sentences say whom they are about: 已将张三同志申报…的材料进行了公示, 兹证明张三同志系我单位职工. Such
# a page may name many, and somebody besides whom it is about.
IN_WORDS = frozenset({"public_notice_proof", "unit_statement", "work_role_proof", "insurance_statement"})
# What such a sentence says of the one whom it is about, behind the name.
_ABOUT = (
    r"(?:同志|先生|女士|[(（][^)）]{2,40}[)）]|[,，]){0,3}[^。]{0,30}?"
    r"(?:申报|参评|评审|晋升|职称|我单位|我公司|本单位|本公司|职工|员工|工作|任职|担任|参加|参与|承担|主持|完成|社保|社会保险|缴纳)"
)

# Names that differ by one character are told apart outside a comparison of all pages only where the other one was read
# with this: on drawn dossiers a misread character (妹 for 姝) came with 0.99 at most, another's printed name with
# 0.9968 and more.
SURE_OF_EACH = 0.995
_WRITTEN = 0.5  # share of a line's box from which a signature's is its place
_TELLING = 3  # characters of a name of which all but one tell it
_SURNAME = "於"  # is one beside 于, though the word 於 is 于 in simplified characters
_SEPARATORS = re.compile(r"[\s·•・.．]")


def compact_name(name: str) -> str:
    """A name without spaces and separating dots, in simplified characters, Latin letters in lower case.

    >>> compact_name("黃 雨") == compact_name("黄雨"), compact_name("於敏") == compact_name("于敏")
    (True, False)
    """
    plain = _SEPARATORS.sub("", name).lower()
    return "".join(char if char == _SURNAME else simplified(char) for char in plain)


def folded(text: str) -> str:
    """A page's text as ``compact_name`` writes names, characters of full width as those of half width."""
    return compact_name(unicodedata.normalize("NFKC", text))


# A former name as identity papers and forms state it; what follows it is the next label or the line's end.
_FORMER = re.compile(
    r"曾用名[:：]?(?!性别|民族|出生|无)([一-鿿]{2,4}?)(?=$|性别|[男女]|民族|出生|[,，。;；()（）\d])"
)


def former_names(pages: Iterable[PageFacts], name: str | None) -> frozenset[str]:
    """Former names that pages which bear the applicant's name state."""
    if not name:
        return frozenset()
    wanted = compact_name(name)
    return frozenset(
        compact_name(found.group(1))
        for page in pages
        if "曾" in page.text and wanted in compact_name(page.text)
        for line in page.text.splitlines()
        for found in _FORMER.finditer("".join(line.split()))
    )


def _is_rare(char: str) -> bool:
    """Whether OCR models hardly know a character: those outside GB 2312 are in few of their dictionaries."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return "一" <= char <= "鿿" or ord(char) > 0xFFFF or "㐀" <= char <= "䶿"
    return False


def _may_be_rare(wanted: str, found: str) -> bool:
    """Whether the names may be one: all that differs are characters that OCR hardly reads."""
    common = [c for c in wanted if not _is_rare(c)]
    return len(common) < len(wanted) and bool(common) and all(c in found for c in common)


# Whoever signs a copy of a certificate (申报人签字：) is not by that the one whom it is about. In compacted rows.
_APPLICANT_SIGNS = re.compile(r"(?:申[报请][人者]|本人)(?:本人|亲笔|手写)?[(（]?签[字名][)）]?[:：]?")


def _without_signer(text: str, wanted: str) -> str:
    """Compacted text without the name ``wanted`` where it only signs for the applicant, in that row or the next."""
    rows: list[str] = []
    goes_on = False
    for row in map(compact_name, text.splitlines()):
        rest = row.removeprefix(wanted) if goes_on else row
        label = _APPLICANT_SIGNS.search(rest)
        if label:
            rest = rest[: label.end()] + rest[label.end() :].replace(wanted, "", 1)
        goes_on = label is not None and label.end() == len(rest)
        rows.append(rest)
    return "".join(rows)


def _may_only_sign(page: PageFacts, wanted: str) -> bool:
    """Whether the name stands on the page as handwritten signatures only, or, where the page surely names another, in
    lines by itself: a careful hand is taken for print.
    """
    lines = _bearing(wanted, page)
    alone = all(compact_name(line.text) == wanted for line in lines)
    return only_signs(page, wanted) or (bool(lines) and alone and _far_apart(wanted, page))


def only_signs(page: PageFacts, wanted: str) -> bool:
    """Whether every line that bears the compact name ``wanted`` is a hand that was seen: whoever signs a material
    (its applicant) is not by that one of those whom it names.
    """
    lines = _bearing(wanted, page)
    hands = [hand.bbox for hand in page.signatures if hand.confidence >= MARK_SEEN]
    return bool(lines) and all(any(contained(line.bbox, hand) > _WRITTEN for hand in hands) for line in lines)


def _bearing(wanted: str, page: PageFacts) -> list[TextLine]:
    """The lines in which the compact name ``wanted`` stands."""
    return [line for line in page.lines if wanted in compact_name(line.text)]


def sameness(name: str | None, page: PageFacts, former: Collection[str] = ()) -> Sameness:
    """Whether the page is that person's; ``former``: their former names.

    "different" only on kinds that bear one name, where it was read well and differs by two characters or
    more; one character is as likely a misreading or a variant. There a name that only signs says nothing. A
    former name, or a rare character that was read as others, is for a person to see.
    """
    wanted, found = compact_name(name or ""), compact_name(page.fields.name or "")
    if not wanted:
        return "unread"
    longer = found != wanted and wanted in found
    certificate = page.kind in ONE_NAME
    text = _without_signer(page.text, wanted) if certificate else compact_name(page.text)
    if found == wanted or (wanted in text and not longer):
        # beside another name that the page tells, a hand may sign the copy of somebody else's
        signs = certificate and found not in {"", wanted} and _may_only_sign(page, wanted)
        return "doubtful" if signs else "same"
    if not found:
        return "unread"
    if found in former or _may_be_rare(wanted, found):
        return "doubtful"
    return "different" if page.kind in ONE_NAME and _far_apart(wanted, page) else "doubtful"


def names_another(name: str | None, page: PageFacts, former: Collection[str] = ()) -> bool:
    """Whether the page surely names somebody else and that person nowhere, whatever its kind: it may still be theirs
    where a kind bears several names.
    """
    answer = sameness(name, page, former)
    if name is None or answer not in {"different", "doubtful"}:
        return False
    wanted, found = compact_name(name), compact_name(page.fields.name or "")
    return found not in former and not _may_be_rare(wanted, found) and _far_apart(wanted, page)


def about_another(name: str | None, page: PageFacts, former: Collection[str] = ()) -> bool:
    """Whether a page in words (``IN_WORDS``) surely is about somebody else: it says so of the name that was read, and
    nothing else on it may be the applicant's, misread.
    """
    if name is None:
        return False
    wanted, text, found = compact_name(name), compact_name(page.text), compact_name(page.fields.name or "")
    near = differs_by_one(name, page, former)
    if not near and not names_another(name, page, former):
        return False
    said = re.search(rf"姓名[:：]?{re.escape(found)}|{re.escape(found)}{_ABOUT}", text)
    return said is not None and not may_be_named(wanted, text.replace(found, "") if near else text)


def differs_by_one(name: str, page: PageFacts, former: Collection[str] = ()) -> bool:
    """Whether the page's name was read too well to be the applicant's with one of its characters misread."""
    wanted, found = compact_name(name), compact_name(page.fields.name or "")
    evidence = page.fields.evidence.get("name")
    if sameness(name, page, former) != "doubtful" or found in former or _may_be_rare(wanted, found):
        return False
    sure = evidence is not None and evidence.confidence >= SURE_OF_EACH
    near = len(found) == len(wanted) >= 2 and Levenshtein.distance(found, wanted) == 1
    return sure and near and wanted not in compact_name(page.text)


def may_be_named(wanted: str, text: str) -> bool:
    """Whether a text has the name with one character misread; of a name of two characters one says too little."""
    if len(wanted) < _TELLING:
        return wanted in text
    return any(
        sum(one == other for one, other in zip(wanted, text[at : at + len(wanted)], strict=True))
        >= len(wanted) - 1
        for at in range(len(text) - len(wanted) + 1)
    )


def _far_apart(wanted: str, page: PageFacts) -> bool:
    """Whether the page's name was read well and differs by two characters or more."""
    evidence = page.fields.evidence.get("name")
    sure = evidence is None or evidence.confidence >= VALUE_SURE
    return sure and Levenshtein.distance(compact_name(page.fields.name or ""), wanted) >= 2


def name_confidence(page: PageFacts) -> float:
    """How well the page's name was read."""
    evidence = page.fields.evidence.get("name")
    return evidence.confidence if evidence else 0.9
