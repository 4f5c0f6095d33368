"""Which pages of continuing-education booklets are of one person's booklet."""

from __future__ import annotations

from collections.abc import Sequence

from scanaudit.facts import PageFacts


def assemble(pages: Sequence[PageFacts], indices: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """``indices``: the pages of booklets. Pages of one file are one booklet unless they bear several names; those of
    several files are joined where no two names stand against each other, and a nameless file goes to the booklet
    before it.
    """
    by_file: dict[str, list[int]] = {}
    for index in indices:
        by_file.setdefault(pages[index].file, []).append(index)
    booklets: list[list[int]] = []
    for members in by_file.values():
        for part in _by_name(pages, members):
            home = _home(pages, booklets, part)
            if home is None:
                booklets.append(list(part))
            else:
                home.extend(part)
    return tuple(tuple(sorted(booklet)) for booklet in booklets)


def _names(pages: Sequence[PageFacts], indices: Sequence[int]) -> set[str]:
    return {name for i in indices if (name := pages[i].fields.name)}


def _by_name(pages: Sequence[PageFacts], members: Sequence[int]) -> list[list[int]]:
    """A file's pages cut where another name begins; nameless pages stay with those before them."""
    parts: list[list[int]] = []
    for index in members:
        name = pages[index].fields.name
        known = next((p for p in parts if name in _names(pages, p)), None) if name else None
        last = parts[-1] if parts else None
        if known is not None:
            known.append(index)
        elif last is not None and (name is None or not _names(pages, last)):
            last.append(index)
        else:
            parts.append([index])
    return parts


def _home(pages: Sequence[PageFacts], booklets: Sequence[list[int]], part: Sequence[int]) -> list[int] | None:
    """The booklet that a file's pages belong to: that in the same name, else the last, if no name is against."""
    named = _names(pages, part)
    for booklet in reversed(booklets):
        if named & _names(pages, booklet):
            return booklet
    last = booklets[-1] if booklets else None
    if last is not None and not (named and _names(pages, last)):
        return last
    return None
