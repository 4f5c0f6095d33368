"""Mend an upload: facts of its pages in, a folder of mended copies and the list of changes out."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scanaudit.facts import PageFacts, Problem
from scanaudit.inspection.pool import WorkerPool
from scanaudit.intake.sources import FailedSource, Source, collect
from scanaudit.kinds.documents import Document, group
from scanaudit.remedy import files, pages
from scanaudit.remedy.changes import (
    FILE_NAME,
    Change,
    Changes,
    Left,
    MendedFile,
    PageChange,
    Unmended,
)
from scanaudit.remedy.naming import numbered, title
from scanaudit.remedy.provenance import is_marked
from scanaudit.remedy.wanted import SUFFIX, FileFormat, Wanted, file_format
from scanaudit.report.files import write_atomically, write_bytes
from scanaudit.settings import Settings

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class _Plan:
    """One file to be written: which pages (indices into the upload) and what they are of."""

    indices: tuple[int, ...]
    form: FileFormat
    title: str


def fix(
    paths: Sequence[Path],
    facts: Sequence[PageFacts],
    folder: Path,
    *,
    wanted: Wanted,
    settings: Settings,
    on_progress: Progress | None = None,
) -> Changes:
    """Write mended copies of every page of ``facts`` (of an inspection of ``paths``) into ``folder``.

    Originals are only read. Raises OutputError where the folder cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="scanaudit-") as workdir, WorkerPool(settings) as pool:
        found = collect(paths, settings.limits, Path(workdir))
        sources = {item.file: item for item in found if isinstance(item, Source)}
        run = _Run(facts, sources, wanted, settings, pool)
        made = run.mend(on_progress or (lambda done, total: None))
        failed = [item for item in found if isinstance(item, FailedSource)]
    folder.mkdir(parents=True, exist_ok=True)
    for file, data in made:
        write_bytes(folder / file.name, data)
    changes = Changes(
        files=tuple(file for file, _ in made),
        not_mended=tuple(_unmended(facts, failed, {p.file for f, _ in made for p in f.pages})),
    )
    told = json.dumps(changes.as_data(), ensure_ascii=False, indent=1)
    write_atomically(folder / FILE_NAME, told + "\n")
    return changes


