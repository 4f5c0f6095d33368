"""嘉兴市 2022 工程技术中级: a textile engineer of a private firm, insured in Jiaxing; first login."""

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
    options,
    other_name,
    paper_set,
)
from samples.plans.applicants import applicant, profile
from samples.training_years import spread

NOTICE = "jiaxing-2022-engineering"
YEARS = [2019, 2020, 2021, 2022]


def plan(seed: int) -> Plan:
    """The complete dossier."""
    rng = random.Random(f"{NOTICE}/{seed}")
    c = applicant(
        rng,
        2022,
        born=1992,
        employer_name=rng.choice(("嘉兴禾澜纺织科技有限公司", "嘉兴南塘新材料有限公司")),
        place="浙江省嘉兴市",
        city="禾澜市",
        school_name="澄江理工大学",
        major="纺织工程",
        education="本科",
        graduated=dt.date(2015, 6, 25),
        title="助理工程师",
        title_level="初级",
        specialty="纺织工程",
        title_date=dt.date(2016, 12, 15),
        target="工程师",
        post="研发工程师",
        project="再生纤维节水染整工艺开发",
        patent="一种织物低浴比染色装置",
        sector="企业",
        paper_titles=[("再生纤维低浴比染色工艺参数优化", 2021, True)],
    )
    entries = spread(c, YEARS)
    mark = {"watermark": "职称评审管理服务平台 2022"}
    documents = [
        doc(
            "评审表.pdf",
            *(
                Leaf("review_form", "platform", {"part": part, **mark}, tag=f"review_{part}")
                for part in ("cover", "basic", "work", "opinions")
            ),
        ),
        doc(
            "继续教育学时2019-2020.pdf",
            *(
                Leaf(
                    "ce_completion_certificate", "hours_proof", {"entries": entries[y]}, tag=f"completion_{y}"
                )
                for y in YEARS[:2]
            ),
        ),
        doc(
            "2021年结业证书.jpg",
            Leaf(
                "ce_completion_certificate",
                "portrait",
                {"entries": entries[2021]},
                PHONE,
                tag="completion_2021",
            ),
        ),
        doc(
            "2022年结业证书.jpg",
            Leaf("ce_completion_certificate", "landscape", {"entries": entries[2022]}, tag="completion_2022"),
        ),
        doc(
            "继续教育登记.pdf",
            Leaf(
                "ce_registration_page", "by_year", {"entries": entries[2019] + entries[2020]}, tag="ce_reg_0"
            ),
            Leaf(
                "ce_registration_page", "by_year", {"entries": entries[2021] + entries[2022]}, tag="ce_reg_1"
            ),
            Leaf("ce_verification_page", "years", {"years": YEARS[:3]}, tag="ce_ver"),
        ),
        doc(
            "社保缴纳证明.digital.pdf",
            Leaf(
                "social_insurance_record",
                "monthly",
                {"place": "浙江省嘉兴市", "office": "嘉兴禾澜社会保险服务中心（样）"},
                "clean",
                tag="insurance",
            ),
        ),
        doc(
            "公示证明.jpg",
            Leaf(
                "public_notice_proof",
                "result",
                {"start": dt.date(2022, 8, 22), "end": dt.date(2022, 8, 29)},
                tag="publicity",
            ),
        ),
        doc("授权委托书.jpg", Leaf("authorisation_letter", "letter", tag="authorisation")),
        doc("毕业证书.jpg", Leaf("graduation_certificate", "landscape", capture=PHONE, tag="diploma")),
        doc("学位证书.jpg", Leaf("degree_certificate", "portrait", tag="degree")),
        doc("助理工程师证书.jpg", Leaf("title_certificate", "e_certificate", tag="title")),
        doc("身份证.jpg", Leaf("id_card", "front_photo", tag="id_card")),
        doc("营业执照.jpg", Leaf("business_licence", "portrait", tag="licence")),
        doc("业绩-专利.pdf", Leaf("patent_certificate", "a4", {"date": dt.date(2021, 9, 7)}, tag="patent")),
        doc(
            "业绩-获奖.jpg",
            Leaf(
                "award_certificate",
                "science",
                {"date": dt.date(2021, 12, 3), "award": "三等奖", "prize": "行业协会科学技术奖"},
                tag="award",
            ),
        ),
        doc(
            "业绩-项目.pdf",
            Leaf(
                "project_proof",
                "contract_page",
                {"date": dt.date(2020, 3, 8), "owner": "禾澜市节能印染促进中心"},
                tag="project",
            ),
            Leaf("work_role_proof", "table", tag="role"),
        ),
        paper_set("论文.pdf", 0),
        doc(
            "年度考核结果.pdf",
            Leaf("annual_assessment", "summary", {"years": [2017, 2018, 2019, 2020, 2021]}, tag="assessment"),
        ),
        doc(
            "劳动合同.pdf",
            Leaf("labour_contract", "cover", tag="contract"),
            Leaf("labour_contract", "signing", tag="contract_signing"),
        ),
    ]
    facts = profile(
        c,
        employer_type="private",
        target_level="intermediate",
        first_login=True,
        achievement_kinds=["patent", "award"],
        term={"start": dt.date(2019, 1, 1), "end": dt.date(2022, 12, 31)},
        confirmed={"JX-10": True},
    )
    return Plan(NOTICE, c, facts, documents, rng)


def _short(plan: Plan, tag: str) -> None:
    """Two of the four years without pages, and fewer hours: 180 where 360 are asked."""
    for gone in ("completion_2021", "completion_2022", "ce_reg_1", "ce_ver"):
        document, leaf = plan.find(gone)
        document.leaves.remove(leaf)
        if not document.leaves:
            plan.documents.remove(document)


FAULTS: dict[str, Fault] = {
    "hours_short": Fault("JX-02", "ce_reg_0", "四年学时合计只有180", _short),
    "insurance_other_employer": Fault(
        "JX-03a", "insurance", "社保缴纳单位与申报单位不一致", options(employer="禾澜远帆劳务有限公司")
    ),
    "no_insurance": Fault("JX-03a", "insurance", "没有社保缴纳证明", drop_document),
    "publicity_short": Fault(
        "JX-04",
        "publicity",
        "公示只有3个工作日",
        options(start=dt.date(2022, 8, 22), end=dt.date(2022, 8, 24)),
    ),
    "publicity_unsealed": Fault("JX-04", "publicity", "公示证明没有公章", options(seal=False)),
    "no_authorisation": Fault("JX-05", "authorisation", "没有授权委托书", drop_document),
    "authorisation_unsealed": Fault("JX-05", "authorisation", "授权委托书没有公章", options(seal=False)),
    "no_diploma": Fault("JX-08", "diploma", "没有毕业证书", drop_document),
    "other_persons_name": Fault("JX-15", "diploma", "毕业证书姓名与申报人不一致", other_name, ("JX-08",)),
    "no_title": Fault("JX-11", "title", "没有现任职称证书", drop_document),
    "role_blurred": Fault("JX-15", "role", "本人承担工作表模糊", captured(("blur", 4.2)), ("JX-11",)),
}

FAULTY = (
    "hours_short",
    "insurance_other_employer",
    "publicity_short",
    "authorisation_unsealed",
    "other_persons_name",
    "no_title",
)
