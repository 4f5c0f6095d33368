"""Whether two readings name the same organisation: three-valued, since a seal's arc is read in part and badly.

Names of bodies of one town share most of their characters, so likeness over the whole name says little.
What is compared is the core: the name without its legal form and without the place that both share.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Literal

from rapidfuzz.distance import Levenshtein, Postfix

from scanaudit.simplified import simplified
from scanaudit.yamltext import parse

Likeness = Literal["same", "different", "unsure"]

# A text shorter than this names nobody ("专用章", two characters of an arc).
LEAST_NAME = 4
# One misread character in so many of the core is still the same name. Design value, no data yet beyond the
# pairs of `tests/rules/test_organisations.py`.
CHARACTERS_PER_ERROR = 6
# So much of a name that is cut off at its start (the place, mostly) or at its end may be lacking.
# Design values, no data yet.
LACKING_AT_START = 2
LEAST_SHARE = 2 / 3
# Shares of characters by which a poor reading bears out the name that is printed in its place, and not another's. Of
# 54 unread seals of drawn dossiers the guesses share 0.62 to 1 with their own name and at most 0.25 with the other one
# on the page; a body's name misread shares as much with its sister's (谯城区水利局, 谯城区农业局) as with its own.
BORNE_OUT_SHARE, APART_SHARE = 0.6, 0.3
# A reading names another unit for certain where what tells units apart, between place and kind, shares less than this.
# Of 107 different readings of 2,600 seals of four drawn dossiers the guesses of three other units shared 0 to 0.17 with
# the applicant's; its own, misread in one or two characters, are "same" already, and one misread in three shares 0.62.
# Shorter readings than this were scraps that end as names do (会办科学).
_OWN_SHARE, _NAMES_A_UNIT = 0.5, 6
# Characters that differ at least: a guess of the right name misreads one or two, a text that was told hardly one.
_GUESSED_APART, _READ_APART = 3, 2

_NOISE = re.compile(r"[\s\da-zA-Z()（）〔〕\[\]·・•★☆*.,，。、:：—\-_]")
_SEAL = re.compile(
    r"(?:(?:合同|业务|人事|财务|公示|档案|证明|职称|学时|培训|继续教育|骑缝|行政|电子|学籍)*专?用章?"
    r"|公章|印章|之?印|章)$"
)
_FORM = re.compile(r"(?:股份)?有?限?(?:责任)?公司$|(?:股份)?有限(?:责任)?公?$|(?:股份)?限公?$")
_WHOLE = re.compile(
    r"(?:公司|集团|厂|局|厅|院|校|大学|学|所|处|中心|委员会|委|政府|站|办公室|办|部|协会|学会|(?<!社)会|社|行|馆|队|基地|商行|分校)$"
)
_GROUP = re.compile(r"[（(]?集团[)）]?")
_PROVINCE = re.compile(r"^[一-鿿]{2,3}省")
_PLACE = re.compile(r"^(?:[一-鿿]{2,7}?[省市州区县旗])+")
# Characters that tell bodies apart by themselves.
_ADDED = frozenset("总分附新老大小")  # 总院 and 院 may be two bodies: more than a character left out
_TELLING = frozenset("一二三四五六七八九十东西南北中上下左右前后新老大小高低内外省市区县镇乡")


def likeness(one: str, other: str) -> Likeness:
    """Whether two readings are of one organisation's name; "unsure" where what was read does not tell.

    >>> likeness("简阳市恒拓机械有限公司", "简阳市恒拓机诫有限责任公司")
    'same'
    >>> likeness("谯城区水利局", "谯城区农业局")
    'different'
    >>> likeness("机械有限公司", "简阳市恒拓机械有限公司")
    'unsure'
    """
    a, b = _plain(one), _plain(other)
    if a and a == b:
        return "same"
    if min(len(a), len(b)) < LEAST_NAME:
        return "unsure"
    return _compared(*((a, b) if len(a) <= len(b) else (b, a)))


def borne_out(guess: str, name: str, others: Collection[str]) -> bool:
    """Whether ``guess``, a poor reading of a seal, could be of the ``name`` printed under it: it is that name with few
    misreadings, or holds most of it and far more of it than of each of the ``others`` on the page.

    >>> borne_out("急阳天远机械制通有限公司", "简阳禾远机械制造有限公司", ["云川禾远工程服务有限公司"])
    True
    >>> borne_out("谯城区术刊局", "谯城区农业局", ["谯城区水利局"])
    False
    """
    if likeness(guess, name) != "different":
        return True
    share = _shared(guess, name)
    return share >= BORNE_OUT_SHARE and all(share - _shared(guess, other) >= APART_SHARE for other in others)


def names_another(reading: str, name: str, *, sure: bool = False) -> bool:
    """Whether a reading of a seal, ``sure`` or a mere guess, names another unit than ``name`` for certain: it is whole,
    and what stands between the place and the kind of unit is another word, or hardly shares a character.

    >>> names_another("荠州市交通规划设计院", "霁州市水利勘测设计院")
    True
    >>> names_another("谯城区术刊局", "谯城区水利局"), names_another("谯城区农业局", "谯城区水利局")
    (False, True)
    """
    if len(_plain(reading)) < _NAMES_A_UNIT or not is_whole(reading) or likeness(reading, name) == "same":
        return False
    one, other = _between_place_and_kind(_plain(reading), _plain(name))
    if not one or not other:
        return False  # one of the two says no more than place and kind
    if one in _words() and other in _words():
        return True
    distance = Levenshtein.distance(one, other)
    least = _READ_APART if sure else _GUESSED_APART
    return distance >= least and distance > (1 - _OWN_SHARE) * max(len(one), len(other))


def _between_place_and_kind(one: str, other: str) -> tuple[str, str]:
    """What is left of two plain names without the place of each and without the end that both share."""
    a, b = (_PLACE.sub("", _FORM.sub("", name)) for name in (one, other))
    town = a[:2] if a[:2] in _words() and b.startswith(a[:2]) else ""
    kind = Postfix.similarity(a, b)
    return a[len(town) : len(a) - kind], b[len(town) : len(b) - kind]


def _shared(one: str, other: str) -> float:
    """Share of two names' characters that they have in common, without their legal form."""
    cores = (_FORM.sub("", _plain(text)) for text in (one, other))
    return Levenshtein.normalized_similarity(*cores)


