"""All the values of a page of a given kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from scanaudit.facts import Box, Evidence, Fields
from scanaudit.fields import (
    assessment,
    authors,
    award,
    certificate_number,
    cip,
    cn_serial,
    cover,
    credit_code,
    education,
    employer,
    hours,
    isbn,
    issn,
    issue,
    issuer,
    journal,
    months,
    names,
    patent,
    period,
    persons_number,
    publication,
    title_level,
)
from scanaudit.fields.checked import first_checked
from scanaudit.fields.sheet import Found, Sheet
from scanaudit.reading.lines import Line

Reader = Callable[[Sheet], Found | None]

PAPER = frozenset(
    {"paper_cover", "paper_toc", "paper_copyright_page", "isbn_page", "paper_body", "standard_document"}
)
CERTIFICATES = frozenset(
    {
        "graduation_certificate", "degree_certificate", "xuexin_record", "title_certificate",
        "vocational_certificate", "appointment_letter", "ce_name_page", "ce_completion_certificate",
        "award_certificate", "patent_certificate", "language_or_computer_certificate", "postdoc_certificate",
        "skill_lookup_result", "business_licence", "residence_permit", "file_custody_proof", "ce_hours_check",
        "appraisal_report", "project_proof",
    }
)  # fmt: skip
# How sure the hours of a table are of which a row could not be read.
_INCOMPLETE = 0.5
HOURS = frozenset(
    {
        "ce_registration_page",
        "ce_verification_page",
        "ce_completion_certificate",
        "ce_hours_check",
        "ce_name_page",
    }
)
# Of these the columns of years tell the hours, not a table of courses beside them.
VERIFIED = frozenset({"ce_verification_page", "ce_hours_check"})
PERIODS = frozenset(
    {
        "public_notice_proof", "appointment_letter", "labour_contract", "graduation_certificate",
        "project_proof",
        "social_insurance_record", "ce_completion_certificate", "salary_flow", "tax_proof", "id_card",
        "residence_permit", "authorisation_letter", "unit_statement", "postdoc_certificate", "benefit_proof",
    }
)  # fmt: skip
VALIDITY = frozenset(
    {"id_card", "residence_permit", "business_licence", "authorisation_letter", "vocational_certificate"}
)
EDUCATION = frozenset(
    {"graduation_certificate", "degree_certificate", "xuexin_record", "education_verification", "review_form"}
)
LEVELS = frozenset(
    {
        "title_certificate", "vocational_certificate", "appointment_letter", "review_form",
        "confirmation_form",
        "skill_lookup_result", "ce_name_page", "exception_form", "post_approval_form", "recommendation_form",
        "peer_report", "public_notice_proof", "labour_contract",
    }
)  # fmt: skip
SPECIALTIES = LEVELS | EDUCATION | {"exam_registration_form", "postdoc_certificate"}
NO_NAME = PAPER | {"blank", "other", "business_licence", "patent_certificate", "roster", "equity_proof"}
NO_EMPLOYER = PAPER | {
    "blank",
    "other",
    "graduation_certificate",
    "degree_certificate",
    "id_card",
    "xuexin_record",
}
MONTHS = frozenset({"social_insurance_record", "salary_flow", "tax_proof"})
ASSESSMENTS = frozenset({"annual_assessment", "review_form"})

# Labels of the date on which what the document tells was given, and of the one on which the paper was made out.
_GIVEN_DATES = (
    r"(?:取得(?:职称|资格)?|资格取得|授予|获得|批准|(?:评审)?通过|评审|评定|审批|(?<![一-鿿])资格)(?:时间|日期)|(?:资格|职称)?起算(?:日期?|时间)|"
    r"ApprovalDate|授权公告日"
)
_PAPER_DATES = (
    r"(?:发证|签发|颁发|毕业|获奖|打印)(?:日期|时间)|(?:颁证|毕\(结\)业|奖励|鉴定|成立|出版|签订)日期|"
    r"Issuedon"
)


def extract(kind: str, lines: Sequence[Line], size: tuple[int, int], seals: Sequence[Box] = ()) -> Fields:
    """The values on an upright page of ``kind``; ``size`` is its width and height in the pixels of ``lines``.

    Boxes, those of ``seals`` too, are in fractions of the upright page. Each field that has a value has its evidence.
    """
    if kind == "blank" or not lines:
        return Fields()
    sheet = Sheet(lines, size, seals)
    values: dict[str, object] = {}
    evidence: dict[str, Evidence] = {}

    def keep(name: str, found: Found | None) -> None:
        if found:
            values[name] = found.value
            evidence[name] = found.evidence()

    for name, reader in _readers(kind).items():
        keep(name, reader(sheet))
    _keep_many(kind, sheet, values, evidence)
    if "printed_page" in values:
        values["printed_page"] = int(str(values["printed_page"]))
    return Fields.model_validate({**values, "evidence": evidence})


def _readers(kind: str) -> dict[str, Reader]:
    """The readers that make sense on a page of this kind, by field."""
    table: tuple[tuple[str, Reader, bool], ...] = (
        ("name", names.find, kind not in NO_NAME),
        ("id_number", persons_number.find, kind not in PAPER | {"business_licence"}),
        ("credit_code", _credit_code, kind not in PAPER),
        ("certificate_number", certificate_number.find, kind in CERTIFICATES),
        ("issn", _issn, kind in PAPER),
        ("cn", _cn, kind in PAPER),
        ("isbn", _isbn, kind in PAPER),
        ("cip", _cip, kind == "isbn_page"),
        ("patent_number", _patent_number, kind not in PAPER - {"standard_document"}),
        ("issue_date", lambda s: _issue_date(s, kind), kind not in PAPER),
        ("valid_until", period.find_validity, kind in VALIDITY),
        ("issuer", issuer.find, kind not in PAPER and kind != "other"),
        ("employer", employer.find, kind not in NO_EMPLOYER and kind != "business_licence"),
        ("employer", employer.find_licensee, kind == "business_licence"),
        ("education", education.find, kind in EDUCATION),
        ("level", title_level.find_level, kind in LEVELS),
        ("specialty", title_level.find_specialty, kind in SPECIALTIES),
        (
            "journal",
            lambda s: journal.find_journal(s, kind),
            kind in PAPER - {"standard_document", "isbn_page"},
        ),
        (
            "issue",
            lambda s: issue.find_issue(s, kind),
            kind in PAPER - {"standard_document", "isbn_page"},
        ),
        ("paper_title", publication.find_title, kind == "paper_body"),
        ("paper_title", cover.find_book_title, kind == "paper_cover"),
        ("printed_page", publication.printed_page, kind in PAPER),
        ("grantor", award.find_grantor, kind == "award_certificate"),
        ("award_level", award.find_level, kind in ("award_certificate", "postdoc_certificate")),
        ("assessment", assessment.find, kind in ASSESSMENTS),
    )
    return {name: reader for name, reader, wanted in table if wanted}


def _keep_many(kind: str, sheet: Sheet, values: dict[str, object], evidence: dict[str, Evidence]) -> None:
    """Fields that hold several values: dates, the period's ends, hours, authors."""
    if sheet.dates:
        values["dates"] = tuple(dict.fromkeys(date.iso for date in sheet.dates))
        evidence["dates"] = sheet.at(sheet.dates[0].start, sheet.dates[0].end).evidence()
    ends = period.find(sheet) if kind in PERIODS else None
    for name, end in zip(("period_start", "period_end"), ends or (), strict=False):
        values[name], evidence[name] = end.value, end.evidence()
    told = hours.read(sheet, verified=kind in VERIFIED) if kind in HOURS else None
    if told and told.entries:
        values["hours"] = tuple(entry for entry, _ in told.entries)
        indices = [i for _, used in told.entries for i in used]
        raw = "; ".join(entry.raw for entry, _ in told.entries)
        sure = min(sheet.lines[i].confidence for i in indices)
        sure = min(sure, _INCOMPLETE) if told.in_doubt else sure
        evidence["hours"] = Evidence(raw=raw, bbox=sheet.box(indices), confidence=sure)
    people, place = _people(kind, sheet, values)
    if people and place:
        values["authors"], evidence["authors"] = people, place.evidence()
    covered, place = months.find(sheet) if kind in MONTHS else ((), None)
    if covered and place:
        values["months"], evidence["months"] = covered, place.evidence()


