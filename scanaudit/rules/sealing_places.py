"""The places of a page that ask for a body's own seal, and which of them are empty.

A page asks in print: by a label (甲方（盖章）), by the section of a form that the unit fills in (单位意见), by each
year of a verification page; a unit's proof asks by what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scanaudit.facts import Box, PageFacts, TextLine
from scanaudit.rules.form_cells import cell_lines
from scanaudit.rules.form_sections import heads_section, is_in_higher_section, is_units_section
from scanaudit.rules.upload import MARK_DOUBTFUL
from scanaudit.rules.verified_years import unsealed_years

_LABEL = re.compile(r"[（(](?:公章|盖章|章|加盖公章|单位公章)[）)][：:]?$|(?:盖章|公章)(?:处)?[：:]?$")
# Who seals elsewhere or later, or signs instead; and words of a sentence that only speaks of seals.
_OTHERS = re.compile(
    r"乙方|个人|签[字名章]|主管|上级|人社|人事|人力资源|职改|评委|评审|推荐委|核准|审批|须|需|应|请|有效|无效|后|由|经|未|不|复印|骑缝"
)
_EXPERTS = re.compile(r"专家|同行|评议|学科")
_NOBODYS = re.compile(r"[（(]?(?:加盖)?(?:公章|盖章|章)(?:处)?[）)]?")
_LONGEST_LABEL, _LONGEST_HEADING = 16, 12  # characters
_SECTION = re.compile(r"(?:意见|评语|总结|承诺|结论|鉴定|自评)[：:]?$")
_VERIFICATION = "ce_verification_page"
PROOFS = frozenset({
    "work_role_proof", "unit_statement", "guidance_proof", "benefit_proof", "insurance_statement", "file_custody_proof",
    "education_verification",
})  # fmt: skip
"""Proofs of a unit, which say nothing without its seal."""
_FOOT = re.compile(r"(?:公司|集团|厂|局|厅|院|校|大学|所|处|中心|委员会|政府|站|队)$")
_MIDST = re.compile(r"[，,；;。、]")  # a sentence's line ends in such a word, too
_DATED = re.compile(r"^\d{4}\D.*[日月]$")
_UNNAMED = "落款"
# Of the page's height and width: a seal of 40 mm on A4 is 0.13 and 0.19. Design values.
_ABOVE, _LEFT, _RIGHT = 0.12, 0.12, 0.45
_HEIGHT, _WIDTH = 0.13, 0.19
_NAME = 5  # characters of a unit's name at least; less is a scrap of a seal
_LOW = 0.3  # of the page's height: above stand titles


@dataclass(frozen=True)
class SealingPlace:
    """A place for a seal: what asks for it in the page's words, where a seal would be looked for, and the unit's
    section that it lies in where that has a heading.
    """

    name: str
    box: Box
    section: str | None = None


def empty_places(page: PageFacts, kind: str) -> list[SealingPlace]:
    """The places of a page of this kind that ask for a seal and bear none, not even a doubtful one."""
    seals = [seal.bbox for seal in page.seals if seal.confidence >= MARK_DOUBTFUL]
    if kind == _VERIFICATION:
        years = unsealed_years(page, seals)
        return [SealingPlace(f"{year}年度", _around(line.bbox)) for year, line in years.items()]
    headings = _headings(page)
    labelled = list(_labelled(page, headings, seals))
    told = {place.section for place in labelled}
    return [*labelled, *(place for place in _sections(headings, seals) if place.name not in told)]


def foot(page: PageFacts) -> SealingPlace | None:
    """Where a unit's proof ends: at the name of the unit, or else at its last line that is no sentence; None where it
    has none. It is called by that line only where this is a name, a date or a label: half a sentence names no place.
    """
    whole = [line for line in page.lines if len(line.text) >= _NAME and not line.text.endswith("。")]
    named = [line for line in whole if _is_signed(line) and line.bbox[1] > _LOW]
    last = max(named or whole, key=lambda line: line.bbox[3], default=None)
    if last is None:
        return None
    telling = named or _DATED.search(last.text) or _LABEL.search(_plain(last))
    return SealingPlace(last.text if telling else _UNNAMED, _around(last.bbox))


def _is_signed(line: TextLine) -> bool:
    return _FOOT.search(line.text) is not None and not _MIDST.search(line.text)


def units_place(page: PageFacts) -> Box | None:
    """Where the unit's section of a form lies; None on a page without one."""
    found = [line for line in cell_lines(page.lines) if _is_units(line)]
    return _around(found[-1].bbox) if found else None


