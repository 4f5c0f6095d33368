"""A section of a review form that looks like a form of its own stays part of the review form."""

from __future__ import annotations

import pytest

from scanaudit.facts import Cue, PageFacts
from scanaudit.kinds import group, refine
from tests.rules.pages import seal

COVER = PageFacts(
    file="评审表.pdf", page=1, kind="review_form", kind_confidence=0.98, text="职称评审表\n姓名"
)


@pytest.mark.parametrize(
    ("text", "file", "kind"),
    [
        ("该同志工作扎实\n同意推荐\n经研究\n同行专家推荐意见\n签名", "评审表.pdf", "review_form"),
        ("同行专家推荐意见\n推荐人姓名\n工作单位\n签名", "评审表.pdf", "recommendation_form"),
        ("该同志工作扎实\n同意推荐\n经研究\n同行专家推荐意见\n签名", "推荐.pdf", "recommendation_form"),
    ],
)
def test_sections(text: str, file: str, kind: str) -> None:
    cue = Cue(cue="title: 同行专家推荐意见", weight=8.0)
    page = PageFacts(
        file=file, page=2, kind="recommendation_form", kind_confidence=0.9, kind_cues=(cue,), text=text
    )
    assert refine([COVER, page])[1].kind == kind


@pytest.mark.parametrize(
    ("before", "heading", "kind"),
    [
        ("四、论文\n五、年度考核情况\n姓名", "六、个人承诺、推荐意见", "review_form"),
        ("四、论文\n五、年度考核情况\n姓名", "七、个人承诺", "commitment_letter"),
        ("职称评审表\n姓名", "二、诚信承诺书", "commitment_letter"),
        ("一、职称评审表\n姓名", "二、诚信承诺书", "commitment_letter"),
    ],
)
def test_a_headed_section_goes_on_with_the_form_s_numbers(before: str, heading: str, kind: str) -> None:
    cues = (Cue(cue="title: 个人承诺", weight=8.0), Cue(cue="title: 诚信承诺书", weight=8.0))
    page = PageFacts(
        file="评审表.pdf",
        page=2,
        kind="commitment_letter",
        kind_confidence=0.9,
        kind_cues=cues,
        text=f"{heading}\n本人承诺",
    )
    assert refine([COVER.model_copy(update={"text": before}), page])[1].kind == kind


def test_a_section_is_in_the_form_s_document() -> None:
    cue = Cue(cue="title: 同行专家推荐意见", weight=8.0)
    text = "该同志工作扎实\n同意推荐\n经研究\n同行专家推荐意见"
    page = PageFacts(
        file="评审表.pdf", page=2, kind="peer_report", kind_confidence=0.9, kind_cues=(cue,), text=text
    )
    (document,) = group(refine([COVER, page]))
    assert document.pages == (0, 1)


TITLED = (Cue(cue="title: 职称评审表", weight=4.0),)
SECTION = (Cue(cue="title: 主要专业技术工作业绩登记", weight=4.0),)


def form(number: int, kind: str = "review_form", **more: object) -> PageFacts:
    base = {"file": "评审表.pdf", "page": number, "kind": kind, "kind_confidence": 0.95, "text": "时间\n内容"}
    return PageFacts.model_validate({**base, **more})


def test_a_list_that_the_form_goes_on_behind_is_the_form_s() -> None:
    chances = (("ce_registration_page", 0.95), ("review_form", 0.04))
    listed = form(2, "ce_registration_page", kind_candidates=chances)
    pages = [form(1, kind_cues=TITLED), listed, form(3, "work_role_proof"), form(4, kind_cues=SECTION)]
    refined = refine(pages)
    assert [page.kind for page in refined] == ["review_form"] * 4
    assert dict(refined[1].kind_candidates)["ce_registration_page"] < 0.25
    assert len(group(refined)) == 1


