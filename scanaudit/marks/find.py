"""All marks of one upright page."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from scanaudit.boxes import contained, in_fractions
from scanaudit.facts import Box, Portrait, QRCode, Seal, Signature
from scanaudit.intake.page import Pixels
from scanaudit.marks import detector
from scanaudit.marks.classification import Level, find_classification
from scanaudit.marks.detector import Proposal
from scanaudit.marks.figures import figures
from scanaudit.marks.hands_under_seals import hands_under_seals, is_red
from scanaudit.marks.ink import Ink, separate, without_colour
from scanaudit.marks.ink_places import ink_places
from scanaudit.marks.lettering import with_letters_doubted, without_lettering
from scanaudit.marks.ornaments import is_ornament
from scanaudit.marks.portraits import find_portraits
from scanaudit.marks.proposed import window_of
from scanaudit.marks.qr import find_qr_codes
from scanaudit.marks.seal_pattern import seal_pattern
from scanaudit.marks.seal_text import Spell, read_or_guess
from scanaudit.marks.seals import Stamped, find_seals
from scanaudit.marks.second_reader import Recognise
from scanaudit.marks.signature_labels import fields, filled_in
from scanaudit.marks.signatures import find_signatures
from scanaudit.marks.unlettered import without_blanks
from scanaudit.marks.verifier import seal_likelihoods, verify
from scanaudit.marks.weighing import Sheet, weigh_seals, weigh_signatures
from scanaudit.marks.witnesses import BELIEVED
from scanaudit.marks.written import NAME, pressed
from scanaudit.reading.lines import Line

LEAST = 0.05  # what the rules think less likely is not weighed at all
_DRAWN = 0.75  # share of a mark inside a figure from which it is a part of it
# Share of a seal's ink that is left on a page without its watermark: of 54 drawn pages seals keep 0.78 and more, most
# of what is taken for one 0.41 and less. What is told from the second on may still be a pale seal, and is told as
# likely as the third, for a person to look at.
_KEPT, _SURE, _DOUBT = 0.6, 0.6, 0.45
_LOOKED_AT, _MOST_LOOKS = (
    0.15,
    8,
)  # likelihood of a proposed seal, and number of them, whose outline is looked for


Reread = Callable[[Sequence[Seal]], Sequence[Line]]
"""Seals that were not read yet → the page's lines, those under the seals without their ink."""


@dataclass(frozen=True)
class Marks:
    """What was stamped, signed or stuck on a page; boxes in fractions of the upright page. ``lines``: what is printed,
    under the seals, too.
    """

    seals: tuple[Seal, ...]
    signatures: tuple[Signature, ...]
    portraits: tuple[Portrait, ...]
    qr_codes: tuple[QRCode, ...]
    classification: Level | None
    lines: tuple[Line, ...]


def find(  # noqa: PLR0917
    rgb: Pixels,
    lines: Sequence[Line],
    recognise: Recognise,
    second: Recognise | None = None,
    bare: Pixels | None = None,
    reread: Reread | None = None,
    spell: Spell | None = None,
) -> Marks:
    """The marks of the upright page ``rgb`` (H × W × 3, RGB, uint8).

    ``lines``: its text in pixels of ``rgb``; ``recognise``: text and confidence (0–1) of line images;
    ``second``: another recogniser's, which bears out the names on seals; ``bare``: the page without its watermark,
    whose strokes look like a hand; None where it has none; ``reread``: the lines under seals without their ink, which
    come before the seals: a unit's seal is struck across the unit's printed name, and that bears out what the seal says
    once it is legible, while what the ring's letters were read as is no print and may not; ``spell``: what the strips
    of a seal that was not read may say.
    """
    ink = separate(rgb)
    proposals = detector.propose(ink.rgb)
    codes, portraits = find_qr_codes(rgb), find_portraits(ink.rgb, ink)
    pictures = [*(code.bbox for code in codes), *(portrait.bbox for portrait in portraits)]
    drawn = figures(lines, *rgb.shape[:2])
    stamped = _stamped(rgb, ink, lines, proposals, pictures, drawn)
    own = ink if bare is None else separate(bare)
    if bare is not None:
        stamped = _not_of_the_watermark(stamped, ink, own)
        proposals = detector.propose(own.rgb)
    unread = [_seal(rgb, seal, ink.scale) for seal in stamped]
    under = lines if reread is None else reread(unread)
    reader = functools.partial(
        read_or_guess, recognise=recognise, printed=_text(under), second=second, spell=spell
    )
    return Marks(
        seals=tuple(
            seal.model_copy(update=reader(rgb, one, ink.scale)._asdict())
            for seal, one in zip(unread, stamped, strict=True)
        ),
        signatures=_signatures(
            rgb if bare is None else bare, own, lines, proposals, stamped, pictures, drawn
        ),
        portraits=portraits,
        qr_codes=codes,
        classification=find_classification(lines, rgb.shape[0]),
        lines=tuple(under),
    )


