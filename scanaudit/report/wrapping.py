"""Lines broken where a reader of Chinese breaks them, since a terminal library breaks at spaces alone.

Chinese has no spaces between words: what stands between two of them is moved to the next line as one word, or cut
anywhere, before a full stop or between 第 and its number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text as Line

# No line begins with one of these, none ends with one of those (GB/T 15834, 5.1).
_NOT_FIRST = frozenset("，。；：、！？）》】”’…·,.;:!?)]}%°")
_NOT_LAST = frozenset("（《【“‘([{")
# A narrower column than this is not worth having.
_LEAST = 16


class Wrapped:
    """A line of text, of one style or several, that takes as many lines as it needs; all but the first begin
    ``hanging`` cells to the right, under the text that follows a bullet.
    """

    def __init__(self, line: Line | str, style: str = "", *, hanging: int = 0) -> None:
        self._line = Line(line, style=style) if isinstance(line, str) else line
        self._hanging = hanging

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for paragraph in self._line.split("\n", allow_blank=True):
            for start, end in pieces(paragraph.plain, options.max_width, self._hanging):
                piece = Line.assemble(" " * self._hanging if start else "", paragraph[start:end])
                piece.no_wrap, piece.overflow = True, "ignore"
                yield piece

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        longest = max(map(cell_len, self._line.plain.split("\n")))
        return Measurement(min(longest, _LEAST), longest).clamp(max_width=options.max_width)


def pieces(text: str, width: int, hanging: int = 0) -> Iterator[tuple[int, int]]:
    """Where each line of ``text`` begins and ends, at most ``width`` cells wide, blanks at its ends left out; all but
    the first have ``hanging`` cells less.

    >>> [("第 1 页，以及第 2 页"[a:b]) for a, b in pieces("第 1 页，以及第 2 页", 14)]
    ['第 1 页，以及', '第 2 页']
    """
    start = 0
    while True:
        end = _end(text, start, width - hanging if start else width)
        yield start, start + len(text[start:end].rstrip(" "))
        start = end + len(text[end:]) - len(text[end:].lstrip(" "))
        if start >= len(text):
            return


def _end(text: str, start: int, width: int) -> int:
    """Where the line that begins at ``start`` ends: at the last place to break that fits, else at the edge."""
    cells, best = 0, 0
    for at in range(start, len(text)):
        if at > start and _may_break(text, at):
            best = at
        cells += cell_len(text[at])
        if cells > width and text[at] != " ":
            return best or max(at, start + 1)
    return len(text)


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before the character at ``at``."""
    before, after = text[at - 1], text[at]
    if after == " ":
        return False
    if before == " ":
        left = text[:at].rstrip(" ")[-1:]
        joined = after.isdigit() or (left.isdigit() and _is_wide(after))
        return not joined and after not in _NOT_FIRST and left not in _NOT_LAST
    if after in _NOT_FIRST or before in _NOT_LAST or after == "(":  # a clause, 二(一)5, is one word
        return False
    if before.isdigit() or after.isdigit():
        return before in _NOT_FIRST and _is_wide(before)
    return _is_wide(before) or _is_wide(after) or before == "/"


def _is_wide(character: str) -> bool:
    return character != "" and unicodedata.east_asian_width(character) in "WF"
