"""Rules and network against each other."""

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest

from scanaudit.boxes import contained
from scanaudit.facts import Signature
from scanaudit.marks.detector import Proposal
from scanaudit.marks.ink import separate
from scanaudit.marks.proposed import colour_around, stamped
from scanaudit.marks.seals import Stamped, find_seals
from scanaudit.marks.signature_labels import fields
from scanaudit.marks.verifier import Verdict
from scanaudit.marks.weighing import Sheet, weigh_seals, weigh_signatures
from scanaudit.marks.written import pressed
from tests.marks import drawn

BOX = (0.6, 0.8, 0.8, 0.85)
SIZE = (1400, 1000)


def look(signature=0.5, box=None):
    """A verifier that tells the same of every box, and that it is where it was said to be, or at ``box``."""
    return lambda boxes: [Verdict(signature, box or one) for one in boxes]


def look_for_seals(likelihood=0.0):
    return lambda boxes: [likelihood for _ in boxes]


def signatures(rules, network, lines=(), label=None, taken=(), close=0.5, read=()):
    found = [Signature(bbox=BOX, confidence=rules, label=label)] if rules else []
    proposals = [Proposal("signature", BOX, network)] if network else []
    told = weigh_signatures(found, proposals, Sheet(SIZE, read, lines, taken), look(signature=close))
    return [s.confidence for s in told]


def test_two_witnesses_are_surer_than_one():
    (both,), (network,) = signatures(0.8, 0.7), signatures(0, 0.7)
    assert both > network


def test_what_the_rules_alone_believe_a_little_is_not_told():
    assert signatures(0.4, 0) == []


def test_a_close_look_decides_between_two_that_the_network_finds_as_likely():
    yes, no = signatures(0, 0.45, close=0.98), signatures(0, 0.45, close=0.02)
    assert yes[0] > 0.5 > max(no, default=0)


def test_what_the_close_look_surely_denies_is_a_doubt_though_rules_and_network_agree():
    (told,) = signatures(0.99, 0.3, label="签名", close=0.08)
    assert told == 0.45
    (told,) = signatures(0.99, 0.3, label="签名", close=0.1)
    assert told > 0.9


def test_what_was_read_beside_a_label_needs_a_closer_look_that_sees_a_hand():
    line = drawn.line("签名：赵敏", 450, 0.79 * SIZE[0], 820, 0.86 * SIZE[0])
    (typed,) = signatures(0.99, 0.3, label="签名", close=0.2, read=[line])
    (unread,) = signatures(0.99, 0.3, label="签名", close=0.2, read=[replace(line, confidence=0.8)])
    assert typed == 0.45 and unread > 0.9
    assert signatures(0.99, 0.3, label="签名", close=0.5, read=[line])[0] > 0.9


@pytest.mark.parametrize(("whole", "kept"), [(0.9, True), (0.1, False)])
@pytest.mark.parametrize("likelihood", [0.1, 0.4])
def test_a_piece_that_the_network_proposes_is_not_the_place_of_what_the_rules_see_whole(
    whole, kept, likelihood
):
    piece = (0.62, 0.805, 0.7, 0.845)
    found = [Signature(bbox=BOX, confidence=0.9)]

    def sees(boxes):
        return [Verdict(whole if box == BOX else 0.9, box) for box in boxes]

    told = weigh_signatures(found, [Proposal("signature", piece, likelihood)], Sheet(SIZE), sees)
    assert [s.bbox for s in told] == [BOX if kept else piece]


def test_fragments_that_are_drawn_out_to_one_signature_are_one():
    x0, y0, x1, y1 = BOX
    middle = (x0 + x1) / 2
    halves = [
        Proposal("signature", (x0, y0, middle, y1), 0.7),
        Proposal("signature", (middle, y0, x1, y1), 0.6),
    ]
    (whole,) = weigh_signatures([], halves, Sheet(SIZE), look(signature=0.98, box=BOX))
    assert whole.bbox == BOX


def test_a_label_helps():
    assert signatures(0.5, 0.4, label="签名")[0] > max(signatures(0.5, 0.4), default=0)


def beside(text, likelihood, close):
    """What is told of a mark that only the network proposes, behind ``text``."""
    line = drawn.print_line(drawn.paper(), text, 300, 1120)
    _, y0, x1, y1 = line.box
    box = ((x1 + 10) / SIZE[1], y0 / SIZE[0], (x1 + 160) / SIZE[1], y1 / SIZE[0])
    proposals = [Proposal("signature", box, likelihood)]
    return weigh_signatures([], proposals, Sheet(SIZE, asked=fields([line])), look(signature=close))


def test_what_only_the_network_proposes_beside_a_label_is_looked_at_and_no_more():
    (hand,) = beside("承诺人签名：", 0.4, 0.6)
    assert 0.5 <= hand.confidence < 0.65
    assert hand.label == "承诺人签名"
    assert all(other.confidence < hand.confidence for other in beside("以上情况属实", 0.4, 0.6))


