"""Mistakes of a table, told by the names that a spreadsheet gives its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scanaudit.errors import DataError
from scanaudit.privacy import mask
from scanaudit.text import Text

_SHOWN: Final = 200
"""Whoever made more than this made one mistake in every row, and the first ones tell which."""


@dataclass(frozen=True)
class Cell:
    """A cell: its row from 1, its column from 0."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Mistake:
    """What is wrong in a cell and what to do."""

    cell: Cell
    message: Text


def letter(column: int) -> str:
    """The name of a column, counted from 0.

    >>> [letter(n) for n in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def raise_mistakes(path: Path, mistakes: Sequence[Mistake]) -> None:
    """Raise a DataError that names each mistake's cell; nothing wrong: return."""
    if mistakes:
        raise told_mistakes(path, mistakes)


def told_mistakes(path: Path, mistakes: Sequence[Mistake]) -> DataError:
    """An error that names each mistake's cell."""
    told = sorted(mistakes, key=lambda one: (one.cell.row, one.cell.column))
    zh = [f"{path} 单元格 {one.cell}：{one.message.zh}" for one in told[:_SHOWN]]
    en = [f"{path}, cell {one.cell}: {one.message.en}" for one in told[:_SHOWN]]
    if len(told) > _SHOWN:
        zh.append(f"另有 {len(told) - _SHOWN} 处，请先改正以上各处。")
        en.append(f"and {len(told) - _SHOWN} more; mend these first.")
    return DataError(Text(zh=mask("\n".join(zh)), en=mask("\n".join(en))))