def plain_name(text: str) -> str:
    """The name on a seal: without numbers, marks, and what the seal is for."""
    return _plain(text)


def is_whole(text: str) -> bool:
    """Whether a text ends as names of bodies do, so that nothing is cut off at its end."""
    return bool(_WHOLE.search(_plain(text)))


def named_in(line: str, name: str) -> bool:
    """Whether a line of print names the organisation."""
    text, wanted = _NOISE.sub("", simplified(line)), _plain(name)
    if len(wanted) < LEAST_NAME or len(text) < len(wanted) - 1:
        return False
    width = len(wanted)
    windows = {text[i : i + width] for i in range(max(1, len(text) - width + 1))}
    return any(likeness(window, wanted) == "same" for window in windows)


def _plain(text: str) -> str:
    name = _NOISE.sub("", simplified(text))
    for pattern in (_SEAL, _PROVINCE):
        stripped = pattern.sub("", name)
        name = stripped if len(stripped) >= LEAST_NAME else name
    return name


def _compared(short: str, long: str) -> Likeness:
    """``short`` is not longer than ``long``; both are plain."""
    a, b = _FORM.sub("", short), _FORM.sub("", long)
    if not a or not b:
        return "unsure"
    if a == b:
        return "same"
    if _GROUP.sub("", a) == _GROUP.sub("", b):
        return "unsure"  # a company that became a group, or the group that it belongs to
    start, end = _overhang(a, b)
    cut = b[start : len(b) - end]
    if end and not start and _WHOLE.search(short) and end >= 2:
        return "different"  # 安徽大学 is a name by itself, not the beginning of 安徽大学附属医院
    if end >= 2 and short != a:
        return "different"  # 有限公司 ends a name: what follows it is a branch
    answer = _core(a, cut)
    if answer != "same":
        return answer
    if len(a) < LEAST_NAME or start > LACKING_AT_START or len(a) / len(b) < LEAST_SHARE:
        return "unsure"
    return "unsure" if start and end > LACKING_AT_START + 2 else "same"


def _overhang(a: str, b: str) -> tuple[int, int]:
    """How many characters at the start and the end of ``b`` have nothing to stand against in ``a``."""
    blocks = [op for op in Levenshtein.opcodes(a, b) if op.tag == "insert"]
    start = sum(op.dest_end - op.dest_start for op in blocks if op.src_start == 0)
    end = sum(op.dest_end - op.dest_start for op in blocks if op.src_start == len(a))
    return start, end


def _core(a: str, b: str) -> Likeness:
    """Two names of about the same length: by the characters in which they differ."""
    core_a, core_b = _without_shared_place(a, b)
    plain, light, added = 0, 0, False
    for op in Levenshtein.opcodes(core_a, core_b):
        here, there = core_a[op.src_start : op.src_end], core_b[op.dest_start : op.dest_end]
        if op.tag == "equal":
            continue
        if op.tag != "replace":
            if len(here + there) >= 3 or (len(here + there) == 2 and (here + there) in _words()):
                return "different"
            light += len(here + there)
            added |= not _ADDED.isdisjoint(here + there)
            continue
        if here in _TELLING and there in _TELLING:
            return "different"
        known = _in_word(core_a, op.src_start, op.src_end), _in_word(core_b, op.dest_start, op.dest_end)
        if all(known):
            return "different"
        count = max(len(here), len(there))
        light, plain = (light + count, plain) if any(known) else (light, plain + count)
    answer = _verdict(plain, light, max(len(core_a), len(core_b)))
    return "unsure" if added and answer == "same" else answer


def _verdict(plain: int, light: int, length: int) -> Likeness:
    """``plain``: differing characters of which neither makes a word; ``light``: those of which one does or
    which are left out, so that a misreading is likelier than another name.
    """
    if plain <= length // CHARACTERS_PER_ERROR and plain + light <= max(
        1, round(length / CHARACTERS_PER_ERROR)
    ):
        return "same"
    return "unsure" if plain + light <= max(1, length // 3) else "different"


def _without_shared_place(a: str, b: str) -> tuple[str, str]:
    """Both without the place in front that they share, if more than two characters of each are left."""
    place = _PLACE.match(a)
    shared = place.group() if place else (a[:2] if a[:2] in _words() else "")
    if shared and b.startswith(shared) and min(len(a), len(b)) - len(shared) > 2:
        return a[len(shared) :], b[len(shared) :]
    return a, b


def _in_word(name: str, start: int, end: int) -> bool:
    """Whether the characters from ``start`` to ``end`` belong to a known word of two characters."""
    if end - start > 2:
        return any(name[i : i + 2] in _words() for i in range(start, end - 1))
    return any(
        name[i : i + 2] in _words()
        for i in range(max(0, start - 1), end)
        if i + 2 > start and i + 2 <= len(name)
    )


@cache
def _words() -> frozenset[str]:
    source = files("scanaudit.rules").joinpath("organisations.yaml").read_text(encoding="utf-8")
    read = parse(source)
    return frozenset(word for listed in read.values() for word in listed.split())
