"""简阳市 2020 副高级: a mechanical engineer of a private firm, insured elsewhere, with paper and patent."""

from __future__ import annotations

import datetime as dt
import random

from samples.cast import unit
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
from samples.seals import Stamp
from samples.training_years import spread

NOTICE = "jianyang-2020-engineering"
YEARS = [2015, 2016, 2017, 2018, 2019]


def plan(seed: int) -> Plan:
    """The complete dossier. Every page of it bears the applicant's signature where the notice wants it."""
    rng = random.Random(f"{NOTICE}/{seed}")
    c = applicant(
        rng,
        2020,
        born=1985,
        employer_name=rng.choice(("简阳禾远机械制造有限公司", "简阳沱岸精密装备有限公司")),
        place="四川省简阳市",
        city="云川市",
        school_name="澄江工业大学",
        major="机械设计制造及其自动化",
        education="本科",
        graduated=dt.date(2008, 6, 30),
        title="工程师",
        title_level="中级",
        specialty="机械工程",
        title_date=dt.date(2014, 11, 28),
        target="高级工程师",
        post="主任工程师",
        project="智能输送装备关键技术研发与应用",
        patent="一种自适应张紧输送装置",
        sector="企业",
        paper_titles=[("自适应张紧机构动力学分析与试验研究", 2018, True)],
    )
    other = unit("云川禾远工程服务有限公司", "云川市", rng)
    entries = spread(c, YEARS)
    peers = c.colleagues[3:5]
    bureau = Stamp(c.bureau)
    signed = {"foot_sign": True}
    body = (
        f"经云川市工程技术中级职务评审委员会评审，批准{c.person.name}等12名同志具备"
        f"工程师任职资格，任职资格时间从{c.title_date.year}年{c.title_date.month}月"
        f"{c.title_date.day}日起计算。"
    )
    documents = [
        doc("毕业证书.jpg", Leaf("graduation_certificate", "booklet", capture=PHONE, tag="diploma")),
        doc("学位证书.jpg", Leaf("degree_certificate", "landscape", capture=PHONE, tag="degree")),
        doc(
            "工程师资格证书.pdf",
            Leaf("title_certificate", "booklet", tag="title"),
            Leaf("title_certificate", "inner_record", tag="title_inner"),
        ),
        doc(
            "任职资格文件.jpg",
            Leaf(
                "appointment_letter",
                "red_head",
                {
                    "issuer": c.bureau,
                    "issuer_stamp": bureau,
                    "subject": "关于确认工程师任职资格的通知",
                    "body": body,
                    "start": c.title_date,
                    "unit_seal": (0.3, 0.78),
                    **signed,
                },
                tag="title_document",
            ),
        ),
        doc(
            "评审表.pdf",
            Leaf("review_form", "national", {"part": "cover"}, tag="review_cover"),
            Leaf("review_form", "national", {"part": "basic", "second_portrait": True}, tag="review_basic"),
            Leaf("review_form", "national", {"part": "work"}, tag="review_work"),
            Leaf(
                "review_form",
                "national",
                {"part": "opinions", "peers": [p.name for p in peers]},
                tag="review_opinions",
            ),
        ),
        doc(
            "诚信承诺书.pdf",
            Leaf(
                "commitment_letter",
                "boxed",
                {"unit_seal_too": True, "date": dt.date(2020, 8, 25)},
                tag="commitment",
            ),
        ),
        doc(
            "营业执照.pdf",
            Leaf(
                "business_licence",
                "landscape",
                {"copy": True, "unit_seal": (0.52, 0.8), **signed},
                tag="licence",
            ),
        ),
        doc(
            "身份证.pdf",
            Leaf("id_card", "a4_large", {"copy": True, "unit_seal": (0.68, 0.84), **signed}, tag="id_card"),
        ),
        doc("电子注册备案表.digital.pdf", Leaf("xuexin_record", "grid", capture="clean", tag="xuexin")),
        doc(
            "专家职称证书.pdf",
            Leaf(
                "title_certificate",
                "card",
                {
                    "person": peers[0],
                    "title": "正高级工程师",
                    "level": "正高级",
                    "date": dt.date(2011, 12, 9),
                },
                tag="peer_0",
            ),
            Leaf(
                "title_certificate",
                "e_certificate",
                {
                    "person": peers[1],
                    "title": "正高级工程师",
                    "level": "正高级",
                    "date": dt.date(2013, 12, 20),
                    "employer": "云川重型机械研究所",
                },
                tag="peer_1",
            ),
        ),
        doc(
            "发明专利证书.jpg",
            Leaf(
                "patent_certificate",
                "ornate",
                {"invention": True, "date": dt.date(2018, 5, 22), **signed, "unit_seal": (0.3, 0.72)},
                tag="patent",
            ),
        ),
        doc(
            "经济效益证明.pdf",
            Leaf("benefit_proof", "letter", signed, tag="benefit"),
            Leaf("benefit_proof", "tax_voucher", {"unit_seal": (0.45, 0.82)}, tag="tax"),
        ),
        doc(
            "项目合同及验收.pdf",
            Leaf("project_proof", "acceptance", {"date": dt.date(2018, 11, 16), **signed}, tag="project"),
        ),
        paper_set("论文.pdf", 0),
        doc(
            "继续教育学时证明.pdf",
            *(
                Leaf(
                    "ce_completion_certificate",
                    ("hours_proof", "portrait")[y % 2],
                    {"entries": entries[y]},
                    tag=f"completion_{y}",
                )
                for y in YEARS
            ),
        ),
        doc(
            "计算机合格证.jpg",
            Leaf("language_or_computer_certificate", "computer", capture=PHONE, tag="computer"),
        ),
        doc(
            "社保异地缴纳说明.pdf",
            Leaf("insurance_statement", "two_units", {"second_unit": other}, tag="statement"),
            Leaf("salary_flow", "bank", {"months": 5, "sign": True}, tag="salary"),
        ),
        doc(
            "公示证明.jpg",
            Leaf(
                "public_notice_proof",
                "table",
                {"start": dt.date(2020, 8, 17), "end": dt.date(2020, 8, 24), "days": 6, **signed},
                tag="publicity",
            ),
        ),
        doc(
            "年度考核.pdf",
            *(
                Leaf("annual_assessment", "notice", {"assessed": y, "result": "合格"}, tag=f"assessment_{y}")
                for y in YEARS
            ),
        ),
    ]
    facts = profile(
        c,
        employer_type="private",
        achievement_kinds=["patent", "benefit"],
        title_issued_elsewhere=True,
        insurance_elsewhere=True,
        peer_experts=[p.name for p in peers],
        term={"start": dt.date(2015, 1, 1), "end": dt.date(2019, 12, 31)},
        confirmed={"JY-30": True},
    )
    return Plan(NOTICE, c, facts, documents, rng)


