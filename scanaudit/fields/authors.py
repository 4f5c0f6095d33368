"""Authors of papers, books and patents: their order, and who is marked as corresponding.

>>> split("张三1,李四2*,王五1")
(('张三', '李四', '王五'), ('李四',))
>>> split("周文海(海西设计院,云川 230000)")
(('周文海',), ())
>>> split("席文,甪慕白")  # a family name on no list, beside one that is known
(('席文', '甪慕白'), ())
>>> split("城市供水管网")
((), ())
>>> named_as_corresponding("*通信作者:李四(1980-),教授")
('李四',)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from scanaudit.fields.names import NAME, NOT_NAMES
from scanaudit.fields.sheet import Found, Sheet
from scanaudit.reading.rows import Row

_BETWEEN = re.compile(r"[,、;\s.]|\d|†|‡|and(?=[A-Z])|①|②|③|④")
_MARK = re.compile(r"[*✉☆]|\((?:通[讯信]作者)\)")
_AUTHOR = re.compile(rf"^{NAME}$")
# What may be a name beside others: short, and no place or word of a heading.
_MAY_BE = re.compile(r"^(?!.*[省市县区州院校司所局系部室厂站第章节图表期卷])[一-鿿]{2,3}$")
_LATIN = re.compile(r"[A-Z][A-Za-z.'\-]+(?: [A-Z][A-Za-z.'\-]*){1,3}")
_NAMED = re.compile(rf"通[讯信](?:联系)?作者(?:简介)?[::\]】]?\s?({NAME})")
_INVENTORS = r"发明人|设计人"


def split(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names in a row of authors, and those of them with a mark; nothing where it holds anything but names."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"(?<=[一-鿿])\s(?=[一-鿿](?:\s|[,,、;;\d*]|$))", "", text)
    marked = _MARK.sub("*", text)
    plain = re.sub(r"[(（].*?[)）]", "", marked)
    parts = [p for p in _BETWEEN.split(plain) if p.strip("*")]
    names = tuple(p.strip("*") for p in parts)
    if names and _are_authors(names, plain):
        return names, _marked(plain, names)
    latin = tuple(
        p.strip(" *,0123456789") for p in re.split(r",|;|\band\b", text) if p.strip(" *,0123456789")
    )
    return (latin, _marked(plain, latin)) if latin and all(map(_LATIN.fullmatch, latin)) else ((), ())


def _are_authors(names: Sequence[str], text: str) -> bool:
    """Whether all parts of a row are names; between commas one whose family name is on no list stands beside others."""
    known = [bool(_AUTHOR.match(name)) for name in names]
    if all(known) or not any(known) or not re.search("[,、;]", text):
        return all(known)
    return all(
        is_known or (_MAY_BE.match(name) and not NOT_NAMES.search(name))
        for name, is_known in zip(names, known, strict=True)
    )


def _marked(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Those names that a mark follows, affiliations' numbers aside."""
    return tuple(n for n in names if re.search(re.escape(n) + r"[\s\d,]{0,4}\*", text))


def named_as_corresponding(text: str) -> tuple[str, ...]:
    """Names that a note at the page's foot calls corresponding."""
    return tuple(m.group(1) for m in _NAMED.finditer(unicodedata.normalize("NFKC", text)))


def of_row(sheet: Sheet, row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """``split`` of a row of a page."""
    return split(" ".join(sheet.lines[i].text for i in row.lines))


def find(sheet: Sheet, below: Sequence[Row]) -> tuple[tuple[str, ...], tuple[str, ...], Found | None]:
    """Authors in their order, those corresponding, and where they stand: the first row of names in ``below``."""
    noted = named_as_corresponding(sheet.text)
    for row in below:
        if re.match(r"[摘提]要|Abstract|关键", row.text):
            break
        names, marked = of_row(sheet, row)
        if names:
            sure = min(sheet.lines[i].confidence for i in row.lines)
            found = Found("、".join(names), row.text, sheet.box(row.lines), sure)
            return names, tuple(dict.fromkeys((*marked, *noted))), found
    return (), noted, None


def of_book(sheet: Sheet) -> tuple[tuple[str, ...], Found | None]:
    """The authors of a book, before 编著, 主编 or 著."""
    match = re.search(rf"(?:^|[\n/,])((?:{NAME}[,,、]?){{1,6}})(?:等)?(?:编著|主编|著|编)", sheet.text)
    if not match:
        return (), None
    names = tuple(re.findall(NAME, match.group(1)))
    return names, sheet.at(match.start(1), match.end(1))


def inventors(sheet: Sheet) -> tuple[tuple[str, ...], Found | None]:
    """The inventors or designers of a patent in their order."""
    for found in sheet.values(_INVENTORS):
        # beside the label stand names only, and who is left out changes the others' place
        parts = re.split(r"[;；、,，]", found.value)
        people = tuple(
            p for p in parts if re.fullmatch(rf"{NAME}|[一-鿿]{{2,4}}", p) and not NOT_NAMES.search(p)
        )
        if people:
            return people, found
    return (), None
