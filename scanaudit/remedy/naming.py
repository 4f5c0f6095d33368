"""Files named by the material they hold, in upload order: ``03-毕业证书.jpg``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from scanaudit.facts import PageFacts
from scanaudit.kinds.catalogue import catalogue
from scanaudit.kinds.documents import Document
from scanaudit.privacy import mask
from scanaudit.report.phrases import phrases

# What no file system that a portal runs on forbids; a name of 60 characters is told whole in every dialogue.
_FORBIDDEN = re.compile(r'[\x00-\x1f\\/:*?"<>|\s]+')
_LONGEST = 60
_NUMBERED = re.compile(r"^\d{2,3}-")


def title(document: Document | None, pages: Sequence[PageFacts], file: str) -> str:
    """What a file is called that holds ``document`` (None: several of them, or parts) out of ``file``."""
    kind = "other" if document is None else _kind(document, pages)
    if document is not None and document.family in ("paper", "ce_booklet"):
        return phrases().remedy[f"material_{document.family}"].zh
    parts = pages[document.pages[0]].parts if document is not None else ()
    return _clean("+".join(title_of_kind(part.kind, file) for part in parts)) or title_of_kind(kind, file)


def title_of_kind(kind: str, file: str) -> str:
    """What a page of ``kind`` out of ``file`` is called."""
    if kind not in ("other", "blank") and kind in catalogue().by_id:
        return _clean(catalogue().by_id[kind].title.zh)
    stem = _NUMBERED.sub("", PurePath(file).stem)
    return _clean(mask(stem).replace("*", "x")) or "page"


def numbered(titles: Sequence[str], suffixes: Sequence[str]) -> list[str]:
    """The files' names; materials of the same title are told apart by a number behind it."""
    counts, seen = Counter(titles), Counter[str]()
    digits = max(2, len(str(len(titles))))
    names = []
    for number, (one, suffix) in enumerate(zip(titles, suffixes, strict=True), start=1):
        seen[one] += 1
        twin = f"-{seen[one]}" if counts[one] > 1 else ""
        names.append(f"{number:0{digits}d}-{one}{twin}{suffix}")
    return names


def _kind(document: Document, pages: Sequence[PageFacts]) -> str:
    kinds = [pages[index].kind for index in document.pages]
    return next((kind for kind in kinds if kind not in ("other", "blank")), kinds[0])


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("_", text).strip("._")[:_LONGEST]
