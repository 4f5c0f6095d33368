"""Pictures of every format, whole and broken."""

import io
import struct
import zlib
from typing import Any

import numpy as np
import pillow_heif
from PIL import Image

from .expected import Made, good, refused, unshown

pillow_heif.register_heif_opener()


def colours(width: int = 120, height: int = 80) -> Image.Image:
    """Red, green, blue and white quarters, none like another under any turn: red is top left."""
    pixels = np.full((height, width, 3), 255, np.uint8)
    pixels[: height // 2, : width // 2] = (200, 20, 20)
    pixels[: height // 2, width // 2 :] = (20, 160, 20)
    pixels[height // 2 :, : width // 2] = (20, 20, 200)
    return Image.fromarray(pixels)


def noise(width: int, height: int) -> Image.Image:
    rng = np.random.default_rng(7)
    return Image.fromarray(rng.integers(0, 256, (height, width, 3), dtype=np.uint8))


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    data = io.BytesIO()
    image.save(data, form, **options)
    return data.getvalue()


def turned(orientation: int) -> bytes:
    """A JPEG whose EXIF orientation, once applied, gives ``colours()``."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = colours().transpose(back[orientation]) if orientation > 1 else colours()
    return saved(stored, "JPEG", quality=95, exif=exif)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_header_bomb() -> bytes:
    """A PNG that claims 65,535 × 65,535 pixels."""
    header = struct.pack(">IIBBBBB", 65535, 65535, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg_header_bomb() -> bytes:
    data = bytearray(saved(colours(), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 65500, 65500)
    return bytes(data)


def webp_header_bomb() -> bytes:
    data = bytearray(animated("WEBP"))
    at = data.index(b"VP8X") + 12
    data[at : at + 6] = (16382).to_bytes(3, "little") * 2
    return bytes(data)


def png_rgb16() -> bytes:
    """A 16-bit colour PNG, which Pillow cannot write: two pixels, red and white."""
    row = b"\0" + struct.pack(">6H", 51400, 5140, 5140, 65535, 65535, 65535)
    header = struct.pack(">IIBBBBB", 2, 1, 16, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def deep(form: str, top: int = 65535) -> bytes:
    ramp = np.linspace(0, top, 120 * 80).astype(np.uint16).reshape(80, 120)
    return saved(Image.fromarray(ramp), form)


def tiff_pages(count: int, **options: Any) -> bytes:
    frames = [colours(120 + i, 80) for i in range(count)]
    return saved(frames[0], "TIFF", save_all=True, append_images=frames[1:], **options)


def last_link(data: bytes) -> int:
    """Where the last directory of a little-endian TIFF keeps the offset of the next."""
    offset, link = struct.unpack_from("<I", data, 4)[0], 4
    while offset:
        link = offset + 2 + 12 * struct.unpack_from("<H", data, offset)[0]
        offset = struct.unpack_from("<I", data, link)[0]
    return link


def tiff_with_preview() -> bytes:
    """Three directories, the second of which says that it is a preview."""
    data = bytearray(tiff_pages(3, tiffinfo={254: 0}))
    first = struct.unpack_from("<I", data, 4)[0]
    second = struct.unpack_from("<I", data, first + 2 + 12 * struct.unpack_from("<H", data, first)[0])[0]
    at = data.index(struct.pack("<H", 254), second + 2)
    data[at + 8] = 1
    return bytes(data)


def tiff_loop() -> bytes:
    """Two pages, the second of which leads back to the first."""
    data = bytearray(tiff_pages(2))
    link = last_link(bytes(data))
    data[link : link + 4] = data[4:8]
    return bytes(data)


def plain_cmyk_jpeg() -> bytes:
    """A red CMYK JPEG without an Adobe marker, its inks not inverted (Pillow writes them inverted)."""
    data = saved(Image.new("CMYK", (64, 64), (255, 0, 0, 255)), "JPEG", quality=95)
    start = data.index(b"\xff\xee")
    length = struct.unpack_from(">H", data, start + 2)[0]
    return data[:start] + data[start + 2 + length :]


def animated(form: str) -> bytes:
    frames = [colours(), noise(120, 80), colours().rotate(180)]
    return saved(frames[0], form, save_all=True, append_images=frames[1:], duration=100)


def heic_burst() -> bytes:
    burst = pillow_heif.from_pillow(colours())
    burst.add_from_pillow(noise(120, 80))
    data = io.BytesIO()
    burst.save(data)
    return data.getvalue()


def whole() -> Made:
    """Files that open, and the warnings they come with."""
    alpha = colours().convert("RGBA")
    alpha.putalpha(128)
    made: Made = {f"exif-{n}.jpg": (turned(n), good()) for n in range(1, 9)}
    return made | {
        "colour.jpg": (saved(colours(), "JPEG"), good()),
        "progressive.jpg": (saved(colours(), "JPEG", progressive=True), good()),
        "cmyk.jpg": (saved(colours().convert("CMYK"), "JPEG"), good()),
        "cmyk-plain.jpg": (plain_cmyk_jpeg(), good()),
        "broken-icc.jpg": (saved(colours(), "JPEG", icc_profile=b"nonsense" * 20), good()),
        "broken-icc-cmyk.jpg": (saved(colours().convert("CMYK"), "JPEG", icc_profile=b"x" * 200), good()),
        "absurd-dpi.jpg": (saved(colours(), "JPEG", dpi=(65000, 65000)), good()),
        "jpeg-named.pdf": (saved(colours(), "JPEG"), good()),
        "polyglot.jpg": (saved(colours(), "JPEG", comment=b"%PDF-1.7 1 0 obj"), good()),
        "grey16.png": (deep("PNG"), good()),
        "rgb16.png": (png_rgb16(), good()),
        "palette.png": (saved(colours().quantize(8), "PNG"), good()),
        "alpha.png": (saved(alpha, "PNG"), good()),
        "one-bit.png": (saved(colours().convert("1"), "PNG"), good()),
        "one-pixel.png": (saved(Image.new("RGB", (1, 1)), "PNG"), good()),
        "grey16.tif": (deep("TIFF"), good()),
        "one-bit.tif": (saved(colours().convert("1"), "TIFF", compression="group4"), good()),
        "float.tif": (saved(colours().convert("F"), "TIFF"), good()),
        "lab.tif": (saved(Image.new("LAB", (64, 64), (128, 128, 128)), "TIFF"), good()),
        "pages.tif": (tiff_pages(3), good(3)),
        "loop.tif": (tiff_loop(), good(2)),
        "colour.webp": (saved(colours(), "WEBP"), good()),
        "colour.bmp": (saved(colours(), "BMP"), good()),
        "colour.gif": (saved(colours(), "GIF"), good()),
        "colour.heic": (saved(colours(), "HEIF"), good()),
        "animated.gif": (animated("GIF"), good(1, "F165")),
        "animated.webp": (animated("WEBP"), good(1, "F165")),
        "burst.heic": (heic_burst(), good(1, "F165")),
        "tail-missing.jpg": (saved(noise(300, 1600), "JPEG")[:-40], good(1, "F160")),
        "half-closed.jpg": (half(saved(noise(300, 400), "JPEG")) + b"\xff\xd9", good(1, "F162")),
    }


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def broken() -> Made:
    """Files that do not open."""
    many = noise(300, 400)
    return {
        "empty.jpg": (b"", refused("F105")),
        "text.jpg": ("这不是图片".encode(), refused("F110")),
        "half.jpg": (half(saved(many, "JPEG")), unshown("F132")),
        "half-progressive.jpg": (half(saved(many, "JPEG", progressive=True)), unshown("F132")),
        "half.png": (half(saved(many, "PNG")), unshown("F132")),
        "half.bmp": (half(saved(many, "BMP")), unshown("F132")),
        "half.gif": (half(saved(many, "GIF")), unshown("F132")),
        "half.tif": (half(saved(many, "TIFF", compression="tiff_lzw")), refused("F131")),
        "half-strips.tif": (strips_missing(), unshown("F132")),
        "half.webp": (half(saved(many, "WEBP")), refused("F131")),
        "half.heic": (half(saved(many, "HEIF")), unshown("F131")),
        "head-only.jpg": (saved(many, "JPEG")[:40], refused("F132")),
        "head-only.png": (b"\x89PNG\r\n\x1a\n", refused("F131")),
        "head-only.tif": (b"II*\0\x08\0\0\0", refused("F131")),
        "bomb.png": (png_header_bomb(), refused("F130")),
        "bomb.jpg": (jpeg_header_bomb(), refused("F130")),
        "bomb.webp": (webp_header_bomb(), refused("F130")),
    }


def strips_missing() -> bytes:
    """A TIFF whose directory stands before its pixels, cut off among them."""
    data = bytearray(saved(noise(300, 400), "TIFF"))
    return bytes(data[: len(data) // 2])


def files() -> Made:
    return whole() | broken()
