"""Where a page asks for a seal or a signature: its printed labels, and the place that each opens.

A signature counts where it stands by such a label; where a mark is missing, the place is what a person looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scanaudit.facts import Box, PageFacts, Signature, TextLine
from scanaudit.rules.context import RequirementContext
from scanaudit.rules.form_sections import is_in_higher_section
from scanaudit.rules.sealing_places import units_place
from scanaudit.rules.upload import MARK_SEEN

_SIGNED = re.compile(
    r"(?:签[名字章]|承诺人|声明人|申[报请]人|推荐人|负责人|法定代表人|经办人|填表人|审[核查]人|专家)"
    r"[^。，；]{0,8}(?:(?:[（(][^（）():：]{1,20}[）)])?[：:]|$)"
)
# A label that asks for a hand in so many words, and ends there.
_ASKED = re.compile("签[名字][）)]?[：:]?$")
_HAND = re.compile("签[名字章]")
# Roles of people who sign beside the applicant; whoever signs behind one of these words did not sign for the applicant.
_BY_DUTY = (
    "(?:登记|审核|审查|复核|复审|验证|审验|核验|查验|经办|经手|承办|办理|受理|制表|制证|发证|批准|记录|核实|核对|证明|推荐|监督"
    "|见证|评议|法定代表|负责"
    "|(?<!被)考核)"
)
_BY_POST = "(?:主任|校长|院长|所长|局长|处长|领导|专家)"
_SIGN = "[（(]?签[名字章][)）]?"
_OTHERS = re.compile(f"((?:{_BY_DUTY}[人员]|{_BY_POST})(?:{_SIGN})?)[：:]")
# A cell may bear a label without a colon: a duty's of a body, or a post's with the word that asks for the hand. Duties
# of other things (项目负责人) and posts alone are as often what a table tells of somebody.
_OTHERS_CELL = re.compile(
    f"(?:[一-鿿]{{0,4}}(?:单位|部门|学校|机构|机关|公司))?({_BY_DUTY}人(?:{_SIGN})?|{_BY_DUTY}员{_SIGN}|{_BY_POST}{_SIGN})"
)
_OWN = re.compile(
    r"本人|申[报请]人|申[报请]者|承诺人|声明人|持证人|持有人|持册人|学习人|学习者|填表人|报名人|参评人|学员|被考核人|考核对象"
)
_OWN_CELL = re.compile(rf"[一-鿿]{{0,4}}(?:{_OWN.pattern})(?:{_SIGN})?")
# Labels that say what to write and not who writes: whose hand stands behind one, the label before it says.
_NOBODYS = re.compile(f"(?:{_SIGN}|日期|时间)[：:]?$")
_SEALED = re.compile(r"盖章|公章|[（(]章[）)]|印章|签章")
_LONGEST = 30  # characters; longer lines speak of signing and sealing, they do not ask for it in this place
# In heights of the label's line. Design values: a hand is up to three lines high, sits above, on or below the rule
# that it is written on, and starts behind the label or under it.
_ABOVE, _BELOW = 1.6, 3.0
_ROW = 1.0  # how far above or below its label's line a hand's middle may lie and still be of that row
_SAME_ROW = 0.4  # by how much the pieces of one row differ in height; the next row is a whole line away
_FIELD = 0.35  # of the page's width: a field's length where the line does not end it
_SEAL_ABOVE, _SEAL_SIDE = 0.09, 0.12  # of the page's height and width: a 40 mm seal on A4 is 0.13 and 0.19


def signing_label(signature: Signature, page: PageFacts) -> str | None:
    """The printed label that a signature stands by: its own, or a line's close by; None without any."""
    if signature.label:
        return signature.label
    for line in asking_lines(page, _SIGNED):
        if _meet(_field(line), signature.bbox):
            return line.text
    return None


@dataclass(frozen=True)
class _Label:
    """A printed label to the left of a hand: where it ends, its row's middle and height, how many of those heights the
    hand's middle is away, the role of somebody else that it names (itself, or before it in its line), and whether it
    names the applicant, or nobody at all (签字：, 日期：).
    """

    end: float
    middle: float
    height: float
    away: float
    role: str | None
    own: bool
    nobodys: bool


