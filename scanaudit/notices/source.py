"""A YAML or JSON file that a user wrote, and where in it each value stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from scanaudit.errors import DataError, UsageError
from scanaudit.notices.syntax import not_understood
from scanaudit.text import Text
from scanaudit.yamltext import parse

Loc = tuple[str | int, ...]

# A checklist has some 30 kB and a profile 1 kB. What is much larger was not written by hand, and YAML of
# that size takes minutes and gigabytes to read.
MAX_BYTES = 2_000_000

# A key of one word, then a colon of full width, or one that no blank follows.
_COLON = re.compile(r"""\s*(?:-\s+)?[^\s:：#"'\[{]+(?:：|:(?=[^\s:/\\]))""")
_DATE = re.compile(r"\b(\d{4})-(\d\d?)-(\d\d?)\b")


@dataclass(frozen=True)
class Placed:
    """Something that is wrong, with its line and column, both from 1."""

    line: int
    column: int
    message: Text


@dataclass(frozen=True)
class Source:
    """A parsed file: plain ``data``, and the text in which a mistake's place is looked up when there is one.

    ``impossible``: days that no calendar has; in ``data`` they are texts (``complaints.raise_for`` tells them).
    """

    path: Path
    content: str
    data: Any
    impossible: tuple[Placed, ...] = ()

    @cached_property
    def _placed(self) -> Any:
        """The same data in ruamel.yaml's types, which remember positions; tens of times slower to read."""
        return YAML(typ="rt").load(self.content)

    def where(self, loc: Loc) -> tuple[int, int]:
        """Line and column, both from 1, of the value at ``loc`` (of its key, if it stands in a mapping).

        Parts of ``loc`` that are not in the file (the tag of a union, a missing key) are passed over, so
        the place is the nearest that exists.
        """
        node, line, column = self._placed, 0, 0
        for part in loc:
            if isinstance(node, CommentedMap) and part in node:
                line, column = node.lc.key(part)
            elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
                line, column = node.lc.item(part)
            else:
                continue
            node = node[part]
        return line + 1, column + 1


def read(path: Path) -> Source:
    """Read a YAML file (JSON is YAML too).

    Errors:
        UsageError: the file is not there.
        DataError: it is no YAML, not a mapping, or names a day that does not exist; names line and column.
    """
    source = read_through(path)
    for wrong in source.impossible:
        raise _wrong(path, wrong.message.zh, wrong.message.en, f"{wrong.line}:{wrong.column}")
    return source


def read_through(path: Path) -> Source:
    """As ``read``, but a day that does not exist is kept in the source, to be told with everything else."""
    content = _content(path)
    impossible: tuple[Placed, ...] = ()
    try:
        data = parse(content)
    except (RecursionError, yaml.YAMLError):
        data = _parse(path, content)
    except ValueError:
        impossible = tuple(_impossible_dates(content))
        content = _as_texts(content, impossible)
        data = _parse(path, content)
    if not isinstance(data, dict):
        _raise_for_colon(path, content)
        raise _wrong(path, "应为“键: 值”的内容。", "expected keys with values.", "1:1")
    return Source(path, content, data, impossible)


def _content(path: Path) -> str:
    """The text of the file. Raises UsageError and DataError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _wrong(path, f"文件超过 {MAX_BYTES} 字节。", f"the file has more than {MAX_BYTES} bytes.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(
            path, "不是 UTF-8 编码，请另存为 UTF-8。", "not UTF-8; save it as UTF-8 and try again."
        ) from error
    except OSError as error:
        why = _reason(error)
        raise UsageError(
            Text(
                zh=f"无法读取 {path}：{why.zh}。请检查路径。",
                en=f"Cannot read {path}: {why.en}. Check the path.",
            )
        ) from error


def _reason(error: OSError) -> Text:
    known = {
        FileNotFoundError: Text(zh="找不到这个文件", en="there is no such file"),
        PermissionError: Text(zh="没有读取权限", en="you may not read it"),
        IsADirectoryError: Text(zh="这是文件夹，不是文件", en="it is a folder"),
    }
    said = str(error.strerror)
    return known.get(type(error), Text(zh=said, en=said))


def _parse(path: Path, content: str) -> Any:
    """What is wrong with a text that the fast reader refuses, with its place."""
    try:
        return YAML(typ="rt").load(content)
    except MarkedYAMLError as error:
        _raise_for_colon(path, content)
        line, column, said = not_understood(content, error)
        raise _wrong(path, said.zh, said.en, f"{line}:{column}") from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise _wrong(path, f"YAML 语法错误（{error}）", f"YAML syntax ({error})") from error


def _raise_for_colon(path: Path, content: str) -> None:
    """Raise DataError where a line's colon is of full width, or no blank follows it: the likeliest slip by far."""
    for number, line in enumerate(content.splitlines(), 1):
        match = _COLON.match(line)
        if match:
            raise _wrong(
                path,
                f"第 {number} 行的冒号请用英文半角“:”，并在后面空一格。",
                f"in line {number}, write the colon as “: ”, in half width with a blank after it.",
                f"{number}:{match.end()}",
            )


def _impossible_dates(content: str) -> Iterator[Placed]:
    """The dates that no calendar has (the YAML reader does not tell where they stand)."""
    for number, line in enumerate(content.splitlines(), 1):
        for match in _DATE.finditer(line):
            try:
                dt.date(*map(int, match.groups()))
            except ValueError:
                day = match.group()
                said = Text(zh=f"没有这一天：{day}。", en=f"there is no such day: {day}.")
                yield Placed(number, match.start() + 1, said)


def _as_texts(content: str, dates: Iterable[Placed]) -> str:
    """The content with these dates written so that they are texts, everything at its old place."""
    lines = content.splitlines(keepends=True)
    for one in dates:
        line = lines[one.line - 1]
        at = line.index("-", one.column)
        lines[one.line - 1] = f"{line[:at]}_{line[at + 1 :]}"
    return "".join(lines)


def _wrong(path: Path, zh: str, en: str, place: str | None = None) -> DataError:
    at = f"{path}:{place}" if place else str(path)
    return DataError(Text(zh=f"{at}：{zh}", en=f"{at}: {en}"))
