"""``scanaudit fix``: mended copies of scans, and the list of what was done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from scanaudit.cli.options import Debug, LangOption, Paths, Workers, spoken

if TYPE_CHECKING:
    from rich.console import Console

    from scanaudit.facts import PageFacts
    from scanaudit.notices.model import Notice
    from scanaudit.remedy import Changes, Wanted
    from scanaudit.remedy.changes import MendedFile
    from scanaudit.report.view import Copies, MendedCopy
    from scanaudit.settings import Settings
    from scanaudit.text import Lang

# Something is left that only a new scan can mend.
LEFT_OVER = 2
# Where `check --fix` puts the copies, in the report's folder.
MENDED = "mended"


class Format(StrEnum):
    """What ``--format`` takes."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"


def fix(
    context: typer.Context,
    paths: Paths,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", show_default=False)],
    notice: Annotated[str | None, typer.Option("--notice", "-n", metavar="ID", show_default=False)] = None,
    max_kb: Annotated[int | None, typer.Option("--max-kb", min=20, metavar="KB", show_default=False)] = None,
    dpi: Annotated[int | None, typer.Option("--dpi", min=72, max=1200, show_default=False)] = None,
    form: Annotated[Format | None, typer.Option("--format", show_default=False)] = None,
    one_pdf: Annotated[bool, typer.Option("--one-pdf")] = False,
    workers: Workers = None,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Write mended copies; 2 where something is left for the applicant."""
    from rich.console import Console

    from scanaudit.cli.looking import look, nothing_read, settings_for, something_read
    from scanaudit.notices import get
    from scanaudit.remedy import fix as mend

    language = spoken(context)
    wanted = _wanted(get(notice) if notice else None, max_kb, dpi, form, one_pdf=one_pdf)
    _check_folder(paths, out)
    settings = settings_for(workers, show_ids=False)
    pages = look(paths, settings, language).pages
    if not something_read(pages):
        raise nothing_read(pages)
    changes = mend(paths, pages, out, wanted=wanted, settings=settings, on_progress=progress(language))
    show(changes, out, Console(highlight=False), language, max_kb=wanted.max_kb)
    return 0 if changes.complete else LEFT_OVER


def mended_beside(
    paths: list[Path],
    pages: tuple[PageFacts, ...],
    notice: Notice,
    *,
    folder: Path,
    settings: Settings,
    lang: Lang,
) -> dict[tuple[str, int | None], MendedCopy]:
    """Write mended copies to ``mended/`` in the report's folder, and tell where each page's lies, as a link."""
    from scanaudit.remedy import fix as mend
    from scanaudit.report.view import MendedCopy

    changes = mend(
        paths, pages, folder / MENDED, wanted=wanted_of(notice), settings=settings, on_progress=progress(lang)
    )
    return {
        (page.file, page.page): MendedCopy(
            f"{MENDED}/{quote(file.name)}"
            + (f"#page={page.mended_page}" if file.name.endswith(".pdf") else ""),
            tuple(change.text for change in (*page.changes, *file.changes)),
            tuple(left.text for left in (*page.left, *file.left)),
            path=f"{MENDED}/{file.name}",
            page=page.mended_page if len(file.pages) > 1 else None,
            acts=tuple(change.act for change in page.changes),
        )
        for file in changes.files
        for page in file.pages
    }


def said_of(copies: Copies, folder: Path, lang: Lang) -> str:
    """Where the copies of ``mended_beside`` lie, and what was done to how many pages."""
    from scanaudit.report.phrases import say

    done = [text.say(lang) for copy in copies.values() for text in copy.done]
    pages = sum(bool(copy.done) for copy in copies.values())
    kinds = [re.sub(r"\s*[（(].*?[）)]", "", one) for one in done]
    said = _said(kinds, lang) or say(lang, "remedy.unchanged")
    return say(lang, "cli.mended_at", n=pages, done=said, path=(folder / MENDED).resolve())


def said_next(folder: Path, notice: str, applicant: Path | None, lang: Lang) -> str:
    """What to do with the copies of ``mended_beside``: upload them, and check them before."""
    import shlex

    from scanaudit.report.phrases import say

    copies = folder / MENDED
    told = ["scanaudit", "check", str(copies), "--notice", notice]
    told += ["--applicant", str(applicant)] if applicant is not None else []
    return say(lang, "cli.mended_next", path=copies, command=" ".join(map(shlex.quote, told)))


def wanted_of(notice: Notice | None) -> Wanted:
    """The limits of the notice's portal, none where it states none."""
    from scanaudit.remedy import Wanted

    return Wanted.by(notice.portal if notice is not None else None)


def _wanted(
    notice: Notice | None, max_kb: int | None, dpi: int | None, form: Format | None, *, one_pdf: bool
) -> Wanted:
    """The notice's limits, with what the command line overrides."""
    base = wanted_of(notice)
    given = {
        "max_kb": max_kb or base.max_kb,
        "dpi": dpi or base.dpi,
        "formats": (form.value,) if form else base.formats,
        "one_pdf": one_pdf or base.one_pdf,
    }
    return base.model_copy(update=given)


def _check_folder(paths: list[Path], out: Path) -> None:
    """Raise UsageError for a folder that has other things in it, or lies among the scans."""
    from scanaudit.cli.check import out_folder
    from scanaudit.errors import UsageError
    from scanaudit.remedy.changes import FILE_NAME
    from scanaudit.report.phrases import phrases

    out_folder(paths, out)
    if out.is_dir() and any(out.iterdir()) and not (out / FILE_NAME).is_file():
        raise UsageError(phrases().error["fix_out_used"].fill(out=out))


def progress(lang: Lang) -> Callable[[int, int], None]:
    """Tells on standard error how far the mending is, where that is a terminal."""
    from rich.console import Console

    from scanaudit.report.phrases import say

    console = Console(stderr=True)

    def tell(done: int, total: int) -> None:
        if console.is_terminal:
            end = "\n" if done == total else "\r"
            console.print(say(lang, "remedy.mending", done=done, total=total), end=end, highlight=False)

    return tell


def show(changes: Changes, folder: Path, console: Console, lang: Lang, *, max_kb: int | None = None) -> None:
    """Print a paragraph a file (where it comes from, what was done, what is left), and at the end what was written,
    what could not be done and what to do now. ``max_kb``: the limit that was to be kept.
    """
    from rich.padding import Padding

    from scanaudit.privacy import mask
    from scanaudit.remedy.changes import FILE_NAME
    from scanaudit.report.masking import plain
    from scanaudit.report.phrases import say
    from scanaudit.report.wrapping import Wrapped

    for file in changes.files:
        name, *lines = _of_file(file, lang)
        console.print(Wrapped(mask(plain(name)), "bold"))
        for line in lines:
            wrapped = Wrapped(mask(plain(line)), "yellow" if line.startswith("!") else "")
            console.print(Padding(wrapped, (0, 0, 0, 2)))
    for missed in changes.not_mended:
        told = say(lang, "remedy.not_mended", file=missed.file, reason=missed.reason.say(lang))
        console.print(Wrapped(f"! {mask(plain(told))}", "yellow"))
    console.print()
    for told in _over(changes, lang, max_kb):
        console.print(Wrapped(mask(plain(told))))
    paths = {"path": folder.resolve(), "list": (folder / FILE_NAME).resolve()}
    # A path is copied and pasted: it is in one piece.
    console.print(mask(plain(say(lang, "remedy.written", **paths))), markup=False, soft_wrap=True)


def _of_file(file: MendedFile, lang: Lang) -> Iterator[str]:
    """What is told of one file: where it comes from, what was done, what is left."""
    from scanaudit.report.phrases import say

    sources = ", ".join(dict.fromkeys(page.file for page in file.pages))
    size = max(1, round(file.bytes / 1024))
    yield say(lang, "remedy.of_file", name=file.name, kb=size, source=sources)
    done = [*file.changes, *(change for page in file.pages for change in page.changes)]
    said = _said([entry.text.say(lang) for entry in done], lang) or say(lang, "remedy.unchanged")
    yield say(lang, "remedy.done", done=said)
    left = [*file.left, *(fault for page in file.pages for fault in page.left)]
    if left:
        told = _said([entry.text.say(lang) for entry in left], lang)
        yield "! " + say(lang, "remedy.left", left=told)


def _over(changes: Changes, lang: Lang, max_kb: int | None) -> Iterator[str]:
    """What was written, what could not be done, what to do now."""
    from scanaudit.report.phrases import say
    from scanaudit.text import enumerated

    pages = [page for file in changes.files for page in file.pages]
    changed = sum(bool(page.changes) for page in pages)
    yield say(lang, "remedy.over", files=len(changes.files), pages=len(pages), changed=changed)
    large = [file.name for file in changes.files if "too_large" in _faults(file)]
    if large and max_kb:
        yield say(lang, "remedy.over_large", n=len(large), kb=max_kb, files=enumerated(large, lang))
    others = [file.name for file in changes.files if _faults(file) - {"too_large"}]
    if others:
        yield say(lang, "remedy.over_left", n=len(others), files=enumerated(others, lang))
    if changes.not_mended:
        yield say(lang, "remedy.over_not_mended", n=len(changes.not_mended))
    yield say(lang, "remedy.next_complete" if changes.complete else "remedy.next_left")


def _faults(file: MendedFile) -> set[str]:
    return {left.fault for left in (*file.left, *(left for page in file.pages for left in page.left))}


def _said(sentences: list[str], lang: Lang) -> str:
    """Each sentence once, with how often it holds."""
    counts = {one: sentences.count(one) for one in dict.fromkeys(sentences)}
    between = "；" if lang == "zh" else "; "
    return between.join(one if n == 1 else f"{one} ×{n}" for one, n in counts.items())
