"""The label format: one JSON object a page in ``labels.jsonl`` beside the pictures.

``file``, ``page`` (1 when left out), ``page_kind``, ``rotation``, ``blur`` (sharp, soft, unreadable), ``seals`` and
``signatures`` with ``bbox`` in pixels of a picture of ``width`` × ``height``, ``text_contains`` (strings that stand on
the page), ``text`` (the whole text, where it is known) and ``fields``. For looks at marks alone: a seal is ``hard``
where it is overlapped, cut or faint; ``printed_names`` are boxes of names set in print, ``lines`` pairs of a printed
line's text and box.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from scanaudit.errors import DataError
from scanaudit.facts import Box
from scanaudit.text import Text

# The labels of real pictures use wider names than the product's page kinds.
_OTHER = {
    "generic_document",
    "form",
    "invoice",
    "contract",
    "letter_with_seal",
    "photo_scene",
    "seal_crop",
}
_RENAMED = {"journal_toc": "paper_toc"}


class Mark(BaseModel):
    """A labelled seal or signature; ``bbox`` in pixels."""

    model_config = ConfigDict(frozen=True)
    bbox: Box
    shape: str = "round"
    colour: str = "red"
    text: str | None = None
    hard: bool = False


class Label(BaseModel):
    """What is true of one page."""

    model_config = ConfigDict(frozen=True)
    file: str
    page: int = 1
    width: int
    height: int
    page_kind: str
    rotation: Literal[0, 90, 180, 270] | None = 0
    blur: Literal["sharp", "soft", "unreadable"] = "sharp"
    seals: tuple[Mark, ...] = ()
    signatures: tuple[Mark, ...] = ()
    text_contains: tuple[str, ...] = ()
    text: str | None = None
    fields: dict[str, Any] = {}
    printed_names: tuple[Box, ...] = ()
    lines: tuple[tuple[str, Box], ...] = ()

    @property
    def kind(self) -> str:
        """The product's page kind for the labelled one."""
        return "other" if self.page_kind in _OTHER else _RENAMED.get(self.page_kind, self.page_kind)

    def boxes(self, marks: tuple[Mark, ...]) -> list[Box]:
        """The marks' boxes in fractions of the page."""
        return self.fractions(tuple(mark.bbox for mark in marks))

    def fractions(self, boxes: tuple[Box, ...]) -> list[Box]:
        """Boxes in pixels as fractions of the page."""
        w, h = self.width, self.height
        return [(b[0] / w, b[1] / h, b[2] / w, b[3] / h) for b in boxes]


def read_labels(folder: Path) -> list[Label]:
    """The labels of a folder. Raises DataError naming the line that is wrong, or the missing file."""
    path = folder / "labels.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(
            Text(
                zh=f"{folder} 里没有 labels.jsonl。请给出带标注的文件夹（格式见 docs/accuracy.md）。",
                en=f"There is no labels.jsonl in {folder}. Give a labelled folder (format: docs/accuracy.md).",
            )
        ) from error
    labels = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            labels.append(Label.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as error:
            raise DataError(
                Text(
                    zh=f"{path} 第 {number} 行不是有效的标注：{error}",
                    en=f"{path}, line {number} is not a valid label: {error}",
                )
            ) from error
    return labels


def bare(text: str) -> str:
    """Text for comparing: full width folded to half width, white space taken out, lower case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()
