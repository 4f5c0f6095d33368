"""Whether a page is a photocopy rather than an original. Said only on evidence: black print on white paper
is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from scanaudit.facts import Colour
from scanaudit.reading.lines import Line

# (colour, photocopied) of each seal that was found.
SealLook = tuple[str, bool]

# What is stamped or written on a copy to vouch for it; short, since letters and forms speak of copies in
# sentences.
_VOUCHED = re.compile(r"与原件(一致|相符|核对)|原件已核|核对无误")
_VOUCHED_LENGTH = 14
_MARKED = re.compile(r"^[(（]?[本此该]?复印件[)）]?([仅只]|$)|再次复印无效")
# Papers that are printed in colour, by the words that end their title.
_COLOURED_TITLE = re.compile(r"((?<!保)证书|执照|许可证|资格证|登记证|代码证|聘书|奖状|居民身份证)$")
_TITLE_LENGTH = 16
# A title is set larger than the text below it.
_TITLE_HEIGHT = 1.35


def _is_title(line: Line, body: float) -> bool:
    text = re.sub(r"[\s\W]", "", line.text)
    return (
        len(text) <= _TITLE_LENGTH
        and line.height >= _TITLE_HEIGHT * body
        and bool(_COLOURED_TITLE.search(text))
    )


def is_copy(colour: Colour, seals: Sequence[SealLook], lines: Sequence[Line]) -> bool:
    """Whether there is evidence that the page was photocopied.

    ``seals``: colour and whether photocopied, of each seal; ``lines``: what was read. Evidence is a
    photocopied seal; a note that vouches for the copy; or, where no colour is left on the page, a black
    seal, a stamp for the use of copies, or the title of a paper that is always printed in colour.
    """
    texts = [re.sub(r"\s", "", line.text) for line in lines]
    if any(photocopied for _, photocopied in seals):
        return True
    if any(len(text) <= _VOUCHED_LENGTH and _VOUCHED.search(text) for text in texts):
        return True
    if colour == "colour":
        return False
    if any(ink == "black" for ink, _ in seals) or any(_MARKED.search(text) for text in texts):
        return True
    body = median([line.height for line in lines]) if lines else 0.0
    return any(_is_title(line, body) for line in lines)
