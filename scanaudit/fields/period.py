"""Periods that a page names: publicity, appointment, contract, validity.

>>> valid_until("有效期限:2015.03.12-2035.03.12"), valid_until("有效期限2019.01.01-长期")
('2035-03-12', '长期')
>>> valid_until("Va1id unti1 2030.03.05")  # as OCR reads it
'2030-03-05'
"""

from __future__ import annotations

import datetime as dt
import itertools
import re

from scanaudit.fields import contract_term, dates
from scanaudit.fields.sheet import Found, Sheet

_CUES = re.compile(r"公示|聘期|聘任期|聘用期|任期|期限|有效期|学习时间|起止|起讫|期间|培训时间|营业|自|从|于")
_TRIAL = re.compile("试用|见习期")
_FROM = r"(?:(?:公示期?)?(?:开始|起始)|公示期?起)(?:时间|日期?)?"
_TO = r"(?:(?:公示期?)?(?:结束|截止|终止)|公示期?止)(?:时间|日期?)?"
# The days on which a notice was put up and taken down.
_UP, _DOWN = r"(?:张榜|张贴|贴出|上网)(?:时间|日期?)", r"(?:撤榜|揭榜|撤下|下网|公示期满)(?:时间|日期?)"
# What stands between such days in a sentence: 从3月1日贴出来,一直贴到3月9日; 自3月1日起,将…的材料张榜公布,截至3月9日.
_SHOWN_UNTIL = re.compile(
    r"(?:起[,，]?(?:将|把|对)(?:(?![经自])[^。;；]){0,160}?|(?!起(?:施行|执行|实施|生效|受理))[^。;；]{0,12}?)"
    r"(?:贴|公示|张榜|公布|公开|挂网)[^。;；]{0,12}?(?P<until>截?止?[到至])\n?"
)
# Behind 截至 a sentence may go on with what had come in by then; where it ends there the day is the last one.
_ENDS = re.compile("止?[。;；]")
_LONGEST = 60  # days; a notice hangs a week or two, and what began years ago was a job
_TOLD = re.compile("(?:公示(?:时间|期限?)?|期限|期间|聘期|起[止讫](?:时间|日期)?)[:：]?自?$")
_VALIDITY = re.compile(
    r"(?:有效期限?|有效日期|营业期限|经营期限|有效期至|Period\s?of\s?Va[l1]idity|Va[l1]id\s?unti[l1])",
    re.IGNORECASE,
)


def find(sheet: Sheet) -> tuple[Found, Found] | None:
    """Start and end of the page's period: the first range after a word that announces one, else what a contract's
    sentence tells, else the first range, else what stands behind a label of each end.
    """
    pairs = [(one, other) for one, other in dates.ranges(sheet.text) if not _is_trial(sheet.text, one.start)]
    term = contract_term.find(sheet.text)
    if term and not any(_announced(sheet.text, one.start) for one, _ in pairs):
        first, last = term.first, term.last
        return sheet.at(first.start, first.end, first.iso), sheet.at(last.start, last.end, last.iso)
    if not pairs:
        return (
            _labelled(sheet, _FROM, _TO)
            or _labelled(sheet, _UP, _DOWN)
            or _in_one_line(sheet)
            or _in_words(sheet)
        )
    announced = [p for p in pairs if _announced(sheet.text, p[0].start)]
    first, last = (announced or pairs)[0]
    return sheet.at(first.start, first.end, first.iso), sheet.at(last.start, last.end, last.iso)


def _announced(text: str, start: int) -> bool:
    return bool(_CUES.search(text[max(0, start - 12) : start]))


def _is_trial(text: str, start: int) -> bool:
    """Whether a range is that of a trial within a contract's term."""
    clause = re.split("[,;。]", text[max(0, start - 12) : start])[-1]
    return bool(_TRIAL.search(clause))


def _in_one_line(sheet: Sheet) -> tuple[Found, Found] | None:
    """Two dates that the engine read as one line of a table whose columns are the ends of a period, or one below the
    other behind a word that announces one.
    """
    text = sheet.text
    in_columns = bool(re.search(_FROM, text) and re.search(_TO, text))
    found = dates.find(text)
    for start, end in itertools.pairwise(found):
        before = text[max(0, start.start - 12) : start.start]
        signed = end is not found[-1]  # the last date is the signature's
        broken = signed and text[start.end : end.start] == "\n" and _TOLD.search(before)
        if start.iso < end.iso and (broken or (in_columns and start.end == end.start)):
            return sheet.at(start.start, start.end, start.iso), sheet.at(end.start, end.end, end.iso)
    return None


def _labelled(sheet: Sheet, first: str, last: str) -> tuple[Found, Found] | None:
    """The dates beside two labels, in their order."""
    start, end = dated_by(sheet, first), dated_by(sheet, last)
    return (start, end) if start and end and start.value < end.value else None


def _in_words(sheet: Sheet) -> tuple[Found, Found] | None:
    """Two dates of one sentence from and until which something is made public."""
    text = sheet.text
    days = [found for found in dates.find(text) if len(found.iso) == len("2024-09-02")]
    for start, end in itertools.pairwise(days):
        shown = 0 < (dt.date.fromisoformat(end.iso) - dt.date.fromisoformat(start.iso)).days <= _LONGEST
        until = shown and _SHOWN_UNTIL.fullmatch(text, start.end, end.start)
        if not until or (until["until"].startswith("截") and not _ENDS.match(text, end.end)):
            continue
        if text[: start.start].rstrip("\n").endswith(("从", "自")):
            return sheet.at(start.start, start.end, start.iso), sheet.at(end.start, end.end, end.iso)
    return None


def dated_by(sheet: Sheet, label: str) -> Found | None:
    """The first date beside a label."""
    for found in sheet.values(label):
        iso = dates.parse(found.value)
        if iso:
            return found.with_value(iso)
    return None


def valid_until(text: str) -> str | None:
    """The last day of validity in a text, ``长期`` where it has none."""
    match = _VALIDITY.search(text)
    if not match:
        return None
    rest = text[match.end() : match.end() + 60]
    pairs = dates.ranges(rest)
    if pairs:
        return pairs[0][1].iso
    if re.search(r"长期|永久|不约定|无固定", rest[:40]):
        return "长期"
    found = dates.find(rest)
    open_end = found and re.match(r"日?(?:起?至|起|到|-)", rest[found[0].end :])
    return found[0].iso if found and not open_end else None


def find_validity(sheet: Sheet) -> Found | None:
    """Until when a page's document is valid."""
    value = valid_until(sheet.text)
    match = _VALIDITY.search(sheet.text)
    if not value or not match:
        return None
    return sheet.at(match.start(), min(len(sheet.text), match.end() + 24), value)
