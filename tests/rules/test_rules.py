"""Each rule with facts that it speaks of and facts that it does not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from scanaudit.auditing.telling import filling
from scanaudit.facts import PageFacts, QRCode
from scanaudit.kinds.documents import Document
from scanaudit.notices.conditions import FactIs
from scanaudit.notices.demands import (
    AgreementDemand,
    AssessmentsDemand,
    AuthorDemand,
    CaptureDemand,
    ConfirmedDemand,
    CoversTermDemand,
    DatedDemand,
    Demand,
    DistinctPersonsDemand,
    EmployerDemand,
    HoursDemand,
    MonthsDemand,
    NameDemand,
    NotClassifiedDemand,
    NumberDemand,
    OnePerYearDemand,
    PaperSizeDemand,
    PortraitDemand,
    PublicityDemand,
    ScopeDemand,
    SealDemand,
    SealedCopyDemand,
    ShownDemand,
    SignatureDemand,
    StatesDemand,
    TenureDemand,
    TitleLevelDemand,
)
from scanaudit.notices.model import Notice, Portal, Requirement, Window
from scanaudit.notices.profile import Profile, Term
from scanaudit.rules.context import Observation, RequirementContext, Shortfall
from scanaudit.rules.registry import MODULES, RULES
from scanaudit.rules.upload import Upload
from scanaudit.rules.wording import messages
from scanaudit.text import Text
from tests.rules.pages import (
    EMPLOYER,
    ID_NUMBER,
    NAME,
    completion,
    hours,
    opened,
    page,
    portrait,
    read,
    seal,
    sealing_label,
    signature,
)
from tests.strikes import struck

SAID = Text(zh="某项要求", en="a requirement")
REQUIREMENT = Requirement(
    id="XX-01", title=SAID, clause=("一",), who=("A",), via=("U",), upload="required", advice=SAID
)
EVERY_MATERIAL = REQUIREMENT.model_copy(update={"applies_to": "every_material"})
NOTICE = Notice(
    id="test",
    title=SAID,
    authority=SAID,
    year=2024,
    cutoff=dt.date(2024, 12, 31),
    windows=(Window(id="online", title=SAID, opens=dt.date(2024, 9, 1), closes=dt.date(2024, 9, 20)),),
    requirements=(REQUIREMENT,),
)
LIMITED = NOTICE.model_copy(update={"portal": Portal(formats=("pdf", "jpeg"), min_dpi=200, max_dpi=600)})
PROFILE: dict[str, Any] = {
    "name": NAME,
    "id_number": ID_NUMBER,
    "employer": EMPLOYER,
    "education": "bachelor",
    "graduation_year": 2008,
    "prior_title_date": dt.date(2018, 12, 20),
    "work_start_date": dt.date(2008, 7, 1),
    "term": Term(start=dt.date(2019, 1, 1), end=dt.date(2023, 12, 31)),
    "service_status": "in_service",
    "applications_this_year": 1,
    "confirmed": {"XX-01": True},
}
YEARS = range(2019, 2024)


def context(demand: Demand | None, pages: Sequence[PageFacts], **given: Any) -> RequirementContext:
    """A context in which every page is a document of its own that serves the requirement."""
    facts = given.pop("facts", {})
    documents = tuple(Document(f"d{i}", "single", (i,)) for i, p in enumerate(pages) if p.page)
    made = RequirementContext(
        requirement=REQUIREMENT,
        demand=demand,
        profile=Profile(**{**PROFILE, **facts}),
        notice=NOTICE,
        today=dt.date(2024, 9, 10),
        upload=Upload(tuple(pages), documents),
        served=documents,
    )
    return replace(made, **given)


@dataclass(frozen=True)
class Fixture:
    """``fails``: pages that the rule speaks of, with this effect; ``passes``: pages that it is silent on."""

    demand: Demand | None
    fails: Sequence[PageFacts]
    passes: Sequence[PageFacts]
    effect: str = "unmet"
    given: dict[str, Any] = field(default_factory=dict)
    given_passes: dict[str, Any] = field(default_factory=dict)


def shot(**flaws: Any) -> list[PageFacts]:
    return [page("id_card", shot=flaws)]


def _coded(number: str) -> tuple[QRCode, ...]:
    return (QRCode(bbox=(0.1, 0.1, 0.2, 0.2), payload=f"https://example.org/query?zsbh={number}"),)


_ONE_PAPER = {"served": (Document("d0", "paper", (0, 1)),)}


def _of_issue(kind: str, number: int) -> PageFacts:
    """A part of a paper that bears its issue."""
    raw = f"2022年第{number}期"
    return page(kind, issue=f"2022-{number:02d}", text=raw, evidence={"issue": read(raw)})


def _contents(title: str) -> PageFacts:
    """A contents page with ``title`` among other papers, broken as a column breaks it."""
    others = [
        "城镇污水处理厂提标改造工程实践 刘某 1",
        "深基坑支护监测分析 陈某 9",
        "碾压混凝土坝温控措施 吴某 15",
    ]
    return page(
        "paper_toc",
        text="\n".join(["目 录", *others, title[:6], f"{title[6:]} …… 21", "装配式桥梁施工 杨某 30"]),
    )


def _held(kind: str, date: str) -> PageFacts:
    """The applicant's own certificate of ``date``."""
    return page(kind, name=NAME, issue_date=date)


