"""Read one upright page: from the text layer where it can be trusted, else from the pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz

from scanaudit.intake.page import Pixels, TextSpan
from scanaudit.reading.inked import inked
from scanaudit.reading.lines import Line, Quad, quad_of
from scanaudit.reading.ocr import OcrEngine, crop

# Lines are found at this longest side: field measurements give 0.05–0.26 s a page at 960–1280 whatever
# the resolution, and 7 s without a cap; at 1280 the 10-point print of an A4 page is 17 px high.
DETECTION_SIDE = 1280

# Below this the tiny model's line is read again by the small one. Over the sharp upright pages of the real
# set (about 4,000 lines) that is 36 % of the lines; it holds 89 % of those that small reads differently, and
# finds 98.7 % of the labelled strings (tiny alone 96.1 %, small alone 99.1 %).
_UNSURE = 0.97

# A line that must be exact is read again up to here. Of 158 lines with such values on 41 sharp pages of the real set
# that tiny reads with 0.98 or more, small reads none otherwise (punctuation and spaces aside); of 31 between 0.97
# and 0.98, two.
_CERTAIN = 0.98

# A text layer is believed when the median likeness of a sample of its lines to what the pixels say reaches
# this. Chosen by reason, not by data: the tiny model's own errors leave an honest layer above 90, and two
# unrelated Chinese lines share few characters; tests/reading holds both sides.
_AGREEMENT = 75.0
_SAMPLE = 6


def detect(engine: OcrEngine, image: Pixels) -> list[Quad]:
    """The text lines of an image, as corner points in its pixels; its empty margins are not looked at."""
    x0, y0, x1, y1 = inked(image)
    part = image[y0:y1, x0:x1]
    side = round(DETECTION_SIDE * max(part.shape[:2]) / max(image.shape[:2]))
    return [quad + np.array([x0, y0], np.float32) for quad in engine.detect(part, max(side, 1))]


def read(
    engine: OcrEngine,
    image: Pixels,
    quads: Sequence[Quad],
    text_layer: Sequence[TextSpan],
    exact: Callable[[Sequence[Line]], Sequence[int]],
) -> list[Line]:
    """The lines of an upright page, in reading order.

    ``quads``: what ``detect`` found on ``image``. ``text_layer``: the PDF's own lines, in fractions of the
    upright page. ``exact``: given the lines, the indices of those whose exact text matters; these and the
    unsure ones are read again by the small model unless the first reading left no doubt.
    """
    layer = _trusted_layer(engine, image, text_layer)
    rest = [quad for quad in quads if not _covered(quad, layer)]
    texts = engine.recognise([crop(image, quad) for quad in rest])
    lines = [Line(text, conf, quad) for quad, (text, conf) in zip(rest, texts, strict=True) if text.strip()]
    lines = in_reading_order([*layer, *lines])
    return _second_look(engine, image, lines, exact(lines))


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Top to bottom, and left to right among lines whose middles lie within half a line of each other."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=_middle):
        if rows and _middle(line) - _middle(rows[-1][0]) < 0.5 * min(line.height, rows[-1][0].height):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one.box[0])]


def _middle(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2


def _second_look(engine: OcrEngine, image: Pixels, lines: list[Line], exact: Sequence[int]) -> list[Line]:
    """Read the lines that matter or that came out unsure again with the small model."""
    chosen = sorted(
        {i for i, line in enumerate(lines) if line.confidence < _UNSURE}
        | {i for i in exact if lines[i].source != "layer" and lines[i].confidence < _CERTAIN}
    )
    read_again = engine.recognise([crop(image, lines[i].quad) for i in chosen], "small")
    result = list(lines)
    for i, (text, confidence) in zip(chosen, read_again, strict=True):
        # On hopeless crops both are unsure and small is no oracle: keep whichever is surer.
        if text.strip() and confidence >= lines[i].confidence - 0.05:
            result[i] = replace(lines[i], text=text, confidence=confidence, source="small")
    return result


def _trusted_layer(engine: OcrEngine, image: Pixels, text_layer: Sequence[TextSpan]) -> list[Line]:
    """The text layer as lines when a sample of it agrees with the pixels, else nothing.

    Hidden layers can be another page's, another scan's or made to mislead; the picture is what a
    reviewer sees.
    """
    spans = [span for span in text_layer if len(span.text.strip()) >= 2 and _area(span) > 0]
    if not spans:
        return []
    height, width = image.shape[:2]
    lines = [Line(span.text.strip(), 1.0, quad_of(span.bbox, (width, height)), "layer") for span in spans]
    longest = sorted(range(len(lines)), key=lambda i: -len(lines[i].text))[: len(lines) // 2 + 1]
    sample = longest[:: max(1, len(longest) // _SAMPLE)][:_SAMPLE]
    read_back = engine.recognise([crop(image, lines[i].quad) for i in sample])
    likeness = [
        fuzz.ratio(_bare(lines[i].text), _bare(text)) for i, (text, _) in zip(sample, read_back, strict=True)
    ]
    return lines if float(np.median(likeness)) >= _AGREEMENT else []


def _covered(quad: Quad, layer: Sequence[Line]) -> bool:
    """Whether a detected line is one that the text layer already tells."""
    (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
    area = max((x1 - x0) * (y1 - y0), 1.0)
    shared = 0.0
    for line in layer:
        a0, b0, a1, b1 = line.box
        shared += max(0.0, min(x1, a1) - max(x0, a0)) * max(0.0, min(y1, b1) - max(y0, b0))
    return bool(shared / area > 0.4)


def _area(span: TextSpan) -> float:
    x0, y0, x1, y1 = span.bbox
    return max(0.0, x1 - x0) * max(0.0, y1 - y0)


def _bare(text: str) -> str:
    return "".join(text.split()).lower()
