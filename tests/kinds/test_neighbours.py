"""Pages that abstained and what they take from their neighbours."""

from __future__ import annotations

from scanaudit.facts import Cue, Fields, Hours, PageFacts
from scanaudit.kinds import refine
from scanaudit.rules.seals import RIVAL
from scanaudit.rules.upload import KIND_POSSIBLE, KIND_SURE
from tests.rules.pages import capture


def page(kind: str, number: int, file: str = "a.pdf", text: str = "文" * 400, **more: object) -> PageFacts:
    base = {"file": file, "page": number, "kind": kind, "kind_confidence": 0.9, "text": text}
    return PageFacts.model_validate({**base, **more})


def kinds(pages: list[PageFacts]) -> list[str]:
    return [p.kind for p in refine(pages)]


def test_later_pages_of_a_paper() -> None:
    refined = refine([page("paper_body", 1), page("other", 2), page("other", 3)])
    assert [p.kind for p in refined] == ["paper_body"] * 3
    assert all(0.3 < p.kind_confidence < 0.7 for p in refined[1:])
    assert "neighbour" in refined[1].kind_cues[0].cue
    assert refined[1].kind_candidates[0][0] == "paper_body"


def test_never_across_files_nor_over_a_gap() -> None:
    assert kinds([page("paper_body", 1, "a.pdf"), page("other", 1, "b.pdf")]) == ["paper_body", "other"]
    assert kinds([page("paper_body", 1), page("other", 4)]) == ["paper_body", "other"]


def test_certain_pages_stay_what_they_are() -> None:
    pages = [page("paper_body", 1), page("award_certificate", 2), page("blank", 3, text="")]
    assert kinds(pages) == ["paper_body", "award_certificate", "blank"]
    software = page("other", 2, kind_cues=(Cue(cue="title: 计算机软件著作权登记证书", weight=8.0),))
    assert kinds([page("paper_body", 1), software])[1] == "other"


def test_short_page_after_a_paper_is_no_body() -> None:
    assert kinds([page("paper_body", 1), page("other", 2, text="谢谢")])[1] == "other"


def test_running_text_after_a_report_is_the_report_s() -> None:
    assert kinds([page("appraisal_report", 1), page("paper_body", 2)])[1] == "appraisal_report"
    paper = page("paper_body", 2, text="摘要:" + "文" * 400 + "参考文献")
    assert kinds([page("appraisal_report", 1), paper])[1] == "paper_body"
    parts = [page("appraisal_report", 1), page("paper_body", 2), page("paper_toc", 3)]
    assert kinds(parts)[1] == "paper_body", "a file with a paper's other parts"


def test_what_tells_of_a_work_between_two_pages_of_a_report_is_the_report_s() -> None:
    told = page("work_role_proof", 2)
    assert kinds([page("appraisal_report", 1), told, page("appraisal_report", 3)])[1] == "appraisal_report"
    assert kinds([page("appraisal_report", 1), told])[1] == "work_role_proof"
    titled = page("work_role_proof", 2, kind_cues=(Cue(cue="title: 本人作用证明", weight=4.0),))
    assert kinds([page("appraisal_report", 1), titled, page("appraisal_report", 3)])[1] == "work_role_proof"


def test_text_after_what_is_hardly_a_report_or_in_a_paper_s_file_stays_a_paper_s() -> None:
    unsure = page("standard_document", 1, kind_confidence=0.4)
    assert kinds([unsure, page("paper_body", 2)])[1] == "paper_body"
    ending = page("paper_body", 3, text="文" * 400 + "参考文献")
    assert kinds([page("appraisal_report", 1), page("paper_body", 2), ending])[1] == "paper_body"
    three = [page("appraisal_report", 1), page("paper_body", 2), page("paper_body", 3)]
    assert kinds(three)[2] == "appraisal_report", "however long it is"


