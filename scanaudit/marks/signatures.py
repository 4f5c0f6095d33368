"""Handwritten signatures, told apart from printed names, empty lines, dates and seals.

Three sources of candidates: fields opened by a label (签名：), short lines of text that look written,
and large connected strokes that no line of print explains. Each is judged by its strokes
(``handwriting``) and by its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from scanaudit.facts import Box, Signature
from scanaudit.intake.page import Pixels
from scanaudit.marks import handwriting
from scanaudit.marks.handwriting import Strokes
from scanaudit.marks.ink import Ink
from scanaudit.marks.overlap import contained, inside_page, overlap
from scanaudit.marks.signature_labels import Field, PixelBox, fields, is_date
from scanaudit.reading.lines import Line

REPORTED = 0.35
"""Least confidence at which a signature is reported; from 0.5 on it is more likely one than not."""

_STRONG_LABEL, _WEAK_LABEL = 1.2, 0.2  # log odds that a label beside adds
_UNLIKE, _PRINT_UNLIKE = 1.2, 1.3  # log odds for each point of unlikeness to the label's print beyond 1.3
_UNLABELLED = -1.2  # signatures without a label are rarer than scrawls, logos and drawings
_NAMED_BELOW = 1.0  # a printed name or office right below or above it
_HIGH_ON_PAGE = -3.0  # logos and headings stand in the upper third
_MOST_SCRAWLS = 9  # more unread pieces than that are a drawing, a map, a photograph

_SOLID = 0.08  # most share of thick ink in a signature (labelled ones 0–0.05); logos have 0.2 and more
_DRAWING = 4  # unread, uncaptioned pieces from which on they are rather parts of a drawing
_DOUBTFUL = -0.1  # highest log odds without a label or a caption: ornaments and figures look alike
_DOUBTFUL_LOSS = 1.0
_DRAWN = -2.0  # log odds that this takes away

_LONGEST_NAME = 24  # characters read in a field; more is a paragraph or a digital signature's code
_ROW = 4.2  # width by height: three written characters of one name take 2–3.5

_LONE_NAME = 1.5  # log odds that a name standing alone on its line adds: copies are signed like that
_BLUE_PEN = 2.5  # and that blue ink adds to it
_TITLE = 2.6  # characters: what is higher and reads like a name is a title

_SHORT_NAME = re.compile(r"^[一-龥]{2,3}$")
_NAME = re.compile(r"^[一-龥·]{2,4}$")
_WRITTEN = re.compile(r"[一-龥A-Za-z]")


@dataclass(frozen=True)
class _Candidate:
    box: PixelBox
    odds: float
    label: str | None = None
    text: str | None = None
    read: bool = False  # the OCR took it for words


def find_signatures(
    rgb: Pixels, ink: Ink, lines: Sequence[Line], taken: Sequence[Box]
) -> tuple[Signature, ...]:
    """The signatures of the page ``rgb``; ``taken``: boxes (fractions) of seals, codes and portraits."""
    print_lines = [line for line in lines if line.confidence > 0.9]
    if len(print_lines) < 2:
        return ()
    character = 0.8 * float(np.median([line.height for line in print_lines]))
    height, width = rgb.shape[:2]
    asked = [field for field in fields(lines) if len(field.text) <= _LONGEST_NAME]
    found = [c for field in asked if (c := _in_field(rgb, field, lines)) is not None]
    loose = _written_lines(rgb, ink, lines, character) + _scrawls(rgb, ink, lines, character, taken)
    found += [_labelled(c, asked) for c in loose if _labelled(c, asked) is not None]  # type: ignore[misc]
    unlabelled = [c for c in loose if _labelled(c, asked) is None]
    found += _placed(unlabelled, lines, height)
    signatures = []
    for candidate in (person for c in _merge(found) for person in _persons(rgb, c)):
        x0, y0, x1, y1 = candidate.box
        box = inside_page((x0 / width, y0 / height, x1 / width, y1 / height))
        confidence = round(1 / (1 + float(np.exp(-candidate.odds))), 3)
        if confidence >= REPORTED and all(contained(box, other) < 0.6 for other in taken):
            signatures.append(
                Signature(bbox=box, confidence=confidence, text=candidate.text, label=candidate.label)
            )
    return tuple(signatures)


def _crop(rgb: Pixels, box: PixelBox) -> Pixels:
    height, width = rgb.shape[:2]
    x0, y0 = max(0, int(box[0])), max(0, int(box[1]))
    return np.ascontiguousarray(rgb[y0 : min(height, int(box[3]) + 1), x0 : min(width, int(box[2]) + 1)])


def _in_field(rgb: Pixels, field: Field, lines: Sequence[Line]) -> _Candidate | None:
    """The ink in a label's field, judged against the label's own print."""
    guess = 0.8 * (field.label_box[3] - field.label_box[1])
    label = _crop(rgb, field.label_box)
    print_ = handwriting.measure(label, guess) if min(label.shape[:2]) >= 6 else None
    # The line's box is as high as the handwriting in it; the label's ink tells the print's height.
    character = guess * min(1.2, max(0.4, print_.spread)) if print_ is not None else guess
    box = _past_the_label(rgb, _clear_of_print(field, lines), character)
    crop = _crop(rgb, box)
    strokes = handwriting.measure(crop, character) if min(crop.shape[:2]) >= 6 else None
    if strokes is None or strokes.length < 1.0 or strokes.spread < 0.6 or strokes.solid > _SOLID:
        return None
    gain = _STRONG_LABEL if field.strong else _WEAK_LABEL
    odds = handwriting.evidence(strokes) + gain
    if print_ is not None:
        unlike = _unlikeness(strokes, box, print_, field)
        compared = 0.5 * handwriting.evidence(strokes) + gain + _UNLIKE * (unlike - _PRINT_UNLIKE)
        odds = max(odds, compared) if unlike > _PRINT_UNLIKE else compared
    name = field.text if _NAME.match(field.text) and field.confidence > 0.8 else None
    return _Candidate(_tight(crop, box, character), odds, field.label, name)


def _unlikeness(strokes: Strokes, box: PixelBox, print_: Strokes, field: Field) -> float:
    """How little the field's ink resembles its label's print, its base line included."""
    off = abs((box[1] + strokes.middle) - (field.label_box[1] + print_.middle))
    height = max(4.0, 0.8 * (field.label_box[3] - field.label_box[1]))
    level = 1.5 * min(1.0, max(0.0, off / height - 0.08) / 0.25)
    return handwriting.unlikeness(strokes, print_) + level


def _past_the_label(rgb: Pixels, box: PixelBox, character: float) -> PixelBox:
    """``box`` starting behind the widest gap near its estimated start: the gap after the label's colon."""
    x0, y0, x1, y1 = box
    strip = _crop(rgb, (x0 - character, y0, x0 + character, y1))
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


