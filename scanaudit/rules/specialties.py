"""Whether two names of specialties of engineering surely are different ones.

>>> differ("化学工程", "安全工程"), differ("机电一体化", "机械工程"), differ("土木工程", "建筑工程")
(True, False, False)
>>> differ("化学工程", "档案"), differ("工程", "安全工程")
(False, False)
>>> applied_for("2024年度工程系列化学工程专业高级工程师"), applied_for("高级工程师（安全工程专业）")
('化学工程', '安全工程')
>>> applied_for("高级工程师,毕业于某大学土木工程专业"), applied_for("高级工程师专业技术资格")
(None, None)
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from scanaudit.yamltext import parse

# What stands before a specialty's name in the words in which it is applied for.
_BEFORE = re.compile(r"^.*(?:年度?|系列|职称|资格|[师级类的为事市省县区](?!工程))")
_SPECIALTY = re.compile(r"(?P<said>[一-鿿]{2,16})专业(?!技术|人员|科目|课|知识|能力|水平|工作|职务|学校)")
_LONGEST = 12  # characters of a specialty's name. Design value


def differ(one: str, other: str) -> bool:
    """Whether both are known and have no field in common; what is not known may be anything."""
    first, second = _fields(one), _fields(other)
    return bool(first) and bool(second) and not first & second and one not in other and other not in one


def applied_for(said: str) -> str | None:
    """The one specialty in the words that follow 申报, up to the first comma; None where they name none, or several."""
    clause = re.split("[,，]", said)[0]
    found = [_BEFORE.sub("", one["said"]) for one in _SPECIALTY.finditer(clause)]
    named = [one for one in found if 2 < len(one) <= _LONGEST]
    return named[0] if len(found) == len(named) == 1 and "、" not in clause else None


def _fields(name: str) -> frozenset[str]:
    return frozenset(field for field, words in _known().items() if any(word in name for word in words))


@cache
def _known() -> dict[str, tuple[str, ...]]:
    source = files("scanaudit.rules").joinpath("specialties.yaml").read_text(encoding="utf-8")
    return {field: tuple(words.split()) for field, words in parse(source).items()}
