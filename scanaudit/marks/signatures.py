"""Handwritten signatures, told apart from printed names, empty lines, dates and seals.

Three sources of candidates: fields opened by a label (签名：), short lines of text that look written,
and large connected strokes that no line of print explains. Each is judged by its strokes
(``handwriting``) and by its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from scanaudit.boxes import contained, in_fractions, inside_page, overlap
from scanaudit.facts import Box, Signature
from scanaudit.intake.page import Pixels
from scanaudit.marks import handwriting
from scanaudit.marks.handwriting import Strokes
from scanaudit.marks.ink import Ink
from scanaudit.marks.signature_labels import Field, PixelBox, field_at
from scanaudit.marks.written import NAME, SOLID, Candidate, crop, scrawls, written_lines
from scanaudit.reading.lines import Line

REPORTED = 0.35
"""Least confidence at which a signature is reported; from 0.5 on it is more likely one than not."""

_STRONG_LABEL, _WEAK_LABEL, _OFFICE_LABEL = 1.2, 0.2, -0.6  # log odds that a label beside adds
_UNLIKE, _PRINT_UNLIKE = 1.2, 1.3  # log odds for each point of unlikeness to the label's print beyond 1.3
_UNLABELLED = -1.2  # signatures without a label are rarer than scrawls, logos and drawings
NAMED_BELOW = 1.0  # a printed name or office right below or above it
_HIGH_ON_PAGE = -3.0  # logos and headings stand in the upper third

_DRAWING = 4  # unread, uncaptioned pieces from which on they are rather parts of a drawing
_DOUBTFUL = -0.1  # highest log odds without a label or a caption: ornaments and figures look alike
_DOUBTFUL_LOSS = 1.0
_DRAWN = -2.0  # log odds that this takes away

_GAP = 2.2  # characters of bare paper: further apart than the parts of one name are
_NARROW = 0.6  # width by height: less is a fold, a table's line, a bracket; labelled signatures 0.65 and more
_ROW = 4.2  # width by height: three written characters of one name take 2–3.5


_NO_CAPTION = re.compile(r"监制|印制|制发|www\.|http")  # who made the form, not who signed it

_GARBLED = 0.5  # share of lines read below 0.6 from which on a page is blurred: any scrap looks written there
_NEAR = 0.35  # heights between the pieces of one large signature
_APART = 0.8  # heights of bare paper between unlabelled strokes of different persons


def find_signatures(
    rgb: Pixels,
    ink: Ink,
    lines: Sequence[Line],
    asked: Sequence[Field],
    taken: Sequence[Box],
    *,
    least: float = REPORTED,
) -> tuple[Signature, ...]:
    """The signatures of the page ``rgb`` that strokes and place tell, at a confidence of ``least`` and more.

    ``asked``: the fields of its lines; ``taken``: boxes (fractions) of seals, codes and portraits.
    """
    print_lines = [line for line in lines if line.confidence > 0.9]
    if len(print_lines) < 2:
        return ()
    character = 0.8 * float(np.median([line.height for line in print_lines]))
    height, width = rgb.shape[:2]
    found = [c for field in asked if (c := _in_field(rgb, field, lines)) is not None]
    signed = [field.label_box for field in asked if field.strong]
    loose = written_lines(rgb, ink, lines, character, signed) + scrawls(rgb, ink, lines, character, taken)
    beside = [(candidate, _labelled(candidate, asked)) for candidate in loose]
    found += [labelled for _, labelled in beside if labelled is not None]
    found += _placed([candidate for candidate, labelled in beside if labelled is None], lines, height)
    signatures = []
    for candidate in (person for c in _joined(_merge(found), print_lines) for person in _persons(rgb, c)):
        x0, y0, x1, y1 = candidate.box
        if x1 - x0 < _NARROW * (y1 - y0):
            continue
        box = inside_page(in_fractions(candidate.box, (height, width)))
        confidence = round(1 / (1 + float(np.exp(-candidate.odds))), 3)
        if confidence >= least and all(contained(box, other) < 0.6 for other in taken):
            signatures.append(
                Signature(bbox=box, confidence=confidence, text=candidate.text, label=candidate.label)
            )
    return tuple(signatures)


def _in_field(rgb: Pixels, field: Field, lines: Sequence[Line]) -> Candidate | None:
    """The ink in a label's field, judged against the label's own print."""
    guess = 0.8 * (field.label_box[3] - field.label_box[1])
    label = crop(rgb, field.label_box)
    print_ = handwriting.measure(label, guess) if min(label.shape[:2]) >= 6 else None
    # The line's box is as high as the handwriting in it; the label's ink tells the print's height.
    character = guess * min(1.2, max(0.4, print_.spread)) if print_ is not None else guess
    box = _first_group(rgb, _past_the_label(rgb, _clear_of_print(field, lines), character), character)
    ground = crop(rgb, box)
    strokes = handwriting.measure(ground, character) if min(ground.shape[:2]) >= 6 else None
    if strokes is None or strokes.length < 1.0 or strokes.spread < 0.6 or strokes.solid > SOLID:
        return None
    gain = _gain(field)
    odds = handwriting.evidence(strokes) + gain
    if print_ is not None:
        unlike = _unlikeness(strokes, box, print_, field)
        compared = 0.5 * handwriting.evidence(strokes) + gain + _UNLIKE * (unlike - _PRINT_UNLIKE)
        odds = max(odds, compared) if unlike > _PRINT_UNLIKE else compared
    name = field.text if NAME.match(field.text) and field.confidence > 0.8 else None
    return Candidate(_tight(ground, box, character), odds, field.label, name)


def _first_group(rgb: Pixels, box: PixelBox, character: float) -> PixelBox:
    """``box`` up to the first wide gap behind its first ink: a second mark there is another one."""
    ground = crop(rgb, box)
    if min(ground.shape[:2]) < 6:
        return box
    mask = handwriting.without_rules(handwriting.ink_mask(ground), max(8, int(2.5 * character)))
    columns = np.flatnonzero(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)).any(axis=0))
    gaps = np.flatnonzero(np.diff(columns) > _GAP * character)
    if not len(gaps):
        return box
    return box[0], box[1], box[0] + float(columns[gaps[0]]) + 2, box[3]


def _unlikeness(strokes: Strokes, box: PixelBox, print_: Strokes, field: Field) -> float:
    """How little the field's ink resembles its label's print, its base line included."""
    off = abs((box[1] + strokes.middle) - (field.label_box[1] + print_.middle))
    height = max(4.0, 0.8 * (field.label_box[3] - field.label_box[1]))
    level = 1.5 * min(1.0, max(0.0, off / height - 0.08) / 0.25)
    return handwriting.unlikeness(strokes, print_) + level


def _past_the_label(rgb: Pixels, box: PixelBox, character: float) -> PixelBox:
    """``box`` starting behind the widest gap near its estimated start: the gap after the label's colon."""
    x0, y0, x1, y1 = box
    strip = crop(rgb, (x0 - character, y0, x0 + character, y1))
    if min(strip.shape[:2]) < 6:
        return box
    empty = handwriting.ink_mask(strip).sum(axis=0) == 0
    best_end, best_length, length = 0, 0, 0
    for column, bare in enumerate([*empty.tolist(), False]):
        length = length + 1 if bare else 0
        if length > best_length:
            best_end, best_length = column + 1, length
    if best_length < 0.12 * character:
        return box
    return max(0.0, x0 - character) + min(best_end, strip.shape[1] - 1), y0, x1, y1


