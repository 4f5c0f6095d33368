"""The roster: a CSV or XLSX table of applicants. Every mistake is told by its cell, all of them at once."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from scanaudit.bulk.cells import Cell, Mistake, raise_mistakes
from scanaudit.bulk.spreadsheet import cell_text, rows_of
from scanaudit.errors import DataError
from scanaudit.fields import id_number
from scanaudit.notices.complaints import did_you_mean
from scanaudit.notices.loader import shipped
from scanaudit.notices.possible import KIND
from scanaudit.notices.profile import Profile, choices, fact_type
from scanaudit.notices.profile_file import parse_answer
from scanaudit.notices.questions import wordings
from scanaudit.text import Text
from scanaudit.yamltext import parse

_HEADINGS: Final = Path(__file__).with_name("headings.yaml")
_NOT_FACTS: Final = ("notice", "path")
_SEARCHED_FOR_HEADINGS: Final = 10
"""Rosters often begin with a title and a line on who made them."""


@dataclass(frozen=True)
class Row:
    """One applicant of a roster. ``number``: of the row in the table; ``columns``: where each fact stands, for
    messages; ``path``: as it was written.
    """

    number: int
    columns: dict[str, int]
    profile: Profile
    notice: str | None
    path: str | None

    def cell(self, meaning: str) -> Cell:
        """Where a fact stands in this row, the first cell where the table has no such column."""
        return Cell(self.number, self.columns.get(meaning, 0))


def read_roster(path: Path) -> list[Row]:
    """The applicants of ``path``.

    Raises UsageError when the file is not there, DataError when it is no table or has mistakes, each by its cell.
    """
    rows, mistakes = read_through(path)
    raise_mistakes(path, mistakes)
    return rows


def read_through(path: Path) -> tuple[list[Row], list[Mistake]]:
    """The applicants of ``path``, of each what is understood, and every mistake of its rows.

    Raises UsageError when the file is not there, DataError when it is no table or its headings are wrong.
    """
    table = list(rows_of(path, _understood, _SEARCHED_FOR_HEADINGS))
    at, columns = _columns(path, table)
    rows: list[Row] = []
    mistakes: list[Mistake] = []
    for number, cells in table[at + 1 :]:
        if any(cell_text(cell) for cell in cells):
            row, wrong = _row(number, cells, columns)
            rows.append(row)
            mistakes += wrong
    return rows, mistakes


@cache
def _known() -> dict[str, str]:
    """Every heading that is understood, folded, and what it means; '' for columns to be passed over."""
    listed: dict[str, list[str]] = parse(_HEADINGS.read_text(encoding="utf-8"))
    known = {_folded(word): "" for word in listed.pop("ignored")}
    for fact, wording in wordings().items():
        known |= {_folded(word): fact for word in (fact, wording.label.zh, wording.label.en)}
    for fact, words in listed.items():
        known |= {_folded(word): fact for word in words}
    return known


def _columns(path: Path, table: list[tuple[int, list[Any]]]) -> tuple[int, dict[int, str]]:
    """Where the headings stand, and what each column means. Raises DataError."""
    best: tuple[int, int] | None = None
    for at, (_, cells) in enumerate(table[:_SEARCHED_FOR_HEADINGS]):
        understood = _understood(cells)
        if understood and (best is None or understood > best[0]):
            best = (understood, at)
    if best is None:
        raise DataError(
            Text(
                zh=f"{path} 里没有认得出的表头。至少要有“姓名”一列，写法见 docs/bulk.md。",
                en=f"No heading of {path} is known. At least a column 姓名 (name) is needed; see docs/bulk.md.",
            )
        )
    number, cells = table[best[1]]
    columns: dict[int, str] = {}
    mistakes: list[Mistake] = []
    for at, cell in enumerate(cells):
        word = cell_text(cell)
        meaning = _known().get(_folded(word))
        if not word or meaning == "":
            continue
        if meaning is None:
            mistakes.append(Mistake(Cell(number, at), _unknown_heading(word)))
        elif meaning in columns.values():
            first = next(other for other, said in columns.items() if said == meaning)
            former, this = Cell(number, first), Cell(number, at)
            mistakes.append(Mistake(this, _the_same(cell_text(cells[first]), former, word, this)))
        else:
            columns[at] = meaning
    if not mistakes and "name" not in columns.values():
        mistakes.append(
            Mistake(Cell(number, 0), Text(zh="缺少“姓名”一列。", en="the column 姓名 (name) is missing."))
        )
    raise_mistakes(path, mistakes)
    return best[1], columns


def _the_same(first: str, there: Cell, second: str, here: Cell) -> Text:
    return Text(
        zh=f"“{first}”（{there}）和“{second}”（{here}）是同一项，只能留一列。",
        en=f"“{first}” ({there}) and “{second}” ({here}) mean the same; keep one of the two columns.",
    )


def _unknown_heading(word: str) -> Text:
    hint = did_you_mean(word, [known for known in _known() if not known.isascii()])
    guess = Text(zh=hint.zh.split("可用")[0], en=hint.en.split("Allowed")[0])
    return Text(
        zh=f"不认识表头“{word}”。{guess.zh}不需要的列请删去，或改名“备注”。",
        en=f"the heading “{word}” is not known. {guess.en}Delete the column, or call it 备注.",
    )


def _row(number: int, cells: list[Any], columns: dict[int, str]) -> tuple[Row, list[Mistake]]:
    facts: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    at_of = {meaning: at for at, meaning in columns.items()}
    plain: dict[str, str] = {}
    for at, meaning in columns.items():
        value = cells[at] if at < len(cells) else None
        if not cell_text(value):
            continue
        if meaning in _NOT_FACTS:
            plain[meaning] = cell_text(value)
            continue
        fact, wrong = _fact(meaning, value)
        facts |= {} if wrong else {meaning: fact}
        mistakes += [Mistake(Cell(number, at), text) for text in wrong]
    if not facts.get("name"):
        mistakes.append(
            Mistake(Cell(number, at_of.get("name", 0)), Text(zh="缺少姓名。", en="the name is missing."))
        )
    notice = plain.get("notice")
    if notice is not None and not notice.endswith((".yaml", ".yml")) and notice not in shipped():
        hint = did_you_mean(notice, shipped())
        mistakes.append(Mistake(Cell(number, at_of["notice"]), Text(
            zh=f"没有通知 {notice}。{hint.zh}", en=f"there is no notice {notice}. {hint.en}",
        )))  # fmt: skip
    profile, wrong_cells = _profile(facts)
    for fact, text in wrong_cells:
        mistakes.append(Mistake(Cell(number, at_of.get(fact, 0)), text))
    return Row(number, at_of, profile, notice, plain.get("path")), mistakes


def _fact(fact: str, value: Any) -> tuple[Any, list[Text]]:
    """The value of a cell as the profile wants it, and what is wrong with it."""
    if fact == "id_number":
        return _id_number(value)
    if isinstance(value, dt.datetime):
        value = value.date()
    if fact_type(fact) == "number" and re.fullmatch(r"\d{4}(\.0)?年?", cell_text(value)):
        value = int(cell_text(value)[:4])
    elif not isinstance(value, dt.date):
        value = cell_text(value)
    answer = parse_answer(fact, value)
    allowed = choices(fact)
    wrong: list[Text] = []
    for one in answer if isinstance(answer, list) else [answer]:
        if allowed and one not in allowed:
            labels = [wordings()[fact].choices[choice].label.zh for choice in allowed]
            hint = did_you_mean(str(one), labels)
            wrong.append(Text(zh=f"看不懂“{one}”。{hint.zh}", en=f"“{one}” is not understood. {hint.en}"))
    return answer, wrong


def _id_number(value: Any) -> tuple[str, list[Text]]:
    if isinstance(value, float | int) and not isinstance(value, bool) and value >= 1e15:
        return "", [
            Text(
                zh="身份证号被存成了数字，末几位已经变成 0。请把这一列设成“文本”格式后重新填写。",
                en="the ID number was stored as a number, which loses its last digits. "
                "Format the column as text and fill it in again.",
            )
        ]
    number = cell_text(value).upper()
    if id_number.is_valid(number):
        return id_number.compact(number), []
    return "", [
        Text(
            zh="身份证号不对（位数、出生日期或校验位）。请对照身份证更正。",
            en="the ID number is wrong (length, birth date or check digit). Compare it with the card.",
        )
    ]


def _profile(facts: dict[str, Any]) -> tuple[Profile, list[tuple[str, Text]]]:
    try:
        return Profile.model_validate(facts), []
    except ValidationError as error:
        found = error.errors(include_url=False)
        wrong = [
            (
                str(one["loc"][0]),
                Text(**one["ctx"]) if one["type"] == KIND else _NOT_UNDERSTOOD.fill(value=one["input"]),
            )
            for one in found
        ]
        right = {fact: value for fact, value in facts.items() if fact not in dict(wrong)}
        return Profile.model_validate(right), wrong


_NOT_UNDERSTOOD: Final = Text(
    zh="看不懂“{value}”。日期请写成 2019-12-31，是非请写是或否，期间请写 2019-01-01 至 2023-12-31 或 2019-2023。",
    en="“{value}” is not understood. Write dates as 2019-12-31, yes or no as 是 or 否, periods as "
    "2019-01-01 至 2023-12-31 or 2019-2023.",
)


def _understood(cells: list[Any]) -> int:
    return sum(_folded(cell_text(cell)) in _known() for cell in cells)


def _folded(heading: str) -> str:
    bare = re.sub(r"[（(].*?[)）]|[\s*：:]", "", unicodedata.normalize("NFKC", heading))
    return bare.lower()
