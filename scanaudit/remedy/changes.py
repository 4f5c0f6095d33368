"""What was done to which page, and what is left to do by hand: ``changes.json``."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from scanaudit.report.phrases import phrases
from scanaudit.text import Text

Act = Literal[
    "turned",
    "cropped",
    "straightened",
    "evened",
    "compressed",
    "saved",
    "reduced",
    "format",
    "joined",
    "split",
]
Fault = Literal[
    "blurred", "unreadable", "cut_off", "too_dark", "overexposed", "glare", "low_resolution", "orientation_unknown",
    "still_leaning", "too_large", "finger", "several_sheets", "low_contrast",
]  # fmt: skip
FILE_NAME = "changes.json"


class Listed(BaseModel):
    """Base of the list's entries: frozen, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Change(Listed):
    """One thing that was done. ``values``: degrees, sizes and the like, for programs."""

    act: Act
    values: dict[str, float | int | str] = {}

    @property
    def text(self) -> Text:
        """The change as a user reads it."""
        return phrases().remedy[self.act].fill(**self.values)


class Left(Listed):
    """One thing that mending cannot undo and only a new scan can."""

    fault: Fault
    values: dict[str, float | int | str] = {}

    @property
    def text(self) -> Text:
        """The fault and what to do, as a user reads it."""
        return phrases().remedy[f"left_{self.fault}"].fill(**self.values)


class PageChange(Listed):
    """One page of the upload: where it went (``mended_page`` of ``MendedFile.name``) and what happened to it."""

    file: str
    page: int
    mended_page: int
    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()


class MendedFile(Listed):
    """One file that was written; ``identical``: byte for byte its source."""

    name: str
    bytes: int
    identical: bool
    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()
    pages: tuple[PageChange, ...]


class Unmended(Listed):
    """A file of the upload of which nothing was written, and why."""

    file: str
    reason: Text


class Changes(Listed):
    """Everything that one run did."""

    files: tuple[MendedFile, ...]
    not_mended: tuple[Unmended, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be done by hand."""
        return not self.not_mended and not any(
            file.left or any(page.left for page in file.pages) for file in self.files
        )

    def as_data(self) -> dict[str, Any]:
        """Plain data, with the sentences in Chinese and English beside the codes."""
        told: dict[str, Any] = self.model_dump(mode="json", context={"lang": "both"})
        for file, data in zip(self.files, told["files"], strict=True):
            _worded(data, file)
            for page, entry in zip(file.pages, data["pages"], strict=True):
                _worded(entry, page)
        return told


def _worded(data: dict[str, Any], of: MendedFile | PageChange) -> None:
    for name in ("changes", "left"):
        for entry, said in zip(data[name], getattr(of, name), strict=True):
            entry["text"] = said.text.model_dump(context={"lang": "both"})