class _Run:
    """The state of one run."""

    def __init__(
        self,
        facts: Sequence[PageFacts],
        sources: dict[str, Source],
        wanted: Wanted,
        settings: Settings,
        pool: WorkerPool,
    ) -> None:
        self._facts, self._sources, self._wanted = facts, sources, wanted
        self._settings, self._pool = settings, pool
        self._done = {file: is_marked(source.path.read_bytes()) for file, source in sources.items()}
        self._counts: dict[str, int] = defaultdict(int)
        for page in facts:
            self._counts[page.file] += page.page is not None

    def mend(self, on_progress: Progress) -> list[tuple[MendedFile, bytes]]:
        """Every planned file with its content, in upload order."""
        plans = self._plans()
        names = numbered([plan.title for plan in plans], [SUFFIX[plan.form] for plan in plans])
        begun = [[self._begin(self._task(index, plan)) for index in plan.indices] for plan in plans]
        made, done, total = [], 0, sum(len(plan.indices) for plan in plans)
        for plan, name, pending in zip(plans, names, begun, strict=True):
            mended = [one.result() for one in pending]
            done += len(mended)
            on_progress(done, total)
            made.append(self._file(plan, name, mended))
        return [one for one in made if one is not None]

    def _plans(self) -> list[_Plan]:
        """A file for each of the upload's, or for each material; pages that were not opened are in none."""
        documents = group(self._facts)
        of_page = {index: document for document in documents for index in document.pages}
        usable = [
            i for i, page in enumerate(self._facts) if page.page is not None and page.file in self._sources
        ]
        groups: dict[object, list[int]] = {}
        for index in usable:
            document = of_page.get(index)
            key = document.id if self._wanted.one_pdf and document else self._facts[index].file
            groups.setdefault(key, []).append(index)
        return [self._plan(tuple(indices), of_page) for indices in groups.values()]

    def _plan(self, indices: tuple[int, ...], of_page: dict[int, Document]) -> _Plan:
        held = {document.id: document for i in indices if (document := of_page.get(i)) is not None}
        first = self._facts[indices[0]]
        only = next(iter(held.values())) if len(held) == 1 else None
        return _Plan(indices, self._form(indices), title(only, self._facts, first.file))

    def _form(self, indices: tuple[int, ...]) -> FileFormat:
        """The format that the file has already if it may stay, else the first that is wanted and can hold it."""
        kinds = {file_format(self._sources[self._facts[i].file].kind) for i in indices}
        own = kinds.pop() if len(kinds) == 1 else None
        several = len(indices) > 1
        allowed = [f for f in self._wanted.formats or ("jpeg", "png", "pdf") if f == "pdf" or not several]
        if self._wanted.one_pdf or not allowed:
            return "pdf"
        return own if own in allowed else allowed[0]

    def _task(self, index: int, plan: _Plan, **changed: object) -> pages.PageTask:
        page = self._facts[index]
        source = self._sources[page.file]
        limit = None if plan.form == "pdf" else self._wanted.max_bytes
        raster = plan.form != "pdf" and limit is not None and source.path.stat().st_size > limit
        task = pages.PageTask(
            source, page, plan.form, self._wanted, max_bytes=limit, raster=raster, done=self._done[page.file]
        )
        return replace(task, **changed)  # type: ignore[arg-type]

    def _begin(self, task: pages.PageTask) -> pages.Mending:
        return self._pool.start(task.source.file, pages.mend, task, self._settings)

    def _file(
        self, plan: _Plan, name: str, mended: Sequence[pages.MendedPage | Problem]
    ) -> tuple[MendedFile, bytes] | None:
        kept = [(i, one) for i, one in zip(plan.indices, mended, strict=True) if not isinstance(one, Problem)]
        if not kept:
            return None
        made = self._assembled(plan, kept)
        limit = self._wanted.max_bytes
        if limit is not None and plan.form == "pdf" and made is not None and len(made.content) > limit:
            kept, made = self._smaller(plan, kept, made)
        if made is None:
            return None
        said = any(left.fault == "too_large" for _, one in kept for left in one.left)
        too_large = limit is not None and len(made.content) > limit and not said
        left = (Left(fault="too_large", values={"kb": len(made.content) // 1024 + 1}),) if too_large else ()
        told = MendedFile(
            name=name,
            bytes=len(made.content),
            identical=made.identical,
            changes=self._file_changes(plan, kept),
            left=left,
            pages=tuple(self._page(i, at, one) for at, (i, one) in enumerate(kept, start=1)),
        )
        return told, made.content

    def _smaller(
        self, plan: _Plan, kept: list[tuple[int, pages.MendedPage]], made: files.Assembled
    ) -> tuple[list[tuple[int, pages.MendedPage]], files.Assembled | None]:
        """The file with every scanned page as a picture that keeps its share of the limit."""
        share = ((self._wanted.max_bytes or 0) - files.PDF_REST) // len(kept) - files.PDF_PAGE
        begun = [self._begin(self._task(i, plan, raster=True, max_bytes=max(share, 1))) for i, _ in kept]
        again = [one.result() for one in begun]
        smaller = [
            (i, old if isinstance(new, Problem) else new) for (i, old), new in zip(kept, again, strict=True)
        ]
        reduced = self._assembled(plan, smaller)
        return (smaller, reduced) if reduced and len(reduced.content) < len(made.content) else (kept, made)

    def _assembled(self, plan: _Plan, kept: Sequence[tuple[int, pages.MendedPage]]) -> files.Assembled | None:
        parts = tuple(
            files.Part(self._sources[self._facts[i].file], self._facts[i].page or 1, one) for i, one in kept
        )
        first = self._facts[kept[0][0]].file
        pending = self._pool.start(first, files.assemble, parts, plan.form, self._counts[first])
        made = pending.result()
        return None if isinstance(made, Problem) else made

    def _file_changes(self, plan: _Plan, kept: Sequence[tuple[int, pages.MendedPage]]) -> tuple[Change, ...]:
        """What happened to the file as a whole."""
        named = {self._facts[i].file for i, _ in kept}
        kinds = {self._sources[file].kind for file in named}
        changes: list[Change] = []
        if kinds != {plan.form}:
            changes.append(Change(act="format", values={"form": plan.form.upper()}))
        if len(named) > 1:
            changes.append(Change(act="joined", values={"count": len(named)}))
        if len(named) == 1 and len(kept) < self._counts[next(iter(named))]:
            changes.append(Change(act="split", values={"count": len(kept)}))
        return tuple(changes)

    def _page(self, index: int, at: int, mended: pages.MendedPage) -> PageChange:
        page = self._facts[index]
        return PageChange(
            file=page.file, page=page.page or 1, mended_page=at, changes=mended.changes, left=mended.left
        )


def _unmended(
    facts: Sequence[PageFacts], failed: Iterable[FailedSource], written: set[str]
) -> Iterable[Unmended]:
    """Files of which nothing was written; the list of an earlier run is no scan."""
    told: dict[str, Problem] = {
        item.file: item.problem for item in failed if Path(item.file).name != FILE_NAME
    }
    for page in facts:
        if page.file not in written and page.problems and Path(page.file).name != FILE_NAME:
            told.setdefault(page.file, page.problems[0])
    return [Unmended(file=file, reason=problem.message) for file, problem in told.items()]
