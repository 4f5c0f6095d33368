"""Which lines of a page hold values that must be read exactly?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scanaudit.fields.sheet import Sheet
from scanaudit.reading.lines import Line
from scanaudit.simplified import simplified

# What marks a line as holding a number, a date or a name that has to be exact.
_EXACT = re.compile(
    r"\d{4}年|[一二][〇零○O0九]{1,2}|\d{6,}|\d{4}[-./—]\d{1,4}|ISSN|ISBN|CN\s?\d|ZL|编号|号码|证号|No\.?|学时|课时|"
    r"姓\s*名|持证人|同志|学生|性别|作者|信用代码|工作单位|用人单位|公司|资格名称|专业名称|第\s*\d+\s*[卷期]|公示|Name|VOL|等奖|授予|"
    r"兹|优秀|合格",
    re.IGNORECASE,
)
# On running text only numbers that are checked matter; re-reading the whole page would cost seconds.
_EXACT_IN_PROSE = re.compile(
    r"ISSN|ISBN|CN\s?\d\d|文章编号|第\s*\d+\s*[卷期]|收稿|作者简介|DOI", re.IGNORECASE
)
_PROSE = frozenset({"paper_body", "paper_toc", "standard_document", "appraisal_report", "other"})


def needs_exact(kind: str, lines: Sequence[Line]) -> list[int]:
    """Indices of the lines that hold values which must be exact: numbers, names, dates, hours.

    A line that follows a bare label (``姓名`` and, beside it, the name) is among them.
    """
    if kind == "blank":
        return []
    pattern = _EXACT_IN_PROSE if kind in _PROSE else _EXACT
    wanted = {i for i, line in enumerate(lines) if pattern.search(simplified(line.text))}
    if kind not in _PROSE:
        sheet = Sheet(lines, (1, 1))
        for row in sheet.rows:
            if wanted.intersection(row.lines) and len(row.lines) <= 8:
                wanted.update(row.lines)
    elif kind == "paper_body":
        wanted.update(_head(lines))
    return sorted(wanted)


def _head(lines: Sequence[Line]) -> set[int]:
    """The lines of a paper's title and authors: high on the page and larger than usual, and those below."""
    if not lines:
        return set()
    usual = sorted(line.height for line in lines)[len(lines) // 2]
    bottom = max(line.box[3] for line in lines)
    large = [i for i, line in enumerate(lines) if line.height > 1.25 * usual and line.box[1] < 0.4 * bottom]
    if not large:
        return set()
    below = max(lines[i].box[3] for i in large)
    return set(large) | {i for i, line in enumerate(lines) if below - usual < line.box[1] < below + 4 * usual}
