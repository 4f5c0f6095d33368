"""Invented people, units and journals, with identifiers whose check digits are right.

No real person or unit can be meant: regions in ID numbers and credit codes start with 99, which no place has.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘"
    "袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦"
    "邱侯江尹薛闫段雷龙史陶贺"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文志国海波云峰宁"
    "春林晨雨欣浩宇博思远子轩梦佳怡雪慧颖成康安邦振东立新永福学礼正义光辉少卿"
    "若溪亦凡予望知行清和"
)

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: without I, O, Z, S, V


def id_number(birth: dt.date, male: bool, rng: random.Random, region: str | None = None) -> str:
    """An 18-character identity number with its check digit (GB 11643) and a region that no place has."""
    place = region or f"99{rng.randrange(1, 30):02d}{rng.randrange(1, 30):02d}"
    serial = rng.randrange(0, 100) * 10 + rng.choice((1, 3, 5, 7, 9) if male else (0, 2, 4, 6, 8))
    body = f"{place}{birth:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def wrong_check_digit(number: str) -> str:
    """The same number with a last digit that does not belong to it."""
    last = "0123456789"[("0123456789X".index(number[-1]) + 3) % 10]
    return number[:-1] + last


def credit_code(rng: random.Random, category: str = "91") -> str:
    """An 18-character unified social credit code, both check characters right (GB 32100, GB 11714)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    organisation = "MA" + "".join(rng.choice("0123456789ABCDEFGH") for _ in range(6))
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rest = 11 - sum(alphabet.index(c) * w for c, w in zip(organisation, weights, strict=True)) % 11
    organisation += {10: "X", 11: "0"}.get(rest, str(rest))
    body = f"{category}99{rng.randrange(1, 20):02d}{rng.randrange(0, 30):02d}{organisation}"
    total = sum(_CREDIT_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + _CREDIT_ALPHABET[(31 - total % 31) % 31]


def issn(rng: random.Random) -> str:
    """An ISSN with its check digit."""
    body = f"{rng.choice((1009, 1673, 2096, 1674, 2097))}{rng.randrange(100, 999)}"
    rest = -sum(int(d) * w for d, w in zip(body, range(8, 1, -1), strict=True)) % 11
    return f"{body[:4]}-{body[4:]}{'X' if rest == 10 else rest}"


def isbn(rng: random.Random) -> str:
    """An ISBN-13 of the Chinese group with its check digit, hyphenated."""
    publisher, title = f"{rng.randrange(5500, 5999)}", f"{rng.randrange(1000, 9999)}"
    body = f"9787{publisher}{title}"
    rest = -sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(body)) % 10
    return f"978-7-{publisher}-{title}-{rest}"


@dataclass(frozen=True)
class Person:
    """An invented person."""

    name: str
    male: bool
    birth: dt.date
    number: str


def person(rng: random.Random, born: int = 1985, name: str | None = None) -> Person:
    """An invented person born in about that year."""
    birth = dt.date(born + rng.randrange(-2, 3), rng.randrange(1, 13), rng.randrange(1, 29))
    male = rng.random() < 0.6
    chosen = name or rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2, 2))))
    return Person(chosen, male, birth, id_number(birth, male, rng))


@dataclass(frozen=True)
class Unit:
    """An invented employer or office."""

    name: str
    code: str
    place: str
    serial: str


def unit(name: str, place: str, rng: random.Random, category: str = "91") -> Unit:
    """An invented unit with a credit code and a seal's serial number."""
    return Unit(name, credit_code(rng, category), place, "99" + f"{rng.randrange(10**10, 10**11)}")


@dataclass(frozen=True)
class Paper:
    """An invented article in an invented journal."""

    title: str
    journal: str
    english: str
    issn: str
    cn: str
    year: int
    issue: int
    first_page: int
    authors: tuple[str, ...]
    host: str


def paper(
    rng: random.Random,
    title: str,
    journal: tuple[str, str, str],
    year: int,
    authors: tuple[str, ...],
    cn: str,
) -> Paper:
    """An article; ``journal`` is (name, English name, host); ``cn`` like ``34-1999/TV``."""
    name, english, host = journal
    first = rng.randrange(20, 160)
    return Paper(title, name, english, issn(rng), cn, year, rng.randrange(2, 12), first, authors, host)
