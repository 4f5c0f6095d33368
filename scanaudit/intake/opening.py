"""Open one file: how many pages it has, and each page as pixels.

Both functions run inside a worker process: decoders can crash, hang or take all memory, and PyMuPDF is not
thread-safe. The process that owns the workers sets the time and memory limits.
"""

from __future__ import annotations

from scanaudit.facts import Problem
from scanaudit.intake.limits import Limits
from scanaudit.intake.page import Page
from scanaudit.intake.problems import IntakeProblem, failure
from scanaudit.intake.sniff import PAGE_KINDS
from scanaudit.intake.sources import Source

__all__ = ["IntakeProblem", "count_pages", "load_page"]


def count_pages(source: Source, limits: Limits) -> int:
    """Pages of the file, at least 1. Raises IntakeProblem if it cannot be opened or has too many."""
    _check(source)
    if source.kind == "pdf":
        from scanaudit.intake import pdf

        return pdf.count(source, limits)
    from scanaudit.intake import images

    return images.count(source, limits)


def load_page(source: Source, page_number: int, limits: Limits) -> tuple[Page, tuple[Problem, ...]]:
    """Page ``page_number`` (from 1) at working resolution, and the problems it was read in spite of.

    Raises IntakeProblem if it cannot be shown, and MemoryError.
    """
    _check(source)
    if source.kind == "pdf":
        from scanaudit.intake import pdf

        return pdf.load(source, page_number, limits)
    from scanaudit.intake import images

    return images.load(source, page_number, limits)


def _check(source: Source) -> None:
    if source.kind not in PAGE_KINDS:
        raise failure("unsupported", source.file)
