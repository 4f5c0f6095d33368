import numpy as np
import pytest

from scanaudit.marks.ink import print_alone, separate, without_colour
from tests.marks import drawn


@pytest.mark.parametrize("cast", [(255, 255, 255), (240, 225, 190), (200, 215, 235)])
def test_red_blue_and_black_are_told_apart_under_any_light(cast):
    page = drawn.paper()
    page[200:230, 100:400] = drawn.RED
    page[400:430, 100:400] = drawn.BLUE
    page[600:630, 100:400] = drawn.BLACK
    page = (page.astype(np.float32) * np.array(cast) / 255).astype(np.uint8)
    ink = separate(page)

    def strength(density, row):
        y = int(row * ink.scale)
        return float(density[y, int(250 * ink.scale)])

    assert strength(ink.red, 215) > 0.5 > 0.05 > strength(ink.red, 615)
    assert strength(ink.blue, 415) > 0.3 > 0.05 > strength(ink.blue, 615)
    assert strength(ink.dark, 615) > 1.0
    assert strength(ink.red, 415) == strength(ink.blue, 215) == 0


def test_gold_and_orange_print_are_not_red():
    page = drawn.paper()
    page[200:260, 100:400] = (214, 168, 60)
    page[400:460, 100:400] = (255, 140, 20)
    # Where orange fades into paper the ratio of densities is that of red: a pixel's width of edge.
    assert (separate(page).red > 0.05).mean() < 0.002


def test_a_faint_stamp_still_shows():
    page = drawn.paper()
    page[200:215, 100:400] = (250, 222, 222)
    assert separate(page).red.max() > 0.06


def test_a_page_of_black_and_red_counts_as_a_grey_copy_with_a_fresh_stamp():
    page = drawn.paper(colour=(240, 240, 240))
    drawn.prose(page)
    drawn.round_seal(page, 700, 1000, 90)
    assert separate(page).grey
    page[0:300] = (120, 180, 90)
    assert not separate(page).grey


def test_bleaching_red_leaves_black_print():
    page = drawn.paper()
    page[100:200, 100:300] = (235, 40, 50)
    page[140:150, 100:300] = drawn.BLACK
    bleached = without_colour(page, "red")
    assert bleached[120, 200, 0] > 220
    assert bleached[145, 200, 0] < 60


def test_what_bleaching_leaves_of_a_seal_is_paler_than_print_and_becomes_paper():
    page = drawn.paper()
    page[100:130, 100:300] = (180, 40, 50)
    page[110:116, 100:300] = drawn.BLACK
    line = print_alone(without_colour(page[90:140, 90:310], "red"))
    assert line[25, 100].min() < 40
    assert line[38, 100].min() == line[2, 100].min() == 255


def test_where_there_is_no_print_nothing_is_changed():
    plain = np.full((40, 200, 3), 214, np.uint8)
    assert print_alone(plain) is plain
