"""安徽省 2024 工程系列: a hydraulic engineer of a public institution who applies for 高级工程师."""

from __future__ import annotations

import datetime as dt
import random

from samples.plan import (
    PHONE,
    Fault,
    Leaf,
    Plan,
    bare_copy,
    captured,
    doc,
    drop_document,
    drop_page,
    options,
    other_name,
    paper_set,
    wrong_number,
)
from samples.plans.applicants import applicant, profile
from samples.training_years import spread

NOTICE = "anhui-2024-engineering"
YEARS = [2019, 2020, 2021, 2022, 2023]


def plan(seed: int) -> Plan:
    """The complete dossier: 40 pages."""
    rng = random.Random(f"{NOTICE}/{seed}")
    c = applicant(
        rng,
        2024,
        born=1987,
        employer_name=rng.choice(
            ("皖澄市水利水电勘测设计院", "皖澄市河道工程管理处", "皖澄市水利工程质量监测中心")
        ),
        place="皖澄市清河区",
        city="皖澄市",
        school_name="澄江水利学院",
        major="水利水电工程",
        education="本科",
        graduated=dt.date(2009, 7, 1),
        title="工程师",
        title_level="中级",
        specialty="水利工程",
        title_date=dt.date(2018, 12, 20),
        target="高级工程师",
        post="专业技术九级岗位",
        project="皖澄市清水河综合治理工程设计",
        patent="一种渠道闸门自动限位装置",
        sector="事业单位",
        paper_titles=[
            ("中小河流护岸结构选型与稳定分析", 2021, True),
            ("灌区渠道闸门智能控制系统设计与应用", 2023, False),
        ],
    )
    entries = spread(c, YEARS)
    papers = [paper_set("论文1.pdf", 0, body2=True), paper_set("论文2.pdf", 1)]
    completion = [
        doc(
            "结业证书2019-2021.pdf",
            *(
                Leaf(
                    "ce_completion_certificate", "hours_proof", {"entries": entries[y]}, tag=f"completion_{y}"
                )
                for y in YEARS[:3]
            ),
        )
    ]
    for y in YEARS[3:]:
        for k, name in enumerate(("公需科目", "专业科目")):
            completion.append(
                doc(
                    f"{y}年{name}结业证书.jpg",
                    Leaf(
                        "ce_completion_certificate",
                        ("landscape", "portrait")[(k + y) % 2],
                        {"entries": [entries[y][k]]},
                        PHONE if k else "scan",
                        tag=f"completion_{y}_{k}",
                    ),
                )
            )
    booklet = doc(
        "继续教育证书.pdf",
        Leaf("ce_name_page", "booklet", tag="ce_name"),
        *(
            Leaf(
                "ce_registration_page",
                "columns",
                {"registrar": False, "entries": [e for y in years for e in entries[y]]},
                tag=f"ce_reg_{i}",
            )
            for i, years in enumerate((YEARS[:2], YEARS[2:]))
        ),
        Leaf("ce_verification_page", "years", {"years": YEARS[:3]}, tag="ce_ver_0"),
        Leaf("ce_verification_page", "years", {"years": YEARS[3:]}, tag="ce_ver_1"),
    )
    documents = [
        doc(
            "01诚信承诺书.jpg",
            Leaf("commitment_letter", "numbered", {"date": dt.date(2024, 8, 29)}, tag="commitment"),
        ),
        doc(
            "02身份证复印件.pdf",
            Leaf("id_card", "a4_both_sides", {"copy": True, "unit_seal": (0.7, 0.78)}, tag="id_card"),
        ),
        doc("03毕业证书.jpg", Leaf("graduation_certificate", "landscape", capture=PHONE, tag="diploma")),
        doc("04学位证书.jpg", Leaf("degree_certificate", "landscape", capture=PHONE, tag="degree")),
        doc("05工程师资格证书.jpg", Leaf("title_certificate", "booklet", tag="title")),
        doc(
            "06聘书.jpg",
            Leaf(
                "appointment_letter",
                "honour",
                {"start": dt.date(2019, 1, 1), "end": dt.date(2024, 12, 31)},
                tag="appointment",
            ),
        ),
        booklet,
        *completion,
        *papers,
        doc(
            "业绩-优秀设计奖.jpg",
            Leaf("award_certificate", "honour", {"date": dt.date(2022, 11, 18)}, tag="award"),
        ),
        doc(
            "业绩-专利证书.pdf",
            Leaf("patent_certificate", "a4", {"date": dt.date(2023, 4, 11)}, tag="patent"),
        ),
        doc(
            "业绩-项目验收.pdf",
            Leaf("project_proof", "acceptance", {"date": dt.date(2022, 6, 20)}, tag="project"),
            Leaf("work_role_proof", "letter", tag="role"),
        ),
        doc(
            "年度考核登记表.pdf",
            *(
                Leaf(
                    "annual_assessment",
                    "form",
                    {"assessed": y, "result": "优秀" if y == 2021 else "合格"},
                    tag=f"assessment_{y}",
                )
                for y in YEARS
            ),
        ),
        doc("岗位内申报资格核准表.pdf", Leaf("post_approval_form", "system_export", tag="post")),
        doc(
            "单位公示证明.jpg",
            Leaf(
                "public_notice_proof",
                "result",
                {"start": dt.date(2024, 8, 29), "end": dt.date(2024, 9, 5)},
                tag="publicity",
            ),
        ),
        doc(
            "聘用合同.pdf",
            Leaf("labour_contract", "cover", tag="contract", grey=False),
            Leaf("labour_contract", "signing", tag="contract_signing"),
        ),
    ]
    return Plan(NOTICE, c, profile(c, employer_type="public_institution"), documents, rng)


