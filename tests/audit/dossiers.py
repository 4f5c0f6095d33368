"""A complete dossier for each notice, as page facts, and the profile of its applicant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from scanaudit.facts import PageFacts
from scanaudit.notices.profile import Profile, Term
from tests.rules.pages import EMPLOYER, ID_NUMBER, NAME, hours, page, portrait, read, seal, signature

UNIVERSITY = "合肥工业大学"
BUREAU = "合肥市人力资源和社会保障局"
TRAINER = "安徽省继续教育培训中心"
OTHER_UNIT = "成都市蜀拓建设集团有限公司"
SIGNED = (signature(),)
SEALED = (seal(),)


def paper(year: int = 2021, *, first_author: str = NAME, stem: str = "论文") -> list[PageFacts]:
    """Cover, contents, number page and body of one paper, in files of one series."""
    journal = {"journal": "机械工程学报", "issue": f"{year}年第3期"}
    return [
        page("paper_cover", file=f"{stem}/封面.jpg", **journal, signatures=SIGNED),
        page("paper_toc", file=f"{stem}/目录.jpg", text=f"目录 {first_author}"),
        page(
            "paper_copyright_page", file=f"{stem}/刊号.jpg", issn="0577-6686", cn="CN 11-2187/TH", **journal
        ),
        page(
            "paper_body",
            file=f"{stem}/正文.jpg",
            authors=(first_author, "李某某"),
            paper_title="主轴热变形研究",
        ),
    ]


def title(name: str = NAME, date: str = "2018-12-20", **given: Any) -> PageFacts:
    """A title certificate with its issuer's seal."""
    issuer = given.pop("issuer", BUREAU)
    return page(
        "title_certificate", name=name, issuer=issuer, issue_date=date, seals=(seal(issuer),), **given
    )


def award(year: int = 2021, **given: Any) -> PageFacts:
    """A provincial award certificate."""
    text = f"安徽省人民政府 {year}年 科学技术进步奖 三等奖 {NAME}"
    return page(
        "award_certificate",
        **{"text": text, "issue_date": f"{year}-05-01", "seals": (seal("安徽省人民政府"),), **given},
    )


def completion(year: int, common: float = 30, specialist: float = 60) -> PageFacts:
    """A completion certificate of one year's hours, signed and sealed."""
    return page(
        "ce_completion_certificate",
        name=NAME,
        certificate_number=f"JX{year}0001",
        hours=hours(year, common, specialist),
        signatures=SIGNED,
        seals=(seal(TRAINER),),
    )


def registration(year: int, common: float = 30, specialist: float = 60) -> PageFacts:
    """A signed registration page of one year."""
    return page("ce_registration_page", hours=hours(year, common, specialist), signatures=SIGNED)


def verification() -> PageFacts:
    """A signed verification page with the bureau's seal."""
    return page("ce_verification_page", signatures=SIGNED, seals=(seal(BUREAU),))


def publicity(last: str = "2024-08-19", first: str = "2024-08-12", **given: Any) -> PageFacts:
    """A sealed proof of publicity."""
    return page(
        "public_notice_proof", **{"period_start": first, "period_end": last, "seals": SEALED, **given}
    )


def graduation(**given: Any) -> PageFacts:
    """A graduation certificate of 2008 with the university's seal."""
    values = {"name": NAME, "issuer": UNIVERSITY, "issue_date": "2008-06-30", "education": "bachelor"}
    return page("graduation_certificate", **{**values, "seals": (seal(UNIVERSITY),), **given})


def degree(**given: Any) -> PageFacts:
    """A degree certificate with the university's seal."""
    values = {"name": NAME, "issuer": UNIVERSITY, "issue_date": "2008-06-30"}
    return page("degree_certificate", **{**values, "seals": (seal(UNIVERSITY),), **given})


def id_card(**given: Any) -> PageFacts:
    """The identity card of the invented applicant."""
    evidence = {"name": read(NAME), "id_number": read(ID_NUMBER, valid=True)}
    return page("id_card", **{"name": NAME, "id_number": ID_NUMBER, "evidence": evidence, **given})


def anhui() -> tuple[dict[str, Any], list[PageFacts]]:
    profile = {
        "name": NAME,
        "id_number": ID_NUMBER,
        "employer": EMPLOYER,
        "employer_type": "public_institution",
        "target_level": "senior",
        "specialty": "机械工程",
        "route": "regular",
        "career_change": False,
        "education": "bachelor",
        "graduation_year": 2008,
        "has_publication": True,
        "achievements_joint": False,
        "entrusted": False,
        "prior_title_date": dt.date(2018, 12, 20),
        "term": Term(start=dt.date(2019, 1, 1), end=dt.date(2023, 12, 31)),
        "nationality": "mainland",
        "service_status": "in_service",
    }
    years = range(2019, 2024)
    pages = [
        page("commitment_letter", name=NAME, signatures=SIGNED),
        graduation(),
        title(),
        page("appointment_letter", name=NAME, seals=SEALED),
        page("ce_name_page", name=NAME, signatures=SIGNED),
        *map(registration, years),
        verification(),
        *map(completion, years),
        award(),
        *paper(),
        page("post_approval_form", name=NAME, seals=SEALED),
        publicity(),
        page("annual_assessment", name=NAME, text="".join(f"{year}年度 合格 " for year in years)),
        id_card(),
    ]
    return profile, pages


