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
        ("职称申报表3份", {"review_form"}),
        ("申报人基本情况登记表", {"summary_form"}),
        ("个人诚信声明", {"commitment"}),
        ("学历（学位）证书复印件", {"education"}),
        ("最高学历、学位的证明", {"education"}),
        ("国外学历学位认证书", {"foreign_degree"}),
        ("学籍在线验证报告", {"xuexin"}),
        ("任职资格证书", {"title_certificate"}),
        ("《资格证书》和《聘任书》复印件", {"title_certificate", "appointment"}),
        ("聘任（劳动）合同", {"appointment"}),
        ("岗位聘用登记表复印件", {"appointment"}),
        ("公需科目学时证明", {"ce_hours"}),
        ("任现职以来的主要工作业绩", {"achievements"}),
        ("项目立项书、结题验收证书", {"achievements"}),
        ("公开发表的本专业论文", {"papers"}),
        ("论文检索页", {"publication_check"}),
        ("实用新型专利", {"patent"}),
        ("项目技术报告2篇", {"technical_report"}),
        ("与单位签的劳动合同", {"contract_copy"}),
        ("近半年工资发放表", {"salary"}),
        ("人事代理协议", {"file_kept"}),
        ("申报人员汇总表", {"roster"}),
        ("个人述职材料", {"work_summary"}),
        ("业务工作报告一式2份", {"work_summary"}),
        ("述职评议情况表", {"evaluation_form"}),
        ("个人量化评分表", {"evaluation_form"}),
        ("资格审查表", {"qualification_check"}),
        ("同行专家鉴定意见", {"peer_opinion"}),
        ("专家推荐信", {"recommendation"}),
        ("单位推荐函", {"unit_opinion"}),
        ("破格申报材料", {"exception_material"}),
        ("水平能力测试合格证书", {"exam_pass"}),
        ("考试成绩合格证明", {"exam_pass"}),
        ("中学教师资格证书", {"licence_to_practise"}),
        ("留学回国人员证明", {"came_from_elsewhere"}),
        ("军队转业人员安置文件", {"came_from_elsewhere"}),
        ("转评人员另附原系列的材料", {"other_series_before"}),
        ("延迟退休批准文件", {"retirement_put_off"}),
        ("职业道德鉴定", {"conduct"}),
        ("任现职以来的处分决定复印件", {"discipline"}),
        ("援疆人员附服务期满的证明", {"work_history"}),
        ("全部材料刻录光盘1张", {"electronic_copy"}),
        ("复印件须经单位核对并盖章", {"sealed_copies"}),
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


def test_a_bare_name_counts_in_a_list_of_material_only() -> None:
    listed = "二、报送材料\n（一）公需科目\n（二）专利"
    elsewhere = "一、评价标准\n（一）鼓励申请专利\n（二）学习公需科目"
    found = {text: {one.thing.id for one in recognise(sentences(text))[0]} for text in (listed, elsewhere)}
    assert found == {listed: {"ce_hours", "patent"}, elsewhere: set()}


def test_what_is_said_of_false_material_is_no_list() -> None:
    assert not asked("提供虚假论文、专利的，取消资格")


def test_the_clause_is_that_of_an_expression_before_that_of_a_bare_name() -> None:
    text = "一、申报材料\n1.上传专利\n2.获得发明专利授权的，另作说明"
    (found,) = recognise(sentences(text))[0]
    assert found.main.sentence.address == "一2"
