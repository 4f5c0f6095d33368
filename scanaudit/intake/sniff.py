"""Which format a file really has, told by its content and never by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, get_args

from scanaudit.intake.zips import UNZIP_ERRORS, open_zip

Kind = Literal[
    "pdf", "jpeg", "png", "tiff", "webp", "bmp", "gif", "heic",
    "zip", "ofd", "docx", "office", "archive", "empty", "other",
]  # fmt: skip
PageKind = Literal["pdf", "jpeg", "png", "tiff", "webp", "bmp", "gif", "heic"]

PAGE_KINDS: Final[frozenset[str]] = frozenset(get_args(PageKind))
"""Formats that hold pages."""

HEAD_BYTES: Final = 1024
"""Readers accept a PDF header anywhere in the first 1024 bytes (ISO 32000-1, annex H, note 13)."""

_MAGIC: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
)
_HEIF_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)
_BMP_HEADER_SIZES: Final = frozenset({12, 16, 40, 52, 56, 64, 108, 124})


def sniff_bytes(head: bytes) -> Kind:
    """The format told by a file's first ``HEAD_BYTES`` bytes; "zip" for everything that is packed as one."""
    if not head:
        return "empty"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and _is_heif(head):
        return "heic"
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADER_SIZES:
        return "bmp"
    return "pdf" if b"%PDF-" in head[:HEAD_BYTES] else "other"


def sniff(path: Path) -> Kind:
    """The format of the file at ``path``, ZIP containers told apart. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        kind = sniff_bytes(file.read(HEAD_BYTES))
    return _container_kind(path) if kind == "zip" else kind


def _is_heif(head: bytes) -> bool:
    size = min(max(int.from_bytes(head[:4], "big"), 16), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))}
    return head[8:12] != b"avif" and bool(brands & _HEIF_BRANDS)


def _container_kind(path: Path) -> Kind:
    """What a ZIP is the container of. A broken or overlong directory makes it a plain ZIP."""
    try:
        with open_zip(path) as archive:
            names = archive.namelist()
            mimetype = archive.open(names[0]).read(64) if names[:1] == ["mimetype"] else b""
    except UNZIP_ERRORS:
        return "zip"
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names:
        return "docx" if any(name.startswith("word/") for name in names) else "office"
    return "office" if mimetype.startswith(b"application/vnd.oasis.opendocument") else "zip"
