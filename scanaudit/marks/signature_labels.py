"""Printed words that ask for a signature, and the field that each opens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scanaudit.reading.lines import Line

PixelBox = tuple[float, float, float, float]

_STRONG = (
    r"本人签[名字章]|考生签[名字]|作者签名|[（(]?签[名字章收][）)]?|签名人|签署人|承诺人|声明人|保证人|授权人|委托人|"
    r"[Ss]ignatures?|[Ss]igned(?: by)?"
)
_WEAK = (
    r"申[报请]人|法定代表人|负责人|推荐人|指导教师|导师|审[核查]人|核对人|复核人|验证人|登记人|经办人|经手人|推荐专家|专家|"
    r"组长|成员|领导|作者|主任|当事人|填表人"
)
# A name written close behind 签名 or 签字 without a colon, at the end of the line; these words are none.
_NO_NAME = r"人|者|盖|签|确认|处|栏|页|日期|时间|为准|有效|无效|属实|之|后|并|和|及|或|的|同意|表|存"
_NAME = rf"(?:(?<=签[名字])|(?<=签[名字][）)]))(?=\s*(?!{_NO_NAME})[一-龥]{{2,4}}\s*$)"
_OFFICE = r"[一-龥]{0,4}(?:局\s*长|校\s*长|院\s*长|所\s*长|会\s*长|主\s*席|局长签发)"
_REMARK = (
    r"(?:[（(][^（）():：]{1,20}[）)](?=\s*[：:]))?"  # between a label and its colon: （亲笔签名，代签无效）
)
_LABEL = re.compile(
    rf"(?P<strong>[一-龥]{{0,10}}?(?:{_STRONG})[^：:，。；]{{0,8}}?{_REMARK})(?P<colon>[：:]|{_NAME}|\s*$)"
    rf"|(?P<weak>(?:{_WEAK}))[（(]?[一-龥]{{0,4}}[）)]?\s*[：:]"
    rf"|^(?P<office>{_OFFICE})[：:]?$"
)
_DATE = re.compile(r"日期|时间|\d{2,4}\s*年|年\s*月|\d{4}[-./]\d")
# What a pen fills into forms and is no name: a date alone (its figures run together, so one may be lost), and the
# words by which something is judged.
_FILLED_IN = re.compile(
    r"(?:\d{2,4}|[〇○零一二三四五六七八九]{4})\s*([年./-])\s*[\d一二三四五六七八九十]{1,2}\s*(?:月|\1)"
    r"\s*[\d一二三四五六七八九十]{0,3}\s*日?"
    r"|(?:情况|材料|内容)?(?:真实|属实)|(?:基本|不)?(?:合格|称职)|优秀|良好|及格|通过|同意(?:推荐|申报|上报|报送|评审)?|已[阅核审]"
)
_RIM = 0.25  # of the line's height, above and below, that its ink may reach
_FILLED_READ = 0.8  # OCR confidence from which it is read for what it is

FIELD_LENGTH = 11.0  # characters: room for one written name beside a label that ends its line
_WIDEST_PRINT = 1.3  # of the page's pitch: labels are seldom set larger than that
_LONGEST_NAME = 24  # characters read in a field; more is a paragraph or a digital signature's code


@dataclass(frozen=True)
class Field:
    """Where a signature is asked for: ``box`` in pixels, the ``label`` and its own ``label_box``.

    ``text`` was read in the field with ``confidence``; ``strong``: the label asks for nothing but a
    signature; ``office``: it only names an office (局长).
    """

    box: PixelBox
    label: str
    label_box: PixelBox
    text: str
    confidence: float
    strong: bool
    office: bool = False


def fields(lines: Sequence[Line]) -> list[Field]:
    """The signature fields of the page, in reading order."""
    found = []
    pitch = _pitch(lines)
    for line in lines:
        matches = list(_LABEL.finditer(line.text))
        for index, match in enumerate(matches):
            following = matches[index + 1].start() if index + 1 < len(matches) else len(line.text)
            found.append(_field(line, match, following, lines, pitch))
    return [field for field in found if len(field.text) <= _LONGEST_NAME]


def field_at(box: PixelBox, asked: Sequence[Field]) -> Field | None:
    """The field beside whose label the box stands: right of it, or else just below one that asks for nothing else; of
    several the nearest.
    """
    x0, y0, x1, y1 = box
    met: list[tuple[bool, float, int]] = []
    for index, field in enumerate(asked):
        left, top, right, bottom = field.label_box
        tall = bottom - top
        beside = right - tall < x0 < right + 8 * tall and y0 < bottom + 0.5 * tall and y1 > top - 0.5 * tall
        below = bottom - 0.5 * tall < y0 < bottom + 3 * tall and x0 < right + 4 * tall and x1 > left
        if beside or (below and field.strong):
            off = abs((y0 + y1) - (top + bottom)) / 2 + max(0.0, x0 - right)
            met.append((not beside, off, index))
    return asked[min(met)[2]] if met else None


def is_date(text: str) -> bool:
    """Whether ``text`` is a date or asks for one."""
    return bool(_DATE.search(text))


def filled_in(lines: Sequence[Line]) -> list[PixelBox]:
    """Where a date or a judgement stands alone, printed or written: a pen's ink in it is no signature."""
    return [
        (line.box[0], line.box[1] - _RIM * line.height, line.box[2], line.box[3] + _RIM * line.height)
        for line in lines
        if line.confidence >= _FILLED_READ and _FILLED_IN.fullmatch(line.text.strip())
    ]