def test_a_numbered_section_is_possible_as_a_form_of_its_own_and_no_rival() -> None:
    chances = (("commitment_letter", 0.88), ("other", 0.1))
    for text, least, most in (("九、个人承诺\n", KIND_POSSIBLE, RIVAL), ("个人承诺\n", 0.8, 1.0)):
        later = page("commitment_letter", 2, text=text + "文" * 400, kind_candidates=chances)
        refined = refine([page("review_form", 1), later])[1]
        assert refined.kind == "review_form"
        assert least <= dict(refined.kind_candidates)["commitment_letter"] < most


def test_page_between_two_of_a_kind() -> None:
    pages = [page("title_certificate", 1), page("other", 2, text="持证须知"), page("title_certificate", 3)]
    assert kinds(pages)[1] == "title_certificate"
    assert kinds([page("title_certificate", 1), page("other", 2, text="购物小票")])[1] == "other"


def test_contract_goes_on_where_it_is_a_candidate() -> None:
    later = page("other", 2, kind_candidates=(("other", 0.6), ("labour_contract", 0.3)))
    assert kinds([page("labour_contract", 1), later])[1] == "labour_contract"


def test_order_and_number_of_pages_are_kept() -> None:
    pages = [page("other", 2), page("paper_body", 1), page("other", 1, "b.pdf")]
    refined = refine(pages)
    assert [(p.file, p.page) for p in refined] == [(p.file, p.page) for p in pages]
    assert refined[0].kind == "paper_body"


def test_a_booklet_s_name_page_without_its_heading() -> None:
    name_page = page(
        "title_certificate", 1, text="姓名 张三 专业技术职务 工程师 发证机关 某某市人力资源和社会保障局"
    )
    rest = [page("ce_registration_page", 2), page("ce_verification_page", 3)]
    assert kinds([name_page, *rest])[0] == "ce_name_page"
    assert kinds([name_page, page("award_certificate", 2)])[0] == "title_certificate"
    assert (
        kinds([page("ce_name_page", 1), page("title_certificate", 2, text="姓名"), *rest])[1]
        == "title_certificate"
    )
    awarded = page("title_certificate", 1, text="姓名 张三 经评审委员会评审 具备工程师任职资格")
    assert kinds([awarded, *rest])[0] == "title_certificate"
    recognised = page("title_certificate", 1, text="姓名 张三 经考核认定,具有助理工程师资格")
    assert kinds([recognised, *rest])[0] == "title_certificate"
    assert kinds([name_page, page("ce_registration_page", 9)])[0] == "title_certificate", "not beside it"
    headed = page(
        "title_certificate", 1, text="姓名 张三", kind_cues=(Cue(cue="title: 职称证书", weight=8.0),)
    )
    assert kinds([headed, *rest])[0] == "title_certificate"


def test_among_papers_a_page_that_is_most_likely_a_part_of_one_is_that_part() -> None:
    cover = page(
        "other", 1, text="下半月\n现代给水排水", kind_candidates=(("other", 0.6), ("paper_cover", 0.3))
    )
    papers = [page("paper_toc", 2), page("paper_copyright_page", 3), page("paper_body", 4)]
    found = refine([cover, *papers])[0]
    assert found.kind == "paper_cover"
    assert found.kind_confidence < KIND_SURE, "a missing cover would come out as there"
    assert kinds([cover, page("id_card", 2), page("diploma", 3)])[0] == "other"
    unlikely = page("other", 1, text="购物小票", kind_candidates=(("other", 0.9), ("paper_cover", 0.05)))
    assert kinds([unlikely, *papers])[0] == "other"
    software = cover.model_copy(update={"kind_cues": (Cue(cue="title: 软件著作权登记证书", weight=8.0),)})
    assert kinds([software, *papers])[0] == "other"


def _unreadable(number: int) -> PageFacts:
    return page("other", number, text="专业线术", capture=capture(sharp=False, readable=False))


def test_an_unreadable_page_is_of_its_files_only_kind_and_settles_nothing() -> None:
    refined = refine([page("title_certificate", 1), _unreadable(2)])
    assert [p.kind for p in refined] == ["title_certificate"] * 2
    assert refined[1].kind_confidence < KIND_SURE


