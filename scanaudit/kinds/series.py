"""Pages of one document that came as a file each: names that differ in running numbers only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePath

from scanaudit.facts import PageFacts
from scanaudit.reading.rows import fold

# The number that a folder is sorted by stands first (05_评审表1.jpg), a page's own last; a year (2019年度考核) is none.
_SORTED = re.compile(r"^\d{1,4}[\s_\-.、)）]+(?=\D)")
_RUNNING = re.compile(r"[\s_\-(（]*\d+[)）]?$")
_OF_PAPER = re.compile(r"(?:论文|paper|著作|文章)\D{0,3}([0-9一二三四五六七八九十]+)")


def same_series(one: str, other: str) -> bool:
    """Whether two file names differ in running numbers only.

    >>> same_series("合同1.jpg", "合同2.jpg"), same_series("05_评审表1.jpg", "06_评审表2.jpg")
    (True, True)
    >>> same_series("合同.jpg", "承诺书.jpg"), same_series("2019年度考核.jpg", "2020年度考核.jpg")
    (False, False)
    >>> same_series("05_职称证书.jpg", "06_职称证书.jpg")  # two certificates in a sorted folder
    False
    """
    names = [PurePath(name).stem for name in (one, other)]
    stems = [_RUNNING.sub("", name) for name in names]
    if stems != names:
        stems = [_SORTED.sub("", stem) for stem in stems]
    return one != other and stems[0] == stems[1] and stems[0] != ""


def paper_number(file: str) -> str | None:
    """The number that a file's name gives a paper, or a page of one.

    >>> paper_number("论文2目录.jpg"), paper_number("目录2.jpg")
    ('2', None)
    """
    match = _OF_PAPER.search(fold(file))
    return match.group(1) if match else None


def picture_series(pages: Sequence[PageFacts]) -> list[list[int]]:
    """Indices of pages, one a file, that follow one another in the upload as pictures of one series: two or more."""
    runs = [[0]]
    for index, (before, page) in enumerate(pairwise(pages), 1):
        if _single(before) and _single(page) and same_series(before.file, page.file):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) > 1]


def _single(page: PageFacts) -> bool:
    """Whether it is the first page of a file; a second one would be the next, of the same name."""
    return page.page == 1
