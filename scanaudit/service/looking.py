"""What happens in a decoding process: a file is opened, a page is looked at, a report is told with its pictures.

Everything that enters and leaves is a plain value. These functions are the port at which tests put others in place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scanaudit.facts import PageFacts, Problem
from scanaudit.intake.limits import Limits
from scanaudit.intake.sources import Source
from scanaudit.remedy.wanted import Wanted
from scanaudit.service.telling import Told, Upload, tell_report
from scanaudit.settings import Settings

if TYPE_CHECKING:
    from scanaudit.remedy.single import PageCopy


@dataclass(frozen=True)
class OpenedItem:
    """A file, or one inside an archive. ``source`` is None where ``problem`` says why it cannot be opened."""

    name: str
    source: Source | None
    pages: int
    problem: Problem | None


@dataclass(frozen=True)
class OpenedFile:
    """What a file is: itself, or an archive of many."""

    archive: bool
    items: tuple[OpenedItem, ...]


@dataclass(frozen=True)
class Looked:
    """A page's facts and its re-encoded pictures (JPEG, ID numbers covered); no pictures of a classified page."""

    facts: PageFacts
    large: bytes
    thumb: bytes


@dataclass(frozen=True)
class Looks:
    """The functions that run in decoding processes."""

    open: Callable[[Path, str, Limits], OpenedFile]
    read: Callable[[Source, int, Settings], Looked]
    tell: Callable[[Upload], Told]
    mend: Callable[[Source, PageFacts, Wanted, Settings], PageCopy | Problem]


def open_file(path: Path, name: str, limits: Limits) -> OpenedFile:
    """What ``path`` holds; an archive is unpacked beside it. ``name`` is told in its place."""
    from scanaudit.inspection.worker import count
    from scanaudit.intake.sources import FailedSource, collect

    unpacked = path.with_name("unpacked")
    unpacked.mkdir(exist_ok=True)
    items = []
    archive = False
    for found in collect([path], limits, unpacked):
        archive = archive or found.file != path.name
        called = name + found.file.removeprefix(path.name)
        if isinstance(found, FailedSource):
            items.append(OpenedItem(called, None, 0, _renamed(found.problem, found.file, called)))
            continue
        answer = count(found, limits)
        if isinstance(answer, Problem):
            items.append(OpenedItem(called, None, 0, _renamed(answer, found.file, called)))
        else:
            items.append(OpenedItem(called, found, answer, None))
    return OpenedFile(archive, tuple(items))


def _renamed(problem: Problem, path_name: str, name: str) -> Problem:
    """The same problem, told of the file as it was called when it was uploaded."""
    said = problem.message
    changed = {lang: getattr(said, lang).replace(path_name, name, 1) for lang in ("zh", "en")}
    return problem.model_copy(update={"message": said.model_copy(update=changed)})


def read_page(source: Source, page: int, settings: Settings) -> Looked:
    """One page's facts and pictures."""
    from scanaudit.inspection.worker import read
    from scanaudit.report.pictures import content_of, picture

    entry = read(source, page, settings)
    if not entry.preview or entry.facts.classification is not None:
        return Looked(entry.facts, b"", b"")
    made = picture(entry.preview, entry.facts, 1)
    return Looked(entry.facts, content_of(made.large), content_of(made.thumb))


def mend_page(source: Source, facts: PageFacts, wanted: Wanted, settings: Settings) -> PageCopy | Problem:
    """The mended copy of one page."""
    from scanaudit.remedy.single import copy_page

    return copy_page(source, facts, wanted, settings)


REAL = Looks(open_file, read_page, tell_report, mend_page)
