"""Parts of one paper that are of different issues or journals, and those that only look so. All of it is made up."""

from __future__ import annotations

from typing import Any

import pytest

from scanaudit.facts import PageFacts, TextLine
from scanaudit.kinds.documents import Document
from scanaudit.notices.model import AuthorDemand
from scanaudit.text import Text
from tests.rules.pages import NAME, page, read, signature
from tests.rules.test_rules import seen

AUTHOR = AuthorDemand(demand="author")
JOURNAL, OTHER = "江淮水利科技", "安徽水电职业技术学院学报"


def told(*pages: PageFacts) -> list[tuple[str, str]]:
    """What V423 says of the pages of one paper: the kinds that differ."""
    served = (Document("d0", "paper", tuple(range(len(pages)))),)
    found = seen("V423", AUTHOR, pages, served=served)
    assert all(obs.effect == "unsure" and obs.beside is not None for obs in found)
    said = [(pages[obs.pages[0]].kind, obs.values["found"]) for obs in found]
    return [(kind, text.zh.strip()) for kind, text in said if isinstance(text, Text)]


def part(kind: str, issue: str | None = None, raw: str = "", text: str = "", **given: Any) -> PageFacts:
    evidence = {"issue": read(raw, given.pop("sure", 0.98))} if issue else {}
    return page(kind, issue=issue, evidence=evidence, text=text or raw, **given)


COVER3 = part("paper_cover", "2022-03", "2022年第3期")
COVER4 = part("paper_cover", "2022-04", "2022年第4期")
TOC3 = part("paper_toc", "2022-03", "2022年第3期", "目次\n2022年第3期(6月出版)\n某水闸设计 3")
BODY3 = part("paper_body", "2022-03", "1673-4688(2022)03-", "第17卷第3期\n某水闸设计")


def test_the_part_of_another_issue_than_the_others_is_told() -> None:
    assert [kind for kind, _ in told(COVER4, TOC3, BODY3)] == ["paper_cover"]
    assert [kind for kind, _ in told(COVER4, BODY3)] == ["paper_cover"]
    toc4 = part("paper_toc", "2022-04", "2022年第4期", "目次\n2022年第4期")
    assert [kind for kind, _ in told(COVER3, toc4, BODY3)] == ["paper_toc"]
    body21 = part("paper_body", "2021-03", "2021年第3期")
    assert [kind for kind, _ in told(COVER3, TOC3, body21)] == ["paper_body"]
    assert told(COVER3, TOC3, BODY3) == []


@pytest.mark.parametrize(
    "cover",
    [
        part("paper_cover", "2022-06", "2022.6"),  # may be June
        part("paper_cover", None, text="江淮水利科技\n2022"),
        part("paper_cover", "17(4)", "第17卷第4期"),  # volumes and years need not begin together
        part("paper_cover", "2022-04", "2022年第4期", "2022年第3-4期合刊"),
        part("paper_cover", "2022-04", "2022年第4期", "2022年 第3、4期\n2022年第4期"),
        part("paper_cover", "2022-99", "2022年6月第99期"),
        part("paper_cover", "2022-04", "2022年第4期", "Vol.17 No.3\n2022年第4期"),
        part("paper_cover", "2022-04", "2022年第4期", sure=0.7),
        part("paper_cover", "2022-09", "2022年第9期", "2022年3月下旬刊 2022年第9期"),
    ],
)
def test_what_may_be_the_same_issue_is_not_told(cover: PageFacts) -> None:
    assert told(cover, TOC3, BODY3) == []


@pytest.mark.parametrize(
    ("words", "differ"),
    [
        ("(上海水利设计院)", True),
        ("汪某·中国水利学会", True),
        ("第1期(上)", False),
        ("2022年第1期·下", False),
    ],
)
def test_only_a_word_for_the_third_of_a_month_makes_two_numbers_of_one_issue(
    words: str, differ: bool
) -> None:
    cover = part("paper_cover", "2022-01", "2022年第1期")
    contents = part("paper_toc", "2022-02", "2022年第2期", f"目次\n2022年第2期\n{words}")
    assert bool(told(cover, contents)) is differ


def test_an_issue_in_the_references_is_not_the_paper_s() -> None:
    low = read("2019年第5期").model_copy(update={"bbox": (0.1, 0.7, 0.4, 0.72)})
    body = page("paper_body", issue="2019-05", evidence={"issue": low}, text="[3] 水利学报 2019年第5期")
    assert told(COVER3, TOC3, body) == []


def test_contents_of_two_issues_hide_from_nobody_that_they_do_not_name_the_paper() -> None:
    others = (
        "目次\n某水闸设计与施工技术 刘某 3\n碾压混凝土坝温控措施 吴某 15\n城镇污水处理厂提标改造工程 陈某 21"
    )
    others += "\n装配式桥梁施工技术研究 杨某 30\n深基坑支护监测分析 周某 38"
    pages = [
        part("paper_toc", f"2022-{number:02d}", f"2022年第{number}期", f"2022年第{number}期\n{others}")
        for number in (3, 4)
    ]
    body = part("paper_body", "2022-03", "2022年第3期", paper_title="山区小流域洪水计算方法", authors=(NAME,))

    def unnamed(*papers: PageFacts) -> list[str]:
        served = (Document("d0", "paper", tuple(range(len(papers)))),)
        return [code for code in ("V423", "V498") if seen(code, AUTHOR, papers, served=served)]

    assert unnamed(*pages, body) == ["V498"]
    assert unnamed(pages[1], body) == ["V423"]
    assert unnamed(pages[0], body) == ["V498"]


