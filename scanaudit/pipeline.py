"""One page from pixels to facts: the explicit order in which its looks are taken.

Nothing here knows of notices. All looks are taken on the upright page; at the end every box is turned back to
the page as it is displayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from scanaudit.boxes import in_fractions, inside_page
from scanaudit.capture import (
    OrientationModel,
    coarse,
    decide,
    imprint,
    measure,
    picture,
    skew,
    upright,
    with_copy,
    with_mirroring,
)
from scanaudit.facts import (
    Box,
    Fields,
    PageFacts,
    Part,
    Portrait,
    Problem,
    QRCode,
    Rotation,
    Seal,
    SealColour,
    Signature,
    TextLine,
    turned,
    unturned,
)
from scanaudit.fields import extract, needs_exact
from scanaudit.intake.page import Page, Pixels, TextSpan
from scanaudit.kinds import PageEvidence, classify
from scanaudit.kinds.division import may_be_several
from scanaudit.marks.find import Marks, find
from scanaudit.marks.hands import is_written
from scanaudit.marks.witnesses import BELIEVED
from scanaudit.parts import Seen, parts_of
from scanaudit.reading.bleaching import bleached
from scanaudit.reading.lines import Line
from scanaudit.reading.ocr import OcrEngine, Remembering
from scanaudit.reading.reader import detect, read
from scanaudit.reading.watermark import without_watermark
from scanaudit.rereading.closer_look import with_closer_look, with_hours_read_twice
from scanaudit.rereading.cut_dates import with_whole_dates
from scanaudit.rereading.under_seals import with_lines_under_seals

Boxed = TypeVar("Boxed", Seal, Signature, Portrait, QRCode, TextLine)


@dataclass(frozen=True)
class Eyes:
    """The models that look at pages: one reads, one tells which way is up."""

    text: OcrEngine
    direction: OrientationModel


@dataclass(frozen=True)
class _Frame:
    """The upright image's place on the displayed page: its size in pixels and how far the content is turned."""

    width: int
    height: int
    rotation: Rotation

    def fractions(self, line: Line) -> Box:
        """A line's box in fractions of the upright page."""
        return inside_page(in_fractions(line.box, (self.height, self.width)))

    def displayed(self, items: Iterable[Boxed]) -> tuple[Boxed, ...]:
        """The same marks with their boxes on the displayed page."""
        return tuple(i.model_copy(update={"bbox": turned(i.bbox, self.rotation)}) for i in items)


@dataclass(frozen=True)
class _Upright:
    """A page turned upright: its ``image`` as it was captured, the same without a watermark (``bare``; None where there
    is none), and its ``lines``. ``rotation``: how far the content is turned; None: cannot tell.
    """

    rotation: Rotation | None
    image: Pixels
    bare: Pixels | None
    lines: list[Line]

    @property
    def print_(self) -> Pixels:
        """What its print is read from."""
        return self.image if self.bare is None else self.bare


def page_facts(page: Page, problems: tuple[Problem, ...], eyes: Eyes) -> PageFacts:
    """All that can be known about one page; ``problems``: what intake met on the way, kept with it."""
    read_ = _read_upright(page, eyes)
    rotation, image = read_.rotation, read_.image
    marks = _marks(read_, eyes)
    as_stamped, lines = read_.lines, marks.lines
    sizes = picture(image)
    # a stamp's own words (与原件一致) tell of a copy
    capture = with_copy(measure(page, sizes, lines), image, as_stamped, stamps(marks.seals))
    capture = with_mirroring(capture, image, lines, lambda crops: eyes.text.recognise(crops, "tiny"))
    frame = _Frame(image.shape[1], image.shape[0], rotation or 0)
    whole, parts = _what_it_is(
        _evidence(lines, image, marks, capture.blank), read_.print_, marks, frame, eyes
    )
    return PageFacts(
        file=page.file,
        page=page.page,
        width=page.source_width,
        height=page.source_height,
        kind=whole.kind,
        kind_confidence=whole.kind_confidence,
        kind_candidates=whole.kind_candidates,
        kind_cues=whole.kind_cues,
        rotation=None if capture.blank else rotation,
        skew=skew(lines, sizes),
        capture=capture,
        seals=frame.displayed(marks.seals),
        signatures=frame.displayed(marks.signatures),
        portraits=frame.displayed(marks.portraits),
        qr_codes=frame.displayed(marks.qr_codes),
        classification=marks.classification,
        fields=_displayed_fields(whole.fields, frame.rotation),
        parts=tuple(_displayed_part(part, frame.rotation) for part in parts),
        text="\n".join(line.text for line in without_watermark(lines)),
        lines=frame.displayed(
            TextLine(text=line.text, bbox=frame.fractions(line), confidence=line.confidence) for line in lines
        ),
        imprint=None if capture.blank else imprint(image, lines),
        dpi=page.dpi,
        container=page.container,
        content_hash=page.content_hash,
        problems=problems,
    )


