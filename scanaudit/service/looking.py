"""What happens in a decoding process: a file is opened, a page is looked at, a report is told with its pictures.

Everything that enters and leaves is a plain value. These functions are the port at which tests put others in place.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scanaudit.facts import PageFacts, Problem
from scanaudit.intake.limits import Limits
from scanaudit.intake.sources import Source
from scanaudit.notices.profile import Profile
from scanaudit.settings import Settings


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
class Told:
    """A report as JSON in both languages, its to-do list (``ShownReport``), its HTML and its crops (JPEG)."""

    report: str
    shown: str
    html: str
    crops: tuple[bytes, ...]


@dataclass(frozen=True)
class Looks:
    """The three functions that run in decoding processes."""

    open: Callable[[Path, str, Limits], OpenedFile]
    read: Callable[[Source, int, Settings], Looked]
    tell: Callable[[str, Profile, tuple[PageFacts, ...], Mapping[tuple[str, int], bytes]], Told]


def open_file(path: Path, name: str, limits: Limits) -> OpenedFile:
    """What ``path`` holds; an archive is unpacked beside it. ``name`` is told in its place."""
    from scanaudit.intake.sources import FailedSource, collect
    from scanaudit.worker import count

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
    from scanaudit.report.pictures import picture
    from scanaudit.worker import read

    entry = read(source, page, settings)
    if not entry.preview or entry.facts.classification is not None:
        return Looked(entry.facts, b"", b"")
    made = picture(entry.preview, entry.facts, 1)
    return Looked(entry.facts, _bytes(made.large), _bytes(made.thumb))


def tell_report(
    notice: str,
    profile: Profile,
    pages: tuple[PageFacts, ...],
    pictures: Mapping[tuple[str, int], bytes],
) -> Told:
    """Audit the pages and make everything that is shown of the answer."""
    from scanaudit.audit import audit
    from scanaudit.kinds import refine
    from scanaudit.notices import get
    from scanaudit.report import html
    from scanaudit.report.todo import counted, sentence
    from scanaudit.report.view import TaskView, view
    from scanaudit.service.shown import ShownPlace, ShownReport, ShownTask, both, task_key

    def preview(file: str, page: int) -> bytes | None:
        return pictures.get((file, page))

    report = audit(get(notice), profile, tuple(refine(pages)))
    shown = view(report, preview)
    crops: list[bytes] = []

    def place(at: TaskView) -> tuple[ShownPlace, ...]:
        places = []
        for one in (*at.shown, *at.more):
            number = None
            if one.crop is not None:
                number = len(crops)
                crops.append(_bytes(one.crop.uri))
            box = one.crop.box if one.crop else None
            places.append(ShownPlace(file=one.place.file, page=one.place.page, crop=number, box=box))
        return tuple(places)

    tasks = tuple(
        ShownTask(
            key=task_key(at.task.code, at.task.message, tuple(r.id for r in at.task.requirements)),
            number=at.number,
            urgency=at.task.urgency,
            code=at.task.code,
            message=at.task.message,
            advice=at.task.advice,
            requirements=tuple((r.id, r.title) for r in at.task.requirements),
            clause=at.task.clause,
            places=place(at),
        )
        for at in shown.tasks
    )
    counts = counted(tuple(at.task for at in shown.tasks))
    said = ShownReport(sentence=sentence(shown.report, counts), counts=dict(counts), tasks=tasks)
    return Told(both(shown.report), both(said), html.render(report, preview=preview), tuple(crops))


def _bytes(uri: str) -> bytes:
    """What a data URI holds."""
    return base64.b64decode(uri.partition(",")[2])


REAL = Looks(open_file, read_page, tell_report)