def _gain(field: Field) -> float:
    """Log odds that the field's label adds."""
    if field.strong:
        return _STRONG_LABEL
    return _OFFICE_LABEL if field.office else _WEAK_LABEL


def _clear_of_print(field: Field, lines: Sequence[Line]) -> PixelBox:
    """The field without the rows of print above and below it."""
    x0, y0, x1, y1 = field.box
    top, bottom = field.label_box[1], field.label_box[3]
    for line in lines:
        box = line.box
        if box[2] < x0 or box[0] > x1 or line.confidence < 0.9:
            continue
        if box[3] <= top + 0.3 * (bottom - top):
            y0 = max(y0, box[3])
        elif box[1] >= bottom - 0.3 * (bottom - top):
            y1 = min(y1, box[1])
    return x0, y0, x1, y1


def _tight(ground: Pixels, box: PixelBox, character: float) -> PixelBox:
    """``box`` shrunk to its ink."""
    mask = handwriting.without_rules(handwriting.ink_mask(ground), max(8, int(2.5 * character)))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    ys, xs = np.nonzero(mask)
    if len(xs) < 8:
        return box
    x0, y0 = box[0] + float(np.percentile(xs, 0.5)), box[1] + float(np.percentile(ys, 0.5))
    x1, y1 = box[0] + float(np.percentile(xs, 99.5)), box[1] + float(np.percentile(ys, 99.5))
    return x0, y0, x1 + 1, y1 + 1