def appointed(first: str, last: str, **given: Any) -> PageFacts:
    """A letter of appointment for a period, both of its ends read well."""
    evidence = {"period_start": read(first), "period_end": read(last)}
    return page(
        "appointment_letter", **{"period_start": first, "period_end": last, "evidence": evidence, **given}
    )


def lacking(what: Any, effect: str = "unmet", **given: Any) -> Fixture:
    shortfall = Shortfall(what, ("id_card",), **given)
    return Fixture(None, [page()], [page()], effect, {"shortfalls": (shortfall,)})


def paper(pages: Sequence[PageFacts]) -> Upload:
    """The pages as one paper."""
    return Upload(tuple(pages), (Document("paper-1", "paper", tuple(range(len(pages)))),))


BODY = [
    page("paper_body", file="论文.pdf", page=1, printed_page=32),
    page("paper_body", file="论文.pdf", page=2, printed_page=31),
]
CLEAN = [page("id_card")]
SEAL = SealDemand(demand="seal", of="employer")
FRESH = SealDemand(demand="seal", of="employer", fresh=True)
TWO_SEALS = SealDemand(demand="seal", count=2)
EACH_SEALED = SealDemand(demand="seal", of="employer", each="page", kinds=("ce_verification_page",))
MAY_BE_ONE = page(
    "ce_hours_check",
    kind_confidence=0.64,
    kind_candidates=(("ce_hours_check", 0.64), ("ce_verification_page", 0.36)),
)
SIGN = SignatureDemand(demand="signature", each="page")
TWO_SIGN = SignatureDemand(demand="signature", of="peer", count=2)
PICTURE = CaptureDemand(
    demand="capture", of=("sharp", "readable", "upright", "complete", "colour", "original")
)
NUMBERS = NumberDemand(demand="number", of=("issn", "isbn", "cn", "id_number", "credit_code"), required=True)
LATER = DatedDemand(demand="dated", after="prior_title_date")
VALID = DatedDemand(demand="dated", valid_on_application=True)
RUNNING = DatedDemand(demand="dated", running=True)
PUBLIC = PublicityDemand(demand="publicity", working_days=5)
AVERAGE = HoursDemand(demand="hours", common=30, specialist=60, never_crammed=True, every_year=True)
UNNUMBERED = HoursDemand(demand="hours")
FIVE_YEARS = TenureDemand(demand="tenure", since="prior_title_date", required={"bachelor": 5})
COUNTING = NOTICE.model_copy(
    update={"requirements": (REQUIREMENT.model_copy(update={"demands": (FIVE_YEARS,)}),)}
)
AGREE = AgreementDemand(
    demand="agreement", of=("name", "id_number", "certificate_number", "dates", "employer", "hours")
)
STATES = StatesDemand(demand="states", what=SAID, phrases=(("排名",), ("作用", "贡献")))
FULL = [page("ce_registration_page", hours=hours(year, 30, 60)) for year in YEARS]

