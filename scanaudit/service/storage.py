"""Where the bytes are: a folder or an S3-compatible bucket behind one interface (fsspec).

A stored name is made of generated ids and hashes, ``<submission>/<file>/<what>``; nothing that an uploader typed is
ever part of a path. What is stored under a name never changes.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import fsspec

from scanaudit.errors import UsageError
from scanaudit.text import Text

_OBJECT_STORES = frozenset({"s3", "gs", "az"})


class Store(Protocol):
    """Bytes under names."""

    def put(self, name: str, content: bytes) -> None:
        """Keep ``content``; when this returns it survives a crash."""

    def get(self, name: str) -> bytes:
        """The bytes under ``name``. Raises FileNotFoundError."""

    def remove(self, prefix: str) -> None:
        """Remove everything below ``prefix``; nothing there is no error."""

    def groups(self) -> Iterator[tuple[str, str]]:
        """The first two parts of all names that are in use: submission and file."""


def open_store(url: str) -> Store:
    """The store at an fsspec URL; a plain path is a folder."""
    if "://" not in url or url.startswith("file://"):
        return FolderStore(Path(url.removeprefix("file://")))
    scheme = url.partition("://")[0]
    if scheme in _OBJECT_STORES:
        _register(scheme)
    filesystem, root = fsspec.core.url_to_fs(url)
    return BucketStore(filesystem, root)


def _register(scheme: str) -> None:
    """Let fsspec reach object stores through obstore, which takes its keys from the environment (AWS_…)."""
    try:
        from obstore.fsspec import register
    except ImportError as error:
        raise UsageError(
            Text(
                zh=f"要用 {scheme}:// 存放文件，请先安装：pip install scanaudit[s3]",
                en=f"To store files at {scheme}://, install first: pip install scanaudit[s3]",
            )
        ) from error
    register(scheme)


class FolderStore:
    """A local folder, readable by this user only."""

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, name: str, content: bytes) -> None:
        """Write beside, sync, rename: the whole content or nothing."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        staging = path.with_name(f"part-{secrets.token_hex(8)}")
        descriptor = os.open(staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(staging, path)
        except BaseException:
            staging.unlink(missing_ok=True)
            raise

    def get(self, name: str) -> bytes:
        """The bytes under ``name``."""
        return (self._root / name).read_bytes()

    def remove(self, prefix: str) -> None:
        """Remove the file or the folder ``prefix`` and folders that are empty then."""
        path = self._root / prefix
        if path.is_dir():
            for inner in sorted(path.rglob("*"), reverse=True):
                _unlink(inner)
        _unlink(path)
        parent = path.parent
        if parent != self._root and parent.is_dir() and not any(parent.iterdir()):
            _unlink(parent)

    def groups(self) -> Iterator[tuple[str, str]]:
        """Folders of files, by submission."""
        for submission in sorted(self._root.iterdir()):
            for file in sorted(submission.iterdir()):
                yield submission.name, file.name


class BucketStore:
    """Any fsspec file system whose writes are whole or not at all, as those of object stores are."""

    def __init__(self, filesystem: Any, root: str) -> None:
        self._files, self._root = filesystem, root.rstrip("/")

    def put(self, name: str, content: bytes) -> None:
        """One object."""
        self._files.pipe_file(f"{self._root}/{name}", content)

    def get(self, name: str) -> bytes:
        """The object's bytes."""
        return bytes(self._files.cat_file(f"{self._root}/{name}"))

    def remove(self, prefix: str) -> None:
        """Remove all objects below ``prefix``."""
        where = f"{self._root}/{prefix}"
        if self._files.exists(where):
            self._files.rm(where, recursive=True)

    def groups(self) -> Iterator[tuple[str, str]]:
        """The first two parts of all names."""
        seen: dict[tuple[str, str], None] = {}
        for path in self._files.find(self._root):
            parts = path.removeprefix(self._root).strip("/").split("/")
            if len(parts) > 1:
                seen[(parts[0], parts[1])] = None
        yield from seen


def _unlink(path: Path) -> None:
    try:
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    except OSError:
        return  # another process was quicker, or has just put something there