def _ends(other: Line, start: float, height: float) -> bool:
    """Whether another line of the row ends a field from ``start`` on: what follows, or the next column."""
    far_print = other.confidence > 0.9 and other.box[0] > start + 4.5 * height
    return far_print or is_date(other.text) or bool(_LABEL.search(other.text))


def _field(line: Line, match: re.Match[str], following: int, lines: Sequence[Line], pitch: float) -> Field:
    x0, y0, x1, y1 = line.box
    after = line.text[match.end() : following]
    date = _DATE.search(after)
    end = match.end() + (date.start() if date else len(after))
    text = line.text[match.end() : end].strip(" ：:_＿—-.")
    start = _start(line, match.end(), pitch)
    open_ended = end == len(line.text)
    stop = x0 + (x1 - x0) * _share(line.text, end)
    if open_ended:
        reach = max(stop, start + FIELD_LENGTH * line.height)
        stop = min(
            [reach, *(o.box[0] for o in lines if _right_of(o, line, start) and _ends(o, start, line.height))]
        )
    first = x0 + (x1 - x0) * _share(line.text, match.start())
    label = match.group("strong") or match.group("weak") or match.group("office")
    label_end = start - 0.5 * pitch  # without the colon
    if (
        match.group("office") and pitch
    ):  # what the line's box holds beyond its print may be a hand that was not read
        label_end = min(label_end, first + _WIDEST_PRINT * pitch * _units(label))
    label_box = (first, y0, max(first + 1, label_end), y1)
    box = (start, y0 - 0.6 * line.height, stop, y1 + 0.5 * line.height)
    return Field(
        box,
        label.strip("（(）) "),
        label_box,
        text,
        line.confidence,
        bool(match.group("strong")),
        bool(match.group("office")),
    )


def _right_of(other: Line, line: Line, start: float) -> bool:
    box, mine = other.box, line.box
    middle = (box[1] + box[3]) / 2
    return other is not line and box[0] > start and mine[1] < middle < mine[3]


def _start(line: Line, end: int, pitch: float) -> float:
    """Where the first ``end`` characters of the line stop. Handwriting behind a label is wider than the
    label's print, so the print's own pitch is believed where the two estimates roughly agree; where they do not, more
    was written than was read, and the label is no wider than print is.
    """
    x0, _, x1, _ = line.box
    by_share = x0 + (x1 - x0) * _share(line.text, end)
    by_pitch = x0 + pitch * _units(line.text[:end])
    agree = abs(by_pitch - by_share) < 0.25 * (x1 - x0) and by_pitch < x1 + pitch
    if agree and end < len(line.text):
        return min(by_pitch, x1)
    return min(by_share, x0 + _WIDEST_PRINT * pitch * _units(line.text[:end])) if pitch else by_share


def _pitch(lines: Sequence[Line]) -> float:
    """Width of one printed square character of the page in pixels; 0 where no line tells."""
    pitches = [
        (line.box[2] - line.box[0]) / _units(line.text)
        for line in lines
        if line.confidence > 0.95 and _units(line.text) >= 6
    ]
    return float(sorted(pitches)[len(pitches) // 2]) if pitches else 0.0


def _share(text: str, end: int) -> float:
    """Share of the line's width that its first ``end`` characters take."""
    return _units(text[:end]) / max(0.5, _units(text))


def _units(text: str) -> float:
    """Width in square characters: Latin ones take half a square."""
    return sum(0.5 if ord(char) < 0x2E80 and char not in "：（）" else 1.0 for char in text)
