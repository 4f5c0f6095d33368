"""A page's lines laid out for reading values: rows, label and value, boxes in fractions of the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scanaudit.boxes import contained
from scanaudit.facts import Evidence
from scanaudit.fields import dates
from scanaudit.reading.lines import Line
from scanaudit.reading.rows import Row, rows
from scanaudit.simplified import simplified

Box = tuple[float, float, float, float]

# A line lies in a seal with more than half of its box. Design value.
_MOST_OF_IT = 0.5

# What stands on forms and certificates as a label: a value ends where one of these begins.
STOP = re.compile(
    r"姓名|性别|民族|出生(?:年月|日期)?|住址|公民身份|身份证|证件(?:号码|类型)|学历|学位|层次|学制|专业(?:名称|类别)?[::]|专业名称|"
    r"(?:工作|聘任|聘用|参保|缴费|委托|发证|签发|所在|填报|填表|培训|主办|主管)单位|单位名称|现任|职务[::]|职称[::]|"
    r"资格名称|资格级别|级别|系列|批准(?:时间|日期)|授予时间|发证(?:机关|日期|时间)|签发(?:机关|日期)|有效期|编号|证书号|"
    r"管理号|评审|评委会|电话|邮编|地址|备注|签名|签字|日期[::]|入学日期|毕\(结\)业|学校名称|学习形式|类型|"
    r"法定代表人|负责人|证书|现工作|现聘|现任|原资格|原职称|破格|等级|联系|手机|照片|申报(?!人)|鉴定|评价(?:机构|组织)|从事|参加工作|"
    r"账号|卡号|打印(?:时间|日期)|社会保障|纳税人识别号|政治面貌|籍贯|技术职务|工种|期限|查询时间|"
    r"\(?(?:盖章|公章|签章)\)?|(?:Full)?Name|Sex|Date|File|Issued|Nationality|Professional|Qualification|Approval"
)
# Bilingual certificates put the English label between the Chinese one and the value.
_AFTER_LABEL = re.compile(
    r"^[\s:;.。_—\-/(]*(?:(?:Full)?Name|[A-Za-z&.,'/]{2,40}(?=[一-鿿]|:)|(?:File)?No\.?|Sex|Employer|Issued(?:by|on)|ApprovalDate|"
    r"Dateof[A-Z][a-z]+)?[\s:_]*"
)


@dataclass(frozen=True)
class Found:
    """A value that was read. ``raw``: as it stands on the page; ``box`` in fractions of the upright page;
    ``valid``: a check digit's answer, None where there is none.
    """

    value: str
    raw: str
    box: Box | None
    confidence: float
    valid: bool | None = None

    def evidence(self) -> Evidence:
        """As a fact of the page."""
        return Evidence(raw=self.raw, bbox=self.box, confidence=round(self.confidence, 4), valid=self.valid)

    def with_value(self, value: str, valid: bool | None = None) -> Found:
        """The same place with a normalised value."""
        return replace(self, value=value, valid=valid)


class Sheet:
    """One upright page: ``lines`` with quads in pixels, ``size`` (width, height) in pixels, ``seals`` in fractions."""

    def __init__(self, lines: Sequence[Line], size: tuple[int, int], seals: Sequence[Box] = ()) -> None:
        self.lines = tuple(lines)
        self.seals = tuple(seals)
        self.width, self.height = max(1, size[0]), max(1, size[1])

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Rows as an eye reads them, their texts compacted."""
        return rows(self.lines)

    @cached_property
    def text(self) -> str:
        """All rows, each ended by a line break."""
        return "".join(f"{row.text}\n" for row in self.rows)

    @cached_property
    def dates(self) -> tuple[dates.Date, ...]:
        """All dates of ``text`` in their order."""
        found = dates.find(self.text)
        taken = {at for date in found for at in range(date.start, date.end)}
        for row, begin in zip(self.rows, self._starts, strict=True):
            for date in dates.in_cells(row.cells):
                if taken.isdisjoint(range(begin + date.start, begin + date.end)):
                    found.append(replace(date, start=begin + date.start, end=begin + date.end))
        return tuple(sorted(found, key=lambda date: date.start))

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for row in self.rows:
            starts.append(at)
            at += len(row.text) + 1
        return starts

    @cached_property
    def simplified(self) -> Sheet:
        """The same page with simplified characters."""
        lines = [replace(line, text=simplified(line.text)) for line in self.lines]
        return Sheet(lines, (self.width, self.height), self.seals)

    def without(self, indices: Collection[int]) -> Sheet:
        """The same page, these lines empty; every line keeps its index."""
        lines = [replace(line, text="") if i in indices else line for i, line in enumerate(self.lines)]
        return Sheet(lines, (self.width, self.height), self.seals)

    def is_sealed(self, index: int) -> bool:
        """Whether most of a line lies in the box of a seal."""
        x0, y0, x1, y1 = self.lines[index].box
        place = x0 / self.width, y0 / self.height, x1 / self.width, y1 / self.height
        return any(contained(place, seal) > _MOST_OF_IT for seal in self.seals)

    def box(self, indices: Sequence[int]) -> Box | None:
        """The box around lines, in fractions of the page."""
        boxes = [self.lines[i].box for i in indices]
        if not boxes:
            return None
        x0, y0 = min(b[0] for b in boxes), min(b[1] for b in boxes)
        x1, y1 = max(b[2] for b in boxes), max(b[3] for b in boxes)
        return (
            round(min(1.0, max(0.0, x0 / self.width)), 4),
            round(min(1.0, max(0.0, y0 / self.height)), 4),
            round(min(1.0, max(0.0, x1 / self.width)), 4),
            round(min(1.0, max(0.0, y1 / self.height)), 4),
        )

    def at(self, start: int, end: int, value: str | None = None, valid: bool | None = None) -> Found:
        """What stands in ``text[start:end]``, with the boxes of its lines."""
        raw = self.text[start:end]
        indices = [
            i
            for row, begin in self._spanned(start, end)
            for i in self._cells(row, start - begin, end - begin)
        ]
        sure = min((self.lines[i].confidence for i in indices), default=0.0)
        return Found(raw if value is None else value, raw.replace("\n", " "), self.box(indices), sure, valid)

    def _spanned(self, start: int, end: int) -> Iterator[tuple[Row, int]]:
        for row, begin in zip(self.rows, self._starts, strict=True):
            if begin < end and start < begin + len(row.text) + 1:
                yield row, begin

    @staticmethod
    def _cells(row: Row, start: int, end: int) -> Iterator[int]:
        at = 0
        for index, cell in zip(row.lines, row.cells, strict=True):
            if at < end and start < at + len(cell):
                yield index
            at += len(cell)

    def values(self, label: str, stop: re.Pattern[str] = STOP) -> Iterator[Found]:
        """What stands beside a label, or below it where nothing stands beside it (tables).

        ``label``: a regular expression over compacted, simplified text. A label counts at the start of a row or a cell,
        and anywhere before a colon.
        """
        pattern = re.compile(rf"(?:{label})")
        for number, (row, begin) in enumerate(zip(self.rows, self._starts, strict=True)):
            edges = _edges(row)
            for match in pattern.finditer(simplified(row.text)):
                colon = row.text[match.end() : match.end() + 1] == ":"
                if match.start() not in edges and not colon:
                    continue
                beside = self._beside(row, begin, match.end(), stop)
                if beside:
                    yield beside
                # a row of column heads: what stands beside a label there is the next label
                below = self._below(number, match, stop) if not beside or len(row.cells) >= 3 else None
                if below:
                    yield below

    def _beside(self, row: Row, begin: int, end: int, stop: re.Pattern[str]) -> Found | None:
        rest = _near(row, end)
        skipped = _AFTER_LABEL.match(rest)
        start = skipped.end() if skipped else 0
        cut = stop.search(simplified(rest), start)
        value = rest[start : cut.start() if cut else len(rest)].strip(":;,。.、_")
        if not value:
            return None
        place = begin + end + rest.index(value, start)
        return self.at(place, place + len(value), value)

    def _below(self, number: int, match: re.Match[str], stop: re.Pattern[str]) -> Found | None:
        row = self.rows[number]
        label_cells = list(self._cells(row, match.start(), match.end()))
        if number + 1 >= len(self.rows) or not label_cells:
            return None
        x0, _, x1, _ = self.lines[label_cells[0]].box
        under = self.rows[number + 1]
        # a label alone in its row has its value below only where that begins at the same edge
        if len(row.cells) < 2 and (len(under.cells) > 1 or abs(under.box[0] - x0) > row.height):
            return None
        for index, cell in zip(under.lines, under.cells, strict=True):
            box = self.lines[index].box
            if min(x1, box[2]) - max(x0, box[0]) > 0 and not stop.match(simplified(cell)):
                return Found(cell, cell, self.box([index]), self.lines[index].confidence)
        return None


def _near(row: Row, end: int) -> str:
    """What is beside a label that ends at ``end``: the rest of its cell, or else the next cell, and single
    characters that go on from it (spaced-out names).
    """
    at, taken = 0, ""
    for cell in row.cells:
        at += len(cell)
        if at <= end:
            continue
        part = cell[max(0, end - (at - len(cell))) :]
        value = _AFTER_LABEL.sub("", taken, count=1)
        if value and not (len(part) == 1 and len(value) == 1):
            break
        taken += part
    return taken


def _edges(row: Row) -> set[int]:
    edges, at = set(), 0
    for cell in row.cells:
        edges.add(at)
        at += len(cell)
    return edges
