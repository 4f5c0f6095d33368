import cv2
import numpy as np
import pytest

from scanaudit.boxes import overlap
from scanaudit.marks.ink import separate
from scanaudit.marks.seals import find_seals
from tests.marks import drawn


def seals_of(page, lines=()):
    return [seal for seal in find_seals(separate(page), lines) if seal.confidence >= 0.5]


def fractions(page, box):
    height, width = page.shape[:2]
    return box[0] / width, box[1] / height, box[2] / width, box[3] / height


@pytest.mark.parametrize("radius", [45, 80, 140])
def test_a_round_red_seal_over_print_is_found_where_it_is(radius):
    page = drawn.paper()
    drawn.prose(page, rows=25)
    box = drawn.round_seal(page, 640, 900, radius)
    (seal,) = seals_of(page)
    assert (seal.shape, seal.colour, seal.partial) == ("round", "red", False)
    assert overlap(seal.box, fractions(page, box)) > 0.8


def test_two_touching_seals_are_two():
    page = drawn.paper()
    drawn.round_seal(page, 400, 900, 80)
    drawn.round_seal(page, 562, 900, 80)
    assert len(seals_of(page)) == 2


def test_an_oval_seal_is_oval():
    page = drawn.paper()
    box = drawn.round_seal(page, 500, 900, 90, aspect=0.68)
    (seal,) = seals_of(page)
    assert seal.shape == "oval"
    assert overlap(seal.box, fractions(page, box)) > 0.8


def test_a_seal_cut_by_the_edge_is_partial():
    page = drawn.paper()
    drawn.round_seal(page, 975, 900, 80)
    (seal,) = seals_of(page)
    assert seal.partial
    assert seal.box[2] == 1.0


def test_a_blurred_recompressed_pale_seal_is_found():
    page = drawn.paper()
    drawn.prose(page)
    drawn.round_seal(page, 640, 900, 80, colour=(240, 185, 188))
    page = cv2.GaussianBlur(page, (0, 0), 1.0)
    _, coded = cv2.imencode(".jpg", page[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 60])
    page = np.ascontiguousarray(cv2.imdecode(coded, cv2.IMREAD_COLOR)[:, :, ::-1])
    (seal,) = seals_of(page)
    assert seal.colour == "red"


def test_a_grey_copy_of_a_seal_is_black():
    page = drawn.paper()
    drawn.prose(page, rows=8)
    box = drawn.round_seal(page, 640, 1000, 90)
    grey = np.repeat(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)[:, :, None], 3, axis=2)
    (seal,) = seals_of(grey)
    assert (seal.colour, seal.shape) == ("black", "round")
    assert overlap(seal.box, fractions(page, box)) > 0.7


def framed(page, x, y, width, height, colour):
    cv2.rectangle(page, (x, y), (x + width, y + height), colour, 3, cv2.LINE_AA)
    size = height - 24
    for i in range(int((width - 20) / (size * 1.15))):
        drawn.glyph(page, x + 12 + int(i * 1.15 * size), y + 12, size, colour)


@pytest.mark.parametrize(("colour", "name"), [(drawn.RED, "red"), (drawn.BLUE, "blue")])
def test_a_framed_stamp_is_a_rectangle(colour, name):
    page = drawn.paper()
    drawn.prose(page)
    framed(page, 300, 900, 260, 60, colour)
    (seal,) = seals_of(page)
    assert (seal.shape, seal.colour) == ("rectangle", name)


def test_a_stamp_without_a_frame_is_known_by_its_words():
    page = drawn.paper()
    lines = [
        drawn.print_line(page, "本复印件仅限于职称申报使用", 200, 900, colour=drawn.BLUE),
        drawn.print_line(page, "再次复印无效", 200, 934, colour=drawn.BLUE),
    ]
    (seal,) = seals_of(page, lines)
    assert (seal.shape, seal.colour) == ("rectangle", "blue")
    assert seal.box[3] * 1414 > 950


def test_the_same_words_in_black_print_are_no_stamp():
    page = drawn.paper()
    lines = [drawn.print_line(page, "本复印件仅限于职称申报使用", 200, 900)]
    assert seals_of(page, lines) == []


def emblem(page):
    cv2.circle(page, (500, 200), 80, (200, 30, 30), -1, cv2.LINE_AA)
    drawn.star(page, 500, 180, 40, (240, 200, 60))


def letterhead(page):
    for i in range(8):
        drawn.glyph(page, 150 + 90 * i, 100, 70, drawn.RED, 7)
    cv2.line(page, (80, 220), (920, 220), drawn.RED, 4)