def _read_upright(page: Page, eyes: Eyes) -> _Upright:
    """The page turned back, and what it says."""
    text = Remembering(eyes.text)  # the lines that tell which way is up are lines to be read
    quads = detect(text, page.pixels)
    guess = coarse(page.pixels, eyes.direction)
    rotation = decide(guess, quads, page.pixels, text.recognise).rotation
    image = upright(page.pixels, rotation)
    if rotation:
        quads = detect(text, image)
    bare = bleached(image, quads)
    if bare is not None:
        quads = detect(text, bare)
    print_ = image if bare is None else bare
    layer = _upright_layer(page.text_layer, rotation or 0)
    lines = read(text, print_, quads, layer, lambda first: _exact_lines(first, print_))
    return _Upright(rotation, image, bare, lines)


def stamps(seals: Iterable[Seal]) -> list[tuple[Box, SealColour, bool]]:
    """What the capture is told of a page's seals: box, colour, whether photocopied. A mark that is rather none tells
    nothing: a black scrap would make a copy of a page in colour.
    """
    return [(one.bbox, one.colour, one.photocopied) for one in seals if one.confidence >= BELIEVED]


def _marks(upright_: _Upright, eyes: Eyes) -> Marks:
    return find(
        upright_.image,
        upright_.lines,
        lambda crops: eyes.text.recognise(crops, "small"),
        lambda crops: eyes.text.recognise(crops, "tiny"),
        upright_.bare,
        lambda seals: with_lines_under_seals(upright_.lines, upright_.print_, seals, eyes.text),
        lambda crops: eyes.text.spell(crops, "small"),
    )


def _upright_layer(spans: Sequence[TextSpan], rotation: Rotation) -> list[TextSpan]:
    """The text layer's boxes on the upright page: the turn undone."""
    return [TextSpan(span.text, unturned(span.bbox, rotation)) for span in spans]


def _what_it_is(
    evidence: PageEvidence, image: Pixels, marks: Marks, frame: _Frame, eyes: Eyes
) -> tuple[Part, tuple[Part, ...]]:
    """What the page is and says, and each of its documents where it shows several: it is then told as the first that
    the whole reads like.
    """

    def read_fields(kind: str, lines: Sequence[Line], pixels: Pixels, seals: Sequence[Seal]) -> Fields:
        return _fields(kind, lines, pixels, seals, eyes)

    decision, printed = classify(evidence), _printed(evidence.lines, marks, frame)
    portraits = [portrait.bbox for portrait in marks.portraits]
    others = [*(hand.bbox for hand in marks.signatures), *(code.bbox for code in marks.qr_codes)]
    seen = Seen(replace(evidence, lines=printed), image, marks.seals, portraits, others)
    parts = parts_of(seen, read_fields) if may_be_several(decision) else ()
    if parts:
        return next((part for part in parts if part.kind == decision.kind), parts[0]), parts
    whole = Part(
        bbox=(0.0, 0.0, 1.0, 1.0),
        kind=decision.kind,
        kind_confidence=decision.confidence,
        kind_candidates=decision.candidates,
        kind_cues=decision.cues,
        fields=read_fields(decision.kind, printed, image, marks.seals),
    )
    return whole, ()


def _printed(lines: Sequence[Line], marks: Marks, frame: _Frame) -> list[Line]:
    """The lines without those that are a signature."""
    return [line for line in lines if not is_written(frame.fractions(line), marks.signatures)]


def _fields(kind: str, printed: Sequence[Line], image: Pixels, seals: Sequence[Seal], eyes: Eyes) -> Fields:
    """The values on the upright page, wrong numbers and dates in pieces looked at again."""

    def recognise(crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        return eyes.text.recognise(crops, "small")

    size, places = (image.shape[1], image.shape[0]), [seal.bbox for seal in seals]
    fields = extract(kind, printed, size, places)
    fields = with_whole_dates(fields, kind, printed, image, seals, eyes.text)
    fields = with_closer_look(fields, kind, printed, image, recognise)
    return with_hours_read_twice(fields, printed, image, recognise)


def _exact_lines(lines: Sequence[Line], image: Pixels) -> Sequence[int]:
    """The lines whose exact text matters on a page of the kind that a first reading suggests."""
    return needs_exact(classify(_evidence(lines, image)).kind, lines)


def _evidence(
    lines: Sequence[Line], image: Pixels, marks: Marks | None = None, blank: bool | None = None
) -> PageEvidence:
    return PageEvidence(
        lines=lines,
        width=image.shape[1],
        height=image.shape[0],
        n_seals=len(marks.seals) if marks else 0,
        has_portrait=bool(marks and marks.portraits),
        has_text=bool(lines),
        is_blank=blank,
    )


def _displayed_part(part: Part, rotation: Rotation) -> Part:
    box = turned(part.bbox, rotation)
    return part.model_copy(update={"bbox": box, "fields": _displayed_fields(part.fields, rotation)})


def _displayed_fields(fields: Fields, rotation: Rotation) -> Fields:
    return fields.placed(lambda box: turned(box, rotation))
