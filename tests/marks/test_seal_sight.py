"""Seals whose characters are not all in sight: cut by the page's edge, or under a portrait's ground."""

import cv2
import numpy as np
import pytest

from scanaudit.marks.ink import separate
from scanaudit.marks.rings import Ring
from scanaudit.marks.seal_sight import is_cut, is_hidden
from scanaudit.marks.seal_strip import Arc
from scanaudit.marks.seal_text import read_or_guess
from scanaudit.marks.seals import find_seals
from tests.marks import drawn
from tests.marks.test_seal_text import NAME, reading

ARC = Arc(head=0.9, feet=0.65, start=np.deg2rad(135), sweep=np.deg2rad(270), tilt=0.0)  # open at the bottom
CHARACTERS = 12


@pytest.mark.parametrize(
    ("x", "y", "cut"),
    [
        (300, 300, False),
        (300, 520, False),  # the bottom of the rim is gone, and nothing stood there
        (300, 555, True),
        (60, 300, True),
        (300, 60, True),
    ],
)
def test_a_seal_is_cut_where_the_page_ends_before_its_characters(x, y, cut):
    assert is_cut((600, 600), Ring(x, y, 100, 100), ARC, CHARACTERS) is cut


def sealed(*, portrait=False, left=500):
    """A page with a seal, across a portrait's edge or not, cut to what lies right of ``left``."""
    page = drawn.paper()
    if portrait:
        cv2.rectangle(page, (640, 700), (790, 900), (200, 40, 45), -1)
    drawn.round_seal(page, 640, 900, 90, glyphs=len(NAME))
    return np.ascontiguousarray(page[:, left:])


def told(page):
    seals = [s for s in find_seals(separate(page), []) if s.confidence > 0.5]
    (seal,) = [s for s in seals if s.shape == "round"]
    return read_or_guess(page, seal, separate(page).scale, reading([(NAME, 0.99)]))[:2]


def test_a_name_is_told_where_all_its_characters_are_in_sight():
    assert told(sealed()) == (NAME, None)


def test_a_cut_seals_name_is_a_guess():
    assert told(sealed(left=610)) == (None, NAME)


def test_print_and_shadows_hide_nothing_and_a_portraits_ground_does():
    ring = Ring(640, 900, 90, 90)
    page = sealed(left=0)
    assert not is_hidden(page, ring, ARC, CHARACTERS)
    drawn.print_line(page, NAME, 520, 850)
    assert not is_hidden(page, ring, ARC, CHARACTERS)
    page[:, 640:] = (page[:, 640:] * 0.75).astype(np.uint8)
    assert not is_hidden(page, ring, ARC, CHARACTERS)
    assert is_hidden(sealed(portrait=True, left=0), ring, ARC, CHARACTERS)
