"""亳州谯城区 2023 初级: a young agricultural-machinery technician of a public institution, regular route."""

from __future__ import annotations

import datetime as dt
import random

from samples.plan import (
    PHONE,
    Fault,
    Leaf,
    Plan,
    captured,
    doc,
    drop_document,
    drop_page,
    options,
    other_name,
    paper_set,
)
from samples.plans.applicants import applicant, profile
from samples.training_years import spread

NOTICE = "qiaocheng-2023-junior"
YEARS = [2020, 2021, 2022]


def plan(seed: int) -> Plan:
    """The complete dossier."""
    rng = random.Random(f"{NOTICE}/{seed}")
    c = applicant(
        rng,
        2023,
        born=1996,
        employer_name=rng.choice(("谯澄区农田建设服务中心", "谯澄区市政设施养护所")),
        place="谯澄区",
        city="谯澄区",
        school_name="皖澄职业技术学院",
        major="农业水利工程",
        education="专科",
        graduated=dt.date(2018, 6, 28),
        title="技术员",
        title_level="初级",
        specialty="农业工程",
        title_date=dt.date(2019, 10, 16),
        target="助理工程师",
        post="专业技术十三级岗位",
        project="谯澄区高标准农田灌溉管网改造工程",
        patent="一种田间放水口防堵装置",
        sector="事业单位",
        paper_titles=[("高标准农田低压管道灌溉设计探讨", 2022, True)],
    )
    entries = spread(c, YEARS)
    documents = [
        doc(
            "诚信承诺.jpg",
            Leaf("commitment_letter", "plain", {"date": dt.date(2023, 10, 10)}, PHONE, tag="commitment"),
        ),
        doc("身份证.jpg", Leaf("id_card", "a4_both_sides", tag="id_card")),
        doc("毕业证.jpg", Leaf("graduation_certificate", "landscape", capture=PHONE, tag="diploma")),
        doc("学历备案表.digital.pdf", Leaf("xuexin_record", "lines", capture="clean", tag="xuexin")),
        doc("技术员证书.jpg", Leaf("title_certificate", "card", tag="title")),
        doc(
            "聘任文件.pdf",
            Leaf(
                "appointment_letter",
                "certificate",
                {"start": dt.date(2019, 11, 1), "end": dt.date(2023, 12, 31)},
                tag="appointment",
            ),
        ),
        doc(
            "聘用合同.pdf",
            Leaf("labour_contract", "cover", tag="contract"),
            Leaf("labour_contract", "signing", tag="contract_signing"),
        ),
        doc(
            "继续教育证书.pdf",
            Leaf("ce_name_page", "table", tag="ce_name"),
            *(
                Leaf("ce_registration_page", "by_year", {"entries": entries[y]}, tag=f"ce_reg_{y}")
                for y in YEARS
            ),
            Leaf("ce_verification_page", "single", {"years": YEARS[:2]}, tag="ce_ver_0"),
            Leaf("ce_verification_page", "single", {"years": YEARS[2:]}, tag="ce_ver_1"),
        ),
        doc(
            "继续教育结业证书.pdf",
            *(
                Leaf("ce_completion_certificate", "portrait", {"entries": entries[y]}, tag=f"completion_{y}")
                for y in YEARS
            ),
        ),
        doc("总学时审核表.jpg", Leaf("ce_hours_check", "table", {"years": YEARS}, tag="hours_check")),
        doc("岗位核准.pdf", Leaf("post_approval_form", "unit_table", tag="post")),
        doc(
            "单位公示.jpg",
            Leaf(
                "public_notice_proof",
                "notice",
                {"start": dt.date(2023, 9, 11), "end": dt.date(2023, 9, 18)},
                tag="publicity",
            ),
        ),
        doc(
            "业绩材料.pdf",
            Leaf("project_proof", "user_letter", {"date": dt.date(2022, 5, 6)}, tag="project"),
            Leaf(
                "award_certificate",
                "decision",
                {"date": dt.date(2022, 11, 18), "award": "三等奖"},
                tag="award",
            ),
        ),
        doc(
            "年度考核.pdf",
            *(
                Leaf("annual_assessment", "form", {"assessed": y, "result": "合格"}, tag=f"assessment_{y}")
                for y in YEARS
            ),
        ),
        paper_set("论文.pdf", 0),
    ]
    facts = profile(
        c,
        employer_type="public_institution",
        target_level="junior",
        education="college",
        achievements_joint=False,
        achievement_kinds=["award"],
        term={"start": dt.date(2020, 1, 1), "end": dt.date(2022, 12, 31)},
    )
    return Plan(NOTICE, c, facts, documents, rng)


def _crammed(plan: Plan, tag: str) -> None:
    """All of the term's hours in the last year: the first years' pages are left out."""
    for year in YEARS[:2]:
        drop_page(plan, f"ce_reg_{year}")
        drop_page(plan, f"completion_{year}")
    drop_page(plan, "ce_ver_0")
    drop_page(plan, "hours_check")
    crammed = [{**e, "hours": e["hours"] * 3} for e in spread(plan.case, [YEARS[2]])[YEARS[2]]]
    for leaf_tag in (f"ce_reg_{YEARS[2]}", f"completion_{YEARS[2]}"):
        plan.find(leaf_tag)[1].options["entries"] = crammed
    plan.find("ce_ver_1")[1].options.update(common=90, specialist=180)


FAULTS: dict[str, Fault] = {
    "commitment_unsigned": Fault("QC-01", "commitment", "诚信承诺没有签名", options(sign=False)),
    "hours_crammed": Fault("QC-02", "ce_reg_2022", "学时集中在一个年度", _crammed),
    "verification_unsealed": Fault("QC-02", "ce_ver_0", "验证登记页没有验证章", options(seal=False)),
    "no_diploma": Fault(
        "QC-04",
        "diploma",
        "没有学历证明（毕业证和备案表都缺）",
        lambda plan, tag: (drop_document(plan, "diploma"), drop_document(plan, "xuexin"))[0],
    ),
    "other_persons_diploma": Fault("QC-04", "diploma", "毕业证是他人的", other_name),
    "no_contract": Fault("QC-05", "contract", "没有聘用合同", drop_document),
    "contract_ended": Fault("QC-05", "contract_signing", "聘用合同在申报前已到期", options(end_year=2022)),
    "post_unsealed": Fault("QC-06", "post", "岗位核准表没有单位公章", options(seal=False)),
    "publicity_unsealed": Fault("QC-07", "publicity", "公示没有单位公章", options(seal=False)),
    "no_publicity": Fault("QC-07", "publicity", "没有公示证明", drop_document),
    "classified": Fault("QC-10", "project", "业绩材料标有“秘密”", options(classified="秘密★3年")),
    "paper_turned": Fault("QC-12", "paper0_body", "论文正文横放", captured(("rotate", 270))),
}

FAULTY = (
    "commitment_unsigned",
    "hours_crammed",
    "other_persons_diploma",
    "no_contract",
    "post_unsealed",
    "publicity_unsealed",
    "classified",
)
