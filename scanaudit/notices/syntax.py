"""What is wrong with a text that is no YAML: where, the line itself, and what to look at, in the user's language."""

from __future__ import annotations

import re
from typing import Any, Final

from ruamel.yaml.error import MarkedYAMLError

from scanaudit.privacy import mask
from scanaudit.text import Text

_SHOWN: Final = 60  # characters of a line in a message
_TWICE: Final = re.compile(r'duplicate key "(.+?)"')
# By what the parser says, the first that fits: what to look at.
_HINTS: Final[tuple[tuple[str, Text], ...]] = (
    ("flow", Text(zh="这里的括号没有合上。", en="The bracket is not closed.")),
    ("quoted scalar", Text(zh="这里的引号没有合上。", en="The quotation mark is not closed.")),
    ("'\\t'", Text(zh="缩进请用空格，不要用制表符（Tab）。", en="Indent with blanks, not with tabs.")),
    (
        "mapping values",
        Text(
            zh="请看这一行是否多了冒号或缩进，上一行是否漏了冒号；文字里有冒号的，两边加引号。",
            en="See whether this line has a colon or an indent too many, or the line above lacks its colon; put text "
            "with a colon in quotes.",
        ),
    ),
    ("", Text(zh="请检查冒号、引号、括号和缩进。", en="Check colons, quotes, brackets and indents.")),
)


def not_understood(content: str, error: MarkedYAMLError) -> tuple[int, int, Text]:
    """Line and column, both from 1, and what to say; the parser's own words stand behind it in brackets."""
    lines = content.splitlines() or [""]
    mark = _mark(error)
    number = min(mark.line if mark else 0, len(lines) - 1)
    column = mark.column if mark and mark.line == number else len(lines[number])
    problem = " ".join(str(error.problem or error.context or "syntax").split())
    shown = mask(lines[number].strip()[:_SHOWN])
    twice = _TWICE.search(problem)
    hint = _hint(error) if twice is None else _key_twice(twice.group(1))
    return (
        number + 1,
        column + 1,
        Text(
            zh=f"第 {number + 1} 行看不懂：“{shown}”。{hint.zh}（YAML：{mask(problem)}）",
            en=f"YAML syntax: line {number + 1} is not understood: “{shown}”. {hint.en} ({mask(problem)})",
        ),
    )


def _mark(error: MarkedYAMLError) -> Any:
    """Where the mistake is: an open bracket or quote is noticed further down, and is wrong where it was opened."""
    context = error.context or ""
    opened = error.context_mark if "flow" in context or "quoted" in context else None
    return opened or error.problem_mark or error.context_mark


def _hint(error: MarkedYAMLError) -> Text:
    said = f"{error.context or ''} {error.problem or ''}"
    return next(hint for words, hint in _HINTS if words in said)


def _key_twice(key: str) -> Text:
    return Text(zh=f"“{key}”写了两次，只能留一处。", en=f"“{key}” stands twice; keep one.")