FIXTURES: dict[str, Fixture] = {
    "C101": Fixture(PICTURE, [page("id_card", rotation=90)], CLEAN),
    "C102": Fixture(PICTURE, shot(sharp=False), CLEAN, "unsure"),
    "C103": Fixture(PICTURE, shot(readable=False, sharp=False), shot(sharp=False)),
    "C104": Fixture(PICTURE, shot(cut_off=True), shot(cut_off=True, seal_cut=True)),
    "C105": Fixture(PICTURE, shot(too_dark=True), CLEAN, "unsure"),
    "C106": Fixture(PICTURE, shot(overexposed=True), shot(glare=True), "unsure"),
    "C107": Fixture(PICTURE, shot(low_resolution=True), CLEAN, "unsure"),
    "C108": Fixture(None, shot(blank=True), CLEAN, "none"),
    "C109": Fixture(PICTURE, shot(colour="grey"), CLEAN),
    "C110": Fixture(PICTURE, shot(is_copy=True), CLEAN),
    "C112": Fixture(PICTURE, shot(low_contrast=True), CLEAN, "unsure"),
    "C113": Fixture(PICTURE, shot(shadow=True), CLEAN, "unsure"),
    "C114": Fixture(PICTURE, shot(colour_cast=True), CLEAN, "unsure"),
    "C115": Fixture(PICTURE, shot(finger=True), CLEAN, "unsure"),
    "C116": Fixture(PICTURE, shot(page_small=True), CLEAN, "none"),
    "C117": Fixture(PICTURE, shot(several_sheets=True), CLEAN, "unsure"),
    "C118": Fixture(PICTURE, shot(perspective=True), CLEAN, "unsure"),
    "C119": Fixture(PICTURE, shot(screen="photo"), shot(screen="capture"), "none"),
    "C120": Fixture(PICTURE, shot(screen="capture"), shot(screen="photo"), "unsure"),
    "C121": Fixture(PICTURE, shot(sharp=False, motion=45), shot(sharp=False), "none"),
    "C122": Fixture(PICTURE, [page("id_card", skew=-4.2)], [page("id_card", skew=1.1)], "none"),
    "C123": Fixture(PICTURE, shot(glare=True), CLEAN, "unsure"),
    "C124": Fixture(PICTURE, shot(cut_off=True, seal_cut=True), shot(cut_off=True)),
    "C125": Fixture(PICTURE, shot(nearly_blank=True), shot(blank=True), "none"),
    "C126": Fixture(PICTURE, shot(toner=True), shot(toner=True, is_copy=True), "unsure"),
    "C127": Fixture(PICTURE, shot(table=True), shot(table=True, page_small=True), "none"),
    "C128": Fixture(PICTURE, shot(mirrored=True, readable=False), shot(readable=False)),
    "C111": Fixture(PICTURE, [page("id_card", rotation=None)], shot(blank=True), "unsure"),
    "M201": Fixture(SEAL, [page()], [page(seals=(seal(),))]),
    "M202": Fixture(SEAL, [page(seals=(seal("成都市第一人民医院"),))], [page(seals=(seal(),))], "unsure"),
    "M203": Fixture(SEAL, [page(seals=(seal(None),))], [page(seals=(seal(),))], "unsure"),
    "M204": Fixture(FRESH, [page(seals=(seal(photocopied=True),))], [page(seals=(seal(),))]),
    "M205": Fixture(SEAL, [page(seals=(seal(confidence=0.5),))], [page(seals=(seal(),))], "unsure"),
    "M206": Fixture(
        TWO_SEALS, [page(seals=(seal(),))], [page(seals=(seal(), seal("成都市蜀拓建设集团有限公司")))]
    ),
    "M207": Fixture(
        None,
        [page(seals=(seal(ink_pattern=struck(1)),)), page(seals=(seal(ink_pattern=struck(1)),))],
        [page(seals=(seal(ink_pattern=struck(1)),)), page(seals=(seal(ink_pattern=struck(2)),))],
        "none",
    ),
    "M208": Fixture(
        None,
        [page("labour_contract", lines=(sealing_label(),))],
        [page("labour_contract", lines=(sealing_label(),), seals=(seal(bbox=(0.15, 0.65, 0.35, 0.78)),))],
        "unsure",
    ),
    "M211": Fixture(SIGN, [page()], [page(signatures=(signature(),))]),
    "M212": Fixture(
        SIGN, [page(signatures=(signature(confidence=0.5),))], [page(signatures=(signature(),))], "unsure"
    ),
    "M213": Fixture(
        TWO_SIGN, [page(signatures=(signature(),))], [page(signatures=(signature(), signature()))]
    ),
    "M214": Fixture(
        SignatureDemand(demand="signature"),
        [page(signatures=(signature(),)), page()],
        [page(signatures=(signature(),)), page(signatures=(signature(),))],
        "none",
        {"requirement": EVERY_MATERIAL},
        {"requirement": EVERY_MATERIAL},
    ),
    "M215": Fixture(SIGN, [opened(0.26)], [opened(0.26, 0.76)], "unsure"),
    "M221": Fixture(
        SealedCopyDemand(demand="sealed_copy"),
        shot(is_copy=True),
        [page(shot={"is_copy": True}, seals=(seal(),)), page()],
    ),
    "M231": Fixture(
        PortraitDemand(demand="portrait", background="red", count=2),
        [page(portraits=(portrait(),))],
        [page(portraits=(portrait(), portrait()))],
    ),
    "M241": Fixture(
        NotClassifiedDemand(demand="not_classified"), [page(classification="机密")], [page(text="秘书")]
    ),
    "K301": lacking("missing"),
    "K302": lacking("few", have=1, need=2),
    "K303": lacking("part", part="contents"),
    "K304": lacking("year", year=2021),
    "K305": lacking("recommended", "none"),
    "K306": lacking("kind", "unsure", pages=(0,)),
    "K307": Fixture(None, [page()], [page()], "none", {"unused": (0,)}),
    "K308": Fixture(
        None,
        [page(content_hash="a"), page(content_hash="a")],
        [page(content_hash="a"), page(content_hash="b"), page(content_hash="a", page=2)],
        "none",
    ),
    "K311": Fixture(
        None,
        [completion("20230601024"), page(), completion("20230601024")],
        [completion("20230601024"), page(), completion("20230603378")],
        "none",
    ),
    "K312": Fixture(
        None, BODY, BODY[::-1], given={"upload": paper(BODY)}, given_passes={"upload": paper(BODY[::-1])}
    ),
    "K313": Fixture(
        EACH_SEALED,
        [page("ce_verification_page", seals=(seal(),)), MAY_BE_ONE],
        [page("ce_verification_page", seals=(seal(),)), MAY_BE_ONE.model_copy(update={"seals": (seal(),)})],
        "unsure",
    ),
    "K314": Fixture(
        None,
        [page("labour_contract", text="劳动合同书\n甲方：恒拓机械\n乙方：郑晓舟\n签订日期：2022年1月1日")],
        [
            page(
                "labour_contract", text="劳动合同书\n甲方：恒拓机械\n乙方：郑晓舟\n甲方（盖章）\n乙方（签字）"
            )
        ],
        "unsure",
    ),
    "K309": lacking("spare", "none", pages=(0,)),
    "K310": lacking("accepted", "unsure", pages=(0,)),
    "V401": Fixture(
        NameDemand(demand="name"), [page("degree_certificate", name="欧阳明德")], [page(name=NAME)]
    ),
    "V402": Fixture(
        NameDemand(demand="name"), [page(text="毕业证书")], [page(text=f"学生 {NAME}")], "unsure"
    ),
    "V403": Fixture(
        EmployerDemand(demand="employer"),
        [page(employer="成都市蜀拓建设集团有限公司")],
        [page(employer="简阳市恒拓机诫有限公司")],
        "unsure",
    ),
    "V404": Fixture(EmployerDemand(demand="employer"), [page()], [page(text=EMPLOYER)], "unsure"),
    "V411": Fixture(
        NUMBERS,
        [page(issn="0577-6687", evidence={"issn": read("0577-6687", 0.99)})],
        [page(issn="0577-6686", cn="CN 11-2187/TH"), page(id_number=ID_NUMBER)],
    ),
    "V412": Fixture(NUMBERS, [page()], [page(issn="0577-6686")], "unsure"),
    "V421": Fixture(AuthorDemand(demand="author"), [page(authors=("钱某某",))], [page(authors=(NAME,))]),
    "V422": Fixture(
        AuthorDemand(demand="author", among_first=3),
        [page(authors=("甲", "乙", "丙", NAME), evidence={"authors": read("甲，乙，丙")})],
        [page(authors=("甲", "乙", NAME))],
    ),
    "V431": Fixture(LATER, [page(issue_date="2015-05")], [page(issue_date="2019-01")]),
    "V432": Fixture(VALID, [page(valid_until="2024-08-31")], [page(valid_until="2024-09-30")]),
    "V433": Fixture(LATER, [page()], [page(issue_date="2021")], "unsure"),
    "V434": Fixture(
        None,
        [page("title_certificate", issue_date="2108-12")],
        [page("title_certificate", issue_date="2018-12"), page("public_notice_proof", issue_date="2031")],
        "unsure",
    ),
    "V435": Fixture(
        None,
        [page("graduation_certificate", name=NAME, issue_date="1998-06")],
        [page("graduation_certificate", name=NAME, issue_date="2012-06")],
        "none",
        {"facts": {"id_number": "990102199101010012"}},
    ),
    "V436": Fixture(
        None,
        [_held("title_certificate", "2010-12"), _held("graduation_certificate", "2015-07")],
        [
            _held("graduation_certificate", "2008-07"),
            _held("title_certificate", "2010-12"),
            _held("graduation_certificate", "2015-07"),
        ],
        "none",
    ),
    "V437": Fixture(
        RUNNING,
        [page("appointment_letter", period_end="2024-06-30"), page("appointment_letter", period_end="2022")],
        [
            page("appointment_letter", period_end="2022-06-30"),
            page("appointment_letter", period_end="2024-09-30"),
        ],
        "unsure",
    ),
    "V438": Fixture(
        AGREE,
        [page("graduation_certificate", name=NAME, text="一九九一年二月二十六日生。于二〇〇八年九月")],
        [
            page("graduation_certificate", name=NAME, text="一九九一年七\n月二十六日生，于二〇〇八年九月"),
            page("title_certificate", name=NAME, text="出生年月\n1991.07\n授予时间 2016年8月31日"),
            page("labour_contract", name=NAME, text="本合同于2021年8月1日\n生效"),
            page("business_licence", text="1971年2月26日生"),
        ],
        "unsure",
        {"facts": {"id_number": "990102199107260012"}},
        {"facts": {"id_number": "990102199107260012"}},
    ),
    "V441": Fixture(
        PUBLIC,
        [page(period_start="2024-09-30", period_end="2024-10-08")],
        [page(period_start="2024-09-02", period_end="2024-09-06")],
    ),
    "V442": Fixture(
        PUBLIC,
        [page(period_start="2024-09-02")],
        [page(period_start="2024-09-02", period_end="2024-09-06")],
        "unsure",
    ),
    "V443": Fixture(
        PUBLIC,
        [page(period_start="2023-09-04", period_end="2023-09-11")],
        [page(period_start="2024-09-02", period_end="2024-09-06")],
    ),
    "V444": Fixture(
        PUBLIC,
        [page(text="现将其申报材料予以公示。如有异议，请向办公室反映。公示期满无异议的，\n将予以上报。")],
        [
            page(text="现将其申报材料予以公示。如有异议，请向办公室反映。"),
            page(text="已于2024年9月2日至9月6日进行了公\n示，公示期间未收到任何异议。特此证明。"),
        ],
        "unsure",
    ),
    "V445": Fixture(
        PUBLIC,
        [page(period_start="2024-09-02", period_end="2024-09-06", issue_date="2024-09-05")],
        [
            page(period_start="2024-09-02", period_end="2024-09-06", issue_date="2024-09-06"),
            page(
                period_start="2024-09-02",
                period_end="2024-09-06",
                issue_date="2024-09-01",
                dates=("2024-09-09",),
            ),
            page(
                period_start="2024-09-02",
                period_end="2024-09-06",
                issue_date="2024-09-02",
                text="现予公示。如有异议，请向办公室反映。",
            ),
        ],
        "unsure",
    ),
    "V446": Fixture(
        None,
        [page("commitment_letter", text="现申报2022年度工程系列高级\n工程师专业技术资格")],
        [
            page(
                "commitment_letter",
                text="现申报2024年度工程系列高级工程师专业技术资格",
                issue_date="2024-09-02",
            ),
            page("commitment_letter", text="本人参加2022年度继续教育，申报材料真实"),
            page("public_notice_proof", text=f"{NAME}同志申报高级工程师。另有一人申报2022年度工程师"),
            page("award_certificate", text="申报2022年度高级工程师"),
        ],
        "unsure",
        {"facts": {"target_level": "senior"}},
        {"facts": {"target_level": "senior"}},
    ),
    "V447": Fixture(
        None,
        [page("public_notice_proof", text="对张三、李四等2位同志的申报材料进行了公示")],
        [page("public_notice_proof", text=f"对张三、{NAME}等2位同志的申报材料进行了公示")],
        "unsure",
    ),
    "V451": Fixture(
        AVERAGE, [page("ce_registration_page", hours=hours(year, 20, 60)) for year in YEARS], FULL
    ),
    "V452": Fixture(AVERAGE, [page("ce_registration_page", hours=hours(2023, 150, 300))], FULL),
    "V453": Fixture(AVERAGE, FULL[:4], FULL),
    "V454": Fixture(UNNUMBERED, FULL, [page()], "shown"),
    "V456": Fixture(CoversTermDemand(demand="covers_term"), [*FULL[:2], *FULL[3:]], FULL),
    "V457": Fixture(
        AGREE,
        [FULL[0], page("ce_completion_certificate", hours=hours(2019, 20, 60))],
        [FULL[0], page("ce_completion_certificate", hours=hours(2019, 30, 60))],
        "unsure",
    ),
    "V458": Fixture(UNNUMBERED, [page()], FULL, "unsure"),
    "V461": Fixture(FIVE_YEARS, [], [], given={"facts": {"prior_title_date": dt.date(2020, 1, 1)}}),
    "V462": Fixture(
        TenureDemand(demand="tenure", since="prior_title_date"),
        [],
        [],
        "shown",
        given_passes={"facts": {"prior_title_date": None}},
    ),
    "V463": Fixture(
        TenureDemand(demand="tenure", since="certificate"),
        [page()],
        [page(issue_date="2020-01-01")],
        "unsure",
    ),
    "V464": Fixture(
        RUNNING,
        [appointed("2019-01", "2020-08"), appointed("2021-09", "2024-08")],
        [appointed("2019-01", "2020-08"), appointed("2020-09", "2024-08")],
        "unsure",
        {"notice": COUNTING},
        {"notice": COUNTING},
    ),
    "V471": Fixture(
        AssessmentsDemand(demand="assessments", years=5),
        [page("annual_assessment", text="2021年度考核 基本合格")],
        [page("annual_assessment", text="2021年度考核 合格")],
    ),
    "V472": Fixture(
        AssessmentsDemand(demand="assessments", years=5),
        [page("annual_assessment", text="2021年度考核 合格")],
        [page("annual_assessment", text="".join(f"{year}年 合格 " for year in YEARS))],
        "unsure",
    ),
    "V481": Fixture(STATES, [page(text="排名第一")], [page(text="排名第一，贡 献突出")], "unsure"),
    "V482": Fixture(
        DistinctPersonsDemand(demand="distinct_persons"),
        [page(name="王一平"), page(name="王一平")],
        [page(name="王一平"), page(name="赵二立")],
    ),
    "V483": Fixture(
        MonthsDemand(demand="months", at_least=3),
        [page(period_start="2020-05", period_end="2020-06")],
        [page(period_start="2020-04", period_end="2020-06")],
    ),
    "V484": Fixture(
        TitleLevelDemand(demand="title_level", least="intermediate"),
        [page("title_certificate", level="助理工程师")],
        [page("title_certificate", level="助理工程师"), page("title_certificate", level="工程师")],
    ),
    "V485": Fixture(
        DistinctPersonsDemand(demand="distinct_persons"),
        [
            page("title_certificate", name="王一平"),
            page("title_certificate", name="赵二莉", evidence={"name": read("赵二莉", 0.998)}),
        ],
        [
            page("title_certificate", name="王一平"),
            page("title_certificate", name="赵二莉", evidence={"name": read("赵二莉", 0.97)}),
            page("title_certificate", name=NAME),
            page("title_certificate"),
        ],
        "unsure",
        {"facts": {"peer_experts": ("王一平", "赵二立")}},
        {"facts": {"peer_experts": ("王一平", "赵二立")}},
    ),
    "V491": Fixture(
        AGREE,
        [page("degree_certificate", name="欧阳明德")],
        [page("degree_certificate", name=NAME), page("business_licence", name="欧阳明德")],
    ),
    "V492": Fixture(
        AGREE,
        [page("labour_contract", id_number="990101198503120029")],
        [page("labour_contract", id_number=ID_NUMBER)],
    ),
    "V493": Fixture(
        AGREE,
        [page("title_certificate", name=NAME, issue_date="2017-12-20")],
        [page("title_certificate", name=NAME, issue_date="2018-12")],
        "unsure",
    ),
    "V494": Fixture(
        PaperSizeDemand(demand="paper_size"), [page(dpi=200, width=2339, height=3307)], [page(dpi=200)]
    ),
    "V495": Fixture(
        AGREE,
        [page("title_certificate", certificate_number="342019001234567", qr_codes=_coded("342019001234576"))],
        [
            page(
                "title_certificate", certificate_number="342019001234567", qr_codes=_coded("342019001234567")
            ),
            page("title_certificate", certificate_number="342019001234567", qr_codes=_coded("a8f3")),
        ],
        "unsure",
    ),
    "V423": Fixture(
        AuthorDemand(demand="author"),
        [_of_issue("paper_cover", 4), _of_issue("paper_body", 3)],
        [_of_issue("paper_cover", 3), _of_issue("paper_body", 3)],
        "unsure",
        given=_ONE_PAPER,
        given_passes=_ONE_PAPER,
    ),
    "V496": Fixture(
        AuthorDemand(demand="author"),
        [page(paper_title="城市供水管网漏损控制研究"), page(paper_title="城市供水管网漏损控制研究")],
        [
            page(paper_title="城市供水管网漏损控制研究"),
            page(paper_title="高层建筑外墙保温施工"),
            page(),
            page(),
        ],
        "none",
    ),
    "V497": Fixture(
        None,
        [page("id_card", file="证.tif", dpi=300)],
        [page("id_card", file="证.jpg", dpi=200), page("id_card", file="证.pdf", dpi=300)],
        given={"notice": LIMITED},
        given_passes={"notice": LIMITED},
    ),
    "V498": Fixture(
        AuthorDemand(demand="author"),
        [
            _contents("某某水闸设计与施工技术"),
            page("paper_body", paper_title="城市供水管网漏损控制研究", authors=(NAME,)),
        ],
        [
            _contents("城市供水管网漏损控"),
            page("paper_body", paper_title="城市供水管网漏损控制研究", authors=("钱某某",)),
        ],
        "unsure",
        given=_ONE_PAPER,
        given_passes=_ONE_PAPER,
    ),
    "V499": Fixture(
        AGREE,
        [page("degree_certificate")],
        [page("degree_certificate", name=NAME)],
        "unsure",
    ),
    "Q501": Fixture(None, [], [], "unsure", {"unknown": ("route",)}),
    "Q502": Fixture(UNNUMBERED, FULL, FULL, "unsure", {"facts": {"term": None}}),
    "S601": Fixture(
        ScopeDemand(
            demand="scope", must=FactIs.model_validate({"fact": "service_status", "is": "in_service"})
        ),
        [],
        [],
        given={"facts": {"service_status": "retired"}},
    ),
    "S602": Fixture(
        OnePerYearDemand(demand="one_per_year"), [], [], given={"facts": {"applications_this_year": 2}}
    ),
    "S603": Fixture(
        ConfirmedDemand(demand="confirmed"), [], [], given={"facts": {"confirmed": {"XX-01": False}}}
    ),
    "S604": Fixture(ShownDemand(demand="shown", question=SAID), [page()], [page()], "none"),
    "S605": Fixture(None, [], [], "none", {"today": dt.date(2024, 9, 21)}),
    "S606": Fixture(
        None,
        [page("id_card", name="姜华"), page("graduation_certificate", name="姜 华")],
        [page("id_card", name="姜华"), page("graduation_certificate", name="刘洋")],
        "none",
        {"called": "03 刘洋材料", "facts": {"name": None}},
        {"called": "03 刘洋材料", "facts": {"name": None}},
    ),
}


