"""Pages as lines: repeatable, complete, told the truth about, and misread no more than the model says."""

from __future__ import annotations

import random

import numpy as np
import pytest

from samples.lines import misread, pages, templates
from samples.lines.picture import picture
from scanaudit.kinds import catalogue

SHOWN = list(pages(3, 3))


def test_every_kind_but_blank_has_three_layouts() -> None:
    wanted = {kind.id for kind in catalogue().kinds} - {"blank"}
    assert set(templates()) == wanted
    assert min(len(layouts) for layouts in templates().values()) >= 3


def test_the_same_seed_gives_the_same_pages() -> None:
    assert list(pages(3, 3)) == SHOWN
    assert list(pages(4, 3)) != SHOWN


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.layout)
def test_no_blank_stays_open_and_all_print_is_on_the_page(page: object) -> None:
    assert page.pieces  # type: ignore[attr-defined]
    for piece in page.pieces:  # type: ignore[attr-defined]
        assert not set("{}「」") & set(piece.text), piece.text
        x0, y0, x1, y1 = piece.box
        assert x0 < x1 and y0 < y1 and y1 <= page.size[1] + 5  # type: ignore[attr-defined]


def test_what_is_told_of_a_page_stands_on_it() -> None:
    for page in SHOWN:
        text = "".join("".join(piece.text.split()) for piece in page.pieces)
        for field in ("name", "id_number", "credit_code", "issn"):
            if field in page.truth:
                assert page.truth[field] in text, (page.layout, field)


def test_noise_leaves_most_lines_as_they_are() -> None:
    before = [piece.text for page in SHOWN for piece in page.pieces]
    after = [p.text for k, page in enumerate(SHOWN) for p in misread(page, random.Random(k)).pieces]
    assert 0.97 * len(before) < len(after) <= len(before)
    assert len(set(before) & set(after)) > 0.9 * len(set(before))


def test_a_picture_bears_the_page_and_its_marks_and_is_repeatable() -> None:
    sealed = next(page for page in SHOWN if page.n_seals and page.size == (1240, 1754))
    drawn = picture(sealed, random.Random(1))
    assert drawn.image.tobytes() == picture(sealed, random.Random(1)).image.tobytes()
    assert [mark.what for mark in drawn.marks] == ["seal"] * sealed.n_seals
    assert len(drawn.text) == len(sealed.pieces)
    dark = np.asarray(drawn.image.convert("L")) < 128
    assert 0.001 < dark.mean() < 0.4
