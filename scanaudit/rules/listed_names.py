"""The names that a sheet lists: a column under 姓名, numbered rows, names in a row (张三、李四等2人)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from scanaudit.facts import PageFacts, TextLine, unturned
from scanaudit.fields.names import NAME, NOT_NAMES
from scanaudit.rules.upload import VALUE_SURE

_HEAD = re.compile(r"(?:拟|被)?(?:申报|推荐|参评|公示)?(?:人员?|对象)?姓名")
_WHO = re.compile(NAME)
# Numbered rows whose cells were read as one line: 1 张三 男 工程师.
_NUMBERED = re.compile(rf"^\s*\d{{1,3}}[\s、.．)）]+({NAME})(?=\s|[,，(（男女]|$)")
_ONE = rf"{NAME}(?:\([^()]{{1,30}}\))?"
_ROW = re.compile(
    rf"(?P<before>[^。;:]{{0,14}}[:]?)(?<=[对将为:])(?P<names>{_ONE}(?:[、,]{_ONE})+)"
    rf"|(?P<first>(?:^|(?<=[。;,\n])){_ONE}(?:[、,]{_ONE})+)(?=等?(?:同志|[\d一二两三四五六七八九十]+[名位人])|申报|参评)"
)
# Who watches over a publicity is listed as well, and is not publicised.
_OTHERS = re.compile(
    "监督|小组|成员|联系|负责|评委|专家|纪检|经办|经手|承办|审核|复核|委员|领导|签|工作人员|参会|出席"
)
Named = tuple[str, float]
"""A name, and how well its line was read."""
# So many rows make a list: one numbered sentence that begins like a name makes none.
_LEAST = 2


def listed(page: PageFacts) -> tuple[Named, ...]:
    """The names that the page lists and that were surely read, each with the confidence of its line, from above; none
    where it lists none. One name under 姓名 is a list of one.
    """
    column = _sure(_column(page))
    if column:
        return column
    numbered = _sure(_numbered(page))
    return numbered if len(numbered) >= _LEAST else tuple(_in_a_row(page))


def _column(page: PageFacts) -> Iterator[Named]:
    """The names under the head of a column, down to the first line of the column that is none."""
    lines = sorted(((unturned(line.bbox, page.rotation or 0), line) for line in page.lines), key=_top)
    for box, head in lines:
        if not _HEAD.fullmatch(_plain(head.text)):
            continue
        below = [one for at, one in lines if at[1] >= box[3] and at[0] < box[2] and at[2] > box[0]]
        for line in below:
            name = _plain(line.text)
            if not _is_name(name):
                break
            yield name, line.confidence
        return


def _numbered(page: PageFacts) -> Iterator[Named]:
    for line in page.lines:
        found = _NUMBERED.match(unicodedata.normalize("NFKC", line.text))
        if found and _is_name(found.group(1)):
            yield found.group(1), line.confidence


def _in_a_row(page: PageFacts) -> Iterator[Named]:
    """Names with commas between them, where the words around tell that they are the applicants."""
    text = unicodedata.normalize("NFKC", _plain(page.text))
    for found in _ROW.finditer(text):
        names = [
            one.group() for one in _WHO.finditer(re.sub(r"\([^()]*\)", "", found["names"] or found["first"]))
        ]
        if _OTHERS.search(found["before"] or "") or not all(map(_is_name, names)):
            continue
        sure = _sure((name, _confidence(page, name)) for name in names)
        if len(sure) >= _LEAST:
            yield from sure


def _confidence(page: PageFacts, name: str) -> float:
    """How well a name was read that stands in running text; as well as it must be where no line has it whole."""
    return max((line.confidence for line in page.lines if name in _plain(line.text)), default=VALUE_SURE)


def _sure(named: Iterable[Named]) -> tuple[Named, ...]:
    return tuple((name, confidence) for name, confidence in named if confidence >= VALUE_SURE)


def _is_name(text: str) -> bool:
    return bool(_WHO.fullmatch(text)) and not NOT_NAMES.search(text)


def _plain(text: str) -> str:
    return "".join(text.split())


def _top(one: tuple[tuple[float, float, float, float], TextLine]) -> float:
    return one[0][1]