def _persons(rgb: Pixels, candidate: Candidate) -> list[Candidate]:
    """A long row of handwriting cut at its widest gaps: names of several persons side by side."""
    x0, y0, x1, y1 = candidate.box
    height = y1 - y0
    if x1 - x0 < _ROW * height:
        return [candidate]
    columns = handwriting.ink_mask(crop(rgb, candidate.box)).sum(axis=0) > 0
    edges = np.flatnonzero(np.diff(np.concatenate([[True], columns, [True]]).astype(np.int8)))
    gaps = [(int(b - a), int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    least = 0.1 if candidate.label else _APART  # one hand leaves gaps, too: a list of names has a label
    gaps = sorted((g for g in gaps if g[0] > least * height), reverse=True)
    cuts: list[tuple[int, int]] = []
    for length, start, end in gaps:
        stops = sorted([0, *(cut[0] for cut in cuts), start, int(x1 - x0)])
        if length >= 0.5 * gaps[0][0] and min(np.diff(stops)) > 1.2 * height:
            cuts.append((start, end))
    starts = [0, *sorted(end for _, end in cuts)]
    ends = [*sorted(start for start, _ in cuts), int(x1 - x0)]
    return [
        replace(candidate, box=(x0 + a, y0, x0 + b, y1), text=candidate.text if not cuts else None)
        for a, b in zip(starts, ends, strict=True)
    ]


def _labelled(candidate: Candidate, asked: Sequence[Field]) -> Candidate | None:
    """``candidate`` with the label that it stands beside."""
    field = field_at(candidate.box, asked)
    if field is None:
        return None
    return replace(candidate, odds=candidate.odds + _gain(field), label=field.label)


def _placed(candidates: Sequence[Candidate], lines: Sequence[Line], height: int) -> list[Candidate]:
    """Unlabelled candidates, more or less believed for where they stand and how many there are."""
    captioned = [any(_captions(line, c.box) for line in lines) for c in candidates]
    drawing = captioned.count(False) >= _DRAWING
    garbled = sum(line.confidence < 0.6 for line in lines) > _GARBLED * len(lines)
    placed = []
    for candidate, named in zip(candidates, captioned, strict=True):
        odds = candidate.odds + _UNLABELLED
        odds += _HIGH_ON_PAGE if candidate.box[3] < 0.35 * height else 0.0
        odds += NAMED_BELOW if named else (_DRAWN if drawing else 0.0)
        if garbled or (not named and not candidate.read):
            odds = min(odds - _DOUBTFUL_LOSS, _DOUBTFUL)
        placed.append(replace(candidate, odds=odds))
    return placed


def _captions(line: Line, box: PixelBox) -> bool:
    """Whether a short printed line stands under the box or across its lower part."""
    x0, _, x1, y1 = line.box
    middle = (line.box[1] + y1) / 2
    near = (box[1] + box[3]) / 2 < middle < box[3] + 2 * line.height
    centred = min(x1, box[2]) - max(x0, box[0]) > 0.4 * min(x1 - x0, box[2] - box[0])
    narrow = x1 - x0 < 4 * (box[2] - box[0])
    wordy = sum(char.isalpha() for char in line.text) > 0.6 * len(line.text)
    wordy = wordy and not _NO_CAPTION.search(line.text)
    return line.confidence > 0.85 and 2 <= len(line.text) < 40 and near and centred and narrow and wordy


def _merge(candidates: list[Candidate]) -> list[Candidate]:
    """One candidate for each place: the surest, with the label and the name that any of its kin has."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: -c.odds):
        for index, other in enumerate(kept):
            near = overlap(candidate.box, other.box) > 0.2 or contained(candidate.box, other.box) > 0.5
            if near or contained(other.box, candidate.box) > 0.5:
                label, text = other.label or candidate.label, other.text or candidate.text
                kept[index] = replace(other, label=label, text=text)
                break
        else:
            kept.append(candidate)
    return kept


def _joined(candidates: list[Candidate], print_lines: Sequence[Line]) -> list[Candidate]:
    """Unlabelled strokes that nearly touch, joined: pieces of one large hand. Lines that were read stay apart."""
    joined: list[Candidate] = []
    for candidate in candidates:
        for index, other in enumerate(joined):
            if _pieces_of_one(candidate, other, print_lines):
                joined[index] = replace(other, box=_around(candidate.box, other.box))
                break
        else:
            joined.append(candidate)
    return joined


def _around(a: PixelBox, b: PixelBox) -> PixelBox:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _pieces_of_one(one: Candidate, other: Candidate, print_lines: Sequence[Line]) -> bool:
    if one.label or other.label or (one.read and other.read):
        return False
    a, b = one.box, other.box
    near = _NEAR * min(a[3] - a[1], b[3] - b[1])
    close = max(a[0], b[0]) - min(a[2], b[2]) < near and max(a[1], b[1]) - min(a[3], b[3]) < near
    middles = sorted(((a[1] + a[3]) / 2, (b[1] + b[3]) / 2))
    return close and not any(
        middles[0] < (line.box[1] + line.box[3]) / 2 < middles[1]
        and min(line.box[2], a[2], b[2]) > max(line.box[0], a[0], b[0])
        for line in print_lines
    )
