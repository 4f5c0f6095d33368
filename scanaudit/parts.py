"""Several documents on one picture, found while the page is read: where each lies and what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scanaudit.boxes import contained, in_fractions
from scanaudit.facts import Box, Fields, Part, Seal
from scanaudit.fields import extract
from scanaudit.intake.page import Pixels
from scanaudit.kinds.division import Piece, divide, within
from scanaudit.kinds.evidence import PageEvidence
from scanaudit.kinds.headings import headed
from scanaudit.reading.lines import Line
from scanaudit.reading.watermark import without_watermark
from scanaudit.simplified import simplified

# What a document has around its print and marks, in parts of the picture.
_MARGIN = 0.015
# Kinds whose pages bear one date, that of the day they were given on.
_DATED = frozenset({"award_certificate", "ce_completion_certificate", "patent_certificate"})
ReadFields = Callable[[str, Sequence[Line], Pixels, Sequence[Seal]], Fields]


@dataclass(frozen=True)
class Seen:
    """What was seen on one upright picture: its lines, pixels and marks, the marks' boxes in fractions of it.
    ``others``: signatures and codes.
    """

    evidence: PageEvidence
    image: Pixels
    seals: Sequence[Seal]
    portraits: Sequence[Box]
    others: Sequence[Box] = ()

    @property
    def marks(self) -> list[Box]:
        """The boxes of all of them."""
        return [*(seal.bbox for seal in self.seals), *self.portraits, *self.others]


def parts_of(seen: Seen, read: ReadFields) -> tuple[Part, ...]:
    """The documents on one upright picture, their boxes in fractions of it; nothing where it shows one.

    ``read`` gives the fields of a kind from the lines, pixels and seals of a part.
    """

    def are_two(one: Piece, other: Piece) -> bool:
        return _are_two(_values(one, seen), _values(other, seen))

    pieces = divide(seen.evidence, [seal.bbox for seal in seen.seals], seen.portraits, are_two)
    return tuple(_part(piece, seen, read) for piece in pieces)


def _part(piece: Piece, seen: Seen, read: ReadFields) -> Part:
    lines = within(seen.evidence, piece.box, piece.lines)
    x0, y0, x1, y1 = piece.box
    region = in_fractions(piece.box, (seen.evidence.height, seen.evidence.width))
    seals = [
        seal.model_copy(update={"bbox": _seen_from(seal.bbox, region)})
        for seal in seen.seals
        if contained(seal.bbox, region) > 0.5
    ]
    fields = read(piece.decision.kind, lines, seen.image[y0:y1, x0:x1], seals)
    return Part(
        bbox=_around(piece, seen, region),
        kind=piece.decision.kind,
        kind_confidence=piece.decision.confidence,
        kind_candidates=piece.decision.candidates,
        kind_cues=piece.decision.cues,
        fields=_on_picture(fields, region),
        text="\n".join(line.text for line in without_watermark(lines)),
    )


def _around(piece: Piece, seen: Seen, region: Box) -> Box:
    """The document's place: its lines and marks with a margin, within its region."""
    size = (seen.evidence.width, seen.evidence.height) * 2
    boxes = [np.divide(seen.evidence.lines[i].box, size) for i in piece.lines]
    boxes += [np.array(mark) for mark in seen.marks if contained(mark, region) > 0.5]
    low, high = np.min(boxes, axis=0) - _MARGIN, np.max(boxes, axis=0) + _MARGIN
    return (
        round(max(region[0], float(low[0])), 4),
        round(max(region[1], float(low[1])), 4),
        round(min(region[2], float(high[2])), 4),
        round(min(region[3], float(high[3])), 4),
    )


@dataclass(frozen=True)
class _Values:
    """What tells two documents of one kind apart."""

    kind: str
    is_headed: bool
    fields: Fields


def _values(piece: Piece, seen: Seen) -> _Values:
    size = (piece.box[2] - piece.box[0], piece.box[3] - piece.box[1])
    fields = extract(piece.decision.kind, within(seen.evidence, piece.box, piece.lines), size)
    return _Values(piece.decision.kind, headed(piece.decision.cues), fields)


def _are_two(one: _Values, other: _Values) -> bool:
    """Whether two parts of one kind are two documents: they bear two people's numbers, or, each under its title, two
    numbers, names or days of issue.
    """
    first, second = one.fields, other.fields
    if first.id_number and second.id_number and first.id_number != second.id_number:
        return True
    if not (one.is_headed and other.is_headed):
        return False
    pairs = (
        (first.certificate_number, second.certificate_number),
        (first.issue_date, second.issue_date) if one.kind in _DATED else (None, None),
    )
    names = [simplified(name) for name in (first.name, second.name) if name]
    other_names = len(names) == 2 and not set(names[0][1:]) & set(names[1][1:])
    return other_names or any(a and b and a != b for a, b in pairs)


def _on_picture(fields: Fields, region: Box) -> Fields:
    """Fields of a part with their boxes in fractions of the whole picture."""
    x0, y0, x1, y1 = region
    width, height = x1 - x0, y1 - y0

    def placed(box: Box) -> Box:
        a, b, c, d = box
        return (
            round(x0 + a * width, 4),
            round(y0 + b * height, 4),
            round(x0 + c * width, 4),
            round(y0 + d * height, 4),
        )

    return fields.placed(placed)


def _seen_from(box: Box, region: Box) -> Box:
    """A box of the picture in fractions of the region, cut to it."""
    x0, y0, x1, y1 = region
    width, height = x1 - x0, y1 - y0
    a, b, c, d = (box[0] - x0) / width, (box[1] - y0) / height, (box[2] - x0) / width, (box[3] - y0) / height
    return max(0.0, a), max(0.0, b), min(1.0, c), min(1.0, d)