def _labelled(page: PageFacts, headings: Sequence[TextLine], seals: Sequence[Box]) -> Iterator[SealingPlace]:
    """The labels without a seal; one that names nobody is not asked of the unit in the section of somebody else."""
    for line in page.lines:
        text = _plain(line)
        if len(text) > _LONGEST_LABEL or _LABEL.search(text) is None or _OTHERS.search(text):
            continue
        own = _own_section(line, headings)
        if own is None and _NOBODYS.fullmatch(text) and _is_others(line, headings, page):
            continue
        if not any(_stands_by(seal, line.bbox) for seal in seals):
            section = _plain(own) if own and text.startswith(("(", "（")) else None
            yield SealingPlace((section or "") + text, _around(line.bbox), section)


def _own_section(label: TextLine, headings: Sequence[TextLine]) -> TextLine | None:
    """The heading of the unit's section that a label stands in: none of another's is level with it, or nearer."""
    near = _near(label, headings)
    return near[0] if near and all(map(_is_units, near)) else None


def _is_others(label: TextLine, headings: Sequence[TextLine], page: PageFacts) -> bool:
    """Whether a label stands in a section of a body above the unit, of experts or of a person."""
    named = any(
        _OTHERS.search(heading.text) or _EXPERTS.search(heading.text) for heading in _near(label, headings)
    )
    return named or is_in_higher_section(label.bbox, page)


def _near(label: TextLine, headings: Sequence[TextLine]) -> list[TextLine]:
    """The headings level with a label, else the nearest one."""
    _, y0, _, y1 = label.bbox
    level = [heading for heading in headings if heading.bbox[1] < y1 and heading.bbox[3] > y0]
    return level or sorted(headings, key=lambda heading: abs(_middle(heading) - _middle(label)))[:1]


def _stands_by(seal: Box, label: Box) -> bool:
    """Whether a seal stands in the label's row, from the label on to the right, or under it (a column's heading)."""
    x0, y0, x1, y1 = label
    level = seal[1] < y1 + _ABOVE and seal[3] > y0 - _ABOVE and seal[2] > x0 - _LEFT and seal[0] < x1 + _RIGHT
    below = seal[1] > y0 and seal[0] < x1 and seal[2] > x0
    return level or below


def _sections(headings: Sequence[TextLine], seals: Sequence[Box]) -> Iterator[SealingPlace]:
    """The unit's sections without a seal: none is nearer to their heading than to any other, or lies below it and above
    the next one.
    """
    for number, line in enumerate(headings):
        if not _is_units(line):
            continue
        # a seal that stands level with the next heading is the next section's
        next_ = headings[number + 1].bbox[1] if number + 1 < len(headings) else 1.0
        middles = [(seal[1] + seal[3]) / 2 for seal in seals]
        nearest = any(min(headings, key=lambda h: abs(_middle(h) - m)) is line for m in middles)
        if not nearest and not any(_middle(line) < m < next_ for m in middles):
            yield SealingPlace(_plain(line), _around(line.bbox))


def _headings(page: PageFacts) -> list[TextLine]:
    """The headings of a form's sections from above; the label of the unit's own seal is part of its section."""
    lines = cell_lines(page.lines)
    found = (
        line
        for line in lines
        if _is_heading(line) and not ("章" in line.text and is_units_section(line.text))
    )
    return sorted(found, key=_middle)


def _plain(line: TextLine) -> str:
    return "".join(line.text.split()).rstrip("：:")


def _is_heading(line: TextLine) -> bool:
    return heads_section(line.text) or (
        len(line.text) <= _LONGEST_HEADING and bool(_SECTION.search(line.text))
    )


def _is_units(line: TextLine) -> bool:
    """Whether a line heads a section of the unit, without being the label of the place for its seal itself."""
    return len(line.text) <= _LONGEST_HEADING and "章" not in line.text and is_units_section(line.text)


def _middle(line: TextLine) -> float:
    return (line.bbox[1] + line.bbox[3]) / 2


def _around(box: Box) -> Box:
    """As much as a seal takes about a line, and to its right."""
    x0, y0, x1, y1 = box
    middle = (y0 + y1) / 2
    return (
        max(0.0, x0 - _WIDTH / 4),
        max(0.0, middle - _HEIGHT / 2),
        min(1.0, x1 + _WIDTH),
        min(1.0, middle + _HEIGHT / 2),
    )
