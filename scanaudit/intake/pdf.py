"""Pages from PDF files, by PyMuPDF: opened with suspicion, rendered at a resolution that suits the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
import pymupdf

from scanaudit.facts import Problem
from scanaudit.intake import pdf_images, pdf_pages
from scanaudit.intake.damage import has_untouched_edge
from scanaudit.intake.limits import Limits
from scanaudit.intake.page import Page, Pixels, TextSpan
from scanaudit.intake.pdf_images import Drawn
from scanaudit.intake.problems import IntakeProblem, failure, problem
from scanaudit.intake.resolution import paper_dpi, working_scale
from scanaudit.intake.sources import Source

POINTS_PER_INCH: Final = 72
_DIGITAL_DPI: Final = 150
"""Lets 8-point Chinese type stand 16 pixels high, a third of the recogniser's input height."""
_SMALL_PAGE_DPI: Final = 300
"""Pages smaller than A4 (cards, slips) have smaller type."""
_A4_LONG_SIDE: Final = 11.69
_DAMAGE: Final = re.compile(
    r"truncated image|premature end|jbig2|jpx|openjpeg|cannot (load|decode) image", re.I
)
"""What MuPDF says when part of a picture is missing."""

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


def count(source: Source, limits: Limits) -> int:
    """Pages of a PDF, by walking its page tree (the stated count is not believed). Raises IntakeProblem."""
    with _opened(source) as document:
        return _count(document, source, limits)


def load(source: Source, number: int, limits: Limits) -> tuple[Page, tuple[Problem, ...]]:
    """Page ``number`` as it is displayed, with its text layer. Raises IntakeProblem."""
    with _opened(source, number) as document:
        if not 1 <= number <= document.page_count:
            raise failure("no_such_page", source.file, page=number)
        notes = _document_notes(document, source) if number == 1 else ()
        page = document[number - 1]
        # MuPDF rounds a /Rotate of 45 to 90; viewers ignore what is no multiple of 90, and so does
        # PyMuPDF's property.
        page.set_rotation(page.rotation)
        _check_pictures(document, page, source, number, limits)
        pymupdf.TOOLS.reset_mupdf_warnings()
        drawn = pdf_images.drawn(page)
        dpi = _render_dpi(page, drawn, limits)
        pixels = _render(page, dpi)
        spans, cut = _text_layer(page, limits)
        damaged = _DAMAGE.search(pymupdf.TOOLS.mupdf_warnings()) or (
            drawn.is_scan and has_untouched_edge(pixels)
        )
        if damaged:
            notes += (problem("page_incomplete", source.file, page=number),)
        if cut:
            notes += (problem("text_layer_cut", source.file, page=number, limit=limits.max_text_spans),)
        return _page(source, number, pixels, dpi=dpi, drawn=drawn, spans=spans), notes


@contextmanager
def _opened(source: Source, number: int | None = None) -> Iterator[Any]:
    """The document; whatever MuPDF raises becomes a problem of the file, or of page ``number``."""
    try:
        with pymupdf.open(str(source.path), filetype="pdf") as document:
            if document.needs_pass:
                raise failure("pdf_password", source.file)
            yield document
    except (IntakeProblem, MemoryError):
        raise
    except Exception as error:  # MuPDF has many exception types, and none is promised
        locked = re.search(r"encrypt|security handler|password", str(error), re.I)
        if locked or number is None:
            raise failure("pdf_password" if locked else "pdf_damaged", source.file) from error
        raise failure("page_damaged", source.file, page=number) from error
    finally:
        pymupdf.TOOLS.store_shrink(100)


def _count(document: Any, source: Source, limits: Limits) -> int:
    try:
        stated = document.page_count
        pages = pdf_pages.count_leaves(document, limits.max_pages)
    except (RuntimeError, ValueError) as error:
        raise failure("page_tree", source.file) from error
    if max(stated, pages) > limits.max_pages:
        said = stated if stated > limits.max_pages else f"{limits.max_pages}+"
        raise failure("too_many_pages", source.file, pages=said, limit=limits.max_pages)
    if stated == pages == 0:
        raise failure("no_pages", source.file)
    if stated != pages:
        raise failure("page_tree", source.file)
    return pages