def _people(kind: str, sheet: Sheet, values: dict[str, object]) -> tuple[tuple[str, ...], Found | None]:
    """The authors or inventors that a page names; those corresponding are put into ``values``."""
    if kind == "paper_body":
        people, corresponding, place = publication.find_authors(sheet)
        if corresponding:
            values["corresponding"] = corresponding
        return people, place
    if kind in ("isbn_page", "paper_cover"):
        return authors.of_book(sheet)
    return authors.inventors(sheet) if kind == "patent_certificate" else ((), None)


def _credit_code(sheet: Sheet) -> Found | None:
    others = re.compile("身份|证件|编号|账号|障号")
    found = first_checked(sheet, credit_code.find, lambda before: not others.search(before))
    return found if found and (found.valid or "信用代码" in sheet.text) else None


def _issn(sheet: Sheet) -> Found | None:
    return first_checked(sheet, issn.find)


def _isbn(sheet: Sheet) -> Found | None:
    return first_checked(sheet, isbn.find)


def _cip(sheet: Sheet) -> Found | None:
    found = cip.find(sheet.text)
    return sheet.at(*found[0]) if found else None


def _patent_number(sheet: Sheet) -> Found | None:
    return first_checked(sheet, patent.find)


def _cn(sheet: Sheet) -> Found | None:
    # no check digit: whether it is well formed is for the rule to say
    found = first_checked(sheet, lambda text: [(*f, cn_serial.is_valid(f[2])) for f in cn_serial.find(text)])
    return found.with_value(found.value) if found else None


