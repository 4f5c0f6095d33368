"""All marks of one upright page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scanaudit.facts import Box, Portrait, QRCode, Seal, Signature
from scanaudit.intake.page import Pixels
from scanaudit.marks.classification import Level, find_classification
from scanaudit.marks.ink import separate
from scanaudit.marks.overlap import contained
from scanaudit.marks.portraits import find_portraits
from scanaudit.marks.qr import find_qr_codes
from scanaudit.marks.seal_pattern import seal_pattern
from scanaudit.marks.seal_text import read_seal
from scanaudit.marks.seals import Stamped, find_seals
from scanaudit.marks.signatures import find_signatures
from scanaudit.reading.lines import Line


@dataclass(frozen=True)
class Marks:
    """What was stamped, signed or stuck on a page; boxes in fractions of the upright page."""

    seals: tuple[Seal, ...]
    signatures: tuple[Signature, ...]
    portraits: tuple[Portrait, ...]
    qr_codes: tuple[QRCode, ...]
    classification: Level | None


def find(
    rgb: Pixels,
    lines: Sequence[Line],
    recognise: Callable[[list[Pixels]], list[tuple[str, float]]],
) -> Marks:
    """The marks of the upright page ``rgb`` (H × W × 3, RGB, uint8).

    ``lines``: its text in pixels of ``rgb``; ``recognise``: text and confidence (0–1) of line images.
    """
    ink = separate(rgb)
    codes, portraits = find_qr_codes(rgb), find_portraits(rgb, ink)
    pictures = [*(code.bbox for code in codes), *(portrait.bbox for portrait in portraits)]
    stamped = [seal for seal in find_seals(ink, lines) if not _is_picture(seal, pictures)]
    seals = tuple(
        Seal(
            bbox=seal.box,
            shape=seal.shape,
            colour=seal.colour,
            photocopied=seal.colour == "black",
            text=read_seal(rgb, seal, ink.scale, recognise),
            confidence=round(seal.confidence, 3),
            partial=seal.partial,
            ink_pattern=seal_pattern(rgb, seal, ink.scale),
        )
        for seal in stamped
    )
    taken = [*(seal.bbox for seal in seals), *pictures]
    return Marks(
        seals=seals,
        signatures=find_signatures(rgb, ink, lines, taken),
        portraits=portraits,
        qr_codes=codes,
        classification=find_classification(lines, rgb.shape[0]),
    )


def _is_picture(seal: Stamped, pictures: Sequence[Box]) -> bool:
    """Whether a seal's outline is that of a code or a portrait. Round seals do lie across portraits."""
    return seal.ring is None and any(
        contained(seal.box, picture) > 0.5 or contained(picture, seal.box) > 0.9 for picture in pictures
    )
