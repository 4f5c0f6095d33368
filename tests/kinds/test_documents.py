"""Pages put together to documents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scanaudit.facts import Cue, Evidence, Fields, PageFacts
from scanaudit.kinds import Document, catalogue, group

TITLE = (Cue(cue="title: 某某表", weight=7.0),)


def page(
    kind: str, file: str = "a.pdf", number: int = 1, titled: bool = False, **fields: object
) -> PageFacts:
    return PageFacts(
        file=file,
        page=number,
        kind=kind,
        kind_confidence=0.9,
        kind_cues=TITLE if titled else (),
        fields=Fields.model_validate(fields),
        text="x",
    )


def shapes(documents: tuple[Document, ...]) -> list[tuple[int, ...]]:
    return [document.pages for document in documents]


def test_parts_of_one_paper() -> None:
    pages = [
        page("paper_cover", "论文.pdf", 1, journal="现代机械"),
        page("paper_toc", "论文.pdf", 2),
        page("paper_copyright_page", "论文.pdf", 3, issn="1002-6886", journal="现代机械"),
        page("paper_body", "论文.pdf", 4, paper_title="水泵的振动"),
        page("paper_body", "论文.pdf", 5),
    ]
    (paper,) = group(pages)
    assert paper.pages == (0, 1, 2, 3, 4) and paper.family == "paper" and paper.id == "paper-1"


def test_two_papers_in_one_file_are_told_apart_by_journal_and_title() -> None:
    pages = [
        page("paper_cover", "all.pdf", 1, journal="现代机械", issue="2020-06"),
        page("paper_body", "all.pdf", 2, paper_title="水泵的振动", journal="现代机械"),
        page("paper_cover", "all.pdf", 3, journal="电力建设", issue="2021-02"),
        page("paper_copyright_page", "all.pdf", 4, journal="电力建设"),
        page("paper_body", "all.pdf", 5, paper_title="变压器的噪声"),
    ]
    assert shapes(group(pages)) == [(0, 1), (2, 3, 4)]


def three(text: str, **number_page: object) -> list[PageFacts]:
    """A number page that bears ``text`` among the covers and bodies of three journals."""
    names = ("现代机械工程", "东部电力建设通讯", "给水排水技术")
    covers = [page("paper_cover", "a.pdf", k, journal=n, issue=f"2020-0{k}") for k, n in enumerate(names, 1)]
    imprint = page("paper_copyright_page", "a.pdf", 4, **number_page).model_copy(update={"text": text})
    bodies = [page("paper_body", "a.pdf", k, journal=n, paper_title="题" * k) for k, n in enumerate(names, 5)]
    return [*covers, imprint, *bodies]


def test_a_journal_misread_in_one_place_is_known_by_another_on_its_page() -> None:
    text = "《东部电刀建役通汛》\n编辑出版 《东部电力建设通讯》编辑部"
    assert (1, 3, 5) in shapes(group(three(text, journal="东部电刀建役通汛")))


def test_a_journal_misread_in_two_characters_is_known_by_its_issue() -> None:
    assert (1, 3, 5) in shapes(group(three("刊号", journal="东部电刀建设通汛", issue="2020-02")))
    other = shapes(group(three("刊号", journal="东部电刀建设通汛", issue="2021-07")))
    assert (1, 3, 5) not in other


def test_journals_of_two_provinces_or_fields_are_not_one_misread_name() -> None:
    for one, other in [
        ("江西水电科技学报", "江苏水利科技学报"),
        ("江西水利科技学报", "江苏水利科技学报"),
        ("江苏建筑工程技术", "浙江建筑工程技术"),
        ("建筑工程技术与设计", "水利工程技术与设计"),
    ]:
        pages = [
            page("paper_cover", "a.pdf", 1, journal=one, issue="2020-06"),
            page("paper_body", "b.pdf", 1, journal=other, issue="2020-06", paper_title="水泵的振动"),
        ]
        assert shapes(group(pages)) == [(0,), (1,)], (one, other)


def test_a_misread_issn_parts_nothing() -> None:
    pages = three("刊号", journal="东部电力建设通讯", issn="1002-6887")  # its check digit is wrong
    pages[1] = pages[1].model_copy(update={"fields": Fields(journal="东部电力建设通讯", issn="1002-6886")})
    assert (1, 3, 5) in shapes(group(pages))


def test_two_papers_as_single_pictures_with_numbered_names() -> None:
    names = [
        "论文1封面.jpg",
        "论文1目录.jpg",
        "论文2封面.jpg",
        "论文2目录.jpg",
        "论文1正文.jpg",
        "论文2正文.jpg",
    ]
    kinds = ["paper_cover", "paper_toc", "paper_cover", "paper_toc", "paper_body", "paper_body"]
    pages = [page(kind, name) for kind, name in zip(kinds, names, strict=True)]
    assert shapes(group(pages)) == [(0, 1, 4), (2, 3, 5)]


def test_pages_of_a_paper_in_single_pictures() -> None:
    kinds = ["paper_cover", "paper_toc", "paper_copyright_page", "paper_body"]
    assert shapes(group([page(k, f"{i}.jpg") for i, k in enumerate(kinds)])) == [(0, 1, 2, 3)]


def test_a_book_s_contents_list_its_chapters_and_not_its_title() -> None:
    chapters = "目录" + "第1章漏损评估理论与方法 第2章分区计量技术 第3章压力管理 第4章探漏技术 " * 4
    kinds = ["paper_cover", "isbn_page", "paper_toc", "paper_body", "paper_body"]
    pages = [page(kind, f"15著作{i}.pdf") for i, kind in enumerate(kinds)]
    told = Fields(paper_title="城镇供水管网漏损控制技术", authors=["李四"])
    pages[0] = pages[0].model_copy(update={"fields": told})
    pages[2] = pages[2].model_copy(update={"text": chapters})
    assert shapes(group(pages)) == [(0, 1, 2, 3, 4)]
    journal = pages[2].model_copy(update={"fields": Fields(journal="现代机械", issue="2020-06")})
    assert (0, 1) in shapes(group([*pages[:2], journal, *pages[3:]]))


def test_pictures_of_one_paper_may_be_numbered() -> None:
    kinds = ["paper_cover", "paper_toc", "paper_body", "paper_body"]
    pages = [page(kind, f"9-论文_{i}.jpg", journal="川淮公路") for i, kind in enumerate(kinds, 1)]
    assert shapes(group(pages)) == [(0, 1, 2, 3)]


def test_a_number_of_a_paper_parts_also_a_single_picture_of_another() -> None:
    names = ["论文1-封面.jpg", "论文1-正文.jpg", "论文2-目录.jpg"]
    kinds = ["paper_cover", "paper_body", "paper_toc"]
    pages = [page(kind, f"论文/{name}") for kind, name in zip(kinds, names, strict=True)]
    assert shapes(group(pages)) == [(0, 1), (2,)]


def test_a_masthead_taken_for_a_title_joins_nothing() -> None:
    first = page("paper_body", "0.jpg", paper_title="水利水电工程与管理", authors=["张三"])
    other = page("paper_body", "1.jpg", journal="水利水电工程与管理", authors=["李四"], issue="2020-01")
    other = other.model_copy(update={"text": "水利水电工程与管理 67\n正文"})
    assert shapes(group([first, other])) == [(0,), (1,)]


def test_a_running_head_that_names_the_paper_tells_whose_page_it_is() -> None:
    titles = ["泵站机组振动测试研究", "大跨径桥梁张拉控制研究"]
    first = [page("paper_body", f"{i}.jpg", paper_title=title) for i, title in enumerate(titles)]
    heads = [f"67 阮知行:{title} 2021年\n正文" for title in titles]
    later = [
        page("paper_body", f"{i + 2}.jpg").model_copy(update={"text": head}) for i, head in enumerate(heads)
    ]
    assert shapes(group([*first, *reversed(later)])) == [(0, 3), (1, 2)]


def test_continuing_education_booklet_is_one_document_a_person() -> None:
    pages = [
        page("ce_name_page", "1.jpg", name="张三"),
        page("ce_registration_page", "2.jpg"),
        page("ce_verification_page", "3.jpg", name="张三"),
        page("ce_name_page", "4.jpg", name="李四"),
    ]
    assert shapes(group(pages)) == [(0, 1, 2), (3,)]


def test_completion_certificates_are_one_document_each() -> None:
    pages = [page("ce_completion_certificate", "结业.pdf", i, titled=True, name="张三") for i in (1, 2, 3)]
    assert len(group(pages)) == 3


def test_two_sides_of_a_card() -> None:
    pages = [
        page("id_card", "1.jpg", name="张三", id_number="110101198503120011"),
        page("id_card", "2.jpg"),
        page("id_card", "3.jpg", name="李四"),
    ]
    assert shapes(group(pages)) == [(0, 1), (2,)]


def test_pages_of_a_contract_and_of_a_second_one() -> None:
    pages = [
        page("labour_contract", "合同.pdf", 1, titled=True),
        page("labour_contract", "合同.pdf", 2),
        page("labour_contract", "合同.pdf", 3),
        page("labour_contract", "合同.pdf", 4, titled=True),
    ]
    assert shapes(group(pages)) == [(0, 1, 2), (3,)]


def test_inner_pages_of_a_title_booklet_and_another_persons() -> None:
    pages = [
        page("title_certificate", "职称1.jpg", titled=True),
        page("title_certificate", "职称2.jpg", name="张三"),
        page("title_certificate", "专家.jpg", titled=True, name="李四"),
    ]
    assert shapes(group(pages)) == [(0, 1), (2,)]


def test_other_pages_and_unopened_files() -> None:
    pages = [page("other"), page("other", number=2), PageFacts(file="broken.pdf", page=None)]
    assert shapes(group(pages)) == [(0,), (1,)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([kind.id for kind in catalogue().kinds]),
            st.sampled_from(["a.pdf", "b/论文2.pdf", "c1.jpg"]),
            st.sampled_from([None, "张三", "李四"]),
            st.booleans(),
        ),
        max_size=25,
    )
)
def test_every_page_is_in_exactly_one_document(drawn: list[tuple[str, str, str | None, bool]]) -> None:
    pages = [page(k, f, i + 1, titled=t, name=n) for i, (k, f, n, t) in enumerate(drawn)]
    documents = group(pages)
    assert sorted(i for d in documents for i in d.pages) == list(range(len(pages)))
    assert len({d.id for d in documents}) == len(documents)
    for document in documents:
        assert {catalogue().family(pages[i].kind) for i in document.pages} == {document.family}


def test_parts_of_three_papers_shuffled_in_one_file() -> None:
    parts = {
        "现代机械": ("2020-06", "1002-6886", "水泵的振动研究", "张三"),
        "电力建设": ("2021-02", "1000-7229", "变压器的噪声控制", "李四"),
        "给水排水": ("2019-11", "1002-8471", "管网漏损分析", "王五"),
    }
    pages, owners = [], []

    def add(kind: str, owner: str, **fields: object) -> None:
        pages.append(page(kind, "论文.pdf", len(pages) + 1, **fields))
        owners.append(owner)

    order = list(parts)
    for owner in order:
        add("paper_cover", owner, journal=owner, issue=parts[owner][0])
    for owner in reversed(order):
        add("paper_copyright_page", owner, issn=parts[owner][1], journal=owner)
    for owner in (order[1], order[0], order[2]):
        add("paper_body", owner, journal=owner, paper_title=parts[owner][2], authors=(parts[owner][3],))
        add("paper_body", owner)
    for owner in order[::-1]:
        text = f"目录 {parts[owner][2]} {parts[owner][3]} (11)" + "其他文章题目" * 30
        pages.append(page("paper_toc", "论文.pdf", len(pages) + 1).model_copy(update={"text": text}))
        owners.append(owner)
    found = {frozenset(owners[i] for i in d.pages): len(d.pages) for d in group(pages)}
    assert found == {frozenset({owner}): 5 for owner in order}


def test_two_booklets_in_two_files_with_their_names_last() -> None:
    kinds = ("ce_registration_page", "ce_verification_page", "ce_name_page")
    pages = [
        page(kind, f"{owner}.pdf", k, name=owner if kind == "ce_name_page" else None)
        for owner in ("张三", "李四")
        for k, kind in enumerate(kinds, 1)
    ]
    assert shapes(group(pages)) == [(0, 1, 2), (3, 4, 5)]


def test_two_booklets_of_which_one_name_could_not_be_read() -> None:
    pages = [
        page("ce_name_page", "1.pdf", 1, name="张三", id_number="992021197408222278"),
        page("ce_registration_page", "1.pdf", 2),
        page("ce_name_page", "2.pdf", 1, id_number="992809198808263339"),
        page("ce_registration_page", "2.pdf", 2),
    ]
    assert shapes(group(pages)) == [(0, 1), (2, 3)]


def test_two_booklets_of_which_only_the_numbers_were_read() -> None:
    def two(number: str) -> list[PageFacts]:
        return [
            page("ce_name_page", "1.pdf", 1, certificate_number="254922009602134"),
            page("ce_name_page", "2.pdf", 1, name="李四", certificate_number=number),
        ]

    assert shapes(group(two("379761997142600"))) == [(0,), (1,)]
    assert shapes(group(two("254922009602184"))) == [(0, 1)], "one digit may be misread"


def test_a_short_journal_misread_by_a_character_is_known_by_its_numbers() -> None:
    pages = [
        page("paper_cover", number=1, journal="东木水利", issue="2019-01", issn="1674-7100"),
        page("paper_toc", number=2, journal="东部水利", issue="2019-01"),
        page("paper_copyright_page", number=3, issue="2019-01", issn="1674-7100"),
    ]
    assert shapes(group(pages)) == [(0, 1, 2)]


def test_the_page_after_a_paper_s_first_is_its_though_the_running_head_is_misread() -> None:
    pages = [
        page("paper_body", number=1, journal="海西建筑科技", issue="2021-08", paper_title="城市排水管网施工"),
        page("paper_body", number=2, journal="海西建筑口口"),
        page("paper_body", number=3, journal="平原机械工程"),
    ]
    assert shapes(group(pages)) == [(0, 1), (2,)]


def test_a_form_goes_on_though_its_next_page_names_a_referee() -> None:
    pages = [
        page("review_form", "评审表.pdf", 1, titled=True, name="张三"),
        page("review_form", "评审表.pdf", 2, name="李四"),
        page("review_form", "评审表.pdf", 3, titled=True, name="王五"),
    ]
    assert shapes(group(pages)) == [(0, 1), (2,)]


def test_a_section_s_heading_begins_no_other_form() -> None:
    section = (Cue(cue="title: 主要专业技术工作业绩登记", weight=4.0),)
    pages = [
        page("review_form", "评审表.pdf", 1, titled=True),
        page("review_form", "评审表.pdf", 2).model_copy(update={"kind_cues": section}),
        page("review_form", "评审表.pdf", 3, titled=True),
    ]
    assert shapes(group(pages)) == [(0, 1), (2,)]


def test_a_review_form_scanned_a_file_a_page_is_one() -> None:
    names = ("03_封面.jpg", "04_基本情况.jpg", "05_业绩.jpg")
    pages = [
        page("review_form", name, titled=name == names[0], name="张三").model_copy(update={"text": text})
        for name, text in zip(names, ("专业技术资格评审表", "基本情况", "主要业绩"), strict=True)
    ]
    other = page("review_form", "06_旧评审表.jpg", titled=True, name="张三")
    again = pages[2].model_copy(update={"file": "07_业绩再扫.jpg"})
    assert shapes(group([*pages, other])) == [(0, 1, 2), (3,)]
    assert shapes(group([*pages, again])) == [(0, 1, 2), (3,)]
    numbered = [page("labour_contract", f"0{n}_合同{n - 3}.jpg", titled=n == 4) for n in (4, 5)]
    assert shapes(group(numbered)) == [(0, 1)]


def test_a_contract_s_cover_and_its_next_page_in_files_of_other_names() -> None:
    def contract(file: str, text: str, titled: bool = False) -> PageFacts:
        return page("labour_contract", file, titled=titled).model_copy(update={"text": text})

    cover, inside = contract("封面.jpg", "劳动合同书", titled=True), contract("签字页.jpg", "第一条 合同期限")
    assert shapes(group([cover, inside])) == [(0, 1)]
    assert shapes(group([inside, cover])) == [(0,), (1,)]
    assert shapes(group([cover, page("id_card", "b.jpg"), inside])) == [(0,), (1,), (2,)]
    assert shapes(group([inside, contract("别的.jpg", "甲方 乙方 签字")])) == [(0,), (1,)]


def of_issue(kind: str, file: str, number: int, **given: object) -> PageFacts:
    """A part of a paper in 现代机械 that bears its issue."""
    raw = f"2022年第{number}期"
    one = page(kind, file, journal="现代机械", issue=f"2022-{number:02d}", **given)
    told = {"issue": Evidence(raw=raw, bbox=(0.1, 0.1, 0.3, 0.12), confidence=0.98)}
    return one.model_copy(
        update={"text": raw, "fields": one.fields.model_copy(update={"evidence": told})},
    )


def test_a_contents_page_of_another_issue_is_the_paper_s_that_lacks_one() -> None:
    pages = [
        of_issue("paper_cover", "1.jpg", 3),
        of_issue("paper_copyright_page", "2.jpg", 3),
        of_issue("paper_body", "3.jpg", 3, paper_title="水泵的振动"),
        of_issue("paper_toc", "4.jpg", 4),
    ]
    assert shapes(group(pages)) == [(0, 1, 2, 3)]
    complete = [*pages[:3], of_issue("paper_toc", "5.jpg", 3)]
    assert shapes(group([*complete, pages[3]])) == [(0, 1, 2, 3), (4,)]
    other = of_issue("paper_toc", "4.jpg", 4).model_copy(update={"fields": Fields(journal="电力建设通讯")})
    assert shapes(group([*pages[:3], other])) == [(0, 1, 2), (3,)]


def test_an_issue_without_its_year_may_be_the_one_that_is_named_with_it() -> None:
    def paper(head: str) -> list[PageFacts]:
        return [
            page("paper_body", number=1, issue="2022-04", paper_title="改进小波算法在馈线中的应用"),
            page("paper_body", number=2, issue=head),
        ]

    assert shapes(group(paper("31(4)"))) == [(0, 1)]
    assert shapes(group(paper("31(5)"))) == [(0,), (1,)]
    assert shapes(group(paper("2021-04"))) == [(0,), (1,)]


def test_a_journal_named_in_english_or_misread_is_known_by_its_issue() -> None:
    pages = [
        page("paper_cover", number=1, journal="MODERNWATERANDSEWAGE", issue="2021-10"),
        page("paper_cover", number=2, journal="平原机械工程", issue="2021-05"),
        page("paper_copyright_page", number=3, journal="木原机械工程", issue="2021-05"),
        page(
            "paper_body",
            number=4,
            journal="现代给水排水",
            issue="2021-10",
            paper_title="沥青路面数值模拟分析",
        ),
    ]
    assert shapes(group(pages)) == [(0, 3), (1, 2)]


def test_grouping_many_papers_stays_quick() -> None:
    def papers(count: int) -> list[PageFacts]:
        return [
            page(kind, "论文.pdf", 4 * k + i, journal=f"期刊{k}", issue=f"20{k:02d}-01")
            for k in range(count)
            for i, kind in enumerate(("paper_cover", "paper_toc", "paper_copyright_page", "paper_body"), 1)
        ]

    documents = group(papers(12))
    assert [len(d.pages) for d in documents] == [4] * 12


def test_pages_of_one_patent_certificate_are_one_document_wherever_they_lie() -> None:
    def certificate(file: str, text: str, number: str) -> PageFacts:
        made = page("patent_certificate", file, titled=True, certificate_number=number)
        return made.model_copy(update={"text": text})

    pages = [
        certificate("正面.jpg", "发明专利证书 发明名称", "证书号第1234567号"),
        page("other", "说明.jpg"),
        certificate("背面.jpg", "专利权人按期缴纳年费", "证书号第1234567号"),
        certificate("另一项.jpg", "实用新型", "证书号第7654321号"),
    ]
    assert [d.pages for d in group(pages) if d.id.startswith("patent")] == [(0, 2), (3,)]


def test_a_clause_that_speaks_of_the_contract_begins_no_other_one() -> None:
    clause = page("labour_contract", "合同.pdf", 2, titled=True)
    clause = clause.model_copy(update={"text": "七、劳动合同的解除、终止\n第八条 甲乙双方解除"})
    other = page("labour_contract", "合同.pdf", 3, titled=True).model_copy(update={"text": "一、劳动合同书"})
    assert shapes(group([page("labour_contract", "合同.pdf", 1, titled=True), clause, other])) == [
        (0, 1),
        (2,),
    ]