FAULTS: dict[str, Fault] = {
    "diploma_grey_copy": Fault("JY-01", "diploma", "毕业证书是黑白复印件", bare_copy),
    "title_blurred": Fault("JY-02", "title_inner", "职称证书内页模糊", captured(("blur", 4.2))),
    "commitment_unsealed": Fault("JY-05", "commitment", "诚信承诺书没有单位公章", options(seal=False)),
    "commitment_unsigned": Fault("JY-05", "commitment", "诚信承诺书没有本人签名", options(sign=False)),
    "licence_unsealed": Fault("JY-06", "licence", "营业执照复印件没有加盖公章", options(unit_seal=None)),
    "id_unsealed": Fault("JY-07", "id_card", "身份证复印件没有加盖公章", options(unit_seal=None)),
    "wrong_id_digit": Fault("JY-07", "id_card", "身份证号码校验位不符", wrong_number, ("JY-27",)),
    "no_xuexin": Fault("JY-08a", "xuexin", "没有学历证书电子注册备案表", drop_document),
    "one_peer_only": Fault("JY-09", "peer_1", "只有一位专家的职称证书", drop_page),
    "review_unsealed": Fault(
        "JY-04", "review_opinions", "评审表没有单位公章", options(seal=False), ("JY-28",)
    ),
    "review_white_portrait": Fault(
        "JY-04", "review_basic", "评审表照片不是红底", options(portrait="white", second_portrait=False)
    ),
    "statement_one_seal": Fault("JY-17", "statement", "社保说明只有一家单位盖章", options(second_seal=False)),
    "salary_two_months": Fault(
        "JY-17", "salary", "工资流水只有2个月", options(months=2, from_month="2020-06")
    ),
    "publicity_short": Fault(
        "JY-18",
        "publicity",
        "公示只有3个工作日",
        options(start=dt.date(2020, 8, 17), end=dt.date(2020, 8, 19), days=3),
    ),
    "paper_without_cover": Fault("JY-11", "paper0_cover", "论文缺封面", drop_page),
    "benefit_unsealed": Fault("JY-10", "benefit", "经济效益证明没有盖章", options(seal=False)),
    "other_persons_degree": Fault("JY-27", "degree", "学位证书是他人的", other_name, ("JY-01",)),
    "no_assessment": Fault("JY-23", "assessment_2017", "缺2017年度考核", drop_page),
}

FAULTY = (
    "diploma_grey_copy",
    "title_blurred",
    "commitment_unsealed",
    "licence_unsealed",
    "no_xuexin",
    "one_peer_only",
    "statement_one_seal",
    "publicity_short",
    "paper_without_cover",
)
