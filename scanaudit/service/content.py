"""A file's bytes: received in parts, each encrypted and durable before it is acknowledged, and given back whole."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from starlette.concurrency import run_in_threadpool

from scanaudit.intake.problems import said_bytes
from scanaudit.service.crypto import seal, unseal
from scanaudit.service.problems import refused
from scanaudit.service.storage import Store

# Bytes of one part: what one upload holds in memory. Most scans are one part (a page at 300 dpi has 1-2 MB).
PART = 4 * 1024 * 1024
# A file system in memory: what is decrypted for a decoder does not touch a disk where there is one.
_IN_MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class StoredPart:
    """``size`` bytes from ``start``, stored under their hash."""

    start: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Received:
    """What arrived in one request; ``sha256`` is of these bytes alone."""

    parts: tuple[StoredPart, ...]
    size: int
    sha256: str


class Piece(Protocol):
    """What is needed of a part to get its bytes back."""

    @property
    def start(self) -> int:
        """Where in the file it begins."""

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""


async def receive(
    stream: AsyncIterator[bytes], store: Store, key: bytes, prefix: str, *, limit: int, start: int = 0
) -> Received:
    """Store a request's body in parts below ``prefix``. Raises Refused above ``limit`` bytes (from ``start``)."""
    buffer, parts, at, whole = bytearray(), [], start, hashlib.sha256()
    async for chunk in stream:
        whole.update(chunk)
        buffer += chunk
        if at + len(buffer) > limit:
            raise refused("too_large", limit=said_bytes(limit))
        while len(buffer) >= PART:
            parts.append(await run_in_threadpool(_keep, store, key, prefix, at, bytes(buffer[:PART])))
            del buffer[:PART]
            at += PART
    if buffer:
        parts.append(await run_in_threadpool(_keep, store, key, prefix, at, bytes(buffer)))
        at += len(buffer)
    return Received(tuple(parts), at - start, whole.hexdigest())


def keep(store: Store, key: bytes, prefix: str, path: Path) -> Received:
    """Store a file that lies on this machine, as ``receive`` does."""
    parts, at, whole = [], 0, hashlib.sha256()
    with path.open("rb") as stream:
        while content := stream.read(PART):
            whole.update(content)
            parts.append(_keep(store, key, prefix, at, content))
            at += len(content)
    return Received(tuple(parts), at, whole.hexdigest())


def _keep(store: Store, key: bytes, prefix: str, start: int, content: bytes) -> StoredPart:
    part = StoredPart(start, len(content), hashlib.sha256(content).hexdigest())
    place = _place(prefix, part)
    store.put(place, seal(key, content, place))
    return part


def pieces(store: Store, key: bytes, prefix: str, parts: Sequence[Piece]) -> Iterator[bytes]:
    """The bytes of a file, part by part. Raises FileNotFoundError, and InvalidTag where they were altered."""
    for part in sorted(parts, key=lambda one: one.start):
        place = _place(prefix, part)
        yield unseal(key, store.get(place), place)


def hash_of(store: Store, key: bytes, prefix: str, parts: Sequence[Piece]) -> str:
    """SHA-256 of the whole file."""
    whole = hashlib.sha256()
    for piece in pieces(store, key, prefix, parts):
        whole.update(piece)
    return whole.hexdigest()


def _place(prefix: str, part: Piece) -> str:
    return f"{prefix}/{part.start}-{part.sha256}"


@contextmanager
def opened(store: Store, key: bytes, prefix: str, parts: Sequence[Piece]) -> Iterator[Path]:
    """A folder of its own in which the file lies in the clear as ``source``, for as long as it is looked at."""
    with workdir() as folder:
        path = folder / "source"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            for piece in pieces(store, key, prefix, parts):
                stream.write(piece)
        yield path


@contextmanager
def workdir() -> Iterator[Path]:
    """A folder for one look, in memory where the system has such a place; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=scratch(), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def scratch() -> Path | None:
    """Where such folders are made; None: the system's folder for temporary files."""
    return _IN_MEMORY if _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK) else None


# The process's number is in the name, so that what a killed worker left can be told from what is in use.
PREFIX = f"scanaudit-{os.getpid()}-"


def sweep_scratch() -> int:
    """Remove the folders of processes that are no more; how many there were."""
    import shutil

    root = scratch() or Path(tempfile.gettempdir())
    swept = 0
    for folder in root.glob("scanaudit-*-*"):
        number = folder.name.split("-")[1]
        if number.isdecimal() and not _alive(int(number)) and folder.stat().st_uid == os.getuid():
            shutil.rmtree(folder, ignore_errors=True)
            swept += 1
    return swept


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
