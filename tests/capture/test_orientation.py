from __future__ import annotations

import numpy as np
import pytest

from scanaudit.capture import OrientationGuess, decide, upright
from scanaudit.capture.orientation_model import coarse, crops
from scanaudit.capture.text_direction import crop, preference, relaid, run_of, share_down, telling
from tests.capture.drawn import page_of_text, quad

UNSURE = OrientationGuess((0.25, 0.25, 0.25, 0.25))


class Reader:
    """Reads a crop by a mark: the line's first fifth is darkened, so reading begins where it is dark."""

    def __init__(self, good: str = "继续教育学时证明", garbage: str = "吕丁巨卍") -> None:
        self.good, self.garbage, self.crops = good, garbage, 0

    def __call__(self, pieces: list[np.ndarray]) -> list[tuple[str, float]]:
        self.crops += len(pieces)
        return [self._one(piece) for piece in pieces]

    def _one(self, piece: np.ndarray) -> tuple[str, float]:
        fifth = max(1, piece.shape[1] // 5)
        ahead = piece[:, :fifth].mean() < piece[:, -fifth:].mean()
        return (self.good, 0.99) if ahead else (self.garbage, 0.4)


def marked_page() -> tuple[np.ndarray, list[np.ndarray]]:
    """A page whose lines are dark at their beginning, and their boxes."""
    pixels = np.full((1200, 900, 3), 255, np.uint8)
    boxes = []
    for row in range(6):
        y = 100 + 90 * row
        pixels[y : y + 30, 100:180] = 0
        pixels[y : y + 30 : 4, 180:600] = 120
        boxes.append(quad(100, y, 600, y + 30))
    return pixels, boxes


def turned(pixels: np.ndarray, boxes: list[np.ndarray], degrees: int) -> tuple[np.ndarray, list[np.ndarray]]:
    """Page and boxes with the content turned clockwise; boxes upright again, as a detector gives them."""
    for _ in range(degrees // 90):
        height = pixels.shape[0]
        pixels = np.ascontiguousarray(np.rot90(pixels, -1))
        boxes = [np.stack([height - box[:, 1], box[:, 0]], axis=1) for box in boxes]
    return pixels, [quad(*box.min(axis=0), *box.max(axis=0)) for box in boxes]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_lines_alone_tell_the_turn(degrees: int) -> None:
    pixels, boxes = turned(*marked_page(), degrees)
    decision = decide(UNSURE, boxes, pixels, Reader())
    assert decision.rotation == degrees
    assert np.array_equal(upright(pixels, decision.rotation), marked_page()[0])


def test_an_ordinary_page_costs_three_readings() -> None:
    pixels, boxes = marked_page()
    reader = Reader()
    decide(OrientationGuess((0.93, 0.02, 0.03, 0.02)), boxes, pixels, reader)
    assert reader.crops == 3


def test_reading_overrules_a_model_that_is_wrong_by_half_a_turn() -> None:
    pixels, boxes = marked_page()
    assert decide(OrientationGuess((0.1, 0.02, 0.86, 0.02)), boxes, pixels, Reader()).rotation == 0


def test_without_text_nobody_can_tell() -> None:
    pixels = np.full((1000, 700, 3), 250, np.uint8)
    decision = decide(OrientationGuess((0.97, 0.01, 0.01, 0.01)), [], pixels, Reader())
    assert decision.rotation is None
    assert "no text lines" in decision.evidence


def test_symmetric_text_proves_no_direction() -> None:
    pixels, boxes = marked_page()
    decision = decide(UNSURE, boxes, pixels, Reader(good="XXXXXXXX", garbage="XXXXXXXX"))
    assert decision.rotation is None


def test_text_that_reads_as_badly_both_ways_is_left_to_the_model_or_to_nobody() -> None:
    pixels, boxes = marked_page()
    same = Reader()
    same._one = lambda piece: ("模糊不清", 0.5)  # type: ignore[method-assign]
    assert decide(UNSURE, boxes, pixels, same).rotation is None
    assert decide(OrientationGuess((0.03, 0.02, 0.93, 0.02)), boxes, pixels, same).rotation == 180


def test_a_model_and_lines_that_contradict_each_other_are_not_guessed_between() -> None:
    pixels, boxes = turned(*marked_page(), 90)  # lines run down, as vertically set text does
    same = Reader()
    same._one = lambda piece: ("也轉之裹之故水不行也", 0.9)  # type: ignore[method-assign]
    assert decide(OrientationGuess((0.93, 0.03, 0.02, 0.02)), boxes, pixels, same).rotation != 90


def test_words_scattered_both_ways_are_no_page() -> None:
    pixels, _ = marked_page()
    boxes = [quad(100, 100, 600, 130), quad(700, 100, 730, 500)]
    assert decide(OrientationGuess((0.9, 0.04, 0.03, 0.03)), boxes, pixels, Reader()).rotation is None


def test_a_line_is_cut_straight_whatever_the_order_of_its_corners() -> None:
    pixels, lines = page_of_text(rows=1)
    box = lines[0].quad
    one, other = run_of(box), run_of(np.roll(box, 1, axis=0))
    assert one.axis == other.axis == "across"
    assert np.array_equal(crop(pixels, one), crop(pixels, other))
    assert share_down([one]) == 0.0


def test_telling_needs_confidence_and_letters_that_are_not_symmetric() -> None:
    assert telling(("继续教育", 0.95))
    assert not telling(("继续教育", 0.6))
    assert not telling(("0689XXOO", 0.99))


def test_a_letter_that_blur_left_tells_little() -> None:
    assert preference([("F", 0.46)], [("S", 0.93)]) > -0.17
    assert preference([("毕业证书", 0.46)], [("S", 0.93)]) == pytest.approx(-0.47)


def test_a_column_of_characters_is_stood_up() -> None:
    column = np.full((30, 200, 3), 255, np.uint8)
    for start in range(5, 190, 40):
        column[3:27, start : start + 24] = 0
    across = relaid(column)
    assert across.shape[1] >= 5 * 24
    assert across.shape[0] <= 45


def test_the_model_sees_three_crops_of_any_shape_of_page() -> None:
    for shape in [(1754, 1240, 3), (1240, 1754, 3), (50, 900, 3), (90, 90, 3)]:
        assert crops(np.full(shape, 200, np.uint8)).shape == (3, 3, 224, 224)


def test_the_models_answers_are_averaged_over_its_crops() -> None:
    rows = np.array([[0.9, 0.04, 0.03, 0.03], [0.1, 0.1, 0.7, 0.1], [0.9, 0.04, 0.03, 0.03]], np.float32)
    guess = coarse(np.full((600, 400, 3), 255, np.uint8), lambda batch: rows)
    assert guess.best == 0
    assert sum(guess.probabilities) == pytest.approx(1)
