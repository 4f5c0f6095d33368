"""Phrases of material lists, each of which one thing of the dictionary has to know and another may not take."""

from __future__ import annotations

import pytest

from scanaudit.drafting.recognise import recognise
from scanaudit.notices.clauses import sentences


def asked(item: str) -> set[str]:
    found, _ = recognise(sentences(f"一、申报材料\n1.{item}"))
    return {one.thing.id for one in found}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("《工程师职务呈报表》2份", {"review_form"}),
        ("《工程技术人员情况综合表》（用A4纸）一式6份", {"summary_form"}),
        ("《职称评审表》2份（附件1，A4幅面）", {"review_form", "paper_form"}),
        ("材料真实性保证书1份", {"commitment"}),
        ("个人承诺书", {"commitment"}),
        ("学历、学位证书复印件", {"education"}),
        ("学历证书电子注册备案表", {"xuexin"}),
        ("毕业于境外院校的，提供留学服务中心的认证书", {"foreign_degree"}),
        ("现任专业技术资格证书原件和复印件", {"title_certificate"}),
        ("聘任证书复印件", {"appointment"}),
        ("继续教育合格证书", {"ce_hours"}),
        ("科技成果鉴定证书", {"achievements"}),
        ("集体项目另附主要完成人证明", {"joint_work"}),
        ("专著、论文复印件", {"papers"}),
        ("荣誉证书复印件", {"award"}),
        ("所有复印件均由单位核对并加盖公章", {"sealed_copies"}),
        ("上传前确保每页清晰完整", {"pictures"}),
        ("公示结果报告", {"publicity"}),
        ("近三年年度考核登记表", {"assessments"}),
        ("上传本人有效期内的身份证", {"id_card"}),
        ("评审委托书", {"entrust_letter"}),
        ("执业资格证书", {"skill_certificate"}),
        ("劳动合同复印件", {"contract_copy"}),
        ("参保单位与申报单位不一致的，工作单位与参保单位不一致须说明", {"insurance_statement"}),
        ("近一年养老保险缴费凭证", {"insurance_record"}),
        ("申报人员花名册", {"roster"}),
        ("凡签字处须手写", {"every_material_signed"}),
        ("全部材料装订成册，装入档案袋", {"paper_file"}),
        ("任现职以来的业务工作总结", {"work_summary"}),
        ("近期二寸免冠彩色照片2张", {"portrait_photograph"}),
        ("从业年限证明", {"work_history"}),
        ("未参加考核的，由所在单位出具书面说明", {"unit_statement"}),
    ],
)
def test_a_material_is_recognised_as_what_it_is(item: str, expected: set[str]) -> None:
    assert asked(item) == expected


@pytest.mark.parametrize(
    "item",
    [
        "人力社保部门出具的证明",
        "档案命名为身份证号加姓名，一并提供身份证号",
        "答辩时查验现任职称证书原件",
        "表内贴近期免冠照片",
    ],
)
def test_what_only_sounds_like_a_material_is_not_taken_for_one(item: str) -> None:
    assert not asked(item) & {"insurance_record", "id_card", "title_certificate", "portrait_photograph"}