@pytest.mark.parametrize(
    "pages",
    [
        [form(1, kind_cues=TITLED), form(2, "ce_registration_page"), form(3, kind_cues=TITLED)],
        [form(1), form(2, "ce_registration_page")],
        [
            form(1),
            form(2, "ce_registration_page", kind_cues=(Cue(cue="title: 登记表", weight=4.0),)),
            form(3),
        ],
        [form(1), form(2, "id_card"), form(3)],
        [form(1), form(2, "benefit_proof", seals=(seal(),)), form(3)],
        [form(1), *(form(n, "ce_registration_page") for n in (2, 3, 4, 5)), form(6)],
    ],
)
def test_other_documents_between_two_forms_stay_what_they_are(pages: list[PageFacts]) -> None:
    assert [page.kind for page in refine(pages)] == [page.kind for page in pages]


def test_an_opinion_that_mentions_the_publicity_is_not_headed_by_it() -> None:
    mentioned = (Cue(cue="title: 公示", weight=0.3),)
    opinion = form(
        2, "public_notice_proof", text="该同志业绩突出，公示无异议，同意推荐。", kind_cues=mentioned
    )
    assert refine([form(1), opinion])[1].kind == "review_form"
    for heading, weight in (("关于推荐张三同志申报高级工程师职称的公示", 1.1), ("申报公示（2023年度）", 0.5)):
        named = {"text": f"{heading}\n单位", "kind_cues": (Cue(cue="title: 公示", weight=weight),)}
        assert refine([form(1), opinion.model_copy(update=named)])[1].kind == "public_notice_proof"
    titled = opinion.model_copy(
        update={"text": "公示证明\n单位", "kind_cues": (Cue(cue="title: 公示证明", weight=4.0),)}
    )
    assert refine([form(1), titled])[1].kind == "public_notice_proof"


PROMISE = "诚信承诺\n本人承诺：所填写的内容真实有效。\n承诺人签字：\n"
OPINIONS = "同意推荐申报高级工程师。\n同行专家推荐\n意见\n专家签字：\n单位推荐意见\n主要负责人签字："


def promise(text: str, **more: object) -> PageFacts:
    """The form's fourth page, or a letter in its place: it looks like a letter."""
    title = text.partition("\n")[0]
    cues = (Cue(cue=f"title: {title}", weight=4.0),)
    chances = (("commitment_letter", 0.99), ("review_form", 0.001))
    return form(4, "commitment_letter", text=text, kind_cues=cues, kind_candidates=chances, **more)


def test_a_promise_above_the_form_s_opinions_is_the_form_s_though_it_is_headed_and_sealed() -> None:
    both = promise(PROMISE + OPINIONS, seals=(seal(),))
    for pages in ([form(3), both, form(5)], [form(3), both]):
        refined = refine(pages)
        assert [page.kind for page in refined] == ["review_form"] * len(pages)
        # No rival of the form; but if no letter is found a person is shown the promise.
        assert 0.08 <= dict(refined[1].kind_candidates)["commitment_letter"] < 0.25
    named = promise("诚信承诺书\n" + OPINIONS)
    assert refine([form(3), named, form(5)])[1].kind == "review_form"


def test_a_promise_headed_as_a_section_between_the_form_s_pages_is_the_form_s() -> None:
    assert refine([form(3), promise(PROMISE), form(5)])[1].kind == "review_form"


@pytest.mark.parametrize(
    "pages",
    [
        # a letter behind the form, or one in its file before another form
        [form(3), promise(PROMISE)],
        [form(3), promise(PROMISE), form(5, kind_cues=TITLED)],
        [form(3), promise(PROMISE + OPINIONS).model_copy(update={"file": "承诺.pdf", "page": 1})],
        [form(3), promise("诚信承诺书\n" + OPINIONS)],
        [form(3), promise("附件3\n职称申报诚信承诺书\n" + OPINIONS)],
        # one that calls itself a letter, or that the unit sealed, with the unit's word on it
        [form(3), promise("职称申报诚信承诺书\n本人承诺\n单位审核意见\n主管部门意见"), form(5)],
        [form(3), promise(PROMISE + "单位审核意见", seals=(seal(),)), form(5)],
        [form(3), promise("诚信承诺书\n本人承诺，经单位推荐意见一致后上报"), form(5)],
    ],
)
def test_a_letter_in_the_form_s_file_stays_a_letter(pages: list[PageFacts]) -> None:
    assert [page.kind for page in refine(pages)] == [page.kind for page in pages]
