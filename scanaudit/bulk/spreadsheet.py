"""The rows of a CSV or XLSX table that people made."""

from __future__ import annotations

import csv
import io
import itertools
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from scanaudit.errors import DataError, UsageError
from scanaudit.text import Text

_MAX_ROWS: Final = 100_000
"""A roster is typed by people; a table longer than this is something else."""

Understood = Callable[[list[Any]], int]
"""How many cells of a row are headings that are known."""


def rows_of(path: Path, understood: Understood, searched: int) -> Iterator[tuple[int, list[Any]]]:
    """The rows of the file with their numbers, from 1; the first ``searched`` of a CSV tell by their headings what
    parts its cells. Raises UsageError where there is no file, DataError where it is no table.
    """
    if not path.is_file():
        raise UsageError(Text(zh=f"找不到名册 {path}。", en=f"The roster {path} does not exist."))
    content = path.read_bytes()
    try:
        rows = _xlsx(content) if content[:2] == b"PK" else _csv(content, understood, searched)
        yield from itertools.islice(enumerate(rows, 1), _MAX_ROWS)
    except (ValueError, KeyError, OSError, csv.Error) as error:
        raise DataError(
            Text(
                zh=f"{path} 不是能读的 CSV 或 XLSX 表格（{type(error).__name__}）。请用 Excel 或 WPS 另存为 XLSX。",
                en=f"{path} is no CSV or XLSX table that can be read ({type(error).__name__}). Save it as XLSX.",
            )
        ) from error


def cell_text(value: Any) -> str:
    """What a cell says, in half-width characters; a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFKC", str(value)).strip()


def _xlsx(content: bytes) -> Iterator[list[Any]]:
    import zipfile

    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except zipfile.BadZipFile as error:
        raise ValueError("zip") from error
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield list(row)


def _csv(content: bytes, understood: Understood, searched: int) -> Iterator[list[Any]]:
    """UTF-8, or GB18030 as Excel in China writes it; commas, semicolons or tabs."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")

    def headings(delimiter: str) -> int:
        rows = itertools.islice(csv.reader(io.StringIO(text), delimiter=delimiter), searched)
        return max((understood(cells) for cells in rows), default=0)

    yield from csv.reader(io.StringIO(text), delimiter=max(",;\t", key=headings), strict=True)