def test_a_blank_beside_a_label_stays_blank():
    assert beside("承诺人签名：", 0.08, 0.03) == ()


def test_what_the_network_is_sure_of_is_not_made_less_by_a_label():
    (hand,) = beside("承诺人签名：", 0.95, 0.97)
    assert hand.confidence > 0.65


def told_at(line, start, end, others=()):
    """How many signatures are told where both networks see one in the line's height, in pixels."""
    _, y0, _, y1 = line.box
    box = (start / SIZE[1], y0 / SIZE[0], end / SIZE[1], y1 / SIZE[0])
    lines = [*others, replace(line, confidence=0.8)]
    sheet = Sheet(SIZE, lines, lines, asked=fields(lines))
    told = weigh_signatures([], [Proposal("signature", box, 0.95)], sheet, look(signature=0.98))
    return len(told)


@pytest.mark.parametrize(("behind", "hands"), [(0, 0), (1, 1)])
def test_a_title_of_office_is_no_signature_and_what_stands_behind_it_is(behind, hands):
    line = drawn.print_line(drawn.paper(), "校长", 300, 1120)
    x0, _, x1, _ = line.box
    aside = behind * (x1 - x0 + 20)
    assert told_at(line, x0 + aside, x1 + aside) == hands


def test_a_hand_that_was_not_read_in_the_box_of_a_title_of_office_is_one():
    page = drawn.paper()
    prose = drawn.prose(page, rows=5)
    x0, y0, x1, y1 = drawn.print_line(page, "校长", 300, 1120).box
    both = drawn.line("校长", x0, y0, x1 + 120, y1)
    assert told_at(both, x1 + 10, x1 + 120, prose) == 1
    assert told_at(both, x0, x1, prose) == 0


@pytest.mark.parametrize("text", ["承诺人赵敏", "承诺人签名：", "签署人王小明", "Signed by J Smith"])
def test_a_hand_that_was_read_into_its_label_is_one(text):
    line = drawn.print_line(drawn.paper(), text, 300, 1120)
    x0, _, x1, _ = line.box
    assert told_at(line, x0 + 0.6 * (x1 - x0), x1) == 1


def test_read_print_speaks_against_a_signature():
    line = drawn.print_line(drawn.paper(), "张某某", 600, 1120)
    x0, y0, x1, y1 = line.box
    box = (x0 / SIZE[1], y0 / SIZE[0], x1 / SIZE[1], y1 / SIZE[0])
    proposal = [Proposal("signature", box, 0.6)]
    bare = weigh_signatures([], proposal, Sheet(SIZE), look())
    printed = weigh_signatures([], proposal, Sheet(SIZE, [line], [line]), look())
    assert max((s.confidence for s in printed), default=0) < bare[0].confidence


def test_a_signature_inside_another_mark_is_none():
    assert signatures(0.8, 0.8, taken=[(0.5, 0.7, 0.9, 0.9)]) == []


def test_a_seal_that_only_the_rules_see_is_doubtful_and_with_the_network_sure():
    ink = separate(drawn.paper())
    seal = Stamped((0.4, 0.4, 0.6, 0.55), "round", "red", 0.9, partial=False)
    alone = weigh_seals(ink, [seal], [], [], look_for_seals())
    both = weigh_seals(ink, [seal], [Proposal("seal", seal.box, 0.7)], [], look_for_seals(0.95))
    assert max((s.confidence for s in alone), default=0) < 0.65 < both[0].confidence


def test_a_seal_that_only_the_network_sees_gets_colour_and_shape_from_its_ink():
    for colour, name in ((drawn.BLUE, "blue"), (drawn.BLACK, "black"), (drawn.RED, "red")):
        page = drawn.paper()
        drawn.round_seal(page, 500, 700, 90, colour)
        found = stamped(separate(page), (0.41, 0.435, 0.59, 0.565))
        assert (found.colour, found.shape, found.partial) == (name, "round", False)
    page = drawn.paper()
    page[600:700, 300:600] = np.where(
        np.indices((100, 300)).min(axis=0)[..., None] < 6, drawn.RED, page[600:700, 300:600]
    )
    page[694:700, 300:600] = page[600:700, 594:600] = drawn.RED
    assert stamped(separate(page), (0.3, 600 / 1400, 0.6, 700 / 1400)).shape == "rectangle"


def seal(box, rules, colour="red"):
    return Stamped(box, "round", colour, rules, partial=False)


def seals_told(found, proposals, close=0.97):
    ink = separate(drawn.paper())
    return [told.box for told in weigh_seals(ink, found, proposals, [], look_for_seals(close))]


