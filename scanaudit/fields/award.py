"""What an award certificate says: its level and who granted it.

>>> level("荣获省科技进步二等奖"), level("Second Prize"), level("被评为先进工作者")
('二等奖', 'Second Prize', '先进工作者')
"""

from __future__ import annotations

import re

from scanaudit.fields import issuer
from scanaudit.fields.sheet import Found, Sheet

_LEVELS = (
    re.compile(r"(?:特|一|二|三|四|优秀|优胜|鼓励|创新|入围|金|银|铜)等?奖"),
    re.compile(
        r"(?:first|second|third|1st|2nd|3rd|grand)\s?(?:prize|place)|"
        r"(?:meritorious|finalist|outstanding|honorable)\s?(?:winner|mention)?",
        re.IGNORECASE,
    ),
    re.compile(r"第[一二三四五六七八九十\d]{1,2}名|[冠亚季]军"),
    re.compile(r"(?<=为)[一-鿿\d]{2,12}?(?:先进(?:个人|工作者|集体)|优秀[一-鿿]{2,6}|标兵|模范|能手)|先进(?:个人|工作者|集体)|劳动模范|技术能手|[一-鿿]{2,10}称号"),
)  # fmt: skip


def level(text: str) -> str | None:
    """The level or title that was awarded."""
    for pattern in _LEVELS:
        match = pattern.search(text)
        if match:
            return match.group()
    return None


def find_level(sheet: Sheet) -> Found | None:
    """The award's level on a page."""
    for found in sheet.values(r"奖励等级|获奖等级|奖项等级|等级"):
        if "等" in found.value or "奖" in found.value or "级" in found.value:
            return found.with_value(found.value[:12])
    for pattern in _LEVELS:
        match = pattern.search(sheet.text)
        if match:
            return sheet.at(match.start(), match.end())
    return None


def find_grantor(sheet: Sheet) -> Found | None:
    """Who granted the award: beside a label, else the body that signed the page."""
    for found in sheet.values(r"授奖(?:单位|机关|部门)|颁奖(?:单位|机构)|颁发(?:单位|机构)"):
        if len(found.value) >= 4:
            return found
    return issuer.find(sheet)
