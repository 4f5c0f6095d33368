"""What a seal says: the arc's text unrolled to a strip, the centre line, and the lines of framed stamps.

A wrong name is worse than none. So a strip is read once, and again in another way unless the first reading leaves no
doubt; a name is given only where two ways of looking agree, and it ends as names of bodies do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import SealColour
from scanaudit.intake.page import Pixels
from scanaudit.marks.frames import patch
from scanaudit.marks.rings import Ring
from scanaudit.marks.seal_centre import centre_lines
from scanaudit.marks.seal_count import lost_some
from scanaudit.marks.seal_ink import Crossing, Grey, bears_print, stamp_ink
from scanaudit.marks.seal_strip import Arc, covered, find_arc, strip, wider
from scanaudit.marks.seals import Stamped
from scanaudit.marks.unit_names import LEAST_CHARACTERS, characters, clean, is_purpose, is_unit, is_words

Recognise = Callable[[list[Pixels]], list[tuple[str, float]]]
Reading = tuple[str, float]

_LEAST_RADIUS = 26  # pixels of the page; arc characters of smaller seals are below 8 pixels high
# The ways to look at a strip, in turn: what is done where black print crosses the stamp, what is added above and
# below, width by natural width.
_LOOKS: tuple[tuple[Crossing, float, float], ...] = (
    ("lifted", 0.015, 0.8),
    ("lifted", 0.015, 0.65),
    ("filled", 0.015, 1.0),
    ("left", 0.03, 1.0),
)
# Chosen on 168 drawn seals (seeds 100 and 9300, docs/seals.md), with readings that lost characters left out and the
# misreadings of unit words put right: a first look of 0.985 and above was right each time; of two looks that agree,
# wrong ones had means up to 0.972, of three up to 0.935.
_CERTAIN = 0.985
_AGREED = 0.975  # mean of two looks that agree
_ALL_AGREED = 0.94  # mean where three do, or where a name is borne out otherwise
_MOST_NEEDED = 3
_LIKELY = 0.95  # confidence from which a reading that is no whole name tells that the strip ends too early
_WIDER = 2.2  # characters that are then added to both ends
_CROSSED = (
    0.01  # share of the arc under black print from which one look is not enough: half a stroke of a character
)
_SURE_LINE = 0.88  # least confidence of a framed stamp's lines; labelled ones read wrong have 0.5–0.87
_CENTRE_SURE = 0.92


def read_seal(
    rgb: Pixels, seal: Stamped, scale: float, recognise: Recognise, printed: str = ""
) -> str | None:
    """The text of ``seal`` on the page ``rgb``: arc then centre line, or the lines of a framed stamp.

    ``scale``: working pixels per page pixel; ``recognise``: strips → text and confidence; ``printed``: the page's
    text in reading order, without breaks: a name that is printed there, too, is believed sooner. None: unsure.
    """
    if seal.ring is not None:
        return _read_ring(rgb, _on_page(seal.ring, scale), seal.colour, recognise, printed)
    if seal.frame is None and seal.shape in {"round", "oval"}:
        return _read_ring(rgb, _boxed(rgb, seal), seal.colour, recognise, printed)
    return _read_frame(rgb, seal, scale, recognise)


def _on_page(ring: Ring, scale: float) -> Ring:
    half_width, half_height = ring.half_width / scale, ring.half_height / scale
    return Ring(ring.x / scale, ring.y / scale, half_width, half_height, ring.support, ring.angle)


def _boxed(rgb: Pixels, seal: Stamped) -> Ring:
    """The ring of a seal of which only the box is known."""
    height, width = rgb.shape[:2]
    x0, y0, x1, y1 = seal.box
    half_width, half_height = width * (x1 - x0) / 2, height * (y1 - y0) / 2
    return Ring(width * (x0 + x1) / 2, height * (y0 + y1) / 2, half_width, half_height)


def _read_ring(rgb: Pixels, ring: Ring, colour: SealColour, recognise: Recognise, printed: str) -> str | None:
    if min(ring.half_width, ring.half_height) < _LEAST_RADIUS:
        return None
    x0, y0, x1, y1 = ring.box
    margin = 0.1 * (x1 - x0)
    left, top = max(0, int(x0 - margin)), max(0, int(y0 - margin))
    crop = rgb[top : int(y1 + margin) + 1, left : int(x1 + margin) + 1]
    local = Ring(ring.x - left, ring.y - top, ring.half_width, ring.half_height, 0.0, ring.angle)
    crop = np.ascontiguousarray(crop)
    arc = find_arc(stamp_ink(crop, colour, "lifted"), local)
    crossed = colour != "black" and covered(bears_print(crop), local, arc) > _CROSSED
    name = _agreed(_looks(crop, local, arc, colour, recognise), printed, crossed=crossed)
    if name is None:
        return None
    return name + _centre(stamp_ink(crop, colour, "filled"), local, arc, name, recognise)


def _looks(crop: Pixels, ring: Ring, arc: Arc, colour: SealColour, recognise: Recognise) -> Iterator[Reading]:
    """Readings of the arc, each made only when it is asked for; beyond its ends, too, where the name is not whole."""
    for crossing, grow, narrow in _LOOKS:
        cut = strip(stamp_ink(crop, colour, crossing), ring, arc, grow=grow, narrow=narrow)
        ((text, confidence),) = recognise([_three(cut)])
        name = clean(text)
        yield name, 0.0 if lost_some(cut, len(name)) else confidence
        if confidence >= _LIKELY and len(name) >= LEAST_CHARACTERS and not is_unit(name):
            arc = wider(arc, _WIDER / len(name))


def _agreed(looks: Iterator[Reading], printed: str = "", *, crossed: bool = False) -> str | None:
    """The name that the first look gives beyond doubt, or that two looks give, or all of them; None else.

    ``printed``: where two looks agree on a name that stands there, too, less confidence will do: chance hardly
    misreads a character twice into the one that is printed. ``crossed``: print lies across the characters, and one
    look, however sure, may show another character.
    """
    seen: list[Reading] = []
    for text, confidence in looks:
        seen.append((text, confidence))
        if not is_unit(text):
            continue
        same = [sure for other, sure in seen if other == text]
        agreed = _ALL_AGREED if len(same) >= _MOST_NEEDED or text in printed else _AGREED
        agreed = _ALL_AGREED if max(same) >= _CERTAIN else agreed  # a sure look that another one bears out
        alone = _CERTAIN if len(seen) == 1 and not crossed else 2.0
        least = alone if len(same) == 1 else agreed
        if float(np.mean(same)) >= least:
            return text
    return None


def _centre(stamp: Grey, ring: Ring, arc: Arc, name: str, recognise: Recognise) -> str:
    """The lines below the star or across the middle; empty where there are none or they are unsure."""
    lines = centre_lines(stamp, ring, arc)
    readings = recognise([_three(line) for line in lines]) if lines else []
    texts = [clean(text) for text, confidence in readings if confidence > _CENTRE_SURE]
    text = "".join(text for text in texts if is_words(text))
    return text if is_purpose(text) and text not in name and name not in text else ""


def _read_frame(rgb: Pixels, seal: Stamped, scale: float, recognise: Recognise) -> str | None:
    if seal.frame is None:
        return None
    crop = patch(rgb, seal.frame.quad / scale)  # type: ignore[arg-type]
    if min(crop.shape[:2]) < 16:
        return None
    lines = _text_lines(stamp_ink(np.ascontiguousarray(crop), seal.colour, "left"))
    if not lines:
        return None
    readings = recognise([_three(line) for line in lines])
    if any(confidence < _SURE_LINE for _, confidence in readings):
        return None
    text = "".join(characters(text) for text, _ in readings)
    return text if len(text) >= LEAST_CHARACTERS else None


def _text_lines(stamp: Grey) -> list[Grey]:
    """Rows of text of an upright framed stamp, without the frame."""
    rim = max(2, round(0.1 * min(stamp.shape)))
    inner = stamp[rim:-rim, rim:-rim]
    return [inner[max(0, a - 3) : b + 3] for a, b in _runs((inner < 150).mean(axis=1) > 0.02) if b - a >= 10]


def _runs(marked: NDArray[np.bool_]) -> Sequence[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _three(image: Grey) -> Pixels:
    return np.ascontiguousarray(np.repeat(image[:, :, None], 3, axis=2))
