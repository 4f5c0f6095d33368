"""Where coloured ink lies together as a seal's does."""

import pytest

from scanaudit.boxes import contained, overlap
from scanaudit.marks.ink import separate
from scanaudit.marks.ink_places import ink_places
from tests.marks import drawn

SEAL = (0.41, 0.431, 0.59, 0.559)


@pytest.mark.parametrize("colour", [drawn.RED, drawn.BLUE])
def test_a_seal_is_one_place_whether_its_parts_touch_or_not(colour):
    page = drawn.paper()
    drawn.round_seal(page, 500, 700, 90, colour)
    (place,) = ink_places(separate(page), [])
    assert overlap(place, SEAL) > 0.7


def test_what_is_known_already_is_no_new_place():
    page = drawn.paper()
    drawn.round_seal(page, 500, 700, 90)
    assert ink_places(separate(page), [SEAL]) == []


def test_rules_grounds_and_print_are_no_places():
    page = drawn.paper()
    drawn.prose(page, rows=5)
    page[300:306, 100:900] = drawn.RED
    page[900:1150, 650:850] = drawn.RED
    assert ink_places(separate(page), []) == []


def test_a_seal_beside_a_rule_is_a_place():
    page = drawn.paper()
    page[300:306, 100:900] = drawn.RED
    drawn.round_seal(page, 500, 700, 90)
    (place,) = ink_places(separate(page), [])
    assert contained(SEAL, place) > 0.8
