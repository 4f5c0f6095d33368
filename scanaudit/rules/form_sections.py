"""In whose section of a form a seal stands: the unit's, or that of a body above the unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scanaudit.facts import Box, PageFacts, Seal
from scanaudit.rules.form_cells import cell_lines

# Sections of a form that one body fills in and seals: the unit's, and those of the bodies above it.
_UNIT = re.compile(r"(?:单位|公司|学校|[本我]院|呈报)[一-鿿]{0,6}(?:意见|审核|盖章|公章|[（(](?:盖|公)?章)")
_HIGHER = re.compile(
    r"(?:主管|上级|人社|推荐委|(?<!单位)(?:人事|人力资源)|职改|职称|评委|评审|核准|审批)[一-鿿]{0,12}?(?:意见|部门|机关|审核|盖章|公章|核准|[（(](?:盖|公)?章)"
)
# Words of a sentence that speaks of a body: it goes to it, or through it (报上级主管部门审核, 经所在单位盖章). A unit
# may be the one that 申报, 填报, 上报 or 呈报.
_SPOKEN_OF = r"(?:(?<![{}])报|经(?![济信])|由|送)[^，。；：:]*$"
_UNIT_SPOKEN_OF = re.compile(_SPOKEN_OF.format("申填上呈"))
_HIGHER_SPOKEN_OF = re.compile(_SPOKEN_OF.format("申"))
_HEADING = re.compile(r"意见[：:（(]|意见$")
# Characters. In a longer line a heading can only be what the line begins with, behind a number or a place's name.
_LONGEST, _BEGINNING = 30, 8
# Heights of a heading's line within which the text under it begins. Design value, no data yet.
_NEXT_LINES = 2.5


@dataclass(frozen=True)
class _Heading:
    """A section's heading and whether the section is that of a body above the unit."""

    bbox: Box
    higher: bool
    seals: bool  # it also is the label of the place for the seal

    @property
    def middle(self) -> float:
        return (self.bbox[1] + self.bbox[3]) / 2


def in_higher_section(seal: Seal, page: PageFacts) -> bool:
    """Whether a seal stands in a section of a form that a body above the unit seals, or may stand in one, and not
    for certain in the unit's own.
    """
    return is_in_higher_section(seal.bbox, page)


def is_in_higher_section(box: Box, page: PageFacts) -> bool:
    """Whether a seal's or its label's box lies, or may lie, in the section of a body above the unit.

    A heading that stands over its section's whole width, under the seal, is that of the next section. A heading to
    the left may be a cell's, whose middle says little of where its section begins: the nearest in height counts, and
    any that stands level with the seal.
    """
    x0, y0, x1, y1 = box
    middle = (y0 + y1) / 2
    found = [h for h in _headings(page) if not _heads_the_next(h, box, page)]
    if any(h.higher and h.bbox[1] < y1 and h.bbox[3] > y0 for h in found):
        return True
    if not found:
        return False
    least = min(abs(h.middle - middle) for h in found)
    nearest = [h for h in found if abs(h.middle - middle) <= least + (h.bbox[3] - h.bbox[1])]
    over = [h for h in nearest if h.bbox[0] < x1 and h.bbox[2] > x0]
    return any(h.higher for h in over or nearest)


def is_units_section(text: str) -> bool:
    """Whether a line heads a section that the unit fills in and seals, and not one of a body above it.

    >>> is_units_section("单位考核意见"), is_units_section("主管部门意见"), is_units_section("报上级主管单位审核")
    (True, False, False)
    """
    return _heads(text, _UNIT, _UNIT_SPOKEN_OF) and not _heads(text, _HIGHER, _HIGHER_SPOKEN_OF)


def heads_section(text: str) -> bool:
    """Whether a line heads a section that the unit or a body above it fills in."""
    return _heads(text, _UNIT, _UNIT_SPOKEN_OF) or _heads(text, _HIGHER, _HIGHER_SPOKEN_OF)


def _headings(page: PageFacts) -> Iterator[_Heading]:
    for line in cell_lines(page.lines):
        higher = _heads(line.text, _HIGHER, _HIGHER_SPOKEN_OF)
        if higher or _heads(line.text, _UNIT, _UNIT_SPOKEN_OF):
            yield _Heading(line.bbox, higher, "章" in line.text)


def _heads(text: str, words: re.Pattern[str], spoken_of: re.Pattern[str]) -> bool:
    """Whether a line is, or begins with, a heading of these words, and no sentence that speaks of a body."""
    for found in words.finditer(text):
        heading = _HEADING.search(text, found.end() - len("意见"))
        spoken = spoken_of.search(text[: found.start()]) and not heading
        if not spoken and (len(text) <= _LONGEST or found.start() <= _BEGINNING):
            return True
    return False


def _heads_the_next(heading: _Heading, seal: Box, page: PageFacts) -> bool:
    """Whether a heading begins under a seal and its section reaches over the seal's columns: by itself, or by the text
    that begins right under it. What labels the place for a seal may stand under its own.
    """
    x0, _, x1, y1 = seal
    a0, b0, a1, b1 = heading.bbox
    if b0 < y1 or heading.seals:
        return False
    under = (
        line.bbox
        for line in page.lines
        if b1 - (b1 - b0) / 2 < line.bbox[1] < b1 + _NEXT_LINES * (b1 - b0)
        and line.bbox[0] < a1
        and line.bbox[2] > a0
    )
    return any(left < x1 and right > x0 for left, _, right, _ in (heading.bbox, *under))
