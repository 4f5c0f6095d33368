"""From the paths that were given to the files that hold pages, in the order of the upload."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import ZipFile, ZipInfo

from scanaudit.facts import Problem
from scanaudit.intake.limits import Limits
from scanaudit.intake.names import entry_name, is_junk, is_own, natural_key, shown, shown_path
from scanaudit.intake.problems import IntakeProblem, failure, problem, said_bytes
from scanaudit.intake.reasons import reason
from scanaudit.intake.sniff import PAGE_KINDS, Kind, sniff
from scanaudit.intake.zips import UNZIP_ERRORS, Unpacker, is_unsafe, open_zip

_REFUSED: Final[dict[Kind, str]] = {
    "empty": "empty",
    "ofd": "ofd_document",
    "docx": "office_document",
    "office": "office_document",
    "archive": "other_archive",
}
"""The problem of each kind that holds no pages; any other is "unsupported"."""


@dataclass(frozen=True)
class Source:
    """One file that holds pages.

    ``file``: display name, relative to the given path ("dir/a.pdf", "scans.zip/身份证.jpg"), unique in the
    upload. ``path``: where its bytes are. ``container``: display name of the archive it came from.
    ``kind``: one of ``PAGE_KINDS``, by content. ``content_hash``: SHA-256 of its bytes, hexadecimal.
    """

    file: str
    path: Path
    container: str | None
    kind: Kind
    content_hash: str


@dataclass(frozen=True)
class FailedSource:
    """One file, folder or archive entry that holds no pages that can be looked at, and why."""

    file: str
    container: str | None
    problem: Problem


Found = Source | FailedSource


def collect(paths: Sequence[Path], limits: Limits, workdir: Path) -> list[Found]:
    """All files below ``paths``, in the order given, each folder and archive in natural order.

    Archives are unpacked to ``workdir`` (which must exist, belongs to the caller and must outlive the
    sources) under generated names. Nothing about a file raises: what is wrong becomes a ``FailedSource``.
    A file reached twice by the same path counts once.
    """
    found: list[Found] = []
    taken: set[str] = set()
    for item in _Walk(limits, workdir).roots(paths):
        if len(found) == limits.max_files:
            name = item.file.split("/")[0]
            found.append(FailedSource(name, None, problem("too_many_files", name, limit=limits.max_files)))
            break
        found.append(replace(item, file=_unique(item.file, taken)))
    return found


def _unique(file: str, taken: set[str]) -> str:
    """``file``, or "name (2).ext" where that display name is taken."""
    folder, slash, name = file.rpartition("/")
    stem, dot, suffix = name.rpartition(".") if "." in name[1:] else (name, "", "")
    candidate, number = file, 2
    while candidate in taken:
        candidate = f"{folder}{slash}{stem} ({number}){dot}{suffix}"
        number += 1
    taken.add(candidate)
    return candidate


def _is_result(path: Path) -> bool:
    """Whether this is the folder of an earlier check, which lies beside the ZIP that was checked."""
    return path.name.endswith("-scanaudit") and (path / "report.json").is_file()


def _is_passed_over(entry: str) -> bool:
    *folders, name = entry.split("/")
    return is_own(name) or any(map(is_junk, (*folders, name)))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Walk:
    """One pass over an upload; knows which real paths it has seen and how much may still be unpacked."""

    def __init__(self, limits: Limits, workdir: Path) -> None:
        self._limits = limits
        self._seen: set[Path] = set()
        self._unpacker = Unpacker(limits, workdir)

    def roots(self, paths: Sequence[Path]) -> Iterator[Found]:
        for path in paths:
            name = shown(path.name or path.absolute().resolve().name) or "/"
            yield from self._guarded(path, name, follow=True)

    def _guarded(self, path: Path, file: str, follow: bool) -> Iterator[Found]:
        """What ``path`` holds; whatever the file system or the content refuses becomes a problem."""
        try:
            yield from self._path(path, file, follow)
        except IntakeProblem as error:
            yield FailedSource(file, None, error.problem)
        except FileNotFoundError:
            yield FailedSource(file, None, problem("missing", file))
        except (OSError, RuntimeError, ValueError) as error:
            yield FailedSource(file, None, problem("unreadable", file, reason=reason(error)))

    def _path(self, path: Path, file: str, follow: bool) -> Iterator[Found]:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            if path.is_symlink() and not follow:
                raise failure("linked_folder", file)
            for entry in sorted(path.iterdir(), key=lambda entry: natural_key(entry.name)):
                if not (_is_passed_over(entry.name) or _is_result(entry)):
                    yield from self._guarded(entry, f"{file}/{shown(entry.name)}", follow=False)
            return
        if not stat.S_ISREG(mode):
            raise failure("not_a_file", file)
        real = path.resolve()
        if real not in self._seen:
            self._seen.add(real)
            yield from self._file(path, file, None, depth=0)

    def _file(self, path: Path, file: str, container: str | None, depth: int) -> Iterator[Found]:
        size = path.stat().st_size
        if size > self._limits.max_file_bytes:
            limit = said_bytes(self._limits.max_file_bytes)
            raise failure("file_too_large", file, size=said_bytes(size), limit=limit)
        kind = sniff(path)
        if kind == "zip":
            yield from self._archive(path, file, container, depth + 1)
        elif kind in PAGE_KINDS:
            yield Source(file, path, container, kind, _hash(path))
        else:
            raise failure(_REFUSED.get(kind, "unsupported"), file)

    def _archive(self, path: Path, file: str, container: str | None, depth: int) -> Iterator[Found]:
        if depth > self._limits.max_archive_depth:
            raise failure("archive_too_deep", file, limit=self._limits.max_archive_depth)
        try:
            archive = open_zip(path)
        except UNZIP_ERRORS as error:
            raise failure("archive_damaged", file) from error
        with archive:
            if len(archive.filelist) > self._limits.max_archive_entries:
                raise failure("archive_too_many", file, limit=self._limits.max_archive_entries)
            named = [(entry_name(info), info) for info in archive.filelist if not info.is_dir()]
            wanted = [item for item in named if not _is_passed_over(item[0])]
            if not wanted:
                raise failure("archive_empty", file)
            for name, info in sorted(wanted, key=lambda item: _path_key(item[0])):
                yield from self._entry(archive, info, name, file, depth)

    def _entry(
        self, archive: ZipFile, info: ZipInfo, name: str, archive_file: str, depth: int
    ) -> Iterator[Found]:
        file = f"{archive_file}/{shown_path(PurePosixPath(name.lstrip('/'))) or '?'}"
        try:
            if is_unsafe(info):
                raise failure("entry_unsafe", file)
            path = self._unpacker.unpack(archive, info, file)
            kept = False
            try:
                for item in self._file(path, file, archive_file, depth):
                    kept = kept or (isinstance(item, Source) and item.path == path)
                    yield item
            finally:
                if not kept:
                    path.unlink(missing_ok=True)
        except IntakeProblem as error:
            yield FailedSource(file, archive_file, error.problem)


def _path_key(name: str) -> tuple[object, ...]:
    return tuple(natural_key(part) for part in name.split("/"))
