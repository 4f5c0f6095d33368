"""ZIP archives, opened and unpacked under limits, never under a name that an archive chose."""

from __future__ import annotations

import errno
import lzma
import os
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from scanaudit.intake.limits import Limits
from scanaudit.intake.names import entry_name
from scanaudit.intake.problems import failure, said_bytes

UNZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    IndexError,
    KeyError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)
"""What Python's zipfile raises on hostile archives."""

_CHUNK: Final = 1 << 20
_MAX_DIRECTORY_BYTES: Final = 16 << 20
"""zipfile holds the directory in memory; 2000 entries with names of 260 bytes need 0.6 MiB."""
_END: Final = b"PK\x05\x06"
_END_SEARCH: Final = 22 + 0xFFFF


def open_zip(path: Path) -> zipfile.ZipFile:
    """The archive at ``path``. Raises one of ``UNZIP_ERRORS``, ValueError for a directory above 16 MiB."""
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - _END_SEARCH))
        tail = file.read()
    at = tail.rfind(_END)
    if at >= 0 and len(tail) >= at + 16:
        (size,) = struct.unpack("<I", tail[at + 12 : at + 16])
        # 0xFFFFFFFF refers to a ZIP64 record, which archives below 4 GiB do not need.
        if size > _MAX_DIRECTORY_BYTES:
            raise ValueError("the archive's directory is too long")
    return zipfile.ZipFile(path)


def is_unsafe(info: zipfile.ZipInfo) -> bool:
    """Whether the entry would leave the archive's folder, or is a link or a device."""
    name = entry_name(info)
    parts = name.split("/")
    mode = info.external_attr >> 16
    special = stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR)
    return special or name.startswith("/") or ".." in parts or "\0" in name or parts[0][1:2] == ":"


class Unpacker:
    """Unpacks the archives of one upload to ``workdir``, under one budget of bytes for all of them."""

    def __init__(self, limits: Limits, workdir: Path) -> None:
        self._limits = limits
        self._workdir = workdir
        self._bytes_left = limits.max_archive_bytes

    def unpack(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str) -> Path:
        """Unpack one entry into a new file with a generated name and return its path.

        ``file`` is the entry's display name. Sizes are counted while unpacking: what the archive claims is
        not believed. Raises IntakeProblem; nothing is left behind then.
        """
        if info.flag_bits & 0x1:
            raise failure("entry_password", file)
        target: Path | None = None
        try:
            handle, path = tempfile.mkstemp(prefix="source-", dir=self._workdir)
            target = Path(path)
            with os.fdopen(handle, "wb") as out, archive.open(info) as packed:
                for chunk in self._chunks(packed, info.compress_size, file):
                    out.write(chunk)
        except BaseException as error:
            if target is not None:
                target.unlink(missing_ok=True)
            if isinstance(error, UNZIP_ERRORS):
                raise failure(_unzip_problem(error), file) from error
            raise
        return target

    def _chunks(self, packed: IO[bytes], packed_bytes: int, file: str) -> Iterator[bytes]:
        """The entry's bytes, piece by piece, until a limit is met."""
        limits, written = self._limits, 0
        ratio_limit = max(limits.archive_ratio_floor, limits.max_archive_ratio * max(packed_bytes, 1))
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            self._bytes_left -= len(chunk)
            if self._bytes_left < 0:
                raise failure("archive_bomb", file, limit=said_bytes(limits.max_archive_bytes))
            if written > limits.max_file_bytes:
                raise failure("archive_bomb", file, limit=said_bytes(limits.max_file_bytes))
            if written > ratio_limit:
                raise failure("archive_bomb", file, limit=f"{limits.max_archive_ratio:.0f}:1")
            yield chunk


def _unzip_problem(error: BaseException) -> str:
    if isinstance(error, NotImplementedError):
        return "entry_method"
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return "disk_full" if full else "entry_damaged"
