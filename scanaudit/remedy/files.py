"""Put mended pages together to one file, in a worker process: MuPDF is not to be trusted with the run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scanaudit.facts import Problem
from scanaudit.intake.problems import problem
from scanaudit.intake.sources import Source
from scanaudit.remedy.encode import points
from scanaudit.remedy.pages import MendedPage
from scanaudit.remedy.provenance import marked
from scanaudit.remedy.wanted import FileFormat

# What a PDF needs besides its pictures, at most: a page's objects, and the file's own.
PDF_PAGE, PDF_REST = 1200, 4096


@dataclass(frozen=True)
class Part:
    """One page of the file: where it comes from, and what became of it."""

    source: Source
    page: int
    mended: MendedPage


@dataclass(frozen=True)
class Assembled:
    """``identical``: the source's own bytes."""

    content: bytes
    identical: bool


def assemble(parts: tuple[Part, ...], form: FileFormat, source_pages: int) -> Assembled | Problem:
    """The file; ``source_pages``: how many pages the first part's source has."""
    first = parts[0]
    untouched = all(part.mended.encoded is None and part.mended.turn == 0 for part in parts)
    whole = [(part.source.path, part.page) for part in parts] == [
        (first.source.path, number) for number in range(1, source_pages + 1)
    ]
    if untouched and whole and first.source.kind == form:
        return Assembled(first.source.path.read_bytes(), True)
    if form != "pdf":
        encoded = first.mended.encoded
        assert encoded is not None
        return Assembled(marked(encoded.content, form), False)
    try:
        return Assembled(marked(_pdf(parts), "pdf"), False)
    except Exception:  # MuPDF has many exception types, and none is promised
        return problem("pdf_damaged", first.source.file)


def _pdf(parts: tuple[Part, ...]) -> bytes:
    import pymupdf

    with pymupdf.open() as made:
        opened: dict[str, Any] = {}
        try:
            for part in parts:
                _add(made, part, opened)
            content: bytes = made.tobytes(garbage=3, deflate=True)
        finally:
            for document in opened.values():
                document.close()
    return content


def _add(made: Any, part: Part, opened: dict[str, Any]) -> None:
    import pymupdf

    encoded = part.mended.encoded
    if encoded is not None:
        width, height = points(encoded)
        made.new_page(width=width, height=height).insert_image((0, 0, width, height), stream=encoded.content)
        return
    path = str(part.source.path)
    if path not in opened:
        opened[path] = pymupdf.open(path, filetype="pdf")
    made.insert_pdf(opened[path], from_page=part.page - 1, to_page=part.page - 1, links=False)
    page = made[-1]
    page.set_rotation((page.rotation - part.mended.turn) % 360)
