"""A section of a review form that looks like a form of its own stays part of the review form."""

from __future__ import annotations

import pytest

from scanaudit.facts import Cue, PageFacts
from scanaudit.kinds import group, refine

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
