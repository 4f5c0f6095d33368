"""What the HTML template shows, made ready: tasks with their pictures, pages with their boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from scanaudit.facts import Box, Fields, PageFacts, Seal, Signature
from scanaudit.report.kind_titles import kind_title
from scanaudit.report.masking import masked
from scanaudit.report.phrases import Urgency, phrases
from scanaudit.report.pictures import Crop, PagePicture, picture
from scanaudit.report.todo import Place, Task, asking, pages_of, todo
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport, PageRef, RequirementResult

Preview = Callable[[str, int], bytes | None]
# A task that concerns many pages shows this many pictures and links the rest.
_PICTURES_PER_TASK = 3
# The drawing's coordinate system: a page's shorter side, so that labels are equally large on all pages.
CANVAS = 1000


@dataclass(frozen=True)
class Shape:
    """A box drawn on a page, in canvas units; ``look`` is its CSS class."""

    look: str
    x: float
    y: float
    width: float
    height: float
    label: Text


@dataclass(frozen=True)
class MendedCopy:
    """A mended copy of a page: where it lies beside the report, what was done, and what no mending can undo.

    ``path``: as a person reads it, with the ``page`` of a file of several; ``acts``: what was done, for programs.
    """

    href: str
    done: tuple[Text, ...]
    left: tuple[Text, ...]
    path: str = ""
    page: int | None = None
    acts: tuple[str, ...] = ()


# Mended copies by file and page of the upload.
Copies = Mapping[tuple[str, int | None], MendedCopy]


@dataclass(frozen=True)
class PageView:
    """One page (or unopened file) of the upload, as shown."""

    id: str
    facts: PageFacts
    width: float
    height: float
    thumb: str | None
    large: str | None
    shapes: tuple[Shape, ...]
    tasks: tuple[tuple[int, Task], ...]
    fields: tuple[tuple[Text, str], ...]
    used: bool
    mended: MendedCopy | None = None


@dataclass(frozen=True)
class PlaceView:
    """A place of a task: its page's id (None when the page is not in the upload) and a picture of it."""

    place: Place
    page_id: str | None
    crop: Crop | None
    thumb: str | None


@dataclass(frozen=True)
class TaskView:
    """A task and its number; ``shown`` places have pictures, ``more`` are links only."""

    number: int
    task: Task
    shown: tuple[PlaceView, ...]
    more: tuple[PlaceView, ...]


@dataclass(frozen=True)
class ReportView:
    """Everything the template needs."""

    report: AuditReport
    tasks: tuple[TaskView, ...]
    pages: tuple[PageView, ...]
    page_ids: dict[tuple[str, int | None], str]

    def asks(self, urgency: Urgency) -> bool:
        """Whether how to answer is told after the tasks of an urgency."""
        return asking(tuple(view.task for view in self.tasks)) == urgency

    def pages_of(self, requirement: RequirementResult) -> dict[str, list[tuple[PageRef, str | None]]]:
        """The requirement's pages by file (without any, those of its findings), each with its id in the document."""
        files: dict[str, list[tuple[PageRef, str | None]]] = {}
        for ref in pages_of(requirement, self.report):
            files.setdefault(ref.file, []).append((ref, self.page_ids.get((ref.file, ref.page))))
        return files


def view(
    report: AuditReport, preview: Preview, *, show_ids: bool = False, copies: Copies | None = None
) -> ReportView:
    """``report`` ready to be shown; pictures are asked of ``preview``, and ``copies`` looked up, by the upload's own
    file names.
    """
    told = report if show_ids else masked(report)
    tasks = tuple(enumerate(todo(told), start=1))
    ids = {(page.file, page.page): f"p{at}" for at, page in enumerate(told.pages, start=1)}
    unused = {(ref.file, ref.page) for ref in told.unused_pages}
    pages: list[PageView] = []
    crops: dict[Place, Crop] = {}
    thumbs: dict[tuple[str, int | None], str] = {}
    for original, page in zip(report.pages, told.pages, strict=True):
        key = (page.file, page.page)
        made = _picture(original, preview, len(report.pages), show_ids=show_ids)
        here = tuple((number, task) for number, task in tasks if _concerns(task, page))
        if made is not None:
            thumbs[key] = made.thumb
            crops |= {place: made.crop(place.bbox) for place in _wanted(here, page) if place.bbox is not None}
        shown = _page(ids[key], page, made, here, used=key not in unused)
        pages.append(replace(shown, mended=(copies or {}).get((original.file, original.page))))
    views = tuple(_task(number, task, ids, crops, thumbs) for number, task in tasks)
    return ReportView(told, views, tuple(pages), ids)


