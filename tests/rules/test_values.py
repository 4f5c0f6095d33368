"""What a value's own reading, and the page's kind, let a finding claim; and whose dates count."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from scanaudit.auditing.judgement import SURE
from scanaudit.facts import Evidence, Fields, PageFacts, TextLine
from scanaudit.kinds.documents import Document
from scanaudit.notices.demands import (
    AgreementDemand,
    AssessmentsDemand,
    AuthorDemand,
    CoversTermDemand,
    Demand,
    DistinctPersonsDemand,
    EmployerDemand,
    HoursDemand,
    NumberDemand,
    StatesDemand,
    TitleLevelDemand,
)
from scanaudit.rules.dates import stated_years, title_date
from scanaudit.rules.publicity import is_the_sheet
from scanaudit.rules.tenure import assessments
from scanaudit.rules.upload import Span, Upload, span
from scanaudit.text import Text
from tests.rules.pages import EMPLOYER, NAME, completion, hours, page, read, seal, signature
from tests.rules.test_rules import AVERAGE, FIVE_YEARS, FULL, LATER, PUBLIC, VALID, YEARS, context, seen

FIVE_GOOD = AssessmentsDemand(demand="assessments", years=5)
TWO_PEOPLE = DistinctPersonsDemand(demand="distinct_persons")
CASES: dict[str, tuple[Demand, dict[str, Any], tuple[str, ...]]] = {
    "V431": (LATER, {"issue_date": "2015-05-01"}, ("issue_date",)),
    "V432": (VALID, {"valid_until": "2024-08-31"}, ("valid_until",)),
    "V441": (PUBLIC, {"period_start": "2024-09-30", "period_end": "2024-10-08"}, ("period_end",)),
    "V443": (PUBLIC, {"period_start": "2023-09-04", "period_end": "2023-09-11"}, ("period_end",)),
    "V451": (AVERAGE, {"hours": tuple(h for y in YEARS for h in hours(y, 20, 60))}, ("hours",)),
    "V453": (AVERAGE, {"hours": tuple(h for y in (2019, 2020) for h in hours(y, 90, 200))}, ("hours",)),
    "V471": (FIVE_GOOD, {"text": "2021年度考核 基本合格", "assessment": "2021 基本合格"}, ("assessment",)),
    "V482": (TWO_PEOPLE, {"name": "王一平"}, ("name",)),
}


def told(code: str, confidence: float, kind: float = 0.97) -> float:
    demand, fields, read_badly = CASES[code]
    evidence = {name: read("…", confidence) for name in read_badly}
    pages = [page("annual_assessment", kind_confidence=kind, evidence=evidence, **fields)]
    return max(o.confidence for o in seen(code, demand, pages) if o.effect == "unmet")


@pytest.mark.parametrize("code", CASES)
def test_a_value_that_was_read_badly_accuses_nobody(code: str) -> None:
    assert told(code, 0.99) >= SURE
    assert told(code, 0.5) < SURE
    assert told(code, 0.99, kind=0.5) < SURE


@pytest.mark.parametrize(("second", "told"), [("20230603378", []), ("20230601024", ["unmet"])])
def test_hours_of_a_page_that_was_scanned_twice_count_once(second: str, told: list[str]) -> None:
    demand = HoursDemand(demand="hours", years=(2023,), total=90)
    pages = [completion(number, hours=hours(2023, 0, 50)) for number in ("20230601024", second)]
    assert [o.effect for o in seen("V451", demand, pages)] == told


def test_two_scans_of_one_page_count_once_though_the_first_of_all_is_of_another_row() -> None:
    demand = HoursDemand(demand="hours", years=(2023,), total=90, kinds=("ce_completion_certificate",))
    first = completion("20230601024").model_copy(
        update={"kind": "other", "kind_candidates": (("other", 0.9),)}
    )
    scans = [completion("20230601024", hours=hours(2023, 0, 50)) for _ in range(2)]
    assert [o.effect for o in seen("V451", demand, [first, *scans])] == ["unmet"]


def test_hours_that_suffice_are_a_doubt_where_their_reading_is_one() -> None:
    demand = HoursDemand(demand="hours", years=(2023,), total=90)
    for confidence, told in ((0.97, []), (0.5, ["unsure"])):
        pages = [
            page(
                "ce_completion_certificate",
                hours=hours(2023, 30, 60),
                evidence={"hours": read("…", confidence)},
            )
        ]
        assert [o.effect for o in seen("V451", demand, pages)] == told


def test_a_course_that_two_files_of_one_booklet_may_both_tell_is_a_doubt() -> None:
    demand = HoursDemand(demand="hours", years=(2023,), total=100)

    def effects(*pages: tuple[str, float, str]) -> list[str]:
        made = [page(kind, hours=hours(2023, 0, told), file=file) for kind, told, file in pages]
        return [o.effect for o in seen("V451", demand, made)]

    registered = "ce_registration_page"
    assert effects((registered, 50, "a.jpg"), (registered, 50, "b.jpg")) == ["unsure"]
    assert effects((registered, 50, "a.pdf"), (registered, 50, "a.pdf")) == []
    assert effects((registered, 45, "a.jpg"), (registered, 55, "b.jpg")) == []
    assert (
        effects(("ce_completion_certificate", 50, "a.jpg"), ("ce_completion_certificate", 50, "b.jpg")) == []
    )


_COURSES = (*hours(2023, 0, 20), *hours(2023, 0, 40))
_IN_SUM = hours(2023, 0, 60)
_DAYS = ("2023-04-06", "2023-06-12")
_ROWS, _COLUMNS, _COURSE = "ce_registration_page", "ce_verification_page", "ce_completion_certificate"


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ([(_ROWS, _COURSES, "a.jpg", {}), (_COLUMNS, _IN_SUM, "b.jpg", {})], "unmet"),
        ([(_ROWS, _COURSES, "a.pdf", {}), (_COLUMNS, _IN_SUM, "a.pdf", {}), (_COURSE, _IN_SUM, "b.jpg", {})], "unmet"),
        ([(_ROWS, _COURSES, "a.jpg", {}), (_ROWS, _IN_SUM, "b.jpg", {})], "unsure"),  # columns taken for rows
        ([(_COLUMNS, _COURSES, "a.jpg", {}), (_COLUMNS, _IN_SUM, "b.jpg", {})], "unsure"),
        ([(_ROWS, _COURSES, "a.pdf", {"dates": _DAYS})] * 2, "unsure"),  # scanned twice into one file
        ([(_COURSE, _IN_SUM, f"{n}.jpg", {"certificate_number": "GX20230601"}) for n in "ab"], "unsure"),
    ],
)  # fmt: skip
def test_hours_of_one_course_that_two_pages_tell_are_not_added_up(pages: Any, told: str) -> None:
    demand = HoursDemand(demand="hours", years=(2023,), total=100)
    made = [page(kind, hours=of, file=file, **given) for kind, of, file, given in pages]
    found = seen("V451", demand, made)
    assert [(o.effect, o.values["have"]) for o in found] == [(told, "60")]
    assert told == "unmet" or "可能是同一次学习" in found[0].values["why"].zh  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "pages",
    [
        [(_ROWS, _COURSES, "a.pdf", {"dates": _DAYS}), (_ROWS, _COURSES, "a.pdf", {"dates": ("2023-08-01", *_DAYS)})],
        [(_ROWS, _COURSES, "a.pdf", {"dates": _DAYS[:1]})] * 2,
        [(_ROWS, _COURSES, "a.jpg", {}), (_ROWS, hours(2023, 0, 65), "b.jpg", {})],
        [(_ROWS, hours(2022, 0, 60), "a.jpg", {}), (_ROWS, _IN_SUM, "b.jpg", {})],
        [(_ROWS, hours(2023, 60), "a.jpg", {}), (_ROWS, _IN_SUM, "b.jpg", {})],
        [(_COURSE, _IN_SUM, f"{n}.jpg", {"certificate_number": f"GX2023060{n}"}) for n in "12"],
        [(_COURSE, of, f"{len(of)}.jpg", {"certificate_number": "GX20230601"}) for of in (_IN_SUM, _COURSES)],
        [(_COURSE, _IN_SUM, f"{n}.jpg", {"dates": ("2023-06-01",)}) for n in "12"],  # courses that ended on one day
    ],
    ids=["other days", "one day", "other hours", "other year", "other sort", "other number", "a batch", "no number"],
)  # fmt: skip
def test_hours_of_courses_that_are_alike_by_chance_are_added_up(pages: Any) -> None:
    demand = HoursDemand(demand="hours", basis="years_total", years=(2022, 2023), total=100)
    assert not seen(
        "V451", demand, [page(kind, hours=of, file=file, **more) for kind, of, file, more in pages]
    )


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (hours(2020, 30, 60), "unmet"),
        ((*hours(2020, 30, 60), *hours(None, 30)), "unsure"),
        (hours(None, 30, 60), "unsure"),
    ],
)
def test_a_year_is_not_surely_missing_where_entries_stand_without_theirs(entries: Any, told: str) -> None:
    demand = CoversTermDemand(demand="covers_term")
    pages = [FULL[0], page("ce_registration_page", hours=entries), *FULL[3:]]
    assert [o.effect for o in seen("V456", demand, pages)] == [told]


def certificate(name: str | None, date: str, confidence: float = 0.99) -> PageFacts:
    return page(
        "title_certificate", name=name, issue_date=date, evidence={"issue_date": read(date, confidence)}
    )


def title_since(*pages: PageFacts) -> Span | None:
    return title_date(context(None, pages, facts={"prior_title_date": None}))


def test_an_experts_title_date_is_not_the_applicants() -> None:
    own, expert = certificate(NAME, "2018-12-20"), certificate("王一平", "2022-12-01")
    nameless = certificate(None, "2023-12-01")
    assert title_since(own, expert, nameless) == span("2018-12-20")
    assert title_since(nameless, expert) is None
    assert title_since(expert) is None
    assert title_since(nameless) == span("2023-12-01")


def test_a_date_that_has_not_come_is_nobodys_title_date() -> None:
    later = certificate(NAME, "2108-12-20")
    assert title_since(later) is None
    assert title_since(certificate(NAME, "2018-12-20"), later) == span("2018-12-20")


def test_a_title_date_that_was_read_badly_shortens_no_tenure_for_certain() -> None:
    for confidence, sure in ((0.99, True), (0.4, False)):
        pages = [certificate(NAME, "2021-12-20", confidence)]
        (found,) = seen("V461", FIVE_YEARS, pages, facts={"prior_title_date": None})
        assert (found.confidence >= SURE) is sure


@pytest.mark.parametrize(
    ("given", "years"),
    [
        ({"text": "2021年度考核登记表 签字 2022年1月10日"}, {2021}),
        ({"text": "签字日期 2022.01.10", "dates": ("2022-01-10",), "issue_date": "2022-01-10"}, set()),
        ({"text": "编号 JX20190001"}, set()),
        ({"hours": hours(2020, 30)}, {2020}),
        ({"text": "2019年 合格 2020年 优秀"}, {2019, 2020}),
        ({"period_start": "2019-01", "period_end": "2021-12"}, {2019, 2020, 2021}),
    ],
    ids=["year of", "signature", "digits", "hours", "results", "period"],
)
def test_a_year_counts_only_where_it_is_stated_as_one(given: dict[str, Any], years: set[int]) -> None:
    assert set(stated_years(page("annual_assessment", **given))) == years


def test_the_date_of_the_signature_is_not_the_year_of_the_assessment() -> None:
    signed = page(
        "annual_assessment", assessment="合格", dates=("2022-01-10",), text="考核等次 合格 2022.01.10"
    )
    made = context(FIVE_GOOD, [signed])
    assert assessments(made, made.indices) == {}


def test_the_best_place_among_the_authors_counts() -> None:
    demand = AuthorDemand(demand="author", among_first=1)
    several = page("paper_toc", authors=("甲某", "乙某", NAME), evidence={"authors": read("甲某")})
    body = page("paper_body", authors=(NAME, "乙某"), evidence={"authors": read(NAME)})
    together = (Document("paper", "paper", (0, 1)),)
    assert not seen("V422", demand, [several, body], served=together)
    assert [o.effect for o in seen("V422", demand, [several])] == ["unmet"]
    unplaced = page("paper_toc", authors=("甲某", "乙某", NAME))
    assert [o.effect for o in seen("V422", demand, [unplaced])] == ["unsure"]


def test_a_page_that_may_be_another_persons_certificate_counts_as_possible() -> None:
    one = page("title_certificate", name="王一平")
    likely = page("other", kind_candidates=(("other", 0.6), ("title_certificate", 0.35)), kind_confidence=0.6)
    served = (Document("d0", "single", (0,)),)
    assert [o.effect for o in seen("V482", TWO_PEOPLE, [one, likely], served=served)] == ["unsure"]


@pytest.mark.parametrize(
    ("names", "effects"),
    [
        (("王一平", "赵二立"), []),
        (("郑晓丹", "赵二立"), ["unsure"]),  # the applicant, 郑晓舟, by a character misread
        (("王一平", "王一乎"), ["unsure"]),
        (("王平", "王立"), []),
    ],
)
def test_a_name_that_may_be_another_misread_is_no_second_person(names: Any, effects: list[str]) -> None:
    pages = [page("title_certificate", name=name) for name in names]
    served = tuple(Document(f"d{i}", "single", (i,)) for i in range(len(pages)))
    assert [o.effect for o in seen("V482", TWO_PEOPLE, pages, served=served)] == effects


def test_a_date_is_told_no_more_exactly_than_it_was_read() -> None:
    (found,) = seen("V431", LATER, [page(issue_date="2018")])
    assert (found.effect, found.values["date"]) == ("unsure", "2018")


def test_a_bad_year_is_told_by_what_the_notice_makes_of_it() -> None:
    bad = [page("annual_assessment", text="2021年度考核 基本合格")]
    (asked,) = seen("V471", FIVE_GOOD, bad)
    (subtracted,) = seen("V471", AssessmentsDemand(demand="assessments"), bad)
    assert "近 5 年" in asked.values["means"].zh  # type: ignore[attr-defined]
    assert "不计入" in subtracted.values["means"].zh  # type: ignore[attr-defined]


def test_the_day_of_a_stated_title_is_certain() -> None:
    facts = {"prior_title_date": dt.date(2022, 1, 1)}
    (found,) = seen("V461", FIVE_YEARS, [], facts=facts)
    assert found.confidence >= SURE


@pytest.mark.parametrize(("sure", "effect"), [(0.95, "unmet"), (0.5, "unsure")])
def test_a_bad_result_that_was_read_badly_shortens_no_tenure_for_certain(sure: float, effect: str) -> None:
    evidence = {"assessment": read("2021 基本合格", sure)}
    bad = page("annual_assessment", assessment="2021 基本合格", evidence=evidence)
    demand = FIVE_YEARS.model_copy(update={"subtract_failed_assessments": True})
    facts = {"prior_title_date": dt.date(2019, 1, 1)}
    (found,) = seen("V461", demand, [bad], facts=facts)
    assert found.effect == effect


def test_a_result_that_is_a_doubt_is_not_counted() -> None:
    one = AssessmentsDemand(demand="assessments", years=1)
    for sure, told in ((0.95, 0), (0.5, 1)):
        assessed = page(
            "annual_assessment", assessment="2024 合格", evidence={"assessment": read("2024 合格", sure)}
        )
        assert len(seen("V472", one, [assessed])) == told


def test_the_years_without_a_result_are_named_and_a_bad_one_was_read() -> None:
    pages = [
        page("annual_assessment", assessment=f"{year} 合格", text=f"({year}年度)")
        for year in (2019, 2020, 2021)
    ]
    pages += [
        page("annual_assessment", assessment=told, text=text, evidence={"assessment": read(told, 0.5)})
        for told, text in (("2022 合格", "(2022年度)"), ("2023 基本合格", "(2023年度)"))
    ]
    (found,) = seen("V472", FIVE_GOOD, pages)
    assert found.pages == (3,)
    assert (found.values["have"], found.values["need"]) == (4, 5)
    assert "2022" in str(found.values["which"]) and "2023" not in str(found.values["which"])


def test_of_two_diploma_numbers_that_are_masked_the_digits_that_differ_are_told() -> None:
    agreed = AgreementDemand(demand="agreement", of=("certificate_number",))
    pages = [
        page("graduation_certificate", certificate_number="106231201605003342"),
        page("xuexin_record", certificate_number="106231201605013342"),
    ]
    (found,) = seen("V493", agreed, pages)
    assert "14" in str(found.values["where"])


def test_a_number_with_two_look_alike_digits_may_be_misread() -> None:
    agreed = AgreementDemand(demand="agreement", of=("id_number",))
    for other, effect in (("990101198505126010", "unsure"), ("990101278503120010", "unmet")):
        pages = [page("id_card", id_number=other, evidence={"id_number": read(other, 0.99)})]
        assert [found.effect for found in seen("V492", agreed, pages)] == [effect]


def test_hours_that_are_registered_in_one_year_and_verified_in_another_are_a_doubt() -> None:
    registered = page("ce_registration_page", hours=hours(2023, 150, 300))
    verified = page("ce_verification_page", hours=hours(2022, 150, 300))
    assert [o.effect for o in seen("V452", AVERAGE, [registered, verified])] == ["unsure"]
    spread = page("ce_verification_page", hours=tuple(h for y in YEARS for h in hours(y, 150, 300)))
    assert [o.effect for o in seen("V452", AVERAGE, [registered, spread])] == ["unsure"]
    one_of_several = page("ce_registration_page", hours=hours(2023, 30, 60))
    other = page("ce_completion_certificate", hours=hours(2022, 20, 60))
    assert not seen("V452", AVERAGE, [one_of_several, other])


def agree(*of: str) -> AgreementDemand:
    """A demand that these values agree."""
    return AgreementDemand.model_validate({"demand": "agreement", "of": of})


ALONE = {"name": None, "id_number": None, "employer": None, "prior_title_date": None, "graduation_year": None}
CARD, OTHER_CARD = "990101198503120029", "990101199001010018"


@pytest.mark.parametrize(
    ("of", "pages", "facts"),
    [
        (("name",), [page("degree_certificate", text=f"{NAME}，男")], {**ALONE, "name": NAME}),
        (("name",), [page("degree_certificate", name=NAME), page("degree_certificate", name=NAME)], ALONE),
        (("id_number",), [page("id_card", id_number=CARD), page("labour_contract", id_number=CARD)], ALONE),
        (("employer",), [page("labour_contract", employer=EMPLOYER)], {**ALONE, "employer": EMPLOYER}),
        (
            ("name", "dates"),
            [page("title_certificate", issue_date="2018-12")],
            {**ALONE, "prior_title_date": dt.date(2018, 12, 1)},
        ),
        (
            ("certificate_number",),
            [page(kind, certificate_number="104871") for kind in ("graduation_certificate", "xuexin_record")],
            ALONE,
        ),
    ],
)
def test_a_value_in_two_places_was_compared(of, pages, facts):
    assert not list(seen("V499", agree(*of), pages, facts=facts))


@pytest.mark.parametrize(
    ("of", "pages", "facts"),
    [
        (("name",), [page("degree_certificate", name=NAME), page("id_card")], ALONE),
        (("id_number",), [page("labour_contract", id_number="9901****")], {**ALONE, "id_number": CARD}),
        (("employer",), [page("labour_contract", employer=e) for e in (EMPLOYER, "某某公司")], ALONE),
        (("certificate_number",), [page("graduation_certificate", certificate_number="1")] * 2, ALONE),
    ],
)
def test_a_value_that_no_other_stands_against_was_not(of, pages, facts):
    (told,) = seen("V499", agree(*of), pages, facts=facts)
    assert (told.effect, told.pages) == ("unsure", tuple(range(len(pages))))


def test_two_names_and_nothing_that_tells_which_is_right_are_for_a_person_to_see():
    pages = [page("degree_certificate", name=NAME), page("id_card", name="欧阳明德")]
    (told,) = seen("V491", agree("name"), pages, facts=ALONE)
    assert (told.effect, told.pages) == ("unsure", (1,))
    assert not seen("V499", agree("name"), pages, facts=ALONE)


def test_two_id_numbers_and_nothing_that_tells_which_is_right_are_for_a_person_to_see():
    pages = [page("labour_contract", id_number=CARD), page("social_insurance_record", id_number=OTHER_CARD)]
    (told,) = seen("V492", agree("id_number"), pages, facts=ALONE)
    assert (told.effect, told.pages) == ("unsure", (1,))


def test_differing_hours_point_at_the_years_certificate_first_at_one_that_was_not_read() -> None:
    pages = [
        page("ce_name_page"),
        page("ce_registration_page", hours=(*hours(2019, 30, 60), *hours(2020, 30, 60))),
        page("ce_completion_certificate", hours=hours(2019, 30, 60), dates=("2019-09-09",)),
        page("ce_completion_certificate", hours=hours(2020, 0, 60), dates=("2020-09-09",)),
        page("ce_completion_certificate", dates=("2020-05-06", "2020-09-09")),
    ]
    agree = AgreementDemand(demand="agreement", of=("hours",))
    assert [o.pages for o in seen("V457", agree, pages)] == [(4, 3, 1)]
    assert [o.pages for o in seen("V457", agree, pages[:4])] == [(3, 1)]


@pytest.mark.parametrize(
    ("unread", "told"),
    [
        ({"dates": ("2023-09-09",)}, "unsure"),
        ({"certificate_number": "GX2023"}, "unsure"),
        ({"dates": ("2015-09-09",)}, "unmet"),
        ({}, "unmet"),
    ],
)
def test_hours_are_not_surely_short_where_those_of_a_certificate_were_not_read(
    unread: Any, told: str
) -> None:
    demand = HoursDemand(demand="hours", years=(2023,), total=90)
    read_well = page("ce_completion_certificate", hours=hours(2023, 0, 60))
    found = seen("V451", demand, [read_well, page("ce_completion_certificate", **unread)])
    assert [o.effect for o in found] == [told]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (f"席文，{NAME}", ["unsure"]),
        (f"席文1 甲一2 {NAME}1", ["unsure"]),
        (f"{NAME}，席文", []),
        (f"{NAME} 等", []),
        (f"第一作者：{NAME}，工程师", []),
        ("席文", []),  # V421 tells it
    ],
)
def test_a_first_author_whose_place_was_not_read_is_a_doubt(row: str, told: list[str]) -> None:
    demand = AuthorDemand(demand="author", role="first_or_corresponding", one_is_enough=True)
    paper = page("paper_body", text=f"薄壁壳体装夹系统设计\n{row}\n摘要：本文")
    assert [o.effect for o in seen("V422", demand, [paper])] == told
    book = page("isbn_page", text=f"薄壁壳体装夹系统设计\n{row}著")
    assert not seen("V422", demand, [book])
    marked = paper.model_copy(update={"fields": paper.fields.model_copy(update={"corresponding": (NAME,)})})
    assert not seen("V422", demand, [marked])


INVENTION = StatesDemand(
    demand="states",
    what=Text(zh="发明专利", en="an invention patent"),
    phrases=(("发明专利",),),
    contrary=("实用新型专利证书", "外观设计专利证书"),
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("证书号第1号\n实用新型专利证书\n专利权人", ["unmet"]),
        ("证书号第1号\n 外观设计专利证书 No.1\n专利权人", ["unmet"]),
        ("证书号第1号\n专利权人", ["unsure"]),
        ("证书号第1号\n发 明 专 利 证 书\n专利权人", []),
        # both are named: the document is not the other one for certain
        ("发明专利证书\n实用新型专利证书", []),
        ("说明:附实用新型专利证书一份", ["unsure"]),
    ],
)
def test_a_heading_of_something_else_is_a_fault(text: str, told: list[str]) -> None:
    found = seen("V481", INVENTION, [page("patent_certificate", text=text)])
    assert [o.effect for o in found] == told
    if told == ["unmet"]:
        assert "专利证书" in found[0].values["told"].zh  # type: ignore[attr-defined]
        assert "换成" in found[0].values["todo"].zh  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("名称简阳恒拓公司\n住所岷川市澄江区大道9号", ["unsure"]),
        ("名称简阳恒拓公司\n住 所:\n四川省岷川市澄江区", ["unsure"]),
        ("名称简阳恒拓公司\n住\n所岷川市澄江区大道9号", ["unsure"]),
        ("名称简阳恒拓公司\n住\n所\n岷川市澄江区大道9号", ["unsure"]),
        ("名称恒拓公司\n住所简阳市石桥大道9号", []),
        ("名称恒拓公司\n住所成都市简阳市石桥大道9号", []),
        # no place is named beside the label, or no label was read: the other words count
        ("名称简阳恒拓公司\n住所石桥工业园区大道9号", []),
        ("名称简阳恒拓公司\n住所四川省石桥大道9号", []),
        ("名称简阳恒拓公司", []),
        ("名称恒拓公司", ["unsure"]),
    ],
)
def test_an_address_counts_before_other_words(text: str, told: list[str]) -> None:
    what = Text(zh="注册地在简阳", en="registration in Jianyang")
    demand = StatesDemand(demand="states", what=what, phrases=(("简阳",),), beside=("住所", "经营场所"))
    assert [o.effect for o in seen("V481", demand, [page("business_licence", text=text)])] == told


@pytest.mark.parametrize(
    ("target", "certificates", "told"),
    [
        ("senior", [{"level": "助理工程师"}], ["unmet"]),
        ("senior", [{"level": "工程师"}], []),
        ("senior_full", [{"level": "工程师"}], ["unmet"]),
        ("intermediate", [{"level": "技术员"}], []),
        (None, [{"level": "助理工程师"}], []),
        ("senior", [{}], []),
        ("senior", [{"level": "助理工程师"}, {"level": "工程师"}], []),
        # a second certificate whose title was not read, one that names a higher title too, one that was read badly
        ("senior", [{"level": "助理工程师"}, {"certificate_number": "1"}], ["unsure"]),
        ("senior", [{"level": "助理工程师"}, {"text": "封面"}], ["unmet"]),
        ("senior", [{"level": "助理工程师", "text": "原职称:助理工程师"}], ["unsure"]),
        ("senior", [{"level": "助理工程师", "text": "由助理工程师晋升为工程师"}], ["unsure"]),
        ("senior", [{"level": "助理工程师", "evidence": {"level": read("助理工程师", 0.7)}}], ["unsure"]),
    ],
)
def test_a_title_is_too_low_only_where_none_that_suffices_may_be_there(
    target: Any, certificates: list[dict[str, Any]], told: list[str]
) -> None:
    demand = TitleLevelDemand(demand="title_level")
    pages = [page("title_certificate", **given) for given in certificates]
    assert [o.effect for o in seen("V484", demand, pages, facts={"target_level": target})] == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2024-01-08", "2024-01-15", []),
        ("2023-12-11", "2023-12-18", ["unmet"]),
        ("2025-01-06", "2025-01-13", ["unmet"]),
    ],
)
def test_a_publicity_of_the_notice_s_own_year_is_no_other_year_s(
    first: str, last: str, told: list[str]
) -> None:
    pages = [page("public_notice_proof", period_start=first, period_end=last)]
    assert [o.effect for o in seen("V443", PUBLIC, pages)] == told


CALL = "如有异议，请向办公室反映。"


@pytest.mark.parametrize(
    "text",
    [
        f"现将经单位推荐的钱某申报材料予以公示。{CALL}",
        f"现将钱某（项目经理）申报材料予以公示。{CALL}",
        f"现将申报经济系列职称人员予以公示。{CALL}",
        "现将申报材料予以公示。如对公示情况有异议，请向办公室反映。",
        f"现将申报材料予以公示。{CALL}没有署名的意见不予受理。",
        f"现将申报材料予以公示。{CALL}公示期满无异议，单位将予以推荐。",
        f"申报材料已经审核，现将其予以公示。{CALL}",
    ],
)
def test_a_sheet_that_announces_is_no_proof_whatever_else_it_says(text: str) -> None:
    assert is_the_sheet(text)


@pytest.mark.parametrize(
    "told",
    [
        "公示结果：无异议",
        "申报材料业经公示，特此说明",
        "公示期已满，没有收到异议",
        "申报材料已在单位公示栏公示5个工作日",
        "经公示，未收到任何人的意见",
    ],
)
def test_a_page_that_says_what_came_of_the_publicity_is_a_proof(told: str) -> None:
    assert not is_the_sheet(f"现将申报材料予以公示。{CALL}{told}。")
    assert not is_the_sheet(f"{told}。{CALL}")


def test_a_proof_s_date_is_told_as_it_was_read() -> None:
    dated = {"period_start": "2024-08-26", "period_end": "2024-09-02", "issue_date": "2024-08"}
    (found,) = seen("V445", PUBLIC, [page("public_notice_proof", **dated)])
    assert found.values["date"] == "2024-08"


def test_a_sheet_on_which_the_result_was_added_has_the_date_of_its_first_day() -> None:
    dated = {"period_start": "2024-08-26", "period_end": "2024-09-02", "issue_date": "2024-08-26"}
    added = f"现将申报材料予以公示。{CALL}公示结果：公示期满，无异议。"
    for code in ("V444", "V445"):
        assert not seen(code, PUBLIC, [page("public_notice_proof", text=added, **dated)])


@pytest.mark.parametrize(
    ("authors", "printed", "told"),
    [
        (("钱某某", "孙某"), False, ["unmet"]),
        (("钱某某", "孙某"), True, []),
        ((NAME[:-1] + "某", "孙某"), False, ["unsure"]),  # a misread author beside a hand that was read
    ],
)
def test_who_signs_a_patent_s_copy_is_not_by_that_an_inventor(
    authors: tuple[str, ...], printed: bool, told: list[str]
) -> None:
    box = (0.3, 0.88, 0.4, 0.92)
    lines = [TextLine(text=NAME, bbox=box, confidence=0.9)]
    if printed:
        lines.append(TextLine(text=f"联系人：{NAME}", bbox=(0.1, 0.5, 0.4, 0.52), confidence=0.99))
    signed = page(
        "patent_certificate",
        text="\n".join(line.text for line in lines),
        lines=tuple(lines),
        authors=authors,
        signatures=(signature(bbox=box),),
    )
    demand = AuthorDemand(demand="author", among_first=3)
    assert [o.effect for o in seen("V421", demand, [signed])] == told


@pytest.mark.parametrize(
    ("seals", "told"),
    [
        (("成都蜀拓工程管理有限公司",), ["unsure"]),
        ((EMPLOYER,), []),
        ((EMPLOYER, "成都蜀拓工程管理有限公司"), []),
        (("谯城区人力资源和社会保障局",), []),
        ((None,), []),
    ],
)
def test_who_seals_a_contract_employs(seals: tuple[str | None, ...], told: list[str]) -> None:
    contract = page("labour_contract", employer=EMPLOYER, seals=tuple(seal(text) for text in seals))
    assert [o.effect for o in seen("V403", EmployerDemand(demand="employer"), [contract])] == told


@pytest.mark.parametrize(
    ("issuer", "text", "codes"),
    [
        (EMPLOYER, f"{EMPLOYER}系民营企业，特此证明。", []),
        ("成都蜀拓建设集团有限公司", "我公司股权结构如下，特此证明。", ["V403"]),
        ("成都蜀拓建设集团有限公司", f"我集团持有{EMPLOYER}全部股权。", []),
        ("简阳市市场监督管理局", "企业登记信息查询单", ["V404"]),
        ("简阳市市场监督管理局", f"企业登记信息查询单 {EMPLOYER}", []),
    ],
)
def test_a_firm_that_certifies_its_shareholders_is_the_employer(
    issuer: str, text: str, codes: list[str]
) -> None:
    demand = EmployerDemand(demand="employer", kinds=("equity_proof",))
    pages = [page("equity_proof", issuer=issuer, text=text)]
    assert [o.code for code in ("V403", "V404") for o in seen(code, demand, pages)] == codes


INSURED = f"参保单位:{EMPLOYER}"
HEADED = "四川省社会保险参保证明"


@pytest.mark.parametrize(
    ("text", "office", "told"),
    [
        (f"{HEADED}\n{INSURED}", "成都市社会保险管理服务中心", ["unsure"]),
        (f"成都市社会保险参保证明\n{INSURED}", None, ["unsure"]),
        (f"{HEADED}\n{INSURED}", "简阳市社会保险事业中心", []),
        (f"{HEADED}\n{INSURED}", None, []),
        (f"{HEADED}\n{INSURED}\n参保地区社会保险经办机构", "四川省社会保险管理局", []),
        (f"{HEADED}\n{INSURED}\n参保地:简阳市", "成都市社会保险管理服务中心", []),
        (f"四川省成都市社会保险个人参保证明（正常）\n{INSURED}", None, ["unsure"]),
        (f"{HEADED}\n{INSURED}\n成都市某某建设有限公司社会保险缴费证明", None, []),
        (f"{HEADED}\n{INSURED}\n用人单位在成都市社会保险", None, []),
        (f"{HEADED}\n{INSURED}\n个人社区就业", None, []),
        (f"{HEADED}\n{INSURED}\n本地区医疗保险经办机构", None, []),
        (f"{HEADED}\n{INSURED}\n成都市社会保险管理服务中心", "简阳市社会保险事业中心", []),
    ],
)
def test_where_an_office_insures_counts_before_the_employers_name(
    text: str, office: str | None, told: list[str]
) -> None:
    what = Text(zh="在简阳缴纳", en="paid in Jianyang")
    demand = StatesDemand(demand="states", what=what, phrases=(("简阳",),), made_out_in=True)
    found = seen("V481", demand, [page("social_insurance_record", text=text, issuer=office)])
    assert [o.effect for o in found] == told
    assert not found or "成都市" in found[0].values["told"].zh  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "given", "told"),
    [
        (
            "public_notice_proof",
            {"text": f"{NAME}同志申报2024年度建筑工程专业正高级工程师资格"},
            "正高级工程师",
        ),
        ("public_notice_proof", {"text": f"{NAME}申报高级工程师,吴小川申报正高级工程师"}, None),
        ("public_notice_proof", {"text": f"{NAME}申报高级工程师。吴小川申报工程师"}, None),
        ("commitment_letter", {"text": "本人自愿申报工程师任职资格"}, "工程师"),
        ("commitment_letter", {"text": "本人申报材料真实", "issue_date": "2022-09-02"}, "2022-09-02"),
        ("commitment_letter", {"text": "本人申报材料真实", "issue_date": "2024"}, None),
        ("commitment_letter", {"text": "本人申报杭州市2022年度高级工程师资格"}, "2022"),
        ("commitment_letter", {"text": "本人参加2022年度高级工程师评审"}, "2022"),
        ("commitment_letter", {"text": "本人参加2022年度专业技术人员继续教育,材料真实"}, None),
        ("commitment_letter", {"text": "本人参加2022年度工程师继续教育,材料真实"}, None),
        ("commitment_letter", {"text": "现申报高级工程师资格,2021年度取得工程师资格"}, None),
        ("commitment_letter", {"text": "现申报高级工程师资格(2021年度取得工程师)"}, None),
    ],
)
def test_a_commitment_and_a_publicity_are_of_this_application(
    kind: str, given: dict[str, Any], told: str | None
) -> None:
    found = seen("V446", None, [page(kind, **given)], facts={"target_level": "senior"})
    assert [o.effect for o in found] == ["unsure"] * (told is not None)
    assert told is None or told in found[0].values["told"].zh  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("现申报2022年度高级工程师资格", "现申报2024年度高级工程师资格", []),
        ("现申报2022年度高级工程师资格", "其他事项", [0]),
        ("材料真实", "现申报2022年度高级工程师资格", [1]),
        ("现申报工程师资格", "现申报高级工程师资格", []),
    ],
)
def test_all_pages_of_a_commitment_count_that_without_a_heading_too(
    first: str, second: str, told: list[int]
) -> None:
    pages = (page("commitment_letter", text=first), page("other", text=second))
    together = (Document("d0", "commitment_letter", (0, 1)),)
    found = seen(
        "V446", None, pages, facts={"target_level": "senior"}, served=together, upload=Upload(pages, together)
    )
    assert [obs.pages[0] for obs in found] == told


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("commitment_letter", "本人现申报2024年度工程系列化学工程专业高级工程师，承诺如下", "化学工程"),
        ("commitment_letter", "本人申报高级工程师（化学工程专业）", "化学工程"),
        (
            "public_notice_proof",
            f"我单位对{NAME}同志申报高级工程师（化学工程专业）的材料进行了公示",
            "化学工程",
        ),
        ("commitment_letter", "本人申报工程系列安全工程专业高级工程师", None),
        ("commitment_letter", "本人申报应急管理专业高级工程师", None),  # the same field
        ("commitment_letter", "本人申报档案管理专业高级工程师", None),  # a field that is not known
        ("commitment_letter", "本人申报高级工程师，毕业于某大学化学工程专业", None),
        ("commitment_letter", "本人所学为化学工程专业。现申报高级工程师", None),
        ("commitment_letter", "本人申报高级工程师专业技术资格", None),
        ("commitment_letter", "本人申报化学工程、冶金工程专业高级工程师", None),
        ("commitment_letter", "本人申报化学工程专业高级工程师。申报专业：安全工程", None),
        ("commitment_letter", "本人申报化学工程专业的材料。申报应急管理专业高级工程师", None),
        ("public_notice_proof", f"李四申报化学工程专业高级工程师、{NAME}申报高级工程师", None),
        ("public_notice_proof", f"{NAME}申报高级工程师、李四申报化学工程专业高级工程师", None),
        ("public_notice_proof", f"{NAME}同志申报高级工程师。李四申报化学工程专业高级工程师", None),
        ("award_certificate", "申报化学工程专业高级工程师", None),
    ],
)
def test_a_commitment_and_a_publicity_are_of_the_specialty_applied_for(
    kind: str, text: str, told: str | None
) -> None:
    pages = [page(kind, text=text, issue_date="2024-09-02")]
    found = seen("V446", None, pages, facts={"target_level": "senior", "specialty": "安全工程"})
    said = [obs.values["told"].zh for obs in found]  # type: ignore[attr-defined]
    assert said == ([] if told is None else [f"上面写的是申报“{told}”专业，这次申报的专业是“安全工程”"])
    assert not seen("V446", None, pages, facts={"specialty": None})
    assert told is None or not seen("V446", None, pages, facts={"specialty": told}), "who applies for it"


def test_the_first_page_that_bears_what_is_given_is_told_beside_another() -> None:
    other = "成都蜀拓工程管理有限公司"
    firms = [page("labour_contract", employer=other), page("labour_contract", employer=EMPLOYER)]
    (found,) = seen("V403", EmployerDemand(demand="employer"), firms)
    assert (found.pages, found.beside) == ((0,), 1)
    (found,) = seen("V403", EmployerDemand(demand="employer"), firms[:1])
    assert found.beside is None
    agreed = AgreementDemand(demand="agreement", of=("employer", "dates"))
    (found,) = seen("V493", agreed, firms)
    assert (found.pages, found.beside) == ((0,), 1)
    given = {"prior_title_date": dt.date(2018, 5, 20)}
    titled = [page("title_certificate", name=NAME, issue_date="2016-05-20")]
    form = page("review_form", dates=("2018-05-20",))
    (found,) = seen("V493", agreed, [*titled, form], facts=given)
    assert (found.pages, found.beside) == ((0,), 1)
    (found,) = seen("V493", agreed, titled, facts=given)
    assert found.beside is None


@pytest.mark.parametrize(
    ("field", "number", "fault"),
    [
        ("id_number", "990101198503120012", "校验位不符"),
        ("id_number", "340104198013071234", "其中的出生日期不存在"),
        ("cn", "CN34-11/X", "格式不符"),
    ],
)
def test_what_is_wrong_with_a_number_is_told(field: str, number: str, fault: str) -> None:
    proof = Evidence(raw=number, bbox=(0.1, 0.1, 0.4, 0.12), confidence=0.99, valid=False)
    scan = page(fields=Fields(**{field: number}, evidence={field: proof}))
    (told,) = seen("V411", NumberDemand(demand="number", of=[field]), [scan])
    assert told.values["fault"].zh == fault
