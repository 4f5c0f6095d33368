"""Pages of lines printed, stamped and captured, so that the models can read them.

The print is set in faces that the sample dossiers do not use, where such are given; seals lie where offices stamp,
over the unit's name or the date at the right. Captures are those of a sharp page: at most a trace of blur.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from samples import capture, seals
from samples.fonts import Face, Family
from samples.lines.page import LinePage, Piece
from samples.lines.values import words
from samples.ornaments import BACKGROUNDS, portrait
from samples.rendered import Box, Rendered
from samples.sheet import Sheet

_ROLES = ("song", "songb", "hei", "heib", "kai", "fang")
_PAPERS = ((254, 254, 253), (250, 248, 240), (246, 246, 246))
_AFTER_HAN = re.compile(r"(?<=[一-鿿〕》])[:,;()](?!\d)")
_FULL = str.maketrans(":,;()", "：，；（）")


def picture(page: LinePage, rng: random.Random, faces: Sequence[Face] = ()) -> Rendered:
    """The page as a sharp scan or a careful photograph; the same arguments give the same pixels."""
    sheet = Sheet(page.size, rng, rng.choice(_PAPERS))
    choose_face(sheet, faces, rng)
    role = rng.choice(("song", "hei", "kai"))
    wide = rng.random() < 0.7
    for piece in page.pieces:
        print_piece(sheet, piece, role, wide)
    rule_rows(sheet, page.pieces, rng)
    if page.has_portrait:
        stick_on(sheet, page.pieces, rng)
    for _ in range(page.n_seals):
        _stamp(sheet, page.pieces, rng)
    made = Rendered(
        image=sheet.image,
        kind=page.kind,
        layout=page.layout,
        dpi=sheet.dpi,
        marks=sheet.marks,
        text=sheet.printed,
        fields=dict(page.truth),
    )
    return capture.take(made, _steps(rng), rng)


def choose_face(sheet: Sheet, faces: Sequence[Face], rng: random.Random) -> None:
    """Have the sheet printed in one of ``faces``, where such are given."""
    if faces:
        face = rng.choice(tuple(faces))
        sheet.family = Family(tuple((role, face) for role in _ROLES))


def on_sheet(sheet: Sheet, x: float, y: float, reach: float) -> tuple[float, float]:
    """The centre nearest to (``x``, ``y``) about which ``reach`` pixels on each side are on the sheet."""
    return min(max(x, reach), sheet.w - reach), min(max(y, reach), sheet.h - reach)


def print_piece(sheet: Sheet, piece: Piece, role: str, wide: bool) -> None:
    """One piece in its box; ``wide``: with the full-width marks of Chinese print."""
    x0, y0, x1, y1 = piece.box
    text = _AFTER_HAN.sub(lambda m: m.group().translate(_FULL), piece.text) if wide else piece.text
    if not _has(sheet, role, "〇"):
        text = text.replace("〇", "○")  # as typesetters do whose font lacks it
    size, room = round(y1 - y0), min(1.02 * (x1 - x0), 0.97 * sheet.w - x0)
    needed = sheet.width(text, size, role)
    if needed > room:
        size = max(12, int(size * room / needed))
    sheet.text(x0, y0, text, size, role)


def _has(sheet: Sheet, role: str, char: str) -> bool:
    """Whether the face of a role has a glyph for the character."""
    font = sheet.family.font(role, 40)
    return bytes(font.getmask(char)) != bytes(font.getmask("\uffff"))


def rule_rows(sheet: Sheet, pieces: Sequence[Piece], rng: random.Random) -> None:
    """In half of the pages, rules between the rows of a table."""
    if rng.random() < 0.5:
        return
    tops = [piece.box[1] for piece in pieces]
    rows = sorted({top for top in tops if tops.count(top) >= 3})
    for top in rows:
        height = next(p.box[3] - p.box[1] for p in pieces if p.box[1] == top)
        for y in (top - 0.3 * height, top + 1.3 * height):
            sheet.line(0.06 * sheet.w, y, 0.94 * sheet.w, y, width=2)


def stick_on(sheet: Sheet, pieces: Sequence[Piece], rng: random.Random) -> None:
    """A portrait where nothing is printed, if there is such a place."""
    wide = round(0.13 * sheet.w)
    ground = rng.choice(sorted(BACKGROUNDS))
    spots = [
        (x * sheet.w, y * sheet.h) for y in (0.08, 0.16, 0.3, 0.45, 0.6, 0.75) for x in (0.8, 0.68, 0.05, 0.4)
    ]
    for x, y in spots:
        box = (x - 8, y - 8, x + wide + 8, y + 1.4 * wide + 8)
        if box[3] < sheet.h and not any(_meet(box, piece.box) for piece in pieces):
            sheet.paste(portrait(wide, str(rng.random()), ground), x, y)
            return


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _stamp(sheet: Sheet, pieces: Sequence[Piece], rng: random.Random) -> None:
    """A round seal about the last line that stands at the right, else below the text at the right."""
    right = [p for p in pieces if p.box[2] > 0.8 * sheet.w and p.box[1] > 0.35 * sheet.h]
    millimetre = sheet.dpi / 25.4
    if right and rng.random() < 0.8:
        box = right[-1].box
        x, y = (box[0] + box[2]) / 2 + rng.uniform(-1, 1) * 8 * millimetre, box[1] - rng.uniform(-4, 14) * 4
    else:
        x = rng.uniform(0.6, 0.8) * sheet.w
        y = max(piece.box[3] for piece in pieces) + rng.uniform(6, 22) * millimetre
    reach = 22 * millimetre
    x, y = on_sheet(sheet, x, y, reach)
    vocabulary = words()
    text = rng.choice(vocabulary["cities"]) + rng.choice(vocabulary["unit_heads"])
    text += rng.choice(vocabulary["unit_tails"])
    sheet.stamp(seals.Stamp(text, size=rng.uniform(36, 42), ink=rng.uniform(0.6, 1.0)), x, y)


def _steps(rng: random.Random) -> list[capture.Step]:
    """A scan or a photograph; now and then grey, a little soft, smaller, askew or turned."""
    steps = capture.phone(rng) if rng.random() < 0.35 else capture.scan(rng)
    if rng.random() < 0.4:
        more = (
            ("grey", 1),
            ("blur", 0.6),
            ("resize", 0.75),
            ("skew", rng.choice((-3, 2, 3))),
            ("shadow", 0.3),
        )
        steps.append(rng.choice(more))
    turn = rng.choice((0, 0, 0, 0, 90, 180, 270))
    return [*steps, ("rotate", turn)] if turn else steps