@pytest.mark.parametrize(
    ("rules", "close", "doubtful"), [(0.3, 0.1, True), (0.3, 0.6, False), (0.6, 0.1, False)]
)
def test_a_seal_that_only_the_network_believes_in_is_a_doubt(rules, close, doubtful):
    ink = separate(drawn.paper())
    (told,) = weigh_seals(
        ink, [seal(WHOLE, rules)], [Proposal("seal", WHOLE, 0.97)], [], look_for_seals(close)
    )
    assert (told.confidence < 0.5) == doubtful


WHOLE, LINE, INNER = (0.2, 0.7, 0.5, 0.92), (0.27, 0.85, 0.43, 0.88), (0.26, 0.74, 0.44, 0.88)


@pytest.mark.parametrize(("piece", "rules"), [(LINE, 0.6), (LINE, 0.95), (INNER, 0.95)])
def test_a_line_or_a_frame_inside_a_seal_does_not_stand_for_the_seal(piece, rules):
    assert seals_told([seal(piece, rules)], [Proposal("seal", WHOLE, 0.98)]) == [WHOLE]


@pytest.mark.parametrize(("likelihood", "box"), [(0.4, WHOLE), (0.2, LINE)])
def test_a_stamp_that_its_words_tell_is_as_large_as_the_frame_that_the_network_sees(likelihood, box):
    words = Stamped(LINE, "rectangle", "red", 0.8, partial=False)
    around = [Proposal("seal", WHOLE, likelihood)]
    (told,) = weigh_seals(separate(drawn.paper()), [words], around, [], look_for_seals(0.7))
    assert told.box == box


def test_a_sure_seal_is_not_given_up_for_a_doubtful_one_around_it():
    assert seals_told([seal(INNER, 0.99)], [Proposal("seal", WHOLE, 0.12)], close=0.6) == [INNER]


def test_a_part_of_the_page_with_a_text_in_it_is_no_seal_unless_an_outline_is_sure():
    page = drawn.paper()
    lines = [drawn.print_line(page, "单位名称", 400, 500 + 60 * i) for i in range(5)]
    around = (0.35, 0.3, 0.75, 0.6)
    for rules, count, told in ((0.0, 5, 0), (0.0, 4, 1), (0.95, 5, 1)):
        found = [seal(around, rules)] if rules else []
        proposals = [Proposal("seal", around, 0.9)]
        weighed = weigh_seals(separate(page), found, proposals, lines[:count], look_for_seals(0.95))
        assert len(weighed) == told


@pytest.mark.parametrize(
    ("colour", "close", "told"),
    [(drawn.BLUE, 0.99, 1), (drawn.RED, 0.99, 1), (drawn.BLUE, 0.95, 0), (drawn.BLACK, 0.99, 0)],
)
def test_a_seal_in_colour_across_a_table_is_one_where_the_close_look_is_sure(colour, close, told):
    page = drawn.paper()
    lines = [drawn.print_line(page, "单位名称", 400, 500 + 60 * i) for i in range(5)]
    drawn.round_seal(page, 550, 630, 190, colour)
    around = (0.35, 0.3, 0.75, 0.6)
    weighed = weigh_seals(separate(page), [], [Proposal("seal", around, 0.9)], lines, look_for_seals(close))
    assert len(weighed) == told


def test_a_ring_that_a_pen_drew_round_a_word_is_a_doubt_whatever_the_networks_believe():
    proposals = [Proposal("seal", (0.39, 0.45, 0.61, 0.55), 0.9)]
    drawn_round, struck = drawn.paper(), drawn.paper()
    drawn.print_line(drawn_round, "经费开支", 450, 690)
    turn = np.linspace(0.3, 0.3 + 2 * math.pi * 1.05, 100)
    reach = 1 + 0.06 * np.sin(2 * turn) + 0.01 * (turn - 3)
    points = np.stack([500 + 100 * reach * np.cos(turn), 700 + 60 * reach * np.sin(turn)], 1)
    cv2.polylines(drawn_round, [points.astype(np.int32)], False, drawn.RED, 4, cv2.LINE_AA)
    drawn.round_seal(struck, 500, 700, 100, aspect=0.6)
    (pen,), (seal_,) = (
        weigh_seals(separate(page), [], proposals, [], look_for_seals(0.99)) for page in (drawn_round, struck)
    )
    assert pen.confidence == 0.45 < 0.9 < seal_.confidence


def test_a_sure_seal_is_not_given_up_for_a_box_that_a_part_of_it_lies_in():
    ring, aside = (0.65, 0.689, 0.761, 0.847), (0.675, 0.692, 0.825, 0.839)
    for box, likelihood in ((aside, 0.12), (aside, 0.9), ((0.63, 0.67, 0.83, 0.87), 0.12)):
        proposals = [Proposal("seal", ring, 0.93), Proposal("seal", box, likelihood)]
        assert ring in seals_told([seal(ring, 0.98)], proposals, close=0.99)