def role_before(signature: Signature, page: PageFacts) -> str | None:
    """The role of somebody else that is printed close before a signature in its row (登记人：); None where another
    label, or none, stands there.
    """
    labels = list(_labels_before(signature, page))
    others = [label for label in labels if not label.role]
    return next(
        (
            label.role
            for label in sorted(labels, key=lambda label: label.away)
            if label.role and not any(_outdoes(other, label) for other in others)
        ),
        None,
    )


def stands_apart(signature: Signature, page: PageFacts) -> bool:
    """Whether a hand stands behind a label that says something else, while a place to sign is empty; or across
    a seal and by no label at all, while the applicant's own place is (合格 written and sealed for a year).
    """
    if signing_label(signature, page):
        return False
    hands = [other.bbox for other in page.signatures if other.confidence >= MARK_SEEN]
    empty = [
        line for line in asking_lines(page, _ASKED) if not any(_meet(_field(line), hand) for hand in hands)
    ]
    if not empty:
        return False
    nearest = min(
        _labels_before(signature, page),
        key=lambda label: (int(label.away / _SAME_ROW), -label.end),
        default=None,
    )
    if nearest is None:
        across = any(_meet(signature.bbox, seal.bbox) for seal in page.seals)
        return across and any(_OWN.search(line.text) for line in empty)
    return not nearest.own


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _outdoes(other: _Label, role: _Label) -> bool:
    """Whether a hand is another label's rather than a role's: that stands nearer before it in one row, or its row is
    the nearer one. A label that names neither the applicant nor anybody has to be nearer in both.
    """
    if other.nobodys:
        return False
    if abs(other.middle - role.middle) <= _SAME_ROW * role.height:
        return other.end > role.end
    return other.away + _SAME_ROW < role.away and (other.own or other.end >= role.end)


def _labels_before(signature: Signature, page: PageFacts) -> Iterator[_Label]:
    """The labels that end to the left of a signature's middle, in its row or in the next."""
    x0, y0, x1, y1 = signature.bbox
    centre, middle = (x0 + x1) / 2, (y0 + y1) / 2
    for line in page.lines:
        a0, b0, a1, b1 = line.bbox
        height, text = max(b1 - b0, 1e-6), "".join(line.text.split())
        if len(text) > _LONGEST or not b0 - _ROW * height < middle < b1 + _ROW * height:
            continue
        row = (b0 + b1) / 2
        for stop, role, own, nobodys in _labels(text):
            end = a0 + (a1 - a0) * stop / len(text)
            if centre - _FIELD < end < centre:
                yield _Label(end, row, height, abs(row - middle) / height, role, own, nobodys)


def _labels(text: str) -> Iterator[tuple[int, str | None, bool, bool]]:
    """The labels of a line without spaces: where each ends, the role that it names or that stands before it in the
    line with no word for the applicant between, whether it names the applicant, and whether it names nobody.
    """
    colons = [colon.end() for colon in re.finditer("[：:]", text)]
    if not colons:
        cell = _OTHERS_CELL.fullmatch(text)
        own = _OWN_CELL.fullmatch(text) is not None
        if cell or own:
            yield len(text), cell.group(1) if cell else None, own, False
        return
    role, start = None, 0
    for stop in colons:
        label = text[start:stop]
        named = _OTHERS.search(label)
        own = named is None and _OWN.search(label) is not None
        role = named.group(1) if named else None if own else role
        yield stop, role, own, role is None and not own and _NOBODYS.search(label) is not None
        start = stop


def asks_for_signature(page: PageFacts) -> bool:
    """Whether the page has a label that opens a place to sign."""
    return next(asking_lines(page, _SIGNED), None) is not None


def signing_place(page: PageFacts) -> Box | None:
    """Where the page asks for a signature, the lowest of several places; None where it does not say."""
    lines = list(asking_lines(page, _SIGNED))
    return _field(max(lines, key=lambda line: line.bbox[3])) if lines else None


