"""Level and specialty of a professional title or a vocational qualification.

>>> find_title("经评审具备高级工程师任职资格")
'高级工程师'
>>> rank("正高级工程师"), rank("高级工程师"), rank("工程师"), rank("助理工程师"), rank("高级农艺师")
('senior_full', 'senior', 'intermediate', 'junior', 'senior')
>>> skill_grade("三级/高级工"), skill_grade("一级")
(3, 1)
"""

from __future__ import annotations

import re
from typing import Literal

from scanaudit.fields.sheet import Found, Sheet

Rank = Literal["senior_full", "senior", "intermediate", "junior"]

_TRADE = (
    r"(?:工程师|农艺师|经济师|会计师|统计师|畜牧师|兽医师|实验师|工艺美术师|审计师|建筑师|规划师|"
    r"政工师|讲师|技师)"
)
_TITLE = re.compile(
    rf"(?:正高级|教授级高级|研究员级高级|副高级|高级|助理|主任|副主任|一级|二级)?{_TRADE}|技术员|副?研究员|(?:副)?教授|助教|助理研究员|(?:副)?主任[一-鿿]?医师|主治医师"
)
_LABELS_TITLE = (
    r"资格名称|职称名称|任职资格名称|任职资格|聘任职务|聘任岗位|专业技术职务名称|职业名称|资格级别|"
    r"职称级别|职称等级|级别|等级|职业技能等级|Qualification(?:Level)?"
)
_LABELS_SPECIALTY = (
    r"专业名称|专业类别|申报专业|评审专业|职业\(工种\)(?:及等级)?|职业名称|工种|从事专业|系列\(专业\)|"
    r"专业及?方向|专业(?=:)|所学专业|ProfessionalType"
)
_SPECIALTY_IN_TEXT = (
    re.compile(
        r"(?:在|于)?(?:本|我)校(?:\(院\))?(?:攻读)?([一-鿿()、]{2,16}?)(?:专业|[一二三四五六七八九十\d两]年制)"
    ),
    re.compile(r"(?:攻读|在|读)([一-鿿()、]{2,16}?)专业"),
    re.compile(
        r"(?:具备|取得|获得|[院司校为在于任志系,\n])([^\n院司校为在于任志系,。\dA-Za-z]{2,10})专业(?:[一二三四五六七八九十\d两]年制|学习|高级|中级|工程师|助理|资格)"
    ),
)
_GRADES = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}


def find_title(text: str) -> str | None:
    """The first title in running text."""
    match = _TITLE.search(text)
    return match.group() if match else None


def titles(text: str) -> tuple[str, ...]:
    """All titles that running text names.

    >>> titles("助理工程师,2014年晋升工程师"), titles("工程系列中级职务评审委员会")
    (('助理工程师', '工程师'), ())
    """
    return tuple(match.group() for match in _TITLE.finditer(text))


def rank(title: str) -> Rank | None:
    """The level that a title or a level's name belongs to."""
    if re.search(r"正高|教授级|研究员级|(?<!副)(?<!助理)研究员|(?<!副)教授|(?<!副)主任医师", title):
        return "senior_full"
    if re.search(r"高级|副高|副教授|副研究员|副主任", title):
        return "senior"
    if re.search(r"助理|初级|技术员|员级|助教", title):
        return "junior"
    return "intermediate" if re.search(r"中级|师$|师(?!范)|讲师", title) else None


def skill_grade(text: str) -> int | None:
    """The grade of a skill certificate, 1 (highest, 高级技师) to 5 (初级工)."""
    match = re.search(r"([一二三四五1-5])级", text)
    if match:
        return _GRADES.get(match.group(1)) or int(match.group(1))
    for word, grade in (("高级技师", 1), ("技师", 2), ("高级工", 3), ("中级工", 4), ("初级工", 5)):
        if word in text:
            return grade
    return None


def find_level(sheet: Sheet) -> Found | None:
    """The title or level that a page certifies: beside its label if that names one, else the text's first."""
    for found in sheet.values(_LABELS_TITLE):
        title = find_title(found.value)
        if title or re.search(r"级|技师|高级工", found.value[:12]):
            return found.with_value(title or found.value[:16])
    match = _TITLE.search(sheet.text)
    return sheet.at(match.start(), match.end()) if match else None


def find_specialty(sheet: Sheet) -> Found | None:
    """The specialty beside its label, or in the words of a diploma."""
    for found in sheet.values(_LABELS_SPECIALTY):
        value = re.sub(r"[一二三四五1-5]级.*$|/.*$", "", re.split(r"[,。;(]", found.value)[0])
        if 2 <= len(value) <= 24 and not re.search(r"职务|盖章|技术(?:资格|工作|职称)", value):
            return found.with_value(value)
    for pattern in _SPECIALTY_IN_TEXT:
        match = pattern.search(sheet.text)
        if match:
            value = re.sub(r"^.*(?:大学|学院|学校|[本我]校)(?:\(院\))?", "", match.group(1))
            return sheet.at(match.start(1), match.end(1), value) if value else None
    return None
