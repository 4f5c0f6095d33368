"""Where uploads lie: folders and files of this machine, or of any store that fsspec knows (S3 through obstore)."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import urlsplit

from scanaudit.errors import UsageError
from scanaudit.intake.limits import Limits
from scanaudit.intake.names import is_junk
from scanaudit.intake.sources import Found, collect
from scanaudit.text import Text

_S3: Final = frozenset({"s3", "s3a"})
# What changes when a file does, as the stores call it: local files have a time to the nanosecond.
_MARKS: Final = ("mtime", "LastModified", "last_modified", "ETag", "etag", "e_tag", "created")


def is_remote(place: str) -> bool:
    """Whether ``place`` is the URL of a store rather than a path."""
    return "://" in place and not place.startswith("file://")


def inside(place: str) -> list[str]:
    """The folders and files directly in ``place``, in no order. Raises UsageError where it cannot be listed."""
    if not is_remote(place):
        return [str(path) for path in local(place).iterdir()]
    scheme = place.split("://", maxsplit=1)[0]
    with _store(place) as (system, path):
        names = system.ls(path, detail=False)
    return [f"{scheme}://{name.lstrip('/')}" for name in names if name.rstrip("/") != path.rstrip("/")]


def is_folder(place: str) -> bool:
    """Whether ``place`` holds files rather than being one."""
    if not is_remote(place):
        return local(place).is_dir()
    with _store(place) as (system, path):
        if urlsplit(place).scheme not in _S3 or "/" in path.strip("/"):
            return bool(system.isdir(path))
        with suppress(FileNotFoundError):  # a bucket: the store knows no folder of that name
            return bool(system.ls(path))
    return False


def local(place: str) -> Path:
    """The path of a place on this machine."""
    return Path(place.removeprefix("file://"))


def signature(places: tuple[str, ...]) -> str:
    """A digest of the names, sizes and times of the files in ``places``: it changes when one of them does."""
    digest = hashlib.sha256()
    for place in places:
        for told in sorted(_state(place)):
            digest.update(repr(told).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


@contextmanager
def opened(places: tuple[str, ...], limits: Limits) -> Iterator[list[Found]]:
    """The files of ``places`` as intake finds them; files of a store are fetched first, and gone afterwards."""
    with TemporaryDirectory(prefix="scanaudit-") as folder:
        work, fetched = Path(folder, "unpacked"), Path(folder, "fetched")
        work.mkdir()
        paths = [
            _fetched(place, fetched / str(number)) if is_remote(place) else local(place)
            for number, place in enumerate(places)
        ]
        yield collect(paths, limits, work)


@contextmanager
def at_hand(place: str) -> Iterator[Path]:
    """The path of one file; a file of a store is fetched first, and gone afterwards."""
    if not is_remote(place):
        yield local(place)
        return
    with TemporaryDirectory(prefix="scanaudit-") as folder:
        yield _fetched(place, Path(folder, posixpath.basename(posixpath.dirname(place))))


def _state(place: str) -> Iterator[tuple[object, ...]]:
    if is_remote(place):
        with _store(place) as (system, path):
            files = system.find(path, detail=True)
        for name, info in files.items():
            yield name, info.get("size"), *(str(info[mark]) for mark in _MARKS if mark in info)
        return
    yield from _local_state(local(place))


def _local_state(path: Path) -> Iterator[tuple[object, ...]]:
    try:
        told = path.lstat()
        if not path.is_dir() or path.is_symlink():
            told = path.stat()
            yield str(path), told.st_size, told.st_mtime_ns, told.st_ctime_ns
            return
        entries = sorted(path.iterdir())
    except OSError as error:
        yield str(path), type(error).__name__, 0
        return
    yield str(path), -1, 0
    for entry in entries:
        if not is_junk(entry.name):
            yield from _local_state(entry)


def _fetched(place: str, folder: Path) -> Path:
    """A copy of a store's folder or file under its own name; there is none where the store has none."""
    with _store(place) as (system, path):
        target = folder / posixpath.basename(path.rstrip("/"))
        folder.mkdir(parents=True)
        if not system.isdir(path):
            with suppress(FileNotFoundError):
                system.get_file(path, str(target))
            return target
        target.mkdir()
        root = path.rstrip("/") + "/"
        for name in system.find(path):
            own = target / name[name.find(root) + len(root) :]
            if not own.resolve().is_relative_to(target.resolve()):
                continue  # a name that would leave the folder belongs to no upload
            own.parent.mkdir(parents=True, exist_ok=True)
            system.get_file(name, str(own))
    return target


@contextmanager
def _store(place: str) -> Iterator[tuple[Any, str]]:
    """The fsspec file system behind ``place`` and the path in it.

    Raises UsageError for a store that is not known, that is away, or that refuses.
    """
    system, path = _opened(place)
    try:
        yield system, path
    except FileNotFoundError:
        raise
    except Exception as error:  # every store has its own
        raise UsageError(
            Text(
                zh=f"读不了 {place}（{type(error).__name__}）。请检查桶名和路径、网络和访问密钥"
                "（S3：AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_REGION，自建的再加 AWS_ENDPOINT_URL）。",
                en=f"{place} cannot be read ({type(error).__name__}). Check the bucket and the path, the network and "
                "the keys (S3: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION; for a server of your own "
                "AWS_ENDPOINT_URL).",
            )
        ) from error


def _opened(place: str) -> tuple[Any, str]:
    scheme = urlsplit(place).scheme
    try:
        if scheme in _S3:
            from obstore.fsspec import register

            register("s3")
        from fsspec.core import url_to_fs

        system, path = url_to_fs(place.replace("s3a://", "s3://", 1))
    except (ImportError, ValueError) as error:
        raise UsageError(
            Text(
                zh=f"不认识 {scheme}:// 这种地址，或缺少读它的组件。S3 需要：pip install 'scanaudit[s3]'。",
                en=f"{scheme}:// is not a known store, or what reads it is not installed. "
                "For S3: pip install 'scanaudit[s3]'.",
            )
        ) from error
    return system, str(path)
