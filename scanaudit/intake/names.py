"""Names of files: as people typed them, as archives garble them, and the order a person expects."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import ZipInfo

_JUNK: Final = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"})
# What is known of an applicant may lie in their folder, as ``scanaudit check --applicant`` takes it; the first counts.
_PROFILES: Final = ("profile.yaml", "profile.yml", "profile.json", "申报人信息.yaml", "申报人信息.json")
# And what scanaudit itself writes beside scans: answers (cli/ask.py), the list of mended pages (remedy/changes.py).
_WRITTEN: Final = frozenset({"applicant.yaml", "changes.json"})
_UTF8_FLAG: Final = 0x800
_UNICODE_PATH: Final = 0x7075  # Info-ZIP Unicode Path extra field (APPNOTE 4.6.9)
_CJK: Final = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


def is_own(name: str) -> bool:
    """Whether scanaudit writes or takes a file of this name beside the scans: it is none of them."""
    return profile_among([name]) is not None or name.lower() in _WRITTEN


def profile_among(names: Iterable[str]) -> str | None:
    """The file in an applicant's folder that tells what is known of them."""
    folded = {unicodedata.normalize("NFC", name).lower(): name for name in names}
    return next((folded[name] for name in _PROFILES if name in folded), None)


def is_junk(name: str) -> bool:
    """Whether systems and office programs leave such a file or folder about by themselves."""
    return name.lower() in _JUNK or name.startswith(("~$", "._"))


def natural_key(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Sorts "2.jpg" before "10.jpg", full-width digits and NFC/NFD spellings alike; a total order."""
    parts = re.split(r"(\d+)", unicodedata.normalize("NFKC", name).casefold())
    key = tuple((0, int(p[:4000]), "") if p.isdecimal() else (1, 0, p) for p in parts if p)
    return key, name


def shown(name: str) -> str:
    """``name`` as it can be printed anywhere: valid Unicode, NFC, no control or direction characters.

    Bytes that are no UTF-8 (surrogate escapes) are read as GB18030, the encoding of old Chinese systems.
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "surrogateescape" if _only_escapes(name) else "replace")
        name = _decode(raw)
    # Cc: control, Cs: surrogate; the listed format characters reorder what stands around them on a screen.
    safe = (
        "\ufffd"
        if unicodedata.category(c) in ("Cc", "Cs")
        or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        else c
        for c in name
    )
    return unicodedata.normalize("NFC", "".join(safe))


def shown_path(path: Path | PurePosixPath) -> str:
    """The path with "/" between its parts, each as ``shown``."""
    return "/".join(shown(part) for part in path.parts)


def entry_name(info: ZipInfo) -> str:
    """The name of a ZIP entry as its author saw it, "/" between parts.

    In order: UTF-8 flag, Unicode Path extra field whose checksum fits, UTF-8 without a flag (macOS), GB18030
    (Windows and Chinese packers), and code page 437, which ZIP prescribes and nobody means.
    """
    if info.flag_bits & _UTF8_FLAG:
        name = info.orig_filename
    else:
        raw = info.orig_filename.encode("cp437", "replace")
        name = _unicode_path(info.extra, raw) or _decode(raw)
    return name.replace("\\", "/")


def _only_escapes(name: str) -> bool:
    return all(not 0xD800 <= ord(c) <= 0xDFFF or 0xDC80 <= ord(c) <= 0xDCFF for c in name)


def _decode(raw: bytes) -> str:
    readings = []
    for encoding in ("utf-8", "gb18030"):
        try:
            readings.append(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    # Two-byte Chinese words can be valid UTF-8 by accident; only real UTF-8 then shows Chinese characters.
    chinese = [reading for reading in readings if _CJK.search(reading)]
    return (chinese or readings or [raw.decode("cp437")])[0]


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    while len(extra) >= 4:
        tag, size = struct.unpack("<HH", extra[:4])
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if tag == _UNICODE_PATH and len(body) > 5 and body[0] == 1:
            if int.from_bytes(body[1:5], "little") != zlib.crc32(raw):
                return None
            return body[5:].decode("utf-8", "replace")
    return None
