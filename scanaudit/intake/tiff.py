"""Which directories of a TIFF file are pages, read without trusting the file (TIFF 6.0, BigTIFF)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal

_NEW_SUBFILE_TYPE: Final = 254
_NOT_A_PAGE: Final = 0b101
"""Bits of NewSubfileType: a reduced-resolution preview of another directory (1), a transparency mask (4)."""
_MAX_ENTRIES: Final = 4096
"""Entries of one directory; TIFF defines fewer than 500 tags."""


@dataclass(frozen=True)
class _Layout:
    """Byte order and widths: classic TIFF or BigTIFF."""

    order: Literal["little", "big"]
    count_bytes: int
    entry_bytes: int
    offset_bytes: int

    def number(self, raw: bytes) -> int:
        return int.from_bytes(raw, self.order)


def page_frames(path: Path, most: int) -> list[int]:
    """Indices of the directories that are pages, in file order; at most ``most`` + 1 of them.

    A chain that runs in a circle ends where it meets itself. Raises ValueError if not one can be read.
    """
    with path.open("rb") as file:
        layout, offset = _header(file)
        frames: list[int] = []
        seen: set[int] = set()
        while offset and offset not in seen and len(frames) <= most and len(seen) <= 4 * most:
            seen.add(offset)
            try:
                is_page, offset = _directory(file, layout, offset)
            except (ValueError, struct.error):
                if not frames:
                    raise
                # Pillow cannot read beyond a broken directory either; the page itself will tell.
                is_page, offset = True, 0
            if is_page:
                frames.append(len(seen) - 1)
    if not frames:
        raise ValueError("no page in the TIFF file")
    return frames


def _header(file: IO[bytes]) -> tuple[_Layout, int]:
    head = file.read(16)
    order: Literal["little", "big"] = "little" if head[:2] == b"II" else "big"
    if int.from_bytes(head[2:4], order) == 43:
        return _Layout(order, 8, 20, 8), int.from_bytes(head[8:16], order)
    return _Layout(order, 2, 12, 4), int.from_bytes(head[4:8], order)


def _directory(file: IO[bytes], layout: _Layout, offset: int) -> tuple[bool, int]:
    """Whether the directory at ``offset`` is a page, and the offset of the next one (0: none)."""
    file.seek(offset)
    count = layout.number(_read(file, layout.count_bytes))
    if count > _MAX_ENTRIES:
        raise ValueError("TIFF directory too long")
    entries = _read(file, count * layout.entry_bytes)
    kind = 0
    for at in range(0, len(entries), layout.entry_bytes):
        if layout.number(entries[at : at + 2]) == _NEW_SUBFILE_TYPE:
            start = at + layout.entry_bytes - layout.offset_bytes
            kind = layout.number(entries[start : start + 4])
    return not kind & _NOT_A_PAGE, layout.number(file.read(layout.offset_bytes))


def _read(file: IO[bytes], size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise ValueError("TIFF directory beyond the end of the file")
    return data
