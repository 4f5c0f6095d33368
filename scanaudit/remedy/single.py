"""One page's mended copy as a file of its own, of which no byte is the source's: what may be handed on by a server."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

import cv2
import numpy as np
from PIL import Image, ImageDraw

from scanaudit.facts import Box, PageFacts, Problem, Rotation, unturned
from scanaudit.intake.sources import Source
from scanaudit.remedy.changes import Change, Left
from scanaudit.remedy.encode import Encoded
from scanaudit.remedy.files import PDF_PAGE, PDF_REST, Assembled, Part, assemble
from scanaudit.remedy.geometry import Matrix
from scanaudit.remedy.pages import MendedPage, PageTask, mend
from scanaudit.remedy.provenance import is_marked
from scanaudit.remedy.wanted import FileFormat, Wanted, file_format
from scanaudit.report.pictures import COVER, id_boxes
from scanaudit.settings import Settings

_PREVIEW_SIDE, _PREVIEW_QUALITY = 1100, 72


@dataclass(frozen=True)
class PageCopy:
    """``content``: the file, empty where nothing had to be mended; ``preview``: a small JPEG of it, ID numbers
    covered; ``left``: what only a new scan can mend.
    """

    content: bytes
    form: FileFormat
    preview: bytes
    changes: tuple[Change, ...]
    left: tuple[Left, ...]


def copy_page(source: Source, facts: PageFacts, wanted: Wanted, settings: Settings) -> PageCopy | Problem:
    """The mended copy of the page of ``facts``; a problem where it cannot be opened."""
    form = _form(source, wanted)
    limit = _limit(form, wanted)
    done = is_marked(source.path.read_bytes())
    large = limit is not None and form != "pdf" and source.path.stat().st_size > limit
    task = PageTask(source, facts, form, wanted, max_bytes=limit, raster=large, done=done)
    made = mend(task, settings)
    if not isinstance(made, Problem) and made.changes and made.encoded is None:
        made = mend(replace(task, redrawn=True), settings)
    if isinstance(made, Problem):
        return made
    changes = made.changes
    if made.encoded is not None and source.kind != form:
        changes = (*changes, Change(act="format", values={"form": form.upper()}))
    if made.encoded is None or not changes:
        return PageCopy(b"", form, b"", (), made.left)
    assembled = assemble((Part(source, facts.page or 1, made),), form, 0)
    if not isinstance(assembled, Assembled):
        return assembled
    return PageCopy(assembled.content, form, _preview(made.encoded, made, facts), changes, made.left)


def _form(source: Source, wanted: Wanted) -> FileFormat:
    """The format that the page has already if it may stay, else the first that is wanted."""
    allowed = wanted.formats or ("jpeg", "png", "pdf")
    own = file_format(source.kind)
    return own if own in allowed else allowed[0]


def _limit(form: FileFormat, wanted: Wanted) -> int | None:
    """Bytes that the picture may have."""
    if wanted.max_bytes is None:
        return None
    return wanted.max_bytes - (PDF_REST + PDF_PAGE if form == "pdf" else 0)


def _preview(encoded: Encoded, made: MendedPage, facts: PageFacts) -> bytes:
    with Image.open(io.BytesIO(encoded.content)) as opened:
        image = opened.convert("RGB")
    image.thumbnail((_PREVIEW_SIDE, _PREVIEW_SIDE))
    draw = ImageDraw.Draw(image)
    for box in id_boxes(facts):
        corners = moved(box, made.upright, made.matrix)
        draw.polygon([(x * image.width, y * image.height) for x, y in corners], fill=COVER)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_PREVIEW_QUALITY, optimize=True)
    return out.getvalue()


def moved(box: Box, rotation: Rotation, matrix: Matrix | None) -> list[tuple[float, float]]:
    """Where the corners of ``box`` lie after the page was turned back by ``rotation`` and moved by ``matrix``; all in
    fractions of the page.
    """
    x0, y0, x1, y1 = unturned(box, rotation)
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    if matrix is None:
        return corners
    points = np.asarray(corners, np.float64).reshape(-1, 1, 2)
    return [(float(x), float(y)) for x, y in cv2.perspectiveTransform(points, matrix).reshape(-1, 2)]
