"""Page facts that are already known, kept on disk between runs.

The key is the file's content, the page's number, the model files, the settings that change what is seen and the
program's own code, so nothing stale is ever served. Facts hold names and numbers of people, so
every entry is encrypted with a key that only this user can read, and entries that were not used for
``KEEP_DAYS`` are removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import zlib
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from functools import cache as once
from importlib.resources import files
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from pydantic import ValidationError

from scanaudit.facts import PageFacts

KEEP_DAYS = 30
# The rooms that decide what a page's facts are: a change in any of their files makes old entries unfindable.
_ROOMS = ("intake", "capture", "reading", "marks", "kinds", "fields", "rereading")
_MODULES = (
    "boxes.py",
    "facts.py",
    "imprint.py",
    "ink_pattern.py",
    "paper.py",
    "parts.py",
    "pinned.py",
    "pipeline.py",
    "privacy.py",
    "seal_scraps.py",
    "simplified.py",
    "spelling.py",
    "text.py",
    "yamltext.py",
)


@dataclass(frozen=True)
class Entry:
    """The facts of one page and its preview picture (JPEG bytes)."""

    facts: PageFacts
    preview: bytes


@once
def code_version() -> str:
    """A digest of the code and data that make page facts."""
    package = Path(str(files("scanaudit")))
    paths = [package / name for name in _MODULES]
    for room in _ROOMS:
        paths += sorted(
            p for p in (package / room).rglob("*") if p.suffix in {".py", ".yaml", ".onnx", ".npz", ".gz"}
        )
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


class FactsCache:
    """A folder of encrypted entries. Every failure to read or write is a miss, never an error."""

    def __init__(self, folder: Path, version: str) -> None:
        """``version``: whatever besides content decides the facts (models, settings)."""
        self._folder = folder / "facts"
        self._version = f"{code_version()}:{version}"
        self._fernet = Fernet(user_key(folder))

    def get(self, content_hash: str, page: int) -> Entry | None:
        """The entry of one page, or None."""
        try:
            path = self._path(content_hash, str(page))
            stored = json.loads(zlib.decompress(self._fernet.decrypt(path.read_bytes())))
            os.utime(path)
            return Entry(PageFacts.model_validate(stored["facts"]), b64decode(stored["preview"]))
        except (OSError, InvalidToken, ValidationError, ValueError, KeyError, zlib.error):
            return None

    def put(self, content_hash: str, page: int, entry: Entry) -> None:
        """Keep one page's entry."""
        stored = {
            "facts": entry.facts.model_dump(mode="json", context={"lang": "both"}),
            "preview": b64encode(entry.preview).decode(),
        }
        self._write(self._path(content_hash, str(page)), json.dumps(stored).encode())

    def page_count(self, content_hash: str) -> int | None:
        """How many pages the file with this content has, if that is known."""
        try:
            return int(zlib.decompress(self._fernet.decrypt(self._path(content_hash, "count").read_bytes())))
        except (OSError, InvalidToken, ValueError, zlib.error):
            return None

    def put_page_count(self, content_hash: str, pages: int) -> None:
        """Keep a file's number of pages."""
        self._write(self._path(content_hash, "count"), str(pages).encode())

    def prune(self) -> None:
        """Remove entries that were not used for ``KEEP_DAYS`` days."""
        oldest = time.time() - KEEP_DAYS * 86_400
        for path in self._folder.glob("*/*"):
            try:
                if path.stat().st_mtime < oldest:
                    path.unlink()
            except OSError:
                continue

    def _path(self, content_hash: str, part: str) -> Path:
        name = hashlib.sha256(f"{content_hash}:{part}:{self._version}".encode()).hexdigest()
        return self._folder / name[:2] / name[2:]

    def _write(self, path: Path, data: bytes) -> None:
        staging = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            staging.write_bytes(self._fernet.encrypt(zlib.compress(data, 1)))  # pictures hardly shrink
            os.replace(staging, path)
        except OSError:
            with suppress(OSError):
                staging.unlink(missing_ok=True)


def user_key(folder: Path) -> bytes:
    """The user's key in the cache folder, made at first use, readable by nobody else. Where that folder cannot be
    written: a key for this run.
    """
    path = folder / "facts.key"
    fresh = Fernet.generate_key()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _stored_key(path, fresh)
    except OSError:
        return fresh
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(fresh)
    return fresh


def _stored_key(path: Path, fresh: bytes) -> bytes:
    try:
        stored = path.read_bytes()
        Fernet(stored)
    except (OSError, ValueError):
        return fresh
    return stored