def _picture(page: PageFacts, preview: Preview, count: int, *, show_ids: bool) -> PagePicture | None:
    content = preview(page.file, page.page) if page.page is not None else None
    return picture(content, page, count, show_ids=show_ids) if content is not None else None


def _concerns(task: Task, page: PageFacts) -> bool:
    return any(place.file == page.file and place.page in (page.page, None) for place in task.places)


def _wanted(tasks: tuple[tuple[int, Task], ...], page: PageFacts) -> Iterator[Place]:
    """The places on this page that a task shows with a picture of its own."""
    for _, task in tasks:
        for place in task.places[:_PICTURES_PER_TASK]:
            if (place.file, place.page) == (page.file, page.page):
                yield place


def _task(
    number: int,
    task: Task,
    ids: dict[tuple[str, int | None], str],
    crops: dict[Place, Crop],
    thumbs: dict[tuple[str, int | None], str],
) -> TaskView:
    places = tuple(
        PlaceView(place, ids.get(key), crops.get(place), thumbs.get(key))
        for place in task.places
        for key in [(place.file, place.page)]
    )
    return TaskView(number, task, places[:_PICTURES_PER_TASK], places[_PICTURES_PER_TASK:])


def _page(
    id_: str,
    page: PageFacts,
    made: PagePicture | None,
    tasks: tuple[tuple[int, Task], ...],
    *,
    used: bool,
) -> PageView:
    size = made.size if made is not None else (page.width or 210, page.height or 297)
    unit = CANVAS / min(size)
    canvas = (round(unit * size[0], 1), round(unit * size[1], 1))
    return PageView(
        id=id_,
        facts=page,
        width=canvas[0],
        height=canvas[1],
        thumb=made.thumb if made else None,
        large=made.large if made else None,
        shapes=tuple(_shapes(page, tasks, canvas)),
        tasks=tasks,
        fields=tuple(_values(page)),
        used=used,
    )


def _values(page: PageFacts) -> Iterator[tuple[Text, str]]:
    """The values on the page, of a picture of several documents those of each under its name."""
    sources: list[tuple[Text | None, Fields]] = [(kind_title(p.kind), p.fields) for p in page.parts]
    for title, fields in sources or [(None, page.fields)]:
        for name, words in phrases().field.items():
            if value := getattr(fields, name):
                label = (
                    words
                    if title is None
                    else Text(zh=f"{title.zh}：{words.zh}", en=f"{title.en}: {words.en}")
                )
                yield label, str(value)


def _shapes(
    page: PageFacts, tasks: tuple[tuple[int, Task], ...], canvas: tuple[float, float]
) -> Iterator[Shape]:
    ui = phrases().ui
    for part in page.parts:
        yield _shape("part", part.bbox, canvas, kind_title(part.kind))
    for seal in page.seals:
        yield _shape("seal", seal.bbox, canvas, seal_label(seal))
    for signature in page.signatures:
        yield _shape("signature", signature.bbox, canvas, signature_label(signature))
    for portrait in page.portraits:
        yield _shape("portrait", portrait.bbox, canvas, ui["portrait"])
    for number, task in tasks:
        for place in task.places:
            if place.bbox is not None and (place.file, place.page) == (page.file, page.page):
                label = Text(zh=f"{number} {task.message.zh}", en=f"{number} {task.message.en}")
                yield _shape(task.urgency, place.bbox, canvas, label)


def _shape(look: str, box: Box, canvas: tuple[float, float], label: Text) -> Shape:
    x0, y0, x1, y1 = (min(1.0, max(0.0, edge)) for edge in box)
    width, height = canvas
    size = (round(width * (x1 - x0), 1), round(height * (y1 - y0), 1))
    return Shape(look, round(width * x0, 1), round(height * y0, 1), *size, label)


def seal_label(seal: Seal) -> Text:
    """What a seal's box says: its text when it could be read."""
    ui = phrases().ui
    if seal.text:
        return ui["seal_named"].fill(text=seal.text)
    return ui["seal_copied"] if seal.photocopied else ui["legend_seal"]


def signature_label(signature: Signature) -> Text:
    """What a signature's box says: the printed label it stands beside when there is one."""
    ui = phrases().ui
    return ui["signature_named"].fill(label=signature.label) if signature.label else ui["legend_signature"]
