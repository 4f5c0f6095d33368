"""Level of education and of degree that a page certifies.

>>> level("四年制本科学习,准予毕业"), level("授予工学硕士学位"), level("学历层次:专科(高职)")
('bachelor', 'master', 'college')
>>> level("专科起点本科"), level("中等专业学校毕业") , level("其他")
('bachelor', 'secondary', None)
"""

from __future__ import annotations

import re
from typing import Literal

from scanaudit.fields.sheet import Found, Sheet

Level = Literal["doctor", "master", "bachelor", "college", "secondary"]

# In this order: a page that names two levels certifies the higher one (专科起点本科).
_LEVELS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (
        "doctor",
        re.compile(r"博士(?:研究生|学位|毕业)|博士(?!后|学科|点)|DoctorofPhilosophy|Ph\.?D", re.IGNORECASE),
    ),
    ("master", re.compile(r"硕士|研究生(?:毕业|学历)|Masterof", re.IGNORECASE)),
    ("bachelor", re.compile(r"本科|学士|Bachelorof", re.IGNORECASE)),
    ("college", re.compile(r"专科|大专|高职|高等职业")),
    ("secondary", re.compile(r"中等专业|中专|职业高中|技工学校|高中|中等职业")),
)
# On a form the level stands beside its label and other people's or later levels stand elsewhere.
_LABEL = r"学历层次|最高学历|学历|层次|学位"


def level(text: str) -> Level | None:
    """The level that a text certifies."""
    for name, pattern in _LEVELS:
        if pattern.search(text):
            return name
    return None


def find(sheet: Sheet) -> Found | None:
    """The level a page certifies, beside its label or in the running text."""
    for found in sheet.values(_LABEL):
        named = level(found.value)
        if named:
            return found.with_value(named)
    for name, pattern in _LEVELS:
        match = pattern.search(sheet.text)
        if match:
            return sheet.at(match.start(), match.end(), name)
    return None