# A title is held from the day that the certificate's words name, which is not the day it was printed.
_BORN = re.compile(r"出生|生于|生日")
_BEGAN = re.compile(r"参加工作|毕业|入学|[男女][,，]?\n?$")  # before the name of the body that reviewed
_HELD_FROM = re.compile(r"^\n?(?:起|取得|获得|具备|通过)[^。]{0,30}?(?:资格|职称|职务)")
# The award that a body's review brings: right behind the date, which stands behind 于 where its row ends.
_REVIEWED = (
    r"(?:经[一-鿿\n]{0,40}?)?(?:评审|评定|审定|认定|评议|考核|考试|批准)(?:通过|合格)?,?\n?(?:符合条件,)?\n?"
    r"(?:(?:具\n?[备有]|取\n?得|获\n?得)[^。]{0,30}?|[一-鿿\n]{0,14}?)(?:资\n?格|职\n?称|职\n?务)(?![一-鿿\n]{0,4}(?:评审|委员))|"
    r"[经由][一-鿿\n]{2,40}?(?:评上|评为|评定为|定为)了?(?!优\n?秀)(?:(?!助\n?理|员)[一-鿿\n]){0,8}?工\n?程\n?师"
)
_HELD_BY_REVIEW, _HELD_ON = re.compile(rf"^(?:{_REVIEWED})"), re.compile(rf"^\n?(?:{_REVIEWED})")


def _issue_date(sheet: Sheet, kind: str) -> Found | None:
    """When what the document tells was given, by a label or a title's words; else when the paper was made out."""
    given = period.dated_by(sheet, _GIVEN_DATES)
    if given is None and kind == "title_certificate":
        given = _held_from(sheet)
    return given or period.dated_by(sheet, _PAPER_DATES) or issuer.signed_on(sheet)


def _held_from(sheet: Sheet) -> Found | None:
    """The last date from which a title is held by the certificate's words."""
    for date in reversed(sheet.dates):
        before, behind = sheet.text[max(0, date.start - 8) : date.start], sheet.text[date.end : date.end + 96]
        reviewed = _HELD_ON if before.endswith(("于", "在")) else _HELD_BY_REVIEW
        held = _HELD_FROM.match(behind[:48]) or (not _BEGAN.search(before) and reviewed.match(behind))
        if len(date.iso) > 4 and not _BORN.search(before) and held:
            return sheet.at(date.start, date.end, date.iso)
    return None
