"""Whether a page is a photocopy rather than an original. Said only on evidence: black print on white paper
is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from scanaudit.facts import Box, Colour
from scanaudit.reading.lines import Line

# (colour, photocopied) of each seal that was found.
SealLook = tuple[str, bool]

# What is stamped or written on a copy to vouch for it; short and by itself, since letters and forms speak of copies
# in sentences, whose last words may stand on a short line.
_VOUCHED = re.compile(r"与原件(一致|相符|核对)|原件已核")
# Checked, of what need not be said, but no entries that somebody answers for.
_CHECKED = re.compile(
    r"^(?:以上|本|此)?(?:复印件|此件|件|原件|材料)?(?:已|经|已经)?(?:单位|审核|人事部门)?核对无误(?:[。.]|[:：][一-鿿]{2,4})?$"
)
_VOUCHED_LENGTH = 14
# A page on which somebody promises; what it says of copies is part of the promise.
_PROMISING = re.compile(r"本人.{0,8}(?:承诺|保证|声明)|(?:承诺|保证)(?:书|如下)|承诺人|诚信声明")
# An item of a list, or a clause that goes on.
_ITEM = re.compile(r"^[(（]?[\d一二三四五六七八九十]{1,2}[.．、)）]|[，,；;：:]$")
_PROMISE = re.compile(r"[，,；;](?:绝?无|没有|不存在|如|若|否则|愿)")
# A note that vouches wherever it stands: nothing but its words. Anything else may be the end of a sentence.
_ALONE = re.compile(
    r"(以上|上述|此|本|该)?(复印)?(件|材料)?(经|已)?(核对|审核|核实|查验|核|原件已核对?)?[,，]?"
    r"(与原件)?(核对)?(一致|相符|无误|属实)*[。.]?"
)
# A note of which a seal hides the end: the unit's own is pressed on the words that vouch.
_BEGUN = re.compile(
    r"(?:以上|上述|此|本|该)?复印件(?:[经已](?:核对|审核|核实))?[,，]?与(?:原(?:件[一相核]?)?)?"
)
_MARKED = re.compile(r"^[(（]?[本此该]?复印件[)）]?([仅只]|$)|再次复印无效")
# Papers that are printed in colour, by the words that end their title.
_COLOURED_TITLE = re.compile(r"((?<!保)证书|执照|许可证|资格证|登记证|代码证|聘书|奖状|居民身份证)$")
_TITLE_LENGTH = 16
# A title is set larger than the text below it.
_TITLE_HEIGHT = 1.35
# A line goes on with the sentence of the one above: as large, as close as lines of a paragraph, flush with it but for
# the indent of a first line, and shorter. In heights of the line; design values, tried on the promises of two sets of
# other offices' layouts.
_AS_LARGE, _CLOSE, _TOUCHING, _FLUSH, _INDENT = 1.4, 1.6, 0.5, 1.0, 3.0
_HIDDEN = 2.0  # heights of a line from its end on within which the seal that hides the rest of it begins
_SENTENCE_ENDS = ("。", "！", "：", ":", "；")


def _is_title(line: Line, body: float) -> bool:
    text = re.sub(r"[\s\W]", "", line.text)
    return (
        len(text) <= _TITLE_LENGTH
        and line.height >= _TITLE_HEIGHT * body
        and bool(_COLOURED_TITLE.search(text))
    )


def _vouches(text: str) -> bool:
    """Whether a short line has words that vouch, and does not promise behind them: 与原件一致，无弄虚作假行为."""
    if len(text) > _VOUCHED_LENGTH or _ITEM.search(text):
        return False
    found = _VOUCHED.search(text)
    if found is None:
        return _CHECKED.match(text) is not None
    return not _PROMISE.match(text, found.end())


def _goes_on(line: Line, lines: Sequence[Line]) -> bool:
    """Whether the line stands as the next one of a paragraph whose last sentence has not ended above it."""
    x0, y0, x1, _ = line.box
    for other in lines:
        left, top, right, bottom = other.box
        close = top < y0 and -_TOUCHING * line.height <= y0 - bottom < _CLOSE * line.height
        large = 1 / _AS_LARGE < other.height / max(line.height, 1.0) < _AS_LARGE
        flush = -_FLUSH * line.height <= left - x0 <= _INDENT * line.height
        if close and large and flush and right > x1 and not other.text.rstrip().endswith(_SENTENCE_ENDS):
            return True
    return False


def _ends_under_a_seal(line: Line, text: str, stamped: Sequence[Box]) -> bool:
    """Whether a line begins to vouch (复印件与原件) and a seal lies where it goes on."""
    if not _BEGUN.fullmatch(text):
        return False
    _, y0, end, y1 = line.box
    middle, reach = (y0 + y1) / 2, end + _HIDDEN * line.height
    return any(left < reach and right > end and top < middle < bottom for left, top, right, bottom in stamped)


def is_copy(
    colour: Colour, seals: Sequence[SealLook], lines: Sequence[Line], stamped: Sequence[Box] = ()
) -> bool:
    """Whether there is evidence that the page was photocopied.

    ``seals``: colour and whether photocopied, of each seal; ``lines``: what was read; ``stamped``: where the seals
    are, in pixels as the lines. Evidence is a photocopied seal; a note that vouches for the copy, also with a seal
    on its last words; or, where no colour is left on the page, a black seal, a stamp for the use of copies, or the
    title of a paper that is always printed in colour.
    """
    texts = [re.sub(r"\s", "", line.text) for line in lines]
    if any(photocopied for _, photocopied in seals):
        return True
    promising = any(map(_PROMISING.search, texts))
    vouching = (
        (line, text)
        for line, text in zip(lines, texts, strict=True)
        if not promising and (_vouches(text) or _ends_under_a_seal(line, text, stamped))
    )
    if any(_ALONE.fullmatch(text) or not _goes_on(line, lines) for line, text in vouching):
        return True
    if colour == "colour":
        return False
    if any(ink == "black" for ink, _ in seals) or any(_MARKED.search(text) for text in texts):
        return True
    body = median([line.height for line in lines]) if lines else 0.0
    return any(_is_title(line, body) for line in lines)