def seen(code: str, demand: Demand | None, pages: Sequence[PageFacts], **given: Any) -> list[Observation]:
    rule = next(rule for rule in RULES if rule.code == code)
    return list(rule.check(context(demand, pages, **given)))


def test_every_rule_has_a_fixture_and_a_message() -> None:
    codes = [module.CODE for module in MODULES]
    assert sorted(FIXTURES) == sorted(codes) == sorted(messages().codes)
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("given", "effects"),
    [
        ({"dpi": 200}, []), ({"dpi": 150}, ["unmet"]), ({"dpi": 1200}, ["unmet"]),
        ({"dpi": None, "width": 900, "height": 1200}, ["unsure"]), ({"dpi": None}, ["unsure"]),
        ({"dpi": None, "width": 1700, "height": 2400}, []),
    ],
)  # fmt: skip
def test_the_portals_resolution_is_kept_or_not_or_unknown(given: dict[str, Any], effects: list[str]) -> None:
    found = seen("V497", None, [page("id_card", file="证.jpg", **given)], notice=LIMITED)
    assert [obs.effect for obs in found] == effects


@pytest.mark.parametrize(
    ("called", "name", "told"),
    [
        ("王建国", "姜华", ["王建国"]), ("12-姜华", "姜华", []), ("姜华（补）", None, []), ("机械一组", None, []),
        ("刘洋", None, ["刘洋"]),
        ("刘洋 姜华", None, []), (None, "姜华", []),
    ],
)  # fmt: skip
def test_a_folder_is_named_otherwise(called: str | None, name: str | None, told: list[str]) -> None:
    pages = [page("id_card", name="姜华")]
    found = seen("S606", None, pages, called=called, facts={"name": name})
    assert [obs.values["folder"] for obs in found] == told