def circled_word(page):
    drawn.glyph(page, 470, 700, 24)
    drawn.glyph(page, 500, 700, 24)
    cv2.ellipse(page, (500, 712), (70, 40), 0, 0, 360, drawn.RED, 4, cv2.LINE_AA)


def ring_round_a_mark(page):
    """A teacher's pen round a number: it wavers, and its ends pass each other."""
    turn = np.linspace(0.3, 2 * np.pi + 0.5, 90)
    away = 1 + 0.05 * np.sin(2 * turn + 1) + 0.03 * np.cos(3 * turn)
    ring = np.stack([760 + 62 * away * np.cos(turn), 170 + 45 * away * np.sin(turn)], axis=1)
    cv2.polylines(page, [np.round(ring * 16).astype(np.int32)], False, drawn.RED, 3, cv2.LINE_AA, 4)
    cv2.putText(page, "86", (728, 184), cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 1.5, drawn.RED, 3, cv2.LINE_AA)


def red_table(page):
    for y in range(300, 1000, 60):
        cv2.line(page, (100, y), (900, y), drawn.RED, 2)
    for x in range(100, 901, 160):
        cv2.line(page, (x, 300), (x, 960), drawn.RED, 2)


def flag(page):
    page[300:420, 200:380] = (215, 25, 30)
    drawn.star(page, 240, 340, 25, (250, 220, 60))


def portrait(page):
    page[300:480, 700:830] = (200, 30, 40)
    cv2.circle(page, (765, 380), 40, (230, 190, 160), -1)


def decorated_border(page):
    cv2.rectangle(page, (20, 20), (980, 1394), (190, 40, 40), 18)


@pytest.mark.parametrize(
    "decoy",
    [emblem, letterhead, circled_word, ring_round_a_mark, red_table, flag, portrait, decorated_border],
)
def test_red_things_that_are_no_seals(decoy):
    page = drawn.paper()
    drawn.prose(page, top=1050, rows=4)
    decoy(page)
    assert seals_of(page) == []


def test_a_page_of_print_has_no_seal():
    page = drawn.paper()
    assert seals_of(page, drawn.prose(page, rows=28)) == []


def name_seal(page, x, y, white_on_red=False):
    """Four characters in a square of 64 pixels."""
    ground, strokes = (drawn.RED, (250, 249, 246)) if white_on_red else ((250, 249, 246), drawn.RED)
    cv2.rectangle(page, (x, y), (x + 64, y + 64), drawn.RED, 3)
    cv2.rectangle(page, (x + 2, y + 2), (x + 62, y + 62), ground, -1)
    for right, down in ((6, 6), (36, 6), (6, 36), (36, 36)):
        drawn.glyph(page, x + right, y + down, 21, strokes, 3)


@pytest.mark.parametrize("white_on_red", [False, True])
def test_a_name_seal_is_square_in_red_or_in_white_on_red(white_on_red):
    page = drawn.paper()
    drawn.prose(page)
    name_seal(page, 600, 900, white_on_red)
    (seal,) = seals_of(page)
    assert (seal.shape, seal.colour) == ("square", "red")
    assert overlap(seal.box, fractions(page, (600, 900, 664, 964))) > 0.8


def test_a_name_seal_that_touches_a_round_one_is_a_second_seal():
    page = drawn.paper()
    drawn.prose(page)
    drawn.round_seal(page, 500, 900, 80)
    name_seal(page, 562, 956)
    assert {seal.shape for seal in seals_of(page)} == {"round", "square"}


@pytest.mark.parametrize(("confidence", "shapes"), [(0.2, ["square"]), (0.95, [])])
def test_one_character_guessed_in_a_name_seal_makes_it_no_print(confidence, shapes):
    page = drawn.paper()
    drawn.prose(page)
    name_seal(page, 600, 900)
    read = drawn.line("器", 596, 896, 668, 968, confidence)
    assert [seal.shape for seal in seals_of(page, [read])] == shapes


def test_a_red_block_without_characters_is_no_seal():
    page = drawn.paper()
    drawn.prose(page)
    cv2.rectangle(page, (600, 900), (664, 964), drawn.RED, -1)
    assert seals_of(page) == []


def test_a_rim_inked_unevenly_is_still_a_sure_seal():
    page = drawn.paper()
    drawn.prose(page)
    drawn.round_seal(page, 640, 900, 80, colour=(150, 10, 20))
    pale = page.copy()
    pale[900:1000, 540:740] = 255 - (255 - page[900:1000, 540:740].astype(np.float32)) * 0.3
    (seal,) = seals_of(pale)
    assert seal.confidence >= 0.9
