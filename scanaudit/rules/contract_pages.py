"""What shows that a contract goes on behind the pages that were scanned, and where its parties sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scanaudit.facts import Box, PageFacts, TextLine, unturned
from scanaudit.rules.upload import MARK_DOUBTFUL

# Where the parties sign: a line that asks for it. A sentence speaks of it only (自双方签字盖章之日起生效).
_SIGNS = re.compile(r"盖章|签章|公章|印章|签字|签名|签订人|签署人|[（(]章[）)]|[手指]印|Seal|Signature", re.I)
_SENTENCE = re.compile(r"[。，；,;]|之日|后|生效|[须应]|经|视为|授权")
# The parties without such a word, as a contract may end: 甲方：某公司 / 乙方：张三, behind its clauses.
_PARTY = re.compile(
    r"^(?:甲方|乙方|丙方|用人单位|用工单位|聘用单位|劳动者|受聘人员?|员工)(?:[（(][^）)]{1,8}[）)])?[:：]"
)
_LONGEST = 28  # characters of such a line: a label, a name and a date. Design value
_CLAUSE = re.compile(
    r"^[（(]?(?:第[一二三四五六七八九十百\d]{1,5}[条章]|[一二三四五六七八九十]{1,3}、|\d{1,2}[、.．](?!\d))"
)
_TITLE = re.compile(r"^[^。，,：:]{0,12}(?:劳动|聘用|聘任|劳务|用工)合同书?(?:[（(][^）)]{1,10}[）)])?$")
_NUMBERED = (
    re.compile(r"第(?P<page>\d{1,2})页[,，/、]?[（(]?共(?P<of>\d{1,2})页"),
    re.compile(r"共(?P<of>\d{1,2})页[,，/、]?[（(]?第(?P<page>\d{1,2})页"),
    re.compile(r"^page(?P<page>\d{1,2})of(?P<of>\d{1,2})$", re.I),
    re.compile(r"^[-—]?(?P<page>\d{1,2})/(?P<of>\d{1,2})[-—]?$"),
)
# In fractions of the upright page's height: numbers stand above the first or below the second; a clause whose last line
# stands below the third fills its sheet, where the margin of an official document (GB/T 9704: 35 mm of 297) begins at
# 0.88 and a signing block takes three lines at least; hands and seals of a signing block stand below the fourth.
_TOP, _BOTTOM, _FILLED, _LOW = 0.1, 0.9, 0.8, 0.4
_NUMBER = 6  # characters of a line by itself that is a page number at most
_COVER = (
    250  # characters on a cover at most; the shortest contract that fits one sheet has more. Design value
)


def signing(page: PageFacts) -> bool:
    """Whether the page has the place where the parties sign: its labels, or the parties behind the last clause."""
    rows = _rows(page)
    clauses = [at for at, row in enumerate(rows) if _CLAUSE.match(row)]
    behind = rows[clauses[-1] + 1 :] if clauses else [] if is_titled(page) else rows
    asked = any(map(_asks, (*rows, *map(_plain, page.lines))))
    return asked or any(_PARTY.match(row) and len(row) <= _LONGEST for row in behind)


def signed(page: PageFacts) -> bool:
    """Whether a hand and a seal stand side by side below the page's head, as the parties' do whose labels they hide."""
    hands = [_upright(page, hand.bbox) for hand in page.signatures if hand.confidence >= MARK_DOUBTFUL]
    seals = [_upright(page, seal.bbox) for seal in page.seals if seal.confidence >= MARK_DOUBTFUL]
    level = [(hand, seal) for hand in hands for seal in seals if hand[1] < seal[3] and hand[3] > seal[1]]
    return any(hand[1] > _LOW for hand, _ in level)


def is_titled(page: PageFacts) -> bool:
    """Whether a line of the page is the title of a contract."""
    return any(map(_TITLE.match, _rows(page)))


def numbered(page: PageFacts) -> tuple[int, int] | None:
    """The page's number and how many there are, where the page says both (第1页 共5页, 1/5 at its head or foot)."""
    for line in page.lines:
        at_the_edge = _at_the_edge(_upright(page, line.bbox))
        for pattern in _NUMBERED[: None if at_the_edge else 2]:
            found = pattern.search(_plain(line))
            if found and 0 < int(found["page"]) <= int(found["of"]):
                return int(found["page"]), int(found["of"])
    return None


def is_cover(pages: Sequence[PageFacts]) -> bool:
    """Whether all that there is of a contract is its cover: its title, its parties, and no clause."""
    text = "".join("".join(page.text.split()) for page in pages)
    parties = bool(re.search("甲方|用人单位|聘用单位", text) and re.search("乙方|劳动者|受聘", text))
    return any(map(is_titled, pages)) and parties and not any(map(_clauses, pages)) and len(text) <= _COVER


def fills_its_sheet(page: PageFacts) -> bool:
    """Whether clauses stand on the page down to its foot, so that the parties have to sign on another one."""
    boxes = [_upright(page, line.bbox) for line in page.lines if len(_plain(line)) > _NUMBER]
    lowest = max((box[3] for box in boxes if not _at_the_edge(box)), default=0.0)
    return page.rotation is not None and lowest > _FILLED and len(_clauses(page)) > 1


def _clauses(page: PageFacts) -> list[re.Match[str]]:
    return [found for row in _rows(page) if (found := _CLAUSE.match(row))]


def _rows(page: PageFacts) -> list[str]:
    return ["".join(row.split()) for row in page.text.splitlines()]


def _asks(text: str) -> bool:
    return len(text) <= _LONGEST and bool(_SIGNS.search(text)) and not _SENTENCE.search(text)


def _at_the_edge(box: Box) -> bool:
    return box[3] < _TOP or box[1] > _BOTTOM


def _upright(page: PageFacts, box: Box) -> Box:
    return unturned(box, page.rotation or 0)


def _plain(line: TextLine) -> str:
    return "".join(line.text.split())