LISTED = page("paper_toc", text=f"目次\n山区洪水计算 周某 7\n水闸沉降控制研究 {NAME} 19")
READ = {"paper_title": read("山区洪水计算"), "authors": read("周婷,李明")}


def opening(*authors: str, text: str = "", **given: Any) -> PageFacts:
    """The first page of a paper by these."""
    values = {"paper_title": "山区洪水计算", "evidence": READ, **given}
    head = f"江淮水利科技\n山区洪水计算\n{'，'.join(authors)}\n{text}\n摘要：以小流域为对象"
    return page("paper_body", authors=authors, text=head, **values)


def by_others(*pages: PageFacts) -> list[tuple[str, str]]:
    """What V421 says of the pages of one paper: effect and page."""
    served = (Document("d0", "paper", tuple(range(len(pages)))),)
    found = seen("V421", AUTHOR, pages, served=served)
    return [(obs.effect, pages[obs.pages[0]].kind) for obs in found]


def test_a_body_by_others_is_told_though_the_contents_name_the_applicant() -> None:
    assert by_others(LISTED, opening("周婷", "李明")) == [("unsure", "paper_body")]
    assert by_others(LISTED, opening("周婷", NAME)) == []


def test_beside_a_body_by_others_is_the_part_that_names_the_applicant_and_no_body_that_was_signed() -> None:
    signed = opening("周婷").model_copy(
        update={
            "text": f"山区洪水计算\n周婷\n摘要：以小流域为对象\n{NAME}",
            "lines": (TextLine(text=NAME, bbox=(0.3, 0.88, 0.4, 0.92), confidence=0.9),),
            "signatures": (signature(bbox=(0.3, 0.88, 0.4, 0.92)),),
        }
    )
    served = (Document("d0", "paper", (0, 1)),)
    (found,) = seen("V421", AUTHOR, (signed, LISTED), served=served)
    assert (found.pages, found.beside) == ((0,), 1)


@pytest.mark.parametrize(
    "pages",
    [
        [opening("周婷"), page("paper_body", text=f"作者简介：{NAME}，工程师")],  # further down
        [opening("周婷", text=f"{NAME}3")],  # in a second row of authors
        [opening("周婷", text="郑晓丹 周婷")],  # there, misread
        [opening("周婷", "郑晓丹")],
        [opening("Zhou Ting")],
        [opening("周婷", evidence={})],  # nobody knows how well it was read
        [opening("周婷", paper_title=None)],  # a later page
        [opening("周婷"), page("isbn_page", isbn="9787570612345")],  # a chapter of a book
        [opening("周婷", shot={"readable": False})],
    ],
)
def test_a_body_that_may_name_the_applicant_is_not_told(pages: list[PageFacts]) -> None:
    assert by_others(LISTED, *pages) == []


HEAD = "第17卷第3期\n{name}\nVol.17 No.3\n某水闸设计\n郑晓舟\n摘要 软土地基"
COVER = page("paper_cover", journal=JOURNAL, text=f"{JOURNAL}\n2022年第3期")
NUMBERS = page("paper_copyright_page", journal=JOURNAL, text=f"《{JOURNAL}》编辑部\n第17卷第3期")
LIST = page("paper_toc", text="目次\n工程设计与管理应用\n某水闸设计 3\nJournal of River Works")


def body(name: str, head: str = HEAD, **given: Any) -> PageFacts:
    return page("paper_body", journal=name, text=head.format(name=name), **given)


def test_a_body_from_another_journal_is_told() -> None:
    assert told(COVER, LIST, NUMBERS, body(OTHER)) == [("paper_body", f"《{OTHER}》")]
    assert told(COVER, LIST, NUMBERS, body(JOURNAL)) == []


@pytest.mark.parametrize(
    "looks_so",
    [
        body("水利科技"),  # a short form
        body("江淮水利料技"),  # misread
        body("工程设计与管理应用"),  # a column, in the contents too
        body("施工技术与应用"),  # a column
        body("某大型水闸设计研究", paper_title="某大型水闸设计研究"),  # the paper itself
        body(OTHER, HEAD + f"\n本文刊于《{JOURNAL}》"),
        body(OTHER, "Journal of River Works\n" + HEAD),
        body(OTHER, "{name}\n某水闸设计\n摘要"),  # no issue beside it: a unit's name or a title
        body("RIVER WORKS"),
    ],
)
def test_what_may_be_the_same_journal_is_not_told(looks_so: PageFacts) -> None:
    assert told(COVER, LIST, NUMBERS, looks_so) == []


def test_a_journal_that_only_one_part_names_is_not_held_against_the_body() -> None:
    assert told(COVER, page("paper_toc", text="目次"), body(OTHER)) == []
