"""Mend one page, in a worker process: everything that needs its pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from scanaudit import capture
from scanaudit.facts import PageFacts, Problem, Rotation
from scanaudit.intake.page import Page, Pixels
from scanaudit.intake.sources import Source
from scanaudit.remedy import geometry, light, reread
from scanaudit.remedy.changes import Change, Fault, Left
from scanaudit.remedy.encode import Encoded, Sheet, encode
from scanaudit.remedy.geometry import Matrix
from scanaudit.remedy.wanted import FileFormat, Wanted
from scanaudit.settings import Settings

if TYPE_CHECKING:
    from scanaudit.inspection.pool import Pending
    from scanaudit.reading.ocr import PaddleEngine

    Mending = Pending["MendedPage"]

# Copies keep the picture's own pixels up to A4 at 600 dpi, and scans in PDF up to 300 dpi.
_MEGAPIXELS: Final = 35.0
_SCAN_DPI: Final = 300.0
# In which other sizes a page is made whose copy loses text at its own: the detector then sees other pixels, and none
# is lost. Of 180 drawn pages (benchmarks/remedy.py, seeds 1 to 4 and 7) those that lost text kept it at one of these,
# but for one whose label lies under a seal.
_SIZES: Final = (1.03, 1.06, 1.12, 0.97, 1.09)
# Of a copy that nobody could read nothing is known: worse than any that was read (at most all its text lost, and lean).
_UNSEEN: Final = 3.0


@dataclass(frozen=True)
class PageTask:
    """One page to be mended. ``facts``: what the looks told; ``form``: the file it goes into; ``raster``: it must
    become a picture of at most ``max_bytes``, needed or not; ``done``: mended already, only to be turned or reduced;
    ``redrawn``: even type and lines of a PDF become a picture, so that nothing of the source's own bytes is kept.
    """

    source: Source
    facts: PageFacts
    form: FileFormat
    wanted: Wanted
    max_bytes: int | None = None
    raster: bool = False
    done: bool = False
    redrawn: bool = False


@dataclass(frozen=True)
class MendedPage:
    """``encoded``: the page as a picture, None where its source is kept as it is, turned back by ``turn`` degrees
    at most (what a PDF page can do by itself). ``matrix``: from fractions of the upright page to fractions of the
    mended one, None where nothing was moved. ``upright``: by how much the picture itself was turned back before that.
    """

    encoded: Encoded | None
    turn: Rotation
    changes: tuple[Change, ...]
    left: tuple[Left, ...]
    matrix: Matrix | None = None
    upright: Rotation = 0


def mend(task: PageTask, settings: Settings) -> MendedPage | Problem:
    """The page upright, level, cut to its sheet and evenly lit; a problem where it cannot be opened."""
    from scanaudit.intake.opening import IntakeProblem, load_page

    turn = 0 if task.done else task.facts.rotation or 0
    changes = (Change(act="turned", values={"degrees": turn}),) if turn else ()
    kept = MendedPage(None, turn, changes, _faults(task.facts))
    if task.source.kind == "pdf" and not task.redrawn and _is_digital(task):
        return kept
    limits = settings.limits.model_copy(update={"working_megapixels": _MEGAPIXELS, "scan_dpi": _SCAN_DPI})
    try:
        page, _ = load_page(task.source, task.facts.page or 1, limits)
    except IntakeProblem as error:
        return error.problem
    return _mended(task, page, kept, settings)


def _mended(task: PageTask, page: Page, kept: MendedPage, settings: Settings) -> MendedPage:
    upright = capture.upright(page.pixels, kept.turn)
    changes, left = list(kept.changes), list(kept.left)
    if task.done or task.facts.capture is None or task.facts.capture.blank:
        flat, way = None, _Way(upright, None)
    else:
        engine = _engine(settings)
        flat = geometry.straighten(
            upright, task.facts.skew, lambda image: engine.detect(image, max(image.shape))
        )
        same = None if _is_rewritten(task, kept.turn) else upright
        way = _best(task, page, same, _ways(upright, flat), settings)
        changes += _told(flat, way.evened)
        if flat.remaining is not None and abs(flat.remaining) > geometry.LEAST_SKEW:
            left.append(Left(fault="still_leaning", values={"degrees": round(abs(flat.remaining), 1)}))
    if way.pixels is upright and not _is_rewritten(task, kept.turn):
        return replace(kept, changes=tuple(changes), left=tuple(left))
    encoded = way.encoded or _encoded(task, page, way.pixels)
    changes += _reduced(encoded, task)
    if not changes and task.max_bytes is not None and task.source.kind == task.form:
        changes.append(Change(act="saved"))
    if not encoded.fits and task.form != "pdf":
        left.append(Left(fault="too_large", values={"kb": len(encoded.content) // 1024 + 1}))
    matrix = None if flat is None else flat.in_fractions(upright.shape[1], upright.shape[0])
    return MendedPage(encoded, 0, tuple(changes), tuple(left), matrix, kept.turn)


def _is_rewritten(task: PageTask, turn: Rotation) -> bool:
    """Whether a page becomes a picture anew even where none of its pixels is changed; a PDF's page turns by itself."""
    turned = turn != 0 and task.source.kind != "pdf"
    return task.raster or task.redrawn or turned or task.source.kind != task.form


