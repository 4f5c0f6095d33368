"""What the verifier is given and tells; the network itself is only asked what no verifier may get wrong."""

import hashlib
from importlib.resources import files

import numpy as np
import pytest

from scanaudit import pinned
from scanaudit.boxes import overlap
from scanaudit.errors import ModelsError
from scanaudit.marks import verifier
from scanaudit.marks.closeup import closeup
from scanaudit.marks.verifier import given, seal_likelihoods, verify
from tests.marks import drawn


def fractions(page, box):
    height, width = page.shape[:2]
    return box[0] / width, box[1] / height, box[2] / width, box[3] / height


def test_the_box_is_given_as_a_fourth_channel():
    page = drawn.paper()
    seen = closeup(page, (0.4, 0.4, 0.6, 0.55))
    window = given(seen.pixels, seen.box)
    assert window.shape == (4, 112, 112)
    assert window[:3].max() <= 1
    inside = np.argwhere(window[3] == 1)
    assert (*inside.min(axis=0)[::-1], *(inside.max(axis=0)[::-1] + 1)) == pytest.approx(seen.box, abs=1)


def test_a_box_outside_the_window_still_gives_one_pixel():
    assert given(np.full((112, 112, 3), 255, np.uint8), (-9, -9, -5, -5))[3].sum() == 1


def test_boxes_of_all_shapes_are_answered_in_their_order():
    page = drawn.paper()
    seal = drawn.round_seal(page, 700, 1000, 90)
    boxes = [(0.1, 0.1, 0.5, 0.15), fractions(page, seal), (0.1, 0.2, 0.13, 0.6), (0.1, 0.1, 0.3, 0.2)]
    together = verify(page, boxes)
    alone = [verify(page, [box])[0] for box in boxes]
    assert [round(v.signature, 4) for v in together] == [round(v.signature, 4) for v in alone]
    assert [v.box for v in together] == [pytest.approx(v.box, abs=1e-4) for v in alone]
    likely = seal_likelihoods(page, boxes)
    assert likely == pytest.approx([seal_likelihoods(page, [box])[0] for box in boxes], abs=1e-4)
    assert max(likely) == likely[1]


def test_no_boxes_no_verdicts():
    assert verify(drawn.paper(), []) == []
    assert seal_likelihoods(drawn.paper(), []) == []


class Lefthanded:
    """A network that takes for a seal what is dark on its window's left."""

    def run(self, _, given):
        dark = 1 - given["window"][:, 0, :, :56].mean(axis=(1, 2))
        return [np.stack([dark, *np.zeros((5, len(dark)), np.float32)], axis=1)]


def test_of_two_looks_at_a_seal_the_likelier_counts(monkeypatch):
    monkeypatch.setattr(verifier, "load", Lefthanded)
    page = drawn.paper()
    page[:, : page.shape[1] // 2] = 0
    left, right, middle = seal_likelihoods(
        page, [(0.1, 0.4, 0.2, 0.5), (0.8, 0.4, 0.9, 0.5), (0.45, 0.4, 0.55, 0.5)]
    )
    assert left == pytest.approx(1) and right < 0.1 and middle > 0.9
    (turned,) = seal_likelihoods(np.ascontiguousarray(page[:, ::-1]), [(0.45, 0.4, 0.55, 0.5)])
    assert turned > 0.9, "dark on the right: the mirror shows it"


def test_a_seal_is_as_likely_in_a_mirrored_page():
    page = drawn.paper()
    lines = drawn.prose(page)
    boxes = [
        fractions(page, drawn.round_seal(page, 700, 1000, 90)),
        fractions(page, lines[3].box),
        (0.1, 0.8, 0.3, 0.9),
    ]
    mirrored = np.ascontiguousarray(page[:, ::-1])
    turned = [(1 - x1, y0, 1 - x0, y1) for x0, y0, x1, y1 in boxes]
    told = seal_likelihoods(page, boxes)
    assert told == pytest.approx(seal_likelihoods(mirrored, turned), abs=0.02)
    assert told[0] > 0.5 > max(told[1:])


def test_a_drawn_seal_is_one_and_bare_paper_and_print_are_not():
    page = drawn.paper()
    lines = drawn.prose(page)
    seal = drawn.round_seal(page, 700, 1000, 90)
    boxes = [fractions(page, seal), (0.1, 0.8, 0.3, 0.9), fractions(page, lines[3].box)]
    a_seal, *others = seal_likelihoods(page, boxes)
    assert a_seal > 0.5
    assert max(others) < 0.3
    assert max(verdict.signature for verdict in verify(page, boxes[:2])) < 0.3


def test_a_box_that_is_a_little_off_is_put_right():
    page = drawn.paper()
    seal = fractions(page, drawn.round_seal(page, 700, 1000, 90))
    off = (seal[0] + 0.03, seal[1] - 0.02, seal[2] + 0.03, seal[3] - 0.02)
    (told,) = verify(page, [off])
    assert overlap(told.box, seal) > 0.75 > overlap(off, seal) + 0.15


def test_both_files_are_pinned_and_small_together():
    models = {
        name: files("scanaudit.marks").joinpath(pinned.pin("scanaudit.marks", name).file).read_bytes()
        for name in ("detector", "verifier")
    }
    assert all(
        hashlib.sha256(m).hexdigest() == pinned.pin("scanaudit.marks", name).sha256
        for name, m in models.items()
    )
    assert sum(map(len, models.values())) <= 6_000_000


def test_a_damaged_file_is_refused(monkeypatch):
    pins = {name: pinned.pin("scanaudit.marks", name) for name in ("detector", "verifier")}
    monkeypatch.setattr(pinned, "pin", lambda _, name: pins[name].model_copy(update={"sha256": "0" * 64}))
    verifier.load.cache_clear()
    with pytest.raises(ModelsError, match=r"verifier\.onnx"):
        verify(drawn.paper(), [(0.1, 0.1, 0.2, 0.2)])
    verifier.load.cache_clear()