def test_what_is_to_be_confirmed_is_written_as_the_user_writes_it() -> None:
    (obs,) = seen("S603", ConfirmedDemand(demand="confirmed"), [], facts={"confirmed": {}})
    advice = messages().codes["S603"].advice.fill(**obs.values)
    assert "已确认事项:" in advice.zh and "XX-01: 是”" in advice.zh and "true" not in advice.zh
    assert "XX-01: true" in advice.en


def test_a_books_contents_need_not_name_the_book() -> None:
    book = [
        page("paper_cover", paper_title="建筑工程项目管理实务", authors=(NAME,)),
        _contents("施工组织设计编制要点"),
    ]
    assert not seen("V498", AuthorDemand(demand="author"), book, **_ONE_PAPER)


@pytest.mark.parametrize("code", FIXTURES)
def test_speaks(code: str) -> None:
    fixture = FIXTURES[code]
    found = seen(code, fixture.demand, fixture.fails, **fixture.given)
    assert found
    assert {obs.code for obs in found} == {code}
    assert {obs.effect for obs in found} == {fixture.effect}


@pytest.mark.parametrize(("code", "beside"), {"K311": 0, "V436": 1, "V423": 1, "V482": 1, "V498": 1}.items())
def test_the_page_to_hold_it_against_is_told(code: str, beside: int) -> None:
    fixture = FIXTURES[code]
    (obs,) = seen(code, fixture.demand, fixture.fails, **fixture.given)
    assert obs.beside == beside and beside not in obs.pages[:1]


