"""What a seal says: the arc's text unrolled to a strip, the centre line, and the lines of framed stamps.

A wrong name is worse than none. So a strip is read once, and again in another way unless the first reading leaves no
doubt (`seal_names.py` says which reading is believed).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import SealColour
from scanaudit.intake.page import Pixels
from scanaudit.marks.frames import patch
from scanaudit.marks.rings import Ring
from scanaudit.marks.seal_centre import centre_lines
from scanaudit.marks.seal_count import lost_some
from scanaudit.marks.seal_ink import Crossing, Grey, SealInk
from scanaudit.marks.seal_names import Reading, agreed, most_read
from scanaudit.marks.seal_sight import is_cut, is_hidden
from scanaudit.marks.seal_strip import Arc, covered, find_arc, strip, wider
from scanaudit.marks.seals import Stamped
from scanaudit.marks.second_reader import Recognise, SecondReader, three
from scanaudit.marks.unit_names import LEAST_CHARACTERS, characters, clean, is_purpose, is_unit, is_words

_LEAST_RADIUS = 26  # pixels of the page; arc characters of smaller seals are below 8 pixels high
# The ways to look at a strip, in turn: what is done where black print crosses the stamp, what is added above and
# below, width by natural width.
_LOOKS: tuple[tuple[Crossing, float, float], ...] = (
    ("lifted", 0.015, 0.8),
    ("lifted", 0.015, 0.65),
    ("filled", 0.015, 1.0),
    ("left", 0.03, 1.0),
)
_LIKELY = 0.95  # confidence from which a reading that is no whole name tells that the strip ends too early
_WIDER = 2.2  # characters that are then added to both ends
_CROSSED = (
    0.01  # share of the arc under black print from which one look is not enough: half a stroke of a character
)
_SURE_LINE = 0.88  # least confidence of a framed stamp's lines; labelled ones read wrong have 0.5–0.87
_CENTRE_SURE = 0.92
_BEYOND = 1.0  # pixels of the page by which the outline of a cut seal reaches beyond it at least
_NAME_ROWS = (2, 3)  # of two characters each: 丁生福印, 司马鹏平之印

Spell = Callable[[list[Pixels]], list[str]]
"""What each strip may say (``scanaudit.spelling``)."""


class SealText(NamedTuple):
    """``text``: what the seal says, None where that is unsure. Then ``guess``: the name that most looks at its arc
    gave, if any did, and ``spelled``: what the strips of the arc may say, each.
    """

    text: str | None
    guess: str | None = None
    spelled: tuple[str, ...] = ()


def read_or_guess(  # noqa: PLR0917
    rgb: Pixels,
    seal: Stamped,
    scale: float,
    recognise: Recognise,
    printed: str = "",
    second: Recognise | None = None,
    spell: Spell | None = None,
) -> SealText:
    """The text of ``seal`` on the page ``rgb``: arc then centre line, or the lines of a framed stamp.

    ``scale``: working pixels per page pixel; ``recognise``: strips → text and confidence; ``printed``: the page's
    text in reading order, without breaks: a name that is printed there, too, is believed sooner; ``second``: another
    recogniser, without which names under print are told by the first alone; ``spell``: without it nothing is told of
    what an unread seal may say.
    """
    if seal.frame is None and seal.shape in {"round", "oval"}:
        ring = _boxed(rgb, seal) if seal.ring is None else _on_page(seal.ring, scale)
        if seal.partial and _lies_on(rgb, ring):  # only the box of what the page shows is known
            return SealText(None)
        reader = None if second is None else SecondReader(second)
        return _read_ring(rgb, ring, seal.colour, _Eyes(recognise, reader, spell), printed)
    return SealText(_read_frame(rgb, seal, scale, recognise))


@dataclass(frozen=True)
class _Eyes:
    """Who looks at the strips of one arc, and the strips that were looked at so far."""

    recognise: Recognise
    second: SecondReader | None
    spell: Spell | None
    strips: list[Pixels] = field(default_factory=list, init=False)

    def look(self, cut: Grey) -> Reading:
        """What the first recogniser reads on the next strip; the second is shown it."""
        self.strips.append(three(cut))
        if self.second is not None:
            self.second.show(cut)
        ((text, confidence),) = self.recognise(self.strips[-1:])
        return clean(text), confidence

    def spelled(self) -> tuple[str, ...]:
        """What the strips may say, each thing once."""
        return () if self.spell is None else tuple(dict.fromkeys(self.spell(self.strips)))


def _on_page(ring: Ring, scale: float) -> Ring:
    half_width, half_height = ring.half_width / scale, ring.half_height / scale
    return Ring(ring.x / scale, ring.y / scale, half_width, half_height, ring.support, ring.angle)


def _lies_on(rgb: Pixels, ring: Ring) -> bool:
    """Whether the whole outline lies on the page."""
    x0, y0, x1, y1 = ring.box
    height, width = rgb.shape[:2]
    return bool(min(x0, y0, width - x1, height - y1) > -_BEYOND)


def _boxed(rgb: Pixels, seal: Stamped) -> Ring:
    """The ring of a seal of which only the box is known."""
    height, width = rgb.shape[:2]
    x0, y0, x1, y1 = seal.box
    half_width, half_height = width * (x1 - x0) / 2, height * (y1 - y0) / 2
    return Ring(width * (x0 + x1) / 2, height * (y0 + y1) / 2, half_width, half_height)


def _read_ring(rgb: Pixels, ring: Ring, colour: SealColour, eyes: _Eyes, printed: str) -> SealText:
    if min(ring.half_width, ring.half_height) < _LEAST_RADIUS:
        return SealText(None)
    x0, y0, x1, y1 = ring.box
    margin = 0.1 * (x1 - x0)
    left, top = max(0, int(x0 - margin)), max(0, int(y0 - margin))
    crop = rgb[top : int(y1 + margin) + 1, left : int(x1 + margin) + 1]
    local = Ring(ring.x - left, ring.y - top, ring.half_width, ring.half_height, 0.0, ring.angle)
    stamp = SealInk(np.ascontiguousarray(crop), colour)
    arc = find_arc(stamp.ink("lifted"), local)
    crossed = colour != "black" and covered(stamp.bears_print(), local, arc) > _CROSSED
    seen: list[Reading] = []
    looks = _kept(_looks(stamp, local, arc, eyes), seen)
    name = agreed(looks, printed, crossed=crossed, second=eyes.second)
    if name is None:
        return SealText(None, most_read(seen), eyes.spelled())
    if is_cut(crop.shape[:2], local, arc, len(name)):
        return SealText(None, name)
    if name not in printed and is_hidden(crop, local, arc, len(name)):
        return SealText(None, name)
    return SealText(name + _centre(stamp.ink("filled"), local, arc, name, eyes.recognise))


def _kept(looks: Iterator[Reading], seen: list[Reading]) -> Iterator[Reading]:
    """The same looks, each put into ``seen`` once it was taken."""
    for look in looks:
        seen.append(look)
        yield look


def _looks(stamp: SealInk, ring: Ring, arc: Arc, eyes: _Eyes) -> Iterator[Reading]:
    """Readings of the arc, each made only when it is asked for; beyond its ends, too, where the name is not whole."""
    for crossing, grow, narrow in _LOOKS:
        cut = strip(stamp.ink(crossing), ring, arc, grow=grow, narrow=narrow)
        name, confidence = eyes.look(cut)
        yield name, 0.0 if lost_some(cut, len(name)) else confidence
        if confidence >= _LIKELY and len(name) >= LEAST_CHARACTERS and not is_unit(name):
            arc = wider(arc, _WIDER / len(name))


def _centre(stamp: Grey, ring: Ring, arc: Arc, name: str, recognise: Recognise) -> str:
    """The lines below the star or across the middle; empty where there are none or they are unsure."""
    lines = centre_lines(stamp, ring, arc)
    readings = recognise([three(line) for line in lines]) if lines else []
    texts = [clean(text) for text, confidence in readings if confidence > _CENTRE_SURE]
    text = "".join(text for text in texts if is_words(text))
    return text if is_purpose(text) and text not in name and name not in text else ""


def _read_frame(rgb: Pixels, seal: Stamped, scale: float, recognise: Recognise) -> str | None:
    if seal.frame is None:
        return None
    crop = patch(rgb, seal.frame.quad / scale)  # type: ignore[arg-type]
    if min(crop.shape[:2]) < 16:
        return None
    lines = _text_lines(SealInk(np.ascontiguousarray(crop), seal.colour).ink("left"))
    if not lines:
        return None
    readings = recognise([three(line) for line in lines])
    if any(confidence < _SURE_LINE for _, confidence in readings):
        return None
    text = in_columns([characters(text) for text, _ in readings])
    return text if len(text) >= LEAST_CHARACTERS else None


def in_columns(rows: Sequence[str]) -> str:
    """What the rows of a framed stamp say: a name seal is cut in two columns, the right one first, and ends in 印.

    >>> in_columns(["福丁", "印生"]), in_columns(["张三", "之印"]), in_columns(["项目", "章丘"])
    ('丁生福印', '张三之印', '项目章丘')
    """
    across = "".join(rows)
    if len(rows) not in _NAME_ROWS or {len(row) for row in rows} != {2} or across.endswith("印"):
        return across
    down = "".join(row[1] for row in rows) + "".join(row[0] for row in rows)
    return down if down.endswith("印") else across


def _text_lines(stamp: Grey) -> list[Grey]:
    """Rows of text of an upright framed stamp, without the frame."""
    rim = max(2, round(0.1 * min(stamp.shape)))
    inner = stamp[rim:-rim, rim:-rim]
    return [inner[max(0, a - 3) : b + 3] for a, b in _runs((inner < 150).mean(axis=1) > 0.02) if b - a >= 10]


def _runs(marked: NDArray[np.bool_]) -> Sequence[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