def test_an_unreadable_page_between_kinds_stays_unknown() -> None:
    pages = [page("title_certificate", 1), page("id_card", 2), _unreadable(3)]
    assert kinds(pages)[2] == "other"
    assert kinds([_unreadable(1), _unreadable(2)]) == ["other", "other"]
    assert kinds([page("title_certificate", 1), page("other", 2, text="谢谢")])[1] == "other"


def form(
    number: int, kind: str, sure: float, heading: str = "继续教育学时登记审验", rival: str = ""
) -> PageFacts:
    candidates = ((kind, sure), *(((rival, 1 - sure),) if rival else ()))
    return page(kind, number, text=f"{heading}\n2020 30 60", kind_confidence=sure, kind_candidates=candidates)


def test_an_unsure_page_with_the_heading_of_a_sure_one_is_the_same_form() -> None:
    unsure = form(1, "ce_hours_check", 0.6, rival="ce_verification_page")
    refined = refine([unsure, form(2, "ce_verification_page", 0.99)])
    assert [p.kind for p in refined] == ["ce_verification_page"] * 2 and 0.6 < refined[
        0
    ].kind_confidence < 0.9
    other = form(2, "ce_verification_page", 0.99, heading="年度验证记录")
    assert kinds([unsure, other]) == ["ce_hours_check", "ce_verification_page"]
    running_head = form(3, "ce_registration_page", 0.99)
    assert kinds([unsure, form(2, "ce_verification_page", 0.99), running_head])[0] == "ce_hours_check"
    letterhead = [form(1, "public_notice_proof", 0.7, "某某建筑工程有限公司", "commitment_letter")]
    letterhead.append(form(2, "commitment_letter", 0.95, "某某建筑工程有限公司"))
    assert kinds(letterhead)[0] == "public_notice_proof"


def test_sections_of_a_form_that_was_scanned_a_file_a_page() -> None:
    text = "推荐意见\n经公示无异议,同意推荐申报。\n单位推荐意见\n负责人签名:"
    names = ("05_评审表1.jpg", "06_评审表2.jpg", "07_评审表3.jpg")
    form = [page("review_form", 1, name) for name in names[:2]]
    looks_so = page("public_notice_proof", 1, names[2], text)
    assert kinds([*form, looks_so])[2] == "review_form"
    headed = page(
        "public_notice_proof", 1, names[2], "公示证明", kind_cues=(Cue(cue="title: 公示证明", weight=4.0),)
    )
    assert kinds([*form, headed])[2] == "public_notice_proof"
    assert kinds([*form, page("public_notice_proof", 1, "公示.jpg", text)])[2] == "public_notice_proof"
    assert (
        kinds([form[0], page("paper_toc", 1, names[1]), page("review_form", 1, names[2])])[1] == "review_form"
    )


def test_two_pages_of_a_booklet_on_one_sheet_may_be_either() -> None:
    name = "专业技术人员继续教育证书\n姓名\n汪思远\n工作单位\n安徽凌科智能装备股份有限公司"
    hours = (Hours(hours=30.0, unit="hour", year=2020, category="common", raw="30"),)
    sheet = PageFacts(
        file="继续教育证书.pdf",
        page=1,
        kind="ce_name_page",
        kind_confidence=0.99,
        kind_candidates=(("ce_name_page", 0.99), ("other", 0.01)),
        text=f"{name}\n继续教育登记\n年度\n学时\n30",
        fields=Fields(hours=hours),
    )
    (both,) = refine([sheet])
    assert (both.kind, both.kind_candidates[0]) == ("ce_name_page", ("ce_name_page", 0.99))
    assert 0.08 <= dict(both.kind_candidates)["ce_registration_page"] < 0.25
    for alone in (
        {"text": name},
        {"fields": Fields()},
        {"text": "继续教育登记\n" + name},
        {"text": name + "\n本证用于继续教育登记，学时由主办单位填写"},
    ):
        assert refine([sheet.model_copy(update=alone)]) == (sheet.model_copy(update=alone),)