def test_an_identity_card_tells_whose_a_page_should_be() -> None:
    contract = page("labour_contract", name="钱四维", id_number="990101198503120029")
    card = page("id_card", name=NAME, id_number=ID_NUMBER)
    for code in ("V491", "V492"):
        assert [obs.beside for obs in seen(code, AGREE, [contract, card])] == [1]
        assert [obs.beside for obs in seen(code, AGREE, [contract])] == [None]


@pytest.mark.parametrize("code", [code for code in FIXTURES if code != "S604"])  # always shown
def test_is_silent(code: str) -> None:
    fixture = FIXTURES[code]
    assert not seen(code, fixture.demand, fixture.passes, **fixture.given_passes)


@pytest.mark.parametrize("code", FIXTURES)
def test_the_message_is_filled_in_in_both_languages(code: str) -> None:
    fixture = FIXTURES[code]
    entry = messages().codes[code]
    for obs in seen(code, fixture.demand, fixture.fails, **fixture.given):
        for text in filter(None, (entry.message, entry.doubt, entry.advice, entry.doubt_advice)):
            filled = text.fill(**filling(obs), advice=SAID)
            assert not re.search(r"\{\w*\}", filled.zh + filled.en)
            assert filled.zh != filled.en


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.CODE)
def test_the_docstring_has_its_four_sections(module: Any) -> None:
    text = module.__doc__
    assert text.startswith(f"{module.CODE}: ")
    sections = ("What it does: ", "Why it matters: ", "Example: ", "How to mend it: ")
    assert [text.count(section) for section in sections] == [1, 1, 1, 1]
    assert module.__name__.rpartition(".")[2].startswith(module.CODE.lower() + "_")


