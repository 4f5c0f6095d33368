"""What the text of a seal must look like to be a unit's name: whole at both ends, known misreadings put right."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from scanaudit.yamltext import parse

_FOREIGN = re.compile(r"[^一-龥（）()A-Za-z0-9&·]")
# Serial numbers, and what the cut at either end makes of the rim and of print.
_SCRAPS = re.compile(r"\d{3,}|^[0-9A-Za-z()（）]+(?=[一-龥])|(?<=[一-龥])[0-9A-Za-z(（]+$")
LEAST_CHARACTERS = 4  # fewer are scraps of a ring
_END = re.compile(r".*(?:公司|集团|[局会司院所校学心处部委厂社行章室府厅站队店组团馆办])$")
# 有限公司 and 有限责任公司 with a character lost or changed; 国有公司 is whole.
_TORN = re.compile(r"(?<!有)限(?:责任)?公司$|(?<!国)有(?:责任)?公司$")
# Only one character can stand there: 有限?任公司, 有?公司. The latter where the character looks like 限, or where a
# whole name stands before and the two are no word of a name (有色, 有林), since 三有林公司 is whole.
_RESPONSIBLE = re.compile(r"(?<=有限)[^责](?=任公司$)")
_LIMITED = re.compile(
    r"(?:(?<=[^国]有)[眼跟根恨银很垦艰狠痕退阳阴陕阻陈隈](?=公司$)"
    r"|(?<=[一-龥）)]{5}[^国]有)[^限色线机林为道志信益源福才容成余方情爱望恒友喜礼品家光德](?=公司$))"
)
# Nothing but 团 stands in 集?有限公司; 集成有限公司 and the like are whole.
_GROUP = re.compile(r"(?<=集)[图困因固国圆圈囚囤园](?=(?:股份|控股|投资)?有限)")
# No city or province has a name of one character or none: its first characters were lost. 城市建设 and 市政 are words.
_BEHEADED = re.compile(r"^(?!津市市|沙市区)(?:市(?![政场])|省|[^城都超门夜上][市省](?![政场]))")
_PROVINCE = re.compile(r"^[原驻]?([一-龥]{2,3})省")
_PROVINCES = frozenset({
    "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北",
    "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾",
})  # fmt: skip
# What a seal is for: 合同专用章, 财务处; 同专用 lost its first character.
_PURPOSE = re.compile(r"[一-龥（）()]{2,}专用章?|(?!.*专用)[一-龥（）()]+(?:章|处|科|室|部|会|登记|办公)")


def clean(text: str) -> str:
    """A reading without signs, serial numbers and scraps of the rim, known misreadings put right.

    >>> clean("★四八省人才中心3401000")
    '四川省人才中心'
    >>> clean("阜阳市国兴设计集图有限公司"), clean("国兴系统集成有限公司")
    ('阜阳市国兴设计集团有限公司', '国兴系统集成有限公司')
    """
    name = _SCRAPS.sub("", characters(text))
    for wrong, right in _misread().items():
        name = name.replace(wrong, right)
    return _with_its_province(_GROUP.sub("团", _LIMITED.sub("限", _RESPONSIBLE.sub("责", name))))


def characters(text: str) -> str:
    """Only what a stamp prints: Chinese characters, letters, digits, brackets."""
    return _FOREIGN.sub("", text)


def is_unit(name: str) -> bool:
    """Whether ``name`` begins and ends as names of units do.

    >>> is_unit("阜阳市水利局"), is_unit("阳市水利局"), is_unit("阜阳市水利"), is_unit("阜阳宏图设计有公司")
    (True, False, False, False)
    """
    province = _PROVINCE.match(name)
    unknown = province is not None and province.group(1) not in _PROVINCES
    whole = not unknown and not _BEHEADED.match(name) and not _TORN.search(name)
    return whole and len(name) >= LEAST_CHARACTERS and _END.match(name) is not None


def is_words(text: str) -> bool:
    """Whether a line is words, not a number in brackets or a scrap of the rim."""
    return re.fullmatch(r"[一-龥（）()]{2,}", text) is not None and re.search("[一-龥]{2}", text) is not None


def is_purpose(text: str) -> bool:
    """Whether a seal's middle line may say this: what the seal is for, or which section of the unit has it.

    >>> is_purpose("合同专用章"), is_purpose("同专用")
    (True, False)
    """
    return _PURPOSE.fullmatch(text) is not None


def _with_its_province(name: str) -> str:
    """``name`` with its province, where one and no other differs in a single character."""
    found = _PROVINCE.match(name)
    if found is None or found.group(1) in _PROVINCES:
        return name
    near = [p for p in _PROVINCES if len(p) == len(found.group(1)) and _differing(p, found.group(1)) == 1]
    return name[: found.start(1)] + near[0] + name[found.end(1) :] if len(near) == 1 else name


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


@cache
def _misread() -> dict[str, str]:
    """Words that no unit's name holds, and the like-looking ones that it does."""
    source = files("scanaudit.marks").joinpath("seal_words.yaml").read_text(encoding="utf-8")
    read: dict[str, str] = parse(source)
    return read