def _stamped(  # noqa: PLR0917
    rgb: Pixels,
    ink: Ink,
    lines: Sequence[Line],
    proposals: Sequence[Proposal],
    pictures: Sequence[Box],
    drawn: Sequence[Box],
) -> list[Stamped]:
    """The seals of the page, those that its watermark draws among them."""
    outlined = find_seals(ink, lines, where_seals_may_be(rgb, ink, proposals), least=LEAST)
    weighed = weigh_seals(ink, outlined, proposals, lines, functools.partial(seal_likelihoods, rgb))
    seals = [s for s in weighed if not _is_picture(s, pictures) and not _is_drawing(s, drawn, ink)]
    return without_blanks(seals, ink, lines)


def _is_drawing(seal: Stamped, drawn: Sequence[Box], ink: Ink) -> bool:
    """Whether what may be a copied seal, without an outline of one, is a part of a figure or a printed ornament."""
    if seal.colour != "black" or seal.ring is not None or seal.confidence >= _SURE:
        return False
    return any(contained(seal.box, box) > _DRAWN for box in drawn) or is_ornament(ink, seal.box)


def _not_of_the_watermark(stamped: Sequence[Stamped], ink: Ink, own: Ink) -> list[Stamped]:
    """The seals without those that went with the watermark; one that was told surely may be as pale as that, so a
    person is to look. ``own``: the inks of the page without it.
    """
    kept = []
    for seal in stamped:
        if _amount(own, seal) >= _KEPT * _amount(ink, seal):
            kept.append(seal)
        elif seal.confidence >= _SURE:
            kept.append(replace(seal, confidence=_DOUBT))
    return kept


def _amount(ink: Ink, seal: Stamped) -> float:
    """How much ink of the seal's colour lies in its box."""
    return float(ink.density(seal.colour)[window_of(ink, seal.box)].sum())


def _signatures(  # noqa: PLR0917
    rgb: Pixels,
    ink: Ink,
    lines: Sequence[Line],
    proposals: Sequence[Proposal],
    stamped: Sequence[Stamped],
    pictures: Sequence[Box],
    drawn: Sequence[Box],
) -> tuple[Signature, ...]:
    """The signatures of the page, those that a red seal lies across last."""
    look, asked = functools.partial(verify, rgb), fields(lines)
    written = [in_fractions(box, rgb.shape[:2]) for box in filled_in(lines)]
    taken = [*(seal.box for seal in stamped), *pictures, *written]
    print_ = pressed(rgb, lines, [p.box for p in proposals if p.kind == "signature"])
    sheet = Sheet(rgb.shape[:2], lines, print_, taken, asked)
    found = find_signatures(rgb, ink, lines, asked, taken, least=LEAST)
    signatures = weigh_signatures(found, proposals, sheet, look)
    signatures = _not_drawn(signatures, drawn, ink)
    signatures = with_letters_doubted(without_lettering(signatures, lines, rgb.shape[:2]), rgb.shape[:2])
    under = _print(rgb, lines, [seal.box for seal in stamped if is_red(seal)])
    return (*signatures, *hands_under_seals(ink, under, stamped, signatures, asked, pictures, look))


def _not_drawn(signatures: Sequence[Signature], drawn: Sequence[Box], ink: Ink) -> tuple[Signature, ...]:
    """The signatures without curves of figures and flourishes of frames; one beside a label is a signature wherever it
    stands.
    """
    return tuple(
        one
        for one in signatures
        if one.label is not None
        or (all(contained(one.bbox, box) <= _DRAWN for box in drawn) and not is_ornament(ink, one.bbox))
    )


def _print(rgb: Pixels, lines: Sequence[Line], reds: Sequence[Box]) -> list[Line]:
    """The lines that are print. A name under a red seal (``reds``) may be written and read as surely as print: there
    its strokes tell, without the seal's ink.
    """
    if not reds:
        return []
    no_names = [line for line in lines if not NAME.match(line.text.strip())]
    return [*no_names, *pressed(without_colour(rgb, "red"), lines, reds)]


def _seal(rgb: Pixels, seal: Stamped, scale: float) -> Seal:
    """All that is told of one seal but what it says."""
    return Seal(
        bbox=seal.box,
        shape=seal.shape,
        colour=seal.colour,
        photocopied=seal.colour == "black",
        text=None,
        confidence=round(seal.confidence, 3),
        partial=seal.partial,
        ink_pattern=seal_pattern(rgb, seal, scale),
    )


def _text(lines: Sequence[Line]) -> str:
    return "".join(line.text for line in lines)


def where_seals_may_be(rgb: Pixels, ink: Ink, proposals: Sequence[Proposal]) -> list[Box]:
    """Where outlines of seals are looked for: the likeliest ``proposals``, which come likeliest first, and where
    coloured ink lies together as a close look at the page ``rgb`` believes of a seal.
    """
    likely = [p.box for p in proposals if p.kind == "seal" and p.likelihood >= _LOOKED_AT][:_MOST_LOOKS]
    places = ink_places(ink, likely)
    seen = seal_likelihoods(rgb, places) if places else []
    return [*likely, *(box for box, sure in zip(places, seen, strict=True) if sure >= BELIEVED)]


def _is_picture(seal: Stamped, pictures: Sequence[Box]) -> bool:
    """Whether a seal's outline is that of a code or a portrait. Round seals do lie across portraits."""
    return seal.ring is None and any(
        contained(seal.box, picture) > 0.5 or contained(picture, seal.box) > 0.9 for picture in pictures
    )