def _tight(crop: Pixels, box: PixelBox, character: float) -> PixelBox:
    """``box`` shrunk to its ink."""
    mask = handwriting.without_rules(handwriting.ink_mask(crop), max(8, int(2.5 * character)))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    ys, xs = np.nonzero(mask)
    if len(xs) < 8:
        return box
    x0, y0 = box[0] + float(np.percentile(xs, 0.5)), box[1] + float(np.percentile(ys, 0.5))
    x1, y1 = box[0] + float(np.percentile(xs, 99.5)), box[1] + float(np.percentile(ys, 99.5))
    return x0, y0, x1 + 1, y1 + 1


def _written_lines(rgb: Pixels, ink: Ink, lines: Sequence[Line], character: float) -> list[_Candidate]:
    """Short lines that were read but look written."""
    found = []
    for line in lines:
        text = line.text.strip()
        alone = bool(_SHORT_NAME.match(text))
        if (
            (line.confidence > 0.9 and not alone)
            or len(text) > 16
            or not _WRITTEN.search(text)
            or is_date(text)
        ):
            continue
        if line.height < 0.9 * character or _is_red(ink, line.box):
            continue
        box = line.box
        strokes = handwriting.measure(_crop(rgb, box), character)
        if strokes is not None and strokes.length > 1.5 and strokes.spread < 9:
            name = text if _NAME.match(text) and line.confidence > 0.8 else None
            odds = handwriting.evidence(strokes)
            if alone and strokes.spread < _TITLE:
                odds += _LONE_NAME + (_BLUE_PEN if strokes.blueness > 20 else 0.0)
            elif line.confidence > 0.9:
                continue
            found.append(_Candidate(box, odds, text=name, read=True))
    return found


