"""Pages from picture files, by Pillow (and pillow-heif)."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import pillow_heif
from PIL import Image, ImageFile

from scanaudit.facts import Problem
from scanaudit.intake import tiff
from scanaudit.intake.damage import (
    TOLERATED_LOSS,
    decoder_complaints,
    ends_before_its_strips,
    untouched_share,
)
from scanaudit.intake.limits import Limits
from scanaudit.intake.page import Page, Pixels
from scanaudit.intake.problems import IntakeProblem, failure, problem
from scanaudit.intake.resolution import paper_dpi, shrink, working_scale
from scanaudit.intake.rgb import stored_mode, to_rgb
from scanaudit.intake.sources import Source

pillow_heif.register_heif_opener()
# Sizes are checked here, from the header, against the limits of the run.
Image.MAX_IMAGE_PIXELS = None

_FORMATS: Final = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "tiff": ("TIFF",),
    "webp": ("WEBP",),
    "bmp": ("BMP",),
    "gif": ("GIF",),
    "heic": ("HEIF",),
}
_ORIENTATION: Final = 0x0112
_EXPOSURE_TIME: Final = 0x829A
_EXIF_IFD: Final = 0x8769


def count(source: Source, limits: Limits) -> int:
    """Pages of a picture file: 1, except for TIFF. Raises IntakeProblem."""
    if source.kind == "tiff":
        frames = _tiff_frames(source, limits)
        if len(frames) > limits.max_pages:
            raise failure("too_many_pages", source.file, pages=f"{limits.max_pages}+", limit=limits.max_pages)
        return len(frames)
    with _opened(source, 1, limits):
        return 1


def load(source: Source, page: int, limits: Limits) -> tuple[Page, tuple[Problem, ...]]:
    """Page ``page`` of a picture file, and what a person should know about it. Raises IntakeProblem."""
    with _opened(source, page, limits) as image:
        mode = stored_mode(image)
        notes = _notes(image, source)
        width, height = image.size
        scale = working_scale(width, height, limits)
        if image.format in ("JPEG", "MPO"):
            image.draft(image.mode, (math.ceil(width * scale), math.ceil(height * scale)))
        with decoder_complaints() as complaints:
            if _decode(image, source, page):
                notes += (problem("tail_missing", source.file),)
        if complaints or _is_cut_off(image):
            notes += (problem("page_incomplete", source.file, page=page),)
        pixels = to_rgb(image, max(1, int(1 / scale * image.width / width)))
        pixels = _upright(shrink(pixels, scale, width, height), _orientation(image))
        turned = (pixels.shape[1] > pixels.shape[0]) != (width > height)
        dpi = paper_dpi(_dpi(image))
    return (
        Page(
            file=source.file,
            page=page,
            pixels=pixels,
            source_width=height if turned else width,
            source_height=width if turned else height,
            dpi=round(dpi * scale, 2) if dpi else None,
            source_mode=mode,
            content_hash=source.content_hash,
            container=source.container,
        ),
        notes,
    )


def _tiff_frames(source: Source, limits: Limits) -> list[int]:
    try:
        return tiff.page_frames(source.path, limits.max_pages)
    except ValueError as error:
        raise failure("picture_damaged", source.file, page=1) from error


@contextmanager
def _opened(source: Source, page: int, limits: Limits) -> Iterator[Image.Image]:
    """The picture at its page, its size checked, not yet decoded; what decoders raise becomes a problem."""
    frames = _tiff_frames(source, limits) if source.kind == "tiff" else [0]
    if not 1 <= page <= len(frames):
        raise failure("no_such_page", source.file, page=page)
    try:
        if source.kind == "webp":
            _check(_webp_size(source.path), source, page, limits)
        with warnings.catch_warnings(), Image.open(source.path, formats=_FORMATS[source.kind]) as image:
            warnings.simplefilter("ignore")
            if frames[page - 1]:
                image.seek(frames[page - 1])
            _check(image.size, source, page, limits)
            yield image
    except (IntakeProblem, MemoryError):
        raise
    except Exception as error:  # decoders raise whatever they like on hostile files
        name = "picture_truncated" if "truncated" in str(error).lower() else "picture_damaged"
        raise failure(name, source.file, page=page) from error


def _check(size: tuple[int, int], source: Source, page: int, limits: Limits) -> None:
    width, height = size
    if width * height > limits.max_pixels:
        limit = round(limits.max_pixels / 1e6)
        raise failure("picture_too_large", source.file, page=page, width=width, height=height, limit=limit)


def _webp_size(path: Path) -> tuple[int, int]:
    """Width and height told by a WebP header (RFC 9649): Pillow allocates the canvas when opening."""
    with path.open("rb") as file:
        head = file.read(30)
    chunk, body = head[12:16], head[20:]
    if chunk == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF


def _notes(image: Image.Image, source: Source) -> tuple[Problem, ...]:
    """Further pictures of an animation or a burst are not looked at (phone JPEGs: previews as frames)."""
    frames = getattr(image, "n_frames", 1)
    if source.kind in ("gif", "webp", "png", "heic") and frames > 1:
        return (problem("animation", source.file, count=frames),)
    return ()


def _decode(image: Image.Image, source: Source, page: int) -> bool:
    """Decode in place. True: the file ends early, but hardly anything is missing. Raises if more is."""
    if source.kind == "tiff" and ends_before_its_strips(image, source.path):
        raise failure("picture_truncated", source.file, page=page)
    try:
        image.load()
        return False
    except OSError:
        # A cut-off progressive picture is complete but coarse: nobody can tell what is missing.
        if image.format not in ("JPEG", "MPO") or image.info.get("progressive"):
            raise
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    if untouched_share(image) > TOLERATED_LOSS:
        raise failure("picture_truncated", source.file, page=page)
    return True


def _is_cut_off(image: Image.Image) -> bool:
    """A JPEG that was cut off and closed again decodes without complaint, but ends in untouched grey."""
    return image.format in ("JPEG", "MPO") and untouched_share(image) > TOLERATED_LOSS


def _orientation(image: Image.Image) -> int:
    """EXIF orientation 1–8 that is still to be applied (Pillow applies it itself for TIFF and HEIC)."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # broken EXIF is no reason to refuse a picture
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _upright(pixels: Pixels, orientation: int) -> Pixels:
    """``pixels`` with EXIF ``orientation`` applied (CIPA DC-008, tag 274)."""
    flip = {2: 1, 4: 0, 5: 1, 7: 1}.get(orientation)
    quarter_turns = {3: 2, 5: 1, 6: 3, 7: 3, 8: 1}.get(orientation, 0)
    mirrored = pixels if flip is None else np.flip(pixels, axis=flip)
    return np.ascontiguousarray(np.rot90(mirrored, quarter_turns))


def _dpi(image: Image.Image) -> float | None:
    """The resolution that the file states, if it is one number and not a camera's filler."""
    stated: Any = image.info.get("dpi")
    try:
        x, y = (float(value) for value in stated)
        taken_by_camera = _EXPOSURE_TIME in image.getexif().get_ifd(_EXIF_IFD)
    except Exception:  # broken metadata says nothing about paper
        return None
    agree = math.isfinite(x) and math.isfinite(y) and x > 0 and abs(x - y) <= 0.02 * x
    return x if agree and not taken_by_camera else None
