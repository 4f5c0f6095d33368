"""One strike on two pages: which pairs are told, and which are one paper, one page or one owner."""

from __future__ import annotations

from typing import Any

from scanaudit.facts import PageFacts
from scanaudit.rules.strikes import strikes, used_twice
from tests.rules.pages import page, seal
from tests.strikes import struck

LETTER = "本人郑重承诺所提交的材料真实有效如有虚假愿意承担一切责任承诺人签名日期"


def sealed(seed: int, text: str = "", **given: Any) -> PageFacts:
    return page(text=text, seals=(seal(ink_pattern=struck(seed)),), **given)


def told(*pages: PageFacts) -> list[tuple[str, str]]:
    return [(twice.first.page.file, twice.again.page.file) for twice in used_twice(strikes(pages))]


def test_the_same_strike_on_two_papers_is_told_once_for_each_repetition() -> None:
    one, other, third = sealed(1), sealed(1), sealed(1)
    assert told(one, sealed(2), other, third) == [(one.file, other.file), (one.file, third.file)]


def test_two_strikes_on_one_page_are_not_compared() -> None:
    both = page(seals=(seal(ink_pattern=struck(1)), seal(ink_pattern=struck(1))))
    assert told(both) == []


def test_one_paper_scanned_twice_is_not_told() -> None:
    assert told(sealed(1, LETTER, name="郑晓舟"), sealed(1, LETTER[:-1], name="郑晓舟")) == []
    assert told(sealed(1, content_hash="a"), sealed(1, content_hash="a")) == []


def test_the_same_form_for_two_people_is_two_papers() -> None:
    assert len(told(sealed(1, LETTER, name="郑晓舟"), sealed(1, LETTER, name="欧阳明德"))) == 1


def test_seals_that_read_as_two_units_names_are_no_one_picture() -> None:
    def named(**given: Any) -> PageFacts:
        return page(seals=(seal(ink_pattern=struck(1), **given),))

    one = named(text="霁州市水利勘测设计院")
    for other in (named(text="霁州市交通规划设计院"), named(text=None, guess="荠州市交通规划设计院")):
        assert told(one, other) == []
    noisy = named(text=None, guess="善州市水利勘侧设计院")
    assert told(one, noisy) == [(one.file, noisy.file)]
    unread = named(text=None)
    assert told(one, unread) == [(one.file, unread.file)]


def test_across_applicants_only_pairs_of_two_owners_are_told() -> None:
    mine, yours = [sealed(1), sealed(1)], [sealed(1), sealed(2)]
    (twice,) = used_twice((*strikes(mine, "甲"), *strikes(yours, "乙")), across=True)
    assert (twice.first.owner, twice.again.owner) == ("甲", "乙")


def test_seals_without_a_pattern_or_with_a_broken_one_are_left_out() -> None:
    assert told(page(seals=(seal(),)), page(seals=(seal(ink_pattern="1x"),)), sealed(1)) == []


def test_many_strikes_are_compared_in_blocks(monkeypatch: Any) -> None:
    monkeypatch.setattr("scanaudit.rules.strikes._BLOCK", 2)
    pages = [sealed(seed) for seed in (1, 2, 3, 1, 4)]
    assert told(*pages) == [(pages[0].file, pages[3].file)]
