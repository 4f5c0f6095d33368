"""The pictures of a PDF page: how large they claim to be, and how much of the page they make up."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_HEAD_BYTES: Final = 1 << 16
_CONTENT_BYTES: Final = 1 << 24
_JPX_COST: Final = 4
"""OpenJPEG took 730 MB for 64 million grey pixels (12 bytes a pixel); other codecs take 1 to 4."""
_SCAN_COVER: Final = 0.9
"""Share of the page that a scan covers: scanners leave no margin, some converters leave a few millimetres."""
_NOTABLE_COVER: Final = 0.05
"""Pictures below a twentieth of the page are logos and seals: their resolution says nothing of the page."""
_INLINE: Final = re.compile(rb"\bBI\b([^\0]{0,400}?)\bID\b", re.S)
_INLINE_SIDE: Final = (re.compile(rb"/(?:W|Width)\s+(\d{1,9})"), re.compile(rb"/(?:H|Height)\s+(\d{1,9})"))


@dataclass(frozen=True)
class Drawn:
    """What makes up a page. ``dpi``: of its finest notable picture, 0 without one. ``is_scan``: nothing but
    pictures (and invisible text). ``mode``: what a scan stored, None where only rendering can tell.
    """

    dpi: float
    is_scan: bool
    mode: str | None


def drawn(page: Any) -> Drawn:
    """Look at what ``page`` (a ``pymupdf.Page``) draws, without rendering it."""
    area = max(page.rect.get_area(), 1e-9)
    infos = [info for info in page.get_image_info() if _cover(info, page, area) > 0]
    notable = [info for info in infos if _cover(info, page, area) >= _NOTABLE_COVER] or (
        infos if len(infos) > 1 and _total_cover(infos, page, area) >= _SCAN_COVER else []
    )
    only_pictures = all(
        kind in ("fill-image", "fill-imgmask", "ignore-text", "clip-path", "clip-image-mask")
        for kind, _ in page.get_bboxlog()
    )
    is_scan = (
        only_pictures
        and _total_cover(infos, page, area) >= _SCAN_COVER
        and page.first_annot is None
        and page.first_widget is None
    )
    dpi = max((_dpi(info) for info in notable), default=0.0)
    return Drawn(dpi=dpi, is_scan=is_scan and dpi > 0, mode=_mode(infos) if is_scan else None)


def declared_sizes(document: Any, page: Any) -> Iterator[tuple[int, int, int]]:
    """Width, height and relative memory cost of every picture the page may draw, from headers alone.

    JPEG 2000 and JBIG2 data carry sizes of their own, which their decoders believe.
    """
    masks = set()
    for xref, mask, width, height, *_ in page.get_images(full=True):
        masks.add(mask)
        yield width, height, 1
        yield from _coded_size(document, xref)
    for mask in masks - {0}:
        width, height = (_number(document, mask, key) for key in ("Width", "Height"))
        yield width, height, 1
        yield from _coded_size(document, mask)
    for xref in page.get_contents():
        for found in _INLINE.finditer(_stream(document, xref, _CONTENT_BYTES)):
            sides = [pattern.search(found.group(1)) for pattern in _INLINE_SIDE]
            if sides[0] and sides[1]:
                yield int(sides[0].group(1)), int(sides[1].group(1)), 1


def _coded_size(document: Any, xref: int) -> Iterator[tuple[int, int, int]]:
    filters = document.xref_get_key(xref, "Filter")[1]
    if "JPXDecode" in filters:
        if size := jpx_size(_stream(document, xref, _HEAD_BYTES)):
            yield (*size, _JPX_COST)
    elif "JBIG2Decode" in filters and (size := jbig2_size(_stream(document, xref, _HEAD_BYTES))):
        yield (*size, 1)


def jpx_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of JPEG 2000 data: its SIZ marker (ISO/IEC 15444-1, A.5.1)."""
    at = data.find(b"\xff\x4f\xff\x51")
    if at < 0 or len(data) < at + 24:
        return None
    x1, y1, x0, y0 = (int.from_bytes(data[at + 8 + 4 * i : at + 12 + 4 * i], "big") for i in range(4))
    return max(x1 - x0, 0), max(y1 - y0, 0)


def jbig2_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of an embedded JBIG2 page: its page information segment (ITU-T T.88, 7.4.8)."""
    at = 0
    while at + 11 <= len(data):
        number, flags, referred = int.from_bytes(data[at : at + 4], "big"), data[at + 4], data[at + 5] >> 5
        at += 6
        if referred == 7:
            referred = int.from_bytes(data[at - 1 : at + 3], "big") & 0x1FFFFFFF
            at += 3 + (referred + 8) // 8
        at += referred * (1 if number <= 256 else 2 if number <= 65536 else 4)
        at += 4 if flags & 0x40 else 1
        length = int.from_bytes(data[at : at + 4], "big")
        at += 4
        if flags & 0x3F == 48:
            width, height = (int.from_bytes(data[at + i : at + i + 4], "big") for i in (0, 4))
            return width, 0 if height == 0xFFFFFFFF else height
        at += length
    return None


def _stream(document: Any, xref: int, most: int) -> bytes:
    """The first ``most`` bytes of a stream, deflate layers removed, however far they would unpack."""
    if not document.xref_is_stream(xref):
        return b""
    data: bytes = document.xref_stream_raw(xref)
    filters = re.findall(r"/(\w+)", document.xref_get_key(xref, "Filter")[1])
    for name in filters:
        if name not in ("FlateDecode", "Fl"):
            break
        try:
            data = zlib.decompressobj().decompress(data, most)
        except zlib.error:
            return b""
    return data[:most]


def _number(document: Any, xref: int, key: str) -> int:
    kind, value = document.xref_get_key(xref, key)
    return int(value) if kind == "int" else 0


def _cover(info: dict[str, Any], page: Any, area: float) -> float:
    """Share of the displayed page that a picture lies on."""
    import pymupdf

    box = pymupdf.Rect(info["bbox"]) * page.rotation_matrix
    return float((box & page.rect).get_area()) / area


def _total_cover(infos: list[dict[str, Any]], page: Any, area: float) -> float:
    return sum(_cover(info, page, area) for info in infos)


def _dpi(info: dict[str, Any]) -> float:
    """Pixels per inch of a picture where it is placed (the mean of both directions)."""
    a, b, c, d, *_ = info["transform"]
    inches = abs(a * d - b * c) / 72**2
    return math.sqrt(info["width"] * info["height"] / inches) if inches > 0 else 0.0


def _mode(infos: list[dict[str, Any]]) -> str | None:
    """The richest colour space among the pictures; None for palettes and stencils in ink of any colour."""
    if any(info["colorspace"] >= 3 for info in infos):
        return "colour"
    if any(info["colorspace"] == 0 or str(info["cs-name"]).startswith("Indexed") for info in infos):
        return None
    return "bilevel" if all(info["bpc"] == 1 for info in infos) else "grey"
