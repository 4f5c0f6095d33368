"""The pictures inside a report: pages small and large, crops of the places meant, ID numbers covered."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PIL import Image, ImageDraw

from scanaudit.facts import Box, PageFacts, Rotation, unturned
from scanaudit.report.masking import masker

# A report is mailed and opened on phones: at most about 12 MB, of which 8 MB are large
# pages (6 MB before base64).
_LARGE_BYTES = 6_000_000
_LARGE_STEPS = ((1100, 72), (1000, 62), (860, 55), (700, 50))
_LEAST_BYTES = 24_000
_THUMB_SIDE, _THUMB_QUALITY = 300, 62
_CROP_SIDE, _CROP_QUALITY = 420, 70
COVER = (120, 120, 120)
# Around the place meant: half its size again on each side, but at least a twelfth of the page, so that the
# reader recognises where on the page this is.
_CROP_MARGIN, _CROP_LEAST = 0.5, 0.085


@dataclass(frozen=True)
class Crop:
    """Part of a page: its data URI, size in pixels, and the box inside it (fractions of the crop)."""

    uri: str
    width: int
    height: int
    box: Box


@dataclass(frozen=True)
class PagePicture:
    """One page for the report, with the ID numbers in ``covered`` (fractions of the page) covered.

    ``preview``: the JPEG that it is made from; ``size``: that one's width and height in pixels.
    """

    preview: bytes
    covered: tuple[Box, ...]
    size: tuple[int, int]
    thumb: str
    large: str
    rotation: Rotation = 0

    @cached_property
    def image(self) -> Image.Image:
        """The whole picture, RGB; made when a crop of it is asked for first."""
        return _opened(self.preview, self.covered)

    def crop(self, box: Box) -> Crop:
        """The surroundings of ``box`` as a small picture."""
        width, height = self.image.size
        x0, y0, x1, y1 = (min(1.0, max(0.0, edge)) for edge in box)
        dx = max((x1 - x0) * _CROP_MARGIN, _CROP_LEAST)
        dy = max((y1 - y0) * _CROP_MARGIN, _CROP_LEAST * width / height)
        left, top = max(0, int((x0 - dx) * width)), max(0, int((y0 - dy) * height))
        right, bottom = min(width, int((x1 + dx) * width) + 1), min(height, int((y1 + dy) * height) + 1)
        part = self.image.crop((left, top, right, bottom))
        inner = (
            (x0 * width - left) / part.width,
            (y0 * height - top) / part.height,
            (x1 * width - left) / part.width,
            (y1 * height - top) / part.height,
        )
        part, inner = _upright(part, inner, self.rotation)
        part.thumbnail((_CROP_SIDE, _CROP_SIDE))
        return Crop(_uri(_jpeg(part, _CROP_QUALITY)), part.width, part.height, inner)


def picture(preview: bytes, page: PageFacts, page_count: int, *, show_ids: bool = False) -> PagePicture:
    """The pictures of one page from its preview (JPEG). ``page_count`` shares the report's size fairly."""
    covered = () if show_ids else tuple(id_boxes(page))
    with Image.open(io.BytesIO(preview)) as opened:
        size = opened.size
    small = _opened(preview, covered, _THUMB_SIDE)
    small.thumbnail((_THUMB_SIDE, _THUMB_SIDE * 2))
    limit = max(_LEAST_BYTES, _LARGE_BYTES // max(1, page_count))
    as_it_is = not covered and len(preview) <= limit and max(size) <= _LARGE_STEPS[0][0]
    large = preview if as_it_is else _within(_opened(preview, covered), limit)
    thumb = _uri(_jpeg(small, _THUMB_QUALITY))
    return PagePicture(preview, covered, size, thumb, _uri(large), page.rotation or 0)


def _opened(preview: bytes, covered: Sequence[Box], least: int | None = None) -> Image.Image:
    """The picture in a preview with ``covered`` painted over; ``least``: the decoder may reduce it, to sides no smaller
    than this, which is faster.
    """
    with Image.open(io.BytesIO(preview)) as opened:
        if least is not None:
            opened.draft("RGB", (least, least))
        image = opened.convert("RGB")
    cover(image, covered)
    return image


def _upright(part: Image.Image, box: Box, rotation: Rotation) -> tuple[Image.Image, Box]:
    """A crop of a turned page stood upright, so that it can be read, and the box within it."""
    return (part.rotate(rotation, expand=True), unturned(box, rotation)) if rotation else (part, box)


def upright(content: bytes, rotation: Rotation) -> bytes:
    """A page's JPEG stood upright; ``rotation``: how far its content is turned."""
    if not rotation:
        return content
    with Image.open(io.BytesIO(content)) as opened:
        return _jpeg(opened.convert("RGB").rotate(rotation, expand=True), _LARGE_STEPS[0][1])


def cover(image: Image.Image, boxes: Sequence[Box]) -> None:
    """Draw over ``boxes`` (fractions of the picture), in place."""
    draw = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in boxes:
        draw.rectangle((x0 * image.width, y0 * image.height, x1 * image.width, y1 * image.height), fill=COVER)


def id_boxes(page: PageFacts) -> list[Box]:
    """Where on the page ID numbers stand.

    The lines are masked as one text, since a number may go on in the next line.
    """
    boxes = [found.bbox for found in page.evidence_of("id_number") if found.bbox is not None]
    said = [line.text.replace("\n", " ") for line in page.lines]
    told = masker(page)("\n".join(said)).split("\n") if said else []
    shown = zip(page.lines, said, told, strict=True)
    boxes += [box for line, was, now in shown if (box := hidden_part(line.bbox, was, now)) is not None]
    return boxes


def hidden_part(box: Box, said: str, told: str) -> Box | None:
    """Where in ``box`` the masked characters of its line stand; None where ``told`` masks nothing.

    Characters are taken as one unit wide, Chinese ones and those of full width as two; a line that
    stands upright is covered whole.
    """
    changed = [at for at, (was, now) in enumerate(zip(said, told, strict=True)) if was != now]
    if not changed:
        return None
    x0, y0, x1, y1 = box
    if (y1 - y0) > (x1 - x0):
        return box
    widths = [2 if ord(character) > 0x2E7F else 1 for character in said]
    unit = (x1 - x0) / sum(widths)
    start, end = sum(widths[: changed[0]]), sum(widths[: changed[-1] + 1])
    return (x0 + start * unit, y0, x0 + end * unit, y1)


def _within(image: Image.Image, limit: int) -> bytes:
    """``image`` as JPEG of at most ``limit`` bytes where one of the steps allows it, else the smallest."""
    content = b""
    for side, quality in _LARGE_STEPS:
        scaled = image.copy()
        scaled.thumbnail((side, side))
        content = _jpeg(scaled, quality)
        if len(content) <= limit:
            break
    return content


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def content_of(uri: str) -> bytes:
    """The picture that a data URI of this module holds."""
    return base64.b64decode(uri.partition(",")[2])


def _uri(content: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(content).decode("ascii")