def _document_notes(document: Any, source: Source) -> tuple[Problem, ...]:
    notes = []
    if document.is_repaired:
        notes.append(problem("pdf_repaired", source.file))
    if attached := document.embfile_count():
        notes.append(problem("attachments", source.file, count=attached))
    if document.xref_get_key(document.pdf_catalog(), "AcroForm/XFA")[0] != "null":
        notes.append(problem("dynamic_form", source.file))
    return tuple(notes)


def _check_pictures(document: Any, page: Any, source: Source, number: int, limits: Limits) -> None:
    """Refuse a page whose pictures would unpack to more than the limit, before anything decodes them."""
    for width, height, cost in pdf_images.declared_sizes(document, page):
        if width * height * cost > limits.max_pixels:
            limit = round(limits.max_pixels / cost / 1e6)
            raise failure(
                "picture_too_large", source.file, page=number, width=width, height=height, limit=limit
            )


def _render_dpi(page: Any, drawn: Drawn, limits: Limits) -> float:
    """Pixels per inch to render at: 150 for digital A4, a scan's own up to ``scan_dpi``, more for small pages."""
    width: float = page.rect.width / POINTS_PER_INCH
    height: float = page.rect.height / POINTS_PER_INCH
    enlarged = _A4_LONG_SIDE / max(width, height)
    if drawn.is_scan:
        dpi = min(drawn.dpi, max(limits.scan_dpi, limits.scan_dpi * enlarged))
    else:
        small = min(_SMALL_PAGE_DPI, _DIGITAL_DPI * enlarged)
        dpi = max(_DIGITAL_DPI, small, min(drawn.dpi, limits.scan_dpi))
    return dpi * working_scale(width * dpi, height * dpi, limits)


def _render(page: Any, dpi: float) -> Pixels:
    scale = dpi / POINTS_PER_INCH
    picture = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False, annots=True
    )
    flat = np.frombuffer(picture.samples_mv, dtype=np.uint8)
    return (
        flat.reshape(picture.height, picture.stride)[:, : picture.width * 3]
        .reshape(picture.height, picture.width, 3)
        .copy()
    )


def _text_layer(page: Any, limits: Limits) -> tuple[tuple[TextSpan, ...], bool]:
    """The lines of text that lie on the displayed page, and whether there were more than the limit."""
    flags = pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES
    spans: list[TextSpan] = []
    width, height = page.rect.width, page.rect.height
    for block in page.get_text("dict", flags=flags)["blocks"]:
        for line in block.get("lines", ()):
            text = "".join(span["text"] for span in line["spans"]).strip()
            box = pymupdf.Rect(line["bbox"]) * page.rotation_matrix
            x0, x1 = (min(max(x / width, 0.0), 1.0) for x in (box.x0, box.x1))
            y0, y1 = (min(max(y / height, 0.0), 1.0) for y in (box.y0, box.y1))
            if text and x0 < x1 and y0 < y1:
                if len(spans) == limits.max_text_spans:
                    return tuple(spans), True
                spans.append(TextSpan(text=text, bbox=(x0, y0, x1, y1)))
    return tuple(spans), False


def _page(
    source: Source,
    number: int,
    pixels: Pixels,
    *,
    dpi: float,
    drawn: Drawn,
    spans: tuple[TextSpan, ...],
) -> Page:
    height, width = pixels.shape[:2]
    enlarge = max(1.0, drawn.dpi / dpi)
    # A scan placed at 72 or 96 dpi was made by a program that knew of no paper: its page size means nothing.
    known_size = not drawn.is_scan or paper_dpi(drawn.dpi) is not None
    return Page(
        file=source.file,
        page=number,
        pixels=pixels,
        source_width=round(width * enlarge),
        source_height=round(height * enlarge),
        dpi=round(dpi, 2) if known_size else None,
        source_mode=drawn.mode or _rendered_mode(pixels),
        content_hash=source.content_hash,
        container=source.container,
        text_layer=spans,
    )


def _rendered_mode(pixels: Pixels) -> str:
    """Whether the rendered page has "colour", else "grey".

    The ink of a seal spreads its channels by far more than 30, and the thinnest line of it has 20 pixels.
    """
    spread = pixels.max(axis=2) - pixels.min(axis=2)
    return "colour" if int((spread > 30).sum()) > 20 else "grey"