FAULTS: dict[str, Fault] = {
    "publicity_unsealed": Fault("AH-12", "publicity", "单位公示证明没有盖公章", options(seal=False)),
    "publicity_short": Fault(
        "AH-12",
        "publicity",
        "公示只有3个工作日",
        options(start=dt.date(2024, 8, 29), end=dt.date(2024, 9, 2)),
    ),
    "registration_unsigned": Fault("AH-05b", "ce_reg_1", "第二张登记页没有本人签名", options(sign=False)),
    "registration_signed_by_clerk": Fault(
        "AH-05b", "ce_reg_1", "登记页只有登记人签名，没有本人签名", options(sign=False, registrar=True)
    ),
    "name_page_unsigned": Fault("AH-05a", "ce_name", "姓名页没有本人签名", options(sign=False)),
    "completion_unsigned": Fault(
        "AH-05d", "completion_2022_1", "专业科目结业证书没有本人签名", options(sign=False)
    ),
    "verification_unsigned": Fault("AH-05c", "ce_ver_1", "验证登记页没有本人签名", options(sign=False)),
    "paper_without_numbers": Fault("AH-07", "paper1_numbers", "第二篇论文缺双刊号页", drop_page),
    "paper_without_contents": Fault("AH-07", "paper0_toc", "第一篇论文缺目录", drop_page),
    "assessment_blurred": Fault(
        "AH-10", "assessment_2020", "2020年度考核表模糊", captured(("blur", 4.2)), ("AH-13",)
    ),
    "patent_turned": Fault("AH-10", "patent", "专利证书倒置", captured(("rotate", 180))),
    "body_sideways": Fault("AH-10", "paper0_body2", "论文正文第二页横放", captured(("rotate", 90))),
    "copy_unsealed": Fault("AH-09", "degree", "学位证书复印件没有单位公章", bare_copy),
    "wrong_id_digit": Fault("AH-14", "id_card", "身份证号码校验位不符", wrong_number, ("AH-24",)),
    "id_expired": Fault("AH-14", "id_card", "身份证已过有效期", options(end=dt.date(2024, 5, 17))),
    "appointment_ended": Fault(
        "AH-04", "appointment", "聘期在申报前已满", options(end=dt.date(2023, 12, 31))
    ),
    "contract_ended": Fault("AH-21", "contract_signing", "劳动合同在申报前已到期", options(end_year=2023)),
    "other_persons_title": Fault("AH-03", "title", "职称证书是他人的", other_name, ("AH-24",)),
    "no_role_proof": Fault("AH-06b", "role", "没有本人承担工作及排名的证明", drop_page),
    "no_post_form": Fault("AH-11", "post", "没有岗位内申报资格核准表", drop_document),
    "post_form_unsealed": Fault("AH-11", "post", "核准表没有单位公章", options(seal=False)),
    "commitment_unsigned": Fault("AH-01", "commitment", "承诺书没有签名", options(sign=False)),
    "classified": Fault("AH-18", "project", "项目验收材料标有“机密”", options(classified="机密★5年")),
    "no_assessment": Fault("AH-13", "assessment_2022", "缺2022年度考核", drop_page),
}

FAULTY = (
    "publicity_unsealed",
    "registration_unsigned",
    "completion_unsigned",
    "paper_without_numbers",
    "assessment_blurred",
    "patent_turned",
    "copy_unsealed",
    "no_role_proof",
    "no_post_form",
)