ONE, ACROSS, SIDE = (0.4, 0.4, 0.6, 0.55), (0.46, 0.43, 0.66, 0.58), (0.49, 0.4, 0.65, 0.5)


@pytest.mark.parametrize("likelihood", [0.85, 0.3])
def test_two_seals_struck_across_each_other_are_two_where_each_was_seen_for_itself(likelihood):
    both = [Proposal("seal", ONE, 0.9), Proposal("seal", ACROSS, likelihood)]
    assert len(seals_told([seal(ONE, 0.9)], both)) == (2 if likelihood > 0.5 else 1)


def test_a_piece_of_a_seal_that_sticks_out_of_it_is_no_second_one():
    assert 0.6 < contained(SIDE, ONE) < 0.7
    guess = [Proposal("seal", ONE, 0.9), Proposal("seal", SIDE, 0.3)]
    assert seals_told([seal(ONE, 0.9)], guess, close=0.99) == [ONE]


AROUND = (0.41, 0.435, 0.59, 0.565)  # a seal of radius 90 about (500, 700)


def test_a_seals_colour_is_that_of_most_of_its_outline():
    page = drawn.paper()
    drawn.round_seal(page, 500, 700, 90, drawn.BLACK)
    page[560:840, 470:474] = page[700:703, 350:650] = drawn.RED  # a form's rules
    page[640:760, 560:700] = drawn.BLUE  # and a stamp at its side
    assert colour_around(separate(page), AROUND) == stamped(separate(page), AROUND).colour == "black"


@pytest.mark.parametrize(("ink", "told"), [((60, 62, 110), "blue"), ((60, 62, 68), "black")])
def test_navy_ink_is_blue_though_it_takes_all_light(ink, told):
    page = drawn.paper()
    drawn.round_seal(page, 500, 700, 90, ink)
    assert colour_around(separate(cv2.GaussianBlur(page, (0, 0), 2)), AROUND) == told


def test_a_seal_under_another_colour_than_its_own_all_over_has_none():
    page = drawn.paper()
    drawn.round_seal(page, 500, 700, 90, drawn.RED)
    page[600:800, 400:500] = drawn.BLUE
    assert colour_around(separate(page), AROUND) is None


def test_the_paper_s_noise_has_no_voice():
    page = drawn.paper()
    drawn.round_seal(page, 500, 700, 90, drawn.RED)
    page[600:800, 400:560] = page[780:800, 400:600] = 255  # no more than a quarter is inked
    noise = np.random.default_rng(1).normal(0, 4, page.shape)
    noisy = np.clip(page + noise, 0, 255).astype(np.uint8)
    assert stamped(separate(noisy), AROUND).colour == "red"


def test_what_the_outline_tells_of_the_colour_stands_where_it_is_sure():
    page = drawn.paper()
    drawn.round_seal(page, 500, 700, 90, drawn.BLACK)
    box = (0.41, 0.435, 0.59, 0.565)
    for rules, colour in ((0.9, "red"), (0.1, "black")):
        proposals = [Proposal("seal", box, 0.9)]
        (found,) = weigh_seals(separate(page), [seal(box, rules)], proposals, [], look_for_seals(0.97))
        assert found.colour == colour


@pytest.mark.parametrize("colour", ["red", "black"])
def test_an_outline_told_black_is_of_the_colour_that_lies_all_around(colour):
    page = drawn.paper()
    drawn.round_seal(page, 500, 700, 90, drawn.RED if colour == "red" else drawn.BLACK)
    box = (0.41, 0.435, 0.59, 0.565)
    outlined = replace(seal(box, 0.9), colour="black")
    (found,) = weigh_seals(separate(page), [outlined], [Proposal("seal", box, 0.9)], [], look_for_seals(0.97))
    assert found.colour == colour


def test_outlines_are_looked_for_where_they_are_proposed():
    page = drawn.paper()
    drawn.round_seal(page, 300, 400, 90)
    drawn.round_seal(page, 700, 1000, 90)
    ink = separate(page)
    (found,) = find_seals(ink, [], [(0.6, 0.64, 0.8, 0.79)])
    assert found.box[0] > 0.5
    assert find_seals(ink, [], []) == []


def test_a_careful_hand_is_not_print_however_surely_it_was_read():
    page = drawn.paper()
    printed = drawn.prose(page)[0]
    drawn.pen(page, 600, 1000, 150, 60, seed=1)
    written = drawn.line("张某某", 595, 990, 760, 1070)
    x0, y0, x1, y1 = printed.box
    boxes = [(0.6, 0.7, 0.75, 0.75), (x0 / 1000, y0 / 1414, x1 / 1000, y1 / 1414)]
    assert pressed(page, [printed, written], boxes) == [printed]
