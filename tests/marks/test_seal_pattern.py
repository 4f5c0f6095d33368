"""The ink pattern as it is taken from a page."""

from __future__ import annotations

import cv2
import numpy as np

from scanaudit.ink_pattern import compare, decode
from scanaudit.marks.ink import separate
from scanaudit.marks.seal_pattern import seal_pattern
from scanaudit.marks.seals import Stamped, find_seals
from tests.marks import drawn


def patterned(page: np.ndarray) -> tuple[Stamped, str | None]:
    ink = separate(page)
    (seal,) = find_seals(ink, [])
    return seal, seal_pattern(page, seal, ink.scale)


def spotted(x: int, y: int, seed: int) -> np.ndarray:
    """A page with a seal that has lost some of its ink."""
    page = drawn.paper()
    drawn.round_seal(page, x, y, 90)
    thin = np.random.default_rng(seed).uniform(0.0, 0.7, (6, 6)).astype(np.float32)
    spots = cv2.resize(thin, (200, 200), interpolation=cv2.INTER_CUBIC)[:, :, None]
    area = page[y - 100 : y + 100, x - 100 : x + 100]
    area[:] = (area + (255.0 - area) * np.clip(spots, 0, 1)).astype(np.uint8)
    return page


def test_one_strike_elsewhere_on_a_page_is_the_same_and_another_is_not() -> None:
    read = [patterned(spotted(x, y, seed))[1] for x, y, seed in ((640, 900, 1), (402, 655, 1), (640, 900, 2))]
    first, moved, other = (decode(text or "") for text in read)
    assert first and moved and other
    assert compare(first, moved).one_picture
    assert not compare(first, other).one_picture


def test_print_over_the_seal_hides_cells_and_does_not_become_ink() -> None:
    page = spotted(640, 900, 1)
    cv2.line(page, (540, 880), (740, 880), drawn.BLACK, 8)
    over, bare = decode(patterned(page)[1] or ""), decode(patterned(spotted(640, 900, 1))[1] or "")
    assert over and bare
    assert 20 < (~over.seen).sum() < 500
    assert compare(bare, over).one_picture


def test_two_seals_over_the_corners_of_like_portraits_are_not_one_picture() -> None:
    patterns = []
    for seed in (1, 2):
        page = spotted(640, 900, seed)
        page[760:890, 480:630] = drawn.RED
        seal, ink = patterned(spotted(640, 900, seed))[0], separate(page)
        pattern = decode(seal_pattern(page, seal, ink.scale) or "")
        assert pattern is not None and (~pattern.seen).mean() > 0.15
        assert not pattern.seen[2:20, 2:20].any(), "the portrait's ground is no ink of the seal"
        patterns.append(pattern)
    assert compare(patterns[0], patterns[0]).one_picture
    assert not compare(*patterns).one_picture


def test_a_small_or_cut_seal_has_no_pattern() -> None:
    page = spotted(640, 900, 1)
    seal, _ = patterned(page)
    small = cv2.resize(page, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA)
    scale = separate(page).scale / 0.2
    assert seal_pattern(small, seal, scale) is None
    cut = Stamped(seal.box, seal.shape, seal.colour, seal.confidence, partial=True, ring=seal.ring)
    assert seal_pattern(page, cut, 1.0) is None