@pytest.mark.parametrize(
    "demand",
    [RUNNING, DatedDemand(demand="dated", valid_on_application=True, if_stated=True)],
    ids=["running", "if stated"],
)
def test_what_names_no_end_has_not_ended(demand: Demand) -> None:
    ended = page("appointment_letter", period_end="2022-06-30")
    assert all(not seen(code, demand, [ended, page()]) for code in ("V432", "V433", "V437"))


def test_an_opened_page_that_was_never_filled_in_need_not_be_signed() -> None:
    assert seen("M215", SIGN, [opened(0.26, years=("2019", ""))]) == []
    assert seen("M215", SIGN, [opened()]) == [], "M211 tells of a scan without any hand"
    once = SIGN.model_copy(update={"each": "document"})
    assert seen("M215", once, [opened(0.26)]) == []


@pytest.mark.parametrize(("chance", "told"), [(0.97, []), (0.12, []), (0.01, ["unsure"])])
def test_a_cover_shows_no_white_paper_to_judge_the_light_by(chance: float, told: list[str]) -> None:
    kinds = (("paper_cover", chance), ("paper_copyright_page", 1 - chance))
    cover = page(max(kinds, key=lambda kind: kind[1])[0], shot={"colour_cast": True}, kind_candidates=kinds)
    assert [o.effect for o in seen("C114", PICTURE, [cover])] == told