def _scrawls(
    rgb: Pixels, ink: Ink, lines: Sequence[Line], character: float, taken: Sequence[Box]
) -> list[_Candidate]:
    """Large connected strokes that no line explains, grouped by nearness."""
    unit = max(6.0, character * ink.scale)
    mask = ((ink.dark > 0.35) | (ink.blue > 0.3)).astype(np.uint8)
    mask = handwriting.without_rules(mask, int(5 * unit))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    chosen = np.zeros(count, np.uint8)
    boxes = [tuple(value * ink.scale for value in line.box) for line in lines]
    for index in range(1, count):
        x, y, w, h, area = (int(value) for value in stats[index])
        if max(w, h) < 1.7 * unit or h > 9 * unit or w > 26 * unit or area > 0.45 * w * h:
            continue
        if all(contained((x, y, x + w, y + h), box) < 0.75 for box in boxes):
            chosen[index] = 1
    reach = max(3, int(1.6 * unit))
    grown = cv2.dilate(chosen[labels], np.ones((max(3, int(0.5 * unit)), reach), np.uint8))
    count, _, groups, _ = cv2.connectedComponentsWithStats(grown, connectivity=8)
    found = []
    for x, y, w, h, _ in groups[1:]:
        px, py = reach / 2, 0.25 * unit
        box = tuple(float(v) / ink.scale for v in (x + px, y + py, x + w - px, y + h - py))
        candidate = _scrawl(rgb, box, character) if w > 2 * unit and h > 1.3 * unit else None  # type: ignore[arg-type]
        if candidate is not None:
            found.append(candidate)
    return found if len(found) <= _MOST_SCRAWLS else []


def _scrawl(rgb: Pixels, box: PixelBox, character: float) -> _Candidate | None:
    strokes = handwriting.measure(_crop(rgb, box), character)
    if strokes is None or strokes.spread < 1.2 or strokes.spread > 10 or strokes.length > 28:
        return None
    if strokes.solid > _SOLID:
        return None
    return _Candidate(box, handwriting.evidence(strokes))


def _is_red(ink: Ink, box: PixelBox) -> bool:
    x0, y0, x1, y1 = (int(value * ink.scale) for value in box)
    red, dark = ink.red[y0 : y1 + 1, x0 : x1 + 1], ink.dark[y0 : y1 + 1, x0 : x1 + 1]
    return bool(red.size) and float((red > 0.2).sum()) > float((dark > 0.35).sum())


def _persons(rgb: Pixels, candidate: _Candidate) -> list[_Candidate]:
    """A long row of handwriting cut at its widest gaps: names of several persons side by side."""
    x0, y0, x1, y1 = candidate.box
    height = y1 - y0
    if x1 - x0 < _ROW * height:
        return [candidate]
    columns = handwriting.ink_mask(_crop(rgb, candidate.box)).sum(axis=0) > 0
    edges = np.flatnonzero(np.diff(np.concatenate([[True], columns, [True]]).astype(np.int8)))
    gaps = [(int(b - a), int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    gaps = sorted((g for g in gaps if g[0] > 0.1 * height), reverse=True)
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


def _labelled(candidate: _Candidate, asked: Sequence[Field]) -> _Candidate | None:
    """``candidate`` with the label that it stands beside, right of it or just below it."""
    x0, y0, x1, y1 = candidate.box
    for field in asked:
        left, top, right, bottom = field.label_box
        tall = bottom - top
        beside = right - tall < x0 < right + 8 * tall and y0 < bottom + 0.5 * tall and y1 > top - 0.5 * tall
        below = bottom - 0.5 * tall < y0 < bottom + 3 * tall and x0 < right + 4 * tall and x1 > left
        if beside or below:
            gain = _STRONG_LABEL if field.strong else _WEAK_LABEL
            return replace(candidate, odds=candidate.odds + gain, label=field.label)
    return None


def _placed(candidates: Sequence[_Candidate], lines: Sequence[Line], height: int) -> list[_Candidate]:
    """Unlabelled candidates, more or less believed for where they stand and how many there are."""
    captioned = [any(_captions(line, c.box) for line in lines) for c in candidates]
    drawing = captioned.count(False) >= _DRAWING
    placed = []
    for candidate, named in zip(candidates, captioned, strict=True):
        odds = candidate.odds + _UNLABELLED
        odds += _HIGH_ON_PAGE if candidate.box[3] < 0.35 * height else 0.0
        odds += _NAMED_BELOW if named else (_DRAWN if drawing else 0.0)
        if not named and not candidate.read:
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
    return line.confidence > 0.85 and 2 <= len(line.text) < 40 and near and centred and narrow and wordy


def _merge(candidates: list[_Candidate]) -> list[_Candidate]:
    """One candidate for each place: the surest, with the label and the name that any of its kin has."""
    kept: list[_Candidate] = []
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
