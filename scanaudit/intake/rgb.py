"""Pictures of every pixel format as 8-bit RGB over white, strip by strip so that memory stays bounded."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import numpy as np
from PIL import Image, ImageChops, ImageCms

from scanaudit.intake.page import Pixels

_STRIP_ROWS: Final = 256
_DEEP: Final = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
_GREY: Final = frozenset({"L", "LA", "La"}) | _DEEP

Convert = Callable[[Image.Image], Image.Image]


def stored_mode(image: Image.Image) -> str:
    """What the file stored: "colour", "grey" or "bilevel"."""
    if image.mode == "1":
        return "bilevel"
    if image.mode in _GREY:
        return "grey"
    return _palette_mode(image) if image.mode in ("P", "PA") else "colour"


def to_rgb(image: Image.Image, factor: int) -> Pixels:
    """The decoded ``image`` as H × W × 3 uint8, its sides divided by ``factor`` (rounded up) by averaging."""
    width, height = image.size
    convert = _converter(image)
    out = np.empty((-(-height // factor), -(-width // factor), 3), dtype=np.uint8)
    rows = _STRIP_ROWS * factor
    for top in range(0, height, rows):
        strip = convert(image.crop((0, top, width, min(top + rows, height))))
        reduced = strip.reduce(factor) if factor > 1 else strip
        out[top // factor : top // factor + reduced.height] = np.asarray(reduced)
    return out


def _palette_mode(image: Image.Image) -> str:
    raw = image.getpalette() or []
    colours = np.asarray(raw, dtype=np.int16).reshape(-1, 3)
    if len(colours) and np.ptp(colours, axis=1).max() > 0:
        return "colour"
    return "bilevel" if len(colours) <= 2 else "grey"


def _converter(image: Image.Image) -> Convert:
    if image.mode in _DEEP:
        return _deep_converter(image)
    if image.mode in ("CMYK", "LAB"):
        return _ink_converter(image)
    return _over_white


def _over_white(strip: Image.Image) -> Image.Image:
    if not strip.has_transparency_data:
        return strip.convert("RGB")
    rgba = strip.convert("RGBA")
    white = Image.new("RGB", rgba.size, (255, 255, 255))
    white.paste(rgba, mask=rgba.getchannel("A"))
    return white


def _deep_converter(image: Image.Image) -> Convert:
    """Deep grey to 8 bits. Scanners put 8, 12 or 16 bits into 16: the smallest of these that holds the
    largest value is taken; floating point runs to 1, or else like integers.
    """
    top = max(
        float(value) for band in [image.getextrema()] for value in band if isinstance(value, (int, float))
    )
    white = next((w for w in (1.0, 255.0, 4095.0, 65535.0) if top <= w and (w > 1 or image.mode == "F")), top)

    def convert(strip: Image.Image) -> Image.Image:
        with np.errstate(invalid="ignore", over="ignore"):
            scaled = np.nan_to_num(np.asarray(strip, dtype=np.float32) * (255.0 / white))
        return Image.fromarray(np.clip(scaled + 0.5, 0, 255).astype(np.uint8)).convert("RGB")

    return convert


def _ink_converter(image: Image.Image) -> Convert:
    """CMYK and Lab to RGB, by the picture's colour profile where it has one that works.

    JPEG stores CMYK inverted if an Adobe marker says so; Pillow always inverts, so what came without the
    marker is turned back.
    """
    transform = _transform(image)
    turned = image.mode == "CMYK" and image.format in ("JPEG", "MPO") and "adobe" not in image.info

    def convert(strip: Image.Image) -> Image.Image:
        upright = ImageChops.invert(strip) if turned else strip
        done = ImageCms.applyTransform(upright, transform) if transform else upright.convert("RGB")
        return done if done is not None else upright.convert("RGB")

    return convert


def _transform(image: Image.Image) -> ImageCms.ImageCmsTransform | None:
    try:
        if image.mode == "LAB":
            profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        elif image.info.get("icc_profile"):
            profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        else:
            return None
        return ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), image.mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
