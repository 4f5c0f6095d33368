"""What a seal says: the arc's text unrolled to a strip, the centre line, and the lines of framed stamps.

A wrong name is worse than none. So a strip is read once, and again in another way unless the first reading leaves no
doubt; a name is given only where two ways of looking agree, and it ends as names of bodies do. Where print lies across
the characters, a second recogniser must read the name on one of the strips, too: one model misreads the same covered
character into the same other one each time it looks, two models seldom do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import SealColour
from scanaudit.intake.page import Pixels
from scanaudit.marks.frames import patch
from scanaudit.marks.places import is_doubted, settled
from scanaudit.marks.rings import Ring
from scanaudit.marks.seal_centre import centre_lines
from scanaudit.marks.seal_count import lost_some
from scanaudit.marks.seal_ink import Crossing, Grey, SealInk
from scanaudit.marks.seal_strip import Arc, covered, find_arc, strip, wider
from scanaudit.marks.seals import Stamped
from scanaudit.marks.second_reader import Recognise, SecondReader, holds, three
from scanaudit.marks.unit_names import LEAST_CHARACTERS, characters, clean, is_purpose, is_unit, is_words

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
_NEVER = 2.0
# With a second recogniser, chosen on 282 drawn seals (seeds 100, 9300 and 9400): wrong names fell from 18 to 1.
_BOTH_AGREED = 0.95  # mean of looks that agree where the other model reads the same on _BORNE_OUT strips
_BORNE_OUT = 2  # on one strip both models lost the same character of two seals
_LONGER = (
    0.95  # confidence of a look from which a longer name that holds the agreed one tells of a lost character
)
_LIKELY = 0.95  # confidence from which a reading that is no whole name tells that the strip ends too early
_WIDER = 2.2  # characters that are then added to both ends
_CROSSED = (
    0.01  # share of the arc under black print from which one look is not enough: half a stroke of a character
)
_SURE_LINE = 0.88  # least confidence of a framed stamp's lines; labelled ones read wrong have 0.5–0.87
_CENTRE_SURE = 0.92
_NAME_ROWS = (2, 3)  # of two characters each: 丁生福印, 司马鹏平之印


def read_or_guess(  # noqa: PLR0917
    rgb: Pixels,
    seal: Stamped,
    scale: float,
    recognise: Recognise,
    printed: str = "",
    second: Recognise | None = None,
) -> tuple[str | None, str | None]:
    """The text of ``seal`` on the page ``rgb``: arc then centre line, or the lines of a framed stamp; None: unsure. And
    then the name that most looks at the arc gave, if any did.

    ``scale``: working pixels per page pixel; ``recognise``: strips → text and confidence; ``printed``: the page's
    text in reading order, without breaks: a name that is printed there, too, is believed sooner; ``second``: another
    recogniser, without which names under print are told by the first alone.
    """
    if seal.frame is None and seal.shape in {"round", "oval"}:
        ring = _boxed(rgb, seal) if seal.ring is None else _on_page(seal.ring, scale)
        return _read_ring(rgb, ring, seal.colour, recognise, printed, second)
    return _read_frame(rgb, seal, scale, recognise), None


def _on_page(ring: Ring, scale: float) -> Ring:
    half_width, half_height = ring.half_width / scale, ring.half_height / scale
    return Ring(ring.x / scale, ring.y / scale, half_width, half_height, ring.support, ring.angle)


def _boxed(rgb: Pixels, seal: Stamped) -> Ring:
    """The ring of a seal of which only the box is known."""
    height, width = rgb.shape[:2]
    x0, y0, x1, y1 = seal.box
    half_width, half_height = width * (x1 - x0) / 2, height * (y1 - y0) / 2
    return Ring(width * (x0 + x1) / 2, height * (y0 + y1) / 2, half_width, half_height)


def _read_ring(  # noqa: PLR0917
    rgb: Pixels, ring: Ring, colour: SealColour, recognise: Recognise, printed: str, second: Recognise | None
) -> tuple[str | None, str | None]:
    if min(ring.half_width, ring.half_height) < _LEAST_RADIUS:
        return None, None
    x0, y0, x1, y1 = ring.box
    margin = 0.1 * (x1 - x0)
    left, top = max(0, int(x0 - margin)), max(0, int(y0 - margin))
    crop = rgb[top : int(y1 + margin) + 1, left : int(x1 + margin) + 1]
    local = Ring(ring.x - left, ring.y - top, ring.half_width, ring.half_height, 0.0, ring.angle)
    stamp = SealInk(np.ascontiguousarray(crop), colour)
    arc = find_arc(stamp.ink("lifted"), local)
    crossed = colour != "black" and covered(stamp.bears_print(), local, arc) > _CROSSED
    reader = None if second is None else SecondReader(second)
    seen: list[Reading] = []
    looks = _kept(_looks(stamp, local, arc, recognise, reader), seen)
    name = _agreed(looks, printed, crossed=crossed, second=reader)
    if name is None:
        return None, _most_read(seen)
    return name + _centre(stamp.ink("filled"), local, arc, name, recognise), None


def _kept(looks: Iterator[Reading], seen: list[Reading]) -> Iterator[Reading]:
    """The same looks, each put into ``seen`` once it was taken."""
    for look in looks:
        seen.append(look)
        yield look


def _most_read(seen: Sequence[Reading]) -> str | None:
    """The text that most looks gave, of as many the surest; None where none is long enough for a name."""
    texts = [text for text, _ in seen]
    long = [(text, sure) for text, sure in seen if len(text) >= LEAST_CHARACTERS]
    return max(long, key=lambda look: (texts.count(look[0]), look[1]), default=(None, 0.0))[0]


def _looks(
    stamp: SealInk, ring: Ring, arc: Arc, recognise: Recognise, second: SecondReader | None = None
) -> Iterator[Reading]:
    """Readings of the arc, each made only when it is asked for; beyond its ends, too, where the name is not whole."""
    for crossing, grow, narrow in _LOOKS:
        cut = strip(stamp.ink(crossing), ring, arc, grow=grow, narrow=narrow)
        ((text, confidence),) = recognise([three(cut)])
        if second is not None:
            second.show(cut)
        name = clean(text)
        yield name, 0.0 if lost_some(cut, len(name)) else confidence
        if confidence >= _LIKELY and len(name) >= LEAST_CHARACTERS and not is_unit(name):
            arc = wider(arc, _WIDER / len(name))


def _agreed(
    looks: Iterator[Reading],
    printed: str = "",
    *,
    crossed: bool = False,
    second: SecondReader | None = None,
) -> str | None:
    """The name that the first look gives beyond doubt, or that two looks give, or all of them; None else.

    ``printed``: where two looks agree on a name that stands there, too, less confidence will do: chance hardly
    misreads a character twice into the one that is printed. ``crossed``: print lies across the characters, and one
    look, however sure, may show another character. ``second`` must read the name, too, unless one look tells it
    beyond doubt or the page prints it, and may not read a longer one that holds it.
    """
    seen: list[Reading] = []
    for text, confidence in looks:
        seen.append((text, confidence))
        if not is_unit(text):
            continue
        same = [sure for other, sure in seen if other == text]
        if float(np.mean(same)) < _least(text, same, len(seen), printed, second, crossed=crossed):
            continue
        needed = 0 if len(seen) == 1 or text in printed else 1
        if second is not None and not second.bears_out(text, needed):
            continue
        if any(holds(other, text) for other, sure in seen if sure >= _LONGER):
            continue
        if len(same) > 1 and text not in printed and is_doubted(text):
            seen += looks  # all that there are, for one that shows a place which exists
            return _placed(text, seen, second)
        return text
    return None if second is None else _often_read([text for text, _ in seen], second)


def _placed(text: str, seen: Sequence[Reading], second: SecondReader | None) -> str | None:
    """``text``, whose place is on no list, unless another look or ``second`` shows one that is: then that one where
    both do, and else neither, for lists are never whole and a wrong name is worse than none.
    """
    looks = [other for other, confidence in seen if confidence > 0]
    others = [] if second is None else second.all_read()
    rival = settled(text, [*looks, *others])
    return rival if rival == text or (rival in looks and rival in others) else None


def _least(
    text: str,
    same: Sequence[float],
    looks: int,
    printed: str,
    second: SecondReader | None,
    *,
    crossed: bool,
) -> float:
    """The mean confidence from which ``text``, read by ``same`` of so many ``looks``, is believed."""
    if len(same) == 1:
        return _CERTAIN if looks == 1 and not crossed else _NEVER
    if len(same) >= _MOST_NEEDED or text in printed or max(same) >= _CERTAIN:
        return _ALL_AGREED  # also a sure look that another one bears out
    both = second is not None and second.bears_out(text, _BORNE_OUT)
    return _BOTH_AGREED if both else _AGREED


def _often_read(names: Sequence[str], second: SecondReader) -> str | None:
    """The name that three looks gave, though unsure or with the spacing against it, if ``second`` reads it, too."""
    for name in dict.fromkeys(names):
        if names.count(name) >= _MOST_NEEDED and is_unit(name) and second.bears_out(name, _BORNE_OUT):
            return name
    return None


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