def jianyang() -> tuple[dict[str, Any], list[PageFacts]]:
    profile = {
        "name": NAME,
        "id_number": ID_NUMBER,
        "employer": EMPLOYER,
        "employer_type": "private",
        "target_level": "senior",
        "specialty": "机械工程",
        "route": "regular",
        "education": "bachelor",
        "graduation_year": 2008,
        "has_publication": True,
        "achievement_kinds": (),
        "title_issued_elsewhere": False,
        "insurance_elsewhere": False,
        "prior_title_date": dt.date(2014, 12, 20),
        "work_start_date": dt.date(2008, 7, 1),
        "term": Term(start=dt.date(2015, 1, 1), end=dt.date(2019, 12, 31)),
        "nationality": "mainland",
        "service_status": "in_service",
        "file_keeper": "所在单位",
    }
    years = range(2015, 2020)
    form = "".join(f"{year}年度考核 合格 " for year in years)
    pages = [
        graduation(certificate_number="103591200805001234", signatures=SIGNED),
        degree(signatures=SIGNED),
        title(date="2014-12-20", signatures=SIGNED),
        page(
            "review_form",
            name=NAME,
            text=form,
            signatures=(
                signature(label="申报人"),
                signature(label="单位负责人"),
                signature(label="推荐专家"),
                signature(label="推荐专家"),
            ),
            seals=SEALED,
            portraits=(portrait(), portrait()),
        ),
        page("commitment_letter", name=NAME, signatures=SIGNED, seals=SEALED),
        page(
            "business_licence",
            credit_code="91510185MA6CG7XY4K",
            text=f"营业执照 {EMPLOYER} 住所 四川省简阳市",
            seals=SEALED,
            evidence={"credit_code": read("91510185MA6CG7XY4K", valid=True)},
        ),
        id_card(seals=SEALED, shot={"is_copy": True}),
        page("xuexin_record", name=NAME, certificate_number="103591200805001234"),
        title("王一平", "2012-12-01", certificate_number="ZG20120001"),
        title("赵二立", "2013-12-01", certificate_number="ZG20130002"),
        award(2018, text=f"四川省人民政府 2018年 科学技术进步奖 三等奖 {NAME}", signatures=SIGNED),
        *paper(2018),
        *(page("ce_registration_page", hours=hours(year, 30, 60), seals=(seal(BUREAU),)) for year in years),
        *map(completion, years),
        publicity("2020-08-14", "2020-08-07"),
    ]
    return profile, pages


def qiaocheng() -> tuple[dict[str, Any], list[PageFacts]]:
    profile = {
        "name": NAME,
        "id_number": ID_NUMBER,
        "employer": EMPLOYER,
        "employer_type": "private",
        "target_level": "junior",
        "specialty": "机械工程",
        "series": "工程",
        "route": "regular",
        "education": "bachelor",
        "graduation_year": 2019,
        "entrusted": False,
        "term": Term(start=dt.date(2020, 1, 1), end=dt.date(2022, 12, 31)),
        "nationality": "mainland",
        "service_status": "in_service",
    }
    pages = [
        page("commitment_letter", name=NAME, signatures=SIGNED),
        *map(registration, range(2020, 2023)),
        verification(),
        graduation(issue_date="2019-06-30"),
        page("labour_contract", name=NAME, employer=EMPLOYER, seals=SEALED),
        publicity("2023-10-09", "2023-09-25"),
        award(2021),
    ]
    return profile, pages


def jiaxing() -> tuple[dict[str, Any], list[PageFacts]]:
    profile = {
        "name": NAME,
        "id_number": ID_NUMBER,
        "employer": EMPLOYER,
        "employer_type": "private",
        "target_level": "intermediate",
        "specialty": "化工",
        "route": "regular",
        "education": "bachelor",
        "graduation_year": 2015,
        "insurance_elsewhere": False,
        "first_login": False,
        "prior_title_date": dt.date(2017, 12, 20),
        "work_start_date": dt.date(2015, 7, 1),
        "nationality": "mainland",
        "service_status": "in_service",
        "confirmed": {"JX-10": True},
    }
    pages = [
        *map(registration, range(2019, 2023)),
        page("social_insurance_record", name=NAME, employer=EMPLOYER, text="嘉兴市社会保险参保证明"),
        publicity("2022-08-12", "2022-08-05"),
        graduation(issue_date="2015-06-30"),
        award(2020),
        title(date="2017-12-20"),
    ]
    return profile, pages


COMPLETE: dict[str, Callable[[], tuple[dict[str, Any], list[PageFacts]]]] = {
    "anhui-2024-engineering": anhui,
    "jianyang-2020-engineering": jianyang,
    "qiaocheng-2023-junior": qiaocheng,
    "jiaxing-2022-engineering": jiaxing,
}


def profile(values: dict[str, Any]) -> Profile:
    """A profile from the values of a dossier."""
    return Profile(**values)