@dataclass(frozen=True)
class _Way:
    """One way to mend the page: its pixels, and the light that was evened; ``encoded`` where that was done already."""

    pixels: Pixels
    evened: light.Evened | None
    encoded: Encoded | None = None


def _ways(upright: Pixels, flat: geometry.Straightened) -> Iterator[_Way]:
    """The page mended in full; then a little larger or smaller; then with its light left alone.

    So few that no clock has to stop them: a copy must be the same whatever machine makes it.
    """
    evened = light.even(flat.pixels)
    yield _Way(flat.pixels if evened is None else evened.pixels, evened)
    for factor in _SIZES:
        other = flat.resized(upright, factor)
        again = None if evened is None else light.even(other)
        yield _Way(other if again is None else again.pixels, again)
    if evened is not None:
        yield _Way(flat.pixels, None)


def _best(task: PageTask, page: Page, same: Pixels | None, ways: Iterator[_Way], settings: Settings) -> _Way:
    """The first way whose copy is read as well as the original; the one that loses least where there is none.

    ``same``: pixels that are passed on as they are, and need no reading.
    """
    tried: list[tuple[float, _Way]] = []
    for way in ways:
        if way.pixels is same or not task.facts.lines:
            return way
        encoded = _encoded(task, page, way.pixels)
        after = reread.facts_of(encoded.content, settings)
        if after is None:  # one that cannot be looked at is taken as it is: larger ones could not be either
            tried.append((_UNSEEN, replace(way, encoded=encoded)))
            break
        worse = _worse(task.facts, after)
        tried.append((worse, replace(way, encoded=encoded)))
        if worse <= reread.TOLERATED:
            break
    return min(tried, key=lambda one: one[0])[1]


def _worse(before: PageFacts, after: PageFacts) -> float:
    """How much text a copy lost; one that leans by its own look is worse than any that does not."""
    leans = after.skew is not None and abs(after.skew) > geometry.LEAST_SKEW
    return reread.lost(before, after) + leans


def _encoded(task: PageTask, page: Page, pixels: Pixels) -> Encoded:
    look = task.facts.capture
    height = look.text_height if look is not None else None
    enlarged = max(page.pixels.shape[:2]) / max(page.source_width, page.source_height, 1)
    sheet = Sheet(pixels, page.source_mode, page.dpi, height and height * enlarged)
    form: FileFormat = "png" if task.form == "png" else "jpeg"
    return encode(sheet, form, task.max_bytes, task.wanted.dpi)


def _told(flat: geometry.Straightened, evened: light.Evened | None) -> list[Change]:
    changes: list[Change] = []
    if flat.outlined:
        changes.append(Change(act="cropped"))
    if flat.matrix is not None and flat.lean is not None and abs(flat.lean) > geometry.LEAST_SKEW:
        values = {"degrees": round(abs(flat.lean), 1), "remaining": abs(flat.remaining or 0.0)}
        changes.append(Change(act="straightened", values=values))
    if evened is not None:
        changes.append(Change(act="evened", values={"percent": round(100 * evened.fall)}))
    return changes


def _reduced(encoded: Encoded, task: PageTask) -> list[Change]:
    if encoded.scale < 1:
        values = {"percent": round(100 * encoded.scale), "dpi": round(encoded.dpi)}
        return [Change(act="reduced", values=values)]
    if task.max_bytes is not None and task.form != "png" and encoded.quality < 93:
        return [Change(act="compressed", values={"quality": encoded.quality})]
    return []


def _faults(facts: PageFacts) -> tuple[Left, ...]:
    """What only a new scan can mend."""
    look = facts.capture
    if look is None or look.blank:
        return ()
    found: dict[Fault, bool] = {
        "unreadable": not look.readable,
        "blurred": look.readable and not look.sharp,
        "cut_off": look.cut_off,
        "too_dark": look.too_dark,
        "overexposed": look.overexposed,
        "glare": look.glare,
        "low_contrast": look.low_contrast,
        "finger": look.finger,
        "several_sheets": look.several_sheets,
        "low_resolution": look.low_resolution,
        "orientation_unknown": facts.rotation is None,
    }
    return tuple(Left(fault=fault) for fault, there in found.items() if there)


def _is_digital(task: PageTask) -> bool:
    """Whether the PDF page holds type and lines and not only a picture of a sheet."""
    import pymupdf

    from scanaudit.intake.pdf_images import drawn

    try:
        with pymupdf.open(str(task.source.path), filetype="pdf") as document:
            return not drawn(document[(task.facts.page or 1) - 1]).is_scan
    except Exception:  # whatever MuPDF raises, opening the page properly will tell it
        return False


@cache
def _engine(settings: Settings) -> PaddleEngine:
    """The process's text detector, loaded at the first page that needs it."""
    from scanaudit.reading.ocr import PaddleEngine

    return PaddleEngine(settings)
