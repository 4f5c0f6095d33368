"""A seal that was not read, held against the name that it should bear."""

from __future__ import annotations

import pytest

from scanaudit.facts import Seal, TextLine
from scanaudit.notices.demands import SealDemand
from scanaudit.rules.seal_spelling import may_show, shows
from tests.rules.pages import EMPLOYER, page, seal
from tests.rules.test_rules import seen

OWN = SealDemand(demand="seal", of="employer")
BESIDE = (TextLine(text=f"单位：{EMPLOYER}", bbox=(0.55, 0.75, 0.85, 0.78), confidence=0.98),)


def strip(name: str, **likely: str) -> str:
    """A strip that says ``name``; ``likely``: what it shows first in the place of a character, and how many quarters of
    a nat that character is less likely (``简_4="间"``: 间, and 简 by one nat).
    """
    others = {key.split("_")[0]: (char, key.split("_")[1]) for key, char in likely.items()}
    return "".join(
        f"2{others[char][0]}0{char}{others[char][1]}1∅0" if char in others else f"1{char}01∅0"
        for char in name
    )


def unread(spelled: str, guess: str = "管阻示选机械有限公司") -> Seal:
    return seal(None, guess=guess, spelled=(spelled,))


def test_a_name_that_the_strip_may_show_is_the_units() -> None:
    pale = unread(strip(EMPLOYER, 简_2="管", 恒_4="示"))
    assert shows(pale, [EMPLOYER])
    assert not seen("M203", OWN, [page(seals=(pale,))])


def test_where_a_character_is_hardly_likely_print_beside_it_decides() -> None:
    poor = unread(strip(EMPLOYER, 简_k="管", 恒_k="示", 拓_k="选"))
    assert not shows(poor, [EMPLOYER])
    assert may_show(poor, [EMPLOYER])
    assert not seen("M203", OWN, [page(seals=(poor,), lines=BESIDE)])
    assert seen("M203", OWN, [page(seals=(poor,))])


@pytest.mark.parametrize(
    "other", ["简阳市恒达机械有限公司", "简阳市恒拓机械", f"{EMPLOYER}一分公司", "简阳市恒拓建设有限公司"]
)
def test_another_units_name_is_not_taken_for_it(other: str) -> None:
    assert not shows(unread(strip(other)), [EMPLOYER])


@pytest.mark.parametrize(
    "other", ["简阳市恒拓建设有限公司", "简阳市澄江纺织印染有限公司", "简阳市恒拓机械厂", "简阳市水利局"]
)
def test_print_does_not_outweigh_another_name_that_is_shown(other: str) -> None:
    assert not may_show(unread(strip(other)), [EMPLOYER])


def test_either_legal_form_and_brackets_of_either_width() -> None:
    assert shows(unread(strip("简阳市恒拓机械有限责任公司")), [EMPLOYER])
    assert shows(unread(strip("恒拓(简阳)机械有限公司")), ["恒拓（简阳）机械有限责任公司"])


def test_without_strips_nothing_is_shown() -> None:
    assert not may_show(seal(None, guess=EMPLOYER), [EMPLOYER])
    assert not may_show(unread(strip(EMPLOYER)), [])


OTHER = "云川禾远工程服务有限公司"
BOTH = tuple(
    TextLine(text=name, bbox=(0.1, top, 0.4, top + 0.02), confidence=0.98)
    for name, top in ((EMPLOYER, 0.5), (OTHER, 0.6))
)


@pytest.mark.parametrize(("second", "met"), [(OTHER, True), (EMPLOYER, False)])
def test_two_unread_seals_are_two_units_where_each_shows_one_of_the_printed_names(
    second: str, met: bool
) -> None:
    pair = (
        unread(strip(EMPLOYER, 简_4="管", 恒_4="示")),
        unread(strip(second)).model_copy(update={"guess": "云爪示选"}),
    )
    told = seen("M206", SealDemand(demand="seal", of="any", count=2), [page(seals=pair, lines=BOTH)])
    assert (not told) is met
