"""How a file that was mended is known again: it carries the digest of all its other bytes.

Whoever mends a mended file gets it back byte for byte; whoever changed it since gets it looked at afresh.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from typing import Final

from scanaudit.remedy.wanted import FileFormat

_NAME: Final = b"scanaudit-mended:"
_JPEG_START, _COMMENT = b"\xff\xd8", b"\xff\xfe"
_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
# Signature and IHDR: length, name, 13 bytes, checksum.
_PNG_HEAD: Final = 8 + 4 + 4 + 13 + 4


def marked(content: bytes, form: FileFormat) -> bytes:
    """``content`` with its mark: a comment, which viewers do not show."""
    mark = _NAME + hashlib.sha256(content).hexdigest().encode()
    if form == "jpeg":
        return content[:2] + _COMMENT + struct.pack(">H", len(mark) + 2) + mark + content[2:]
    if form == "png":
        body = b"tEXt" + b"Comment\0" + mark
        chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
        return content[:_PNG_HEAD] + chunk + content[_PNG_HEAD:]
    return content + b"\n%" + mark + b"\n"


def is_marked(content: bytes) -> bool:
    """Whether the file is one of ``marked``'s, unchanged since."""
    at = content.find(_NAME, 0, 256) if content[:2] == _JPEG_START or content[:8] == _PNG_START else -1
    if at < 0:
        at = content.rfind(_NAME, -len(_NAME) - 66, None)
    digest = content[at + len(_NAME) : at + len(_NAME) + 64]
    if at < 0 or len(digest) < 64:
        return False
    return hashlib.sha256(_without(content, at)).hexdigest().encode() == digest


def _without(content: bytes, at: int) -> bytes:
    """``content`` before it was marked; ``at``: where the mark's name stands."""
    end = at + len(_NAME) + 64
    if content[:2] == _JPEG_START:
        return content[: at - 4] + content[end:]
    if content[:8] == _PNG_START:
        return content[: at - 16] + content[end + 4 :]
    return content[: at - 2]
