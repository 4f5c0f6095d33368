import cv2
import pytest

from scanaudit.boxes import overlap
from scanaudit.marks.ink import separate
from scanaudit.marks.portraits import find_portraits
from tests.marks import drawn

SKIN, HAIR, COAT = (228, 190, 160), (28, 24, 24), (36, 40, 54)
GROUNDS = {"red": (196, 32, 40), "blue": (62, 126, 206)}


def photograph(page, x, y, width, ground):
    """Head and shoulders on an even ground, 5 : 7; returns its box in fractions of the page."""
    height = int(1.4 * width)
    cv2.rectangle(page, (x, y), (x + width, y + height), ground, -1)
    middle = x + width // 2
    part = page[y : y + height, x : x + width]
    shoulders = (width // 2, int(1.08 * height)), (int(0.46 * width), int(0.36 * height))
    cv2.ellipse(part, *shoulders, 0, 0, 360, COAT, -1)
    head = (middle, y + int(0.34 * height))
    cv2.ellipse(page, head, (int(0.28 * width), int(0.24 * height)), 0, 0, 360, HAIR, -1)
    face = (middle, y + int(0.44 * height))
    cv2.ellipse(page, face, (int(0.21 * width), int(0.22 * height)), 0, 0, 360, SKIN, -1)
    full_height, full_width = page.shape[:2]
    return x / full_width, y / full_height, (x + width) / full_width, (y + height) / full_height


@pytest.mark.parametrize("ground", ["red", "blue"])
def test_head_and_shoulders_on_an_even_ground_are_a_portrait(ground):
    page = drawn.paper()
    drawn.prose(page)
    box = photograph(page, 720, 760, 130, GROUNDS[ground])
    (portrait,) = find_portraits(page, separate(page))
    assert portrait.background == ground
    assert portrait.confidence > 0.65
    assert overlap(portrait.bbox, box) > 0.8


def test_a_photograph_against_the_lines_of_its_cell_is_a_portrait():
    page = drawn.paper()
    drawn.prose(page)
    box = photograph(page, 720, 760, 130, GROUNDS["red"])
    cv2.rectangle(page, (717, 750), (853, 944), (20, 20, 20), 3)
    (portrait,) = find_portraits(page, separate(page))
    assert portrait.background == "red"
    assert overlap(portrait.bbox, box) > 0.8


@pytest.mark.parametrize("step", [(0, 182), (130, 0)], ids=["below", "beside"])
def test_two_photographs_edge_to_edge_are_two(step):
    page = drawn.paper()
    drawn.prose(page)
    boxes = [photograph(page, 620 + k * step[0], 760 + k * step[1], 130, GROUNDS["red"]) for k in (0, 1)]
    found = find_portraits(page, separate(page))
    assert [portrait.background for portrait in found] == ["red", "red"]
    assert all(max(overlap(portrait.bbox, box) for portrait in found) > 0.8 for box in boxes)


def test_a_pale_coat_leaves_its_wearer_a_portrait():
    page = drawn.paper()
    drawn.prose(page)
    box = photograph(page, 720, 760, 130, GROUNDS["red"])
    cv2.ellipse(page, (785, 942), (60, 70), 0, 180, 360, (244, 243, 240), -1)
    (portrait,) = find_portraits(page, separate(page))
    assert portrait.background == "red"
    assert overlap(portrait.bbox, box) > 0.7


def test_an_oval_picture_is_none():
    page = drawn.paper()
    drawn.prose(page)
    cv2.ellipse(page, (785, 850), (65, 91), 0, 0, 360, GROUNDS["red"], -1)
    cv2.ellipse(page, (785, 815), (34, 40), 0, 0, 360, HAIR, -1)
    cv2.ellipse(page, (785, 836), (26, 36), 0, 0, 360, SKIN, -1)
    assert find_portraits(page, separate(page)) == ()


def test_a_coloured_field_without_a_head_is_none():
    page = drawn.paper()
    cv2.rectangle(page, (720, 760), (850, 942), GROUNDS["blue"], -1)
    drawn.glyph(page, 745, 800, 80, (250, 250, 250), 6)
    assert find_portraits(page, separate(page)) == ()


def test_bold_print_is_none():
    page = drawn.paper()
    drawn.glyph(page, 400, 300, 110, thickness=22)
    assert find_portraits(page, separate(page)) == ()