def signing_places(page: PageFacts, *, asking: bool) -> Iterator[tuple[TextLine, Box]]:
    """The labels that open a place to sign, each with its place; ``asking``: those that ask for a hand in so many
    words, else those with a colon (a cell 项目负责人 tells of somebody and asks nobody).
    """
    for line in asking_lines(page, _SIGNED):
        if _HAND.search(line.text) if asking else line.text.rstrip().endswith(("：", ":")):
            yield line, _field(line)


def name_to_sign(page: PageFacts, name: str) -> Box | None:
    """Where ``name`` was read right behind a label that asks for the applicant's hand, or under a seal behind one that
    names the applicant; None elsewhere. What was read there may be a hand.
    """
    written = re.compile(rf"(?<=[：:）)名字章]){re.escape(name)}(?=$|[\d（(。，,]|日期|时间)")
    for label in (line for line in page.lines if len(line.text) <= _LONGEST):
        text = label.text
        found = written.search(text)
        asked = text[: found.start()] if found else text
        if _OTHERS.search(asked) or not (_HAND.search(asked) or _OWN.search(asked)):
            continue
        x0, y0, x1, y1 = label.bbox
        places = [(x0 + (x1 - x0) * len(asked) / len(text), y0, x1, y1)] if found else []
        if not found and _SIGNED.search(text):
            places = [n.bbox for n in page.lines if n.text == name and _meet(n.bbox, _field(label))]
        for place in places:
            if _HAND.search(asked) or any(_meet(place, seal.bbox) for seal in page.seals):
                return place
    return None


def covered_places(page: PageFacts) -> Iterator[tuple[TextLine, Box]]:
    """The labels of places to sign over which a photocopied seal lies, each with the seal: a hand as black as the seal
    cannot be told there.
    """
    black = [seal.bbox for seal in page.seals if seal.photocopied and seal.confidence >= MARK_SEEN]
    for line, (x0, _, x1, _) in signing_places(page, asking=True):
        row = (line.bbox[1] + line.bbox[3]) / 2
        for seal in black:
            if seal[1] < row < seal[3] and x0 < (seal[0] + seal[2]) / 2 < x1:
                yield line, seal


def sealing_place(page: PageFacts) -> Box | None:
    """Where the page asks for a seal: the lowest of several places, else the unit's section, else None."""
    lines = list(asking_lines(page, _SEALED))
    if not lines:
        return units_place(page)
    x0, y0, x1, y1 = max(lines, key=lambda line: line.bbox[3]).bbox
    return _on_page((x0 - _SEAL_SIDE / 2, y0 - _SEAL_ABOVE, x1 + _SEAL_SIDE, y1 + _SEAL_ABOVE))


def units_sealing_place(page: PageFacts) -> Box | None:
    """Where the page asks for the unit's seal: as ``sealing_place``, without the sections of bodies above it."""
    own = [line for line in page.lines if not is_in_higher_section(line.bbox, page)]
    return sealing_place(page.model_copy(update={"lines": tuple(own)})) or units_place(page)


def look_at(
    context: RequirementContext, pages: tuple[int, ...], place_on: Callable[[PageFacts], Box | None]
) -> tuple[tuple[int, ...], Box | None]:
    """``pages`` with the page first on which a place is to be looked at, and that place."""
    for index in reversed(pages):
        place = place_on(context.upload.pages[index])
        if place is not None:
            return (index, *(other for other in pages if other != index)), place
    return pages, None


def asking_lines(page: PageFacts, words: re.Pattern[str]) -> Iterator[TextLine]:
    """The lines with one of the words that are short enough for a label: a longer one gives an instruction."""
    return (line for line in page.lines if len(line.text) <= _LONGEST and words.search(line.text))


def _field(line: TextLine) -> Box:
    """The place that a label opens: from the label on, to the right and below."""
    x0, y0, x1, y1 = line.bbox
    height = y1 - y0
    return _on_page((x0, y0 - _ABOVE * height, x1 + _FIELD, y1 + _BELOW * height))


def _on_page(box: Box) -> Box:
    x0, y0, x1, y1 = (min(1.0, max(0.0, edge)) for edge in box)
    return x0, y0, x1, y1
