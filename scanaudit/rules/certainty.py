"""How far a finding about a value may be trusted: no further than the value's own reading and the page's kind."""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.upload import Upload

# What a reading is worth whose confidence was not handed on. Design value, no data yet.
UNKNOWN_READING = 0.9
# A value that was read with less is one that its reader doubts: two readings differ, or a sum is not that of its parts
# (0.5, ``fields/extraction.py`` and ``rereading/closer_look.py``).
READING_DOUBTFUL = 0.6


def reading_confidence(upload: Upload, indices: Iterable[int], *fields: str) -> float:
    """How well the worst of ``fields`` was read on these pages; fields without a value do not count."""
    found = [
        evidence.confidence
        for i in indices
        for name in fields
        if (evidence := upload.pages[i].fields.evidence.get(name)) is not None
    ]
    return min(found, default=UNKNOWN_READING)


def value_confidence(upload: Upload, indices: Iterable[int], *fields: str) -> float:
    """The product of how well the values were read and how certain the kinds of the pages
    that bear them are; without any such page, of all.
    """
    given = tuple(indices)
    bearing = [i for i in given if any(f in upload.pages[i].fields.evidence for f in fields)]
    pages = bearing or given
    return reading_confidence(upload, pages, *fields) * upload.kind_confidence(pages)
