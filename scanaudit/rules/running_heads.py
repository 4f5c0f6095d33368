"""Whether a paper's body bears another journal's running head than its cover and its other parts name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from rapidfuzz import fuzz

from scanaudit.facts import PageFacts
from scanaudit.rules.people import folded

# Names less alike than this are no two readings of one (``kinds/papers.py``, _UNLIKE), and a name that is so much like
# what stands on a page may stand there, misread. Design values, as there.
_UNLIKE, _MAY_STAND = 50.0, 70.0
# Two readings of one name.
_SAME = 85.0
# A shorter name is that of a column as often as a journal's.
_LEAST = 5
_LEAST_LATIN = 10
_HEAD_LINES = 6
# What numbers an issue beside the journal's name in a running head.
_ISSUE = re.compile(r"第\d{1,3}[卷期]|vo[l1]\.?\d|no\.?\d|(?:19|20)\d\d")
# A name of nothing but such words heads a column (工程技术, 施工技术与应用) more often than it names a journal.
_COLUMN = re.compile(
    "(?:工程|技术|施工|建筑|设计|管理|科技|科学|应用|研究|信息|机械|结构|材料|建设|经济|教育|理论|实践|探索|创新|论坛|学术|综合|"
    "规划|水利|电力|交通|市政|环境|安全|质量|装备|制造|生产|试验|检测|监测|测量|地质|勘察|论文|专题|综述|与|和|及|·)+$"
)


def of_another_journal(pages: Mapping[int, PageFacts]) -> tuple[int, int] | None:
    """A body's first such page and a page of the other parts; None unless two other parts agree on the journal's name,
    which stands nowhere on the body, as the body's stands nowhere on them.
    """
    parts = {i: page for i, page in pages.items() if page.kind != "paper_body" and _name(page)}
    beside = _agreed(parts)
    bodies = {i: page for i, page in pages.items() if page.kind == "paper_body"}
    if beside is None or not bodies:
        return None
    wanted = _name(pages[beside])
    others = [page for i, page in pages.items() if i not in bodies]
    titles = [folded(page.fields.paper_title) for page in pages.values() if page.fields.paper_title]
    if any(_stands(wanted, folded(page.text)) for page in bodies.values()):
        return None
    for i, page in bodies.items():
        name = _name(page)
        if not name or not _is_head(name, page) or _is_one(name, wanted):
            continue
        if not _known_there(page, others) and not any(_stands(name, title) for title in titles):
            return i, beside
    return None


def _name(page: PageFacts) -> str:
    """The journal's Chinese name without the edition that stands in brackets behind it; empty where there is none."""
    name = re.sub(r"[(（].*?[)）]", "", folded(page.fields.journal or ""))
    return name if len(re.findall(r"[一-鿿]", name)) == len(name) >= 4 else ""


def _agreed(parts: Mapping[int, PageFacts]) -> int | None:
    """A page whose journal a page of another part names, too."""
    pairs = ((i, k) for i in parts for k in parts if parts[i].kind != parts[k].kind)
    return next((i for i, k in pairs if _stands(_name(parts[i]), folded(parts[k].text))), None)


def _is_head(name: str, page: PageFacts) -> bool:
    """Whether a name stands in a body page's head beside the issue's number, and is no column's nor the paper's."""
    head = "\n".join(_head(page))
    plain = len(name) >= _LEAST and not _COLUMN.match(name)
    return plain and name in head and _ISSUE.search(head) is not None


def _head(page: PageFacts) -> list[str]:
    return [folded(line) for line in page.text.splitlines()[:_HEAD_LINES]]


def _is_one(name: str, wanted: str) -> bool:
    """Whether two names may be one journal's: alike, or the one a short form of the other (水利科技, 江淮水利科技)."""
    short, long = sorted((name, wanted), key=len)
    rest = iter(long)
    return fuzz.ratio(name, wanted) >= _UNLIKE or all(char in rest for char in short)


def _known_there(page: PageFacts, others: Collection[PageFacts]) -> bool:
    """Whether the other parts name the body's journal, in Chinese or in English, or have what was taken for it in a
    title or a heading.
    """
    name = _name(page)
    latin = [line for line in _head(page) if len(re.sub(r"[^a-z]", "", line)) >= _LEAST_LATIN]
    told = [folded(other.text) for other in others]
    return any(_stands(name, text) for text in told) or any(
        fuzz.partial_ratio(line, text) >= _SAME for line in latin for text in told
    )


def _stands(name: str, text: str) -> bool:
    """Whether a name stands in a text, or something so much like it that it may be."""
    return bool(name) and fuzz.partial_ratio(name, text) >= _MAY_STAND
