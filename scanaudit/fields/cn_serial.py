"""Chinese serial number (国内统一连续出版物号, GB/T 9999): ``CN PP-SSSS/class``, without a check digit.

``PP`` is the code of the province of registration, ``SSSS`` tells the kind of serial by its range:
0001–0999 newspapers, 1000–5999 printed periodicals, 6000–8999 online, 9000–9999 electronic.

>>> validate("CN 34-1234/TU")
'CN34-1234/TU'
>>> is_valid("CN99-1234")
False
>>> kind("CN11-0001")
'newspaper'
>>> find("国内刊号CN11—2034/T")
[(0, 15, 'CN11-2034/T')]
>>> find("国内统一刊号:34-1234/TU")[0][2], find("CN(51-1616/TB)")[0][2]
('CN34-1234/TU', 'CN51-1616/TB')
>>> find("ISSN1674-649XCN31-1469/N")[0][2]
'CN31-1469/N'
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from stdnum.exceptions import InvalidComponent, InvalidFormat, ValidationError

# 10 and 11: central and Beijing publishers; then the provinces of GB/T 2260 from 12 to 65.
PROVINCES = frozenset(
    f"{code}"
    for first, last in ((10, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65))
    for code in range(first, last + 1)
)
_FORM = re.compile(r"CN(\d{2})-(\d{4})(/[A-Z][A-Z0-9.\-]{0,5})?", re.ASCII)
# Behind a letter CN is the end of a word, but an ISSN before it may end in X.
_AS_READ = re.compile(
    r"(?:(?<![A-WYZ])C\s?N[::.(]?\s?|国内(?:统一)?(?:连续出版物|刊)号?[::]?\(?(?:CN)?[::]?\s?)"
    r"(\d{2})[-—–－一](\d{4})(?!\d)(/[A-Z]{1,2}\d{0,3})?",
    re.ASCII,
)


def compact(number: str) -> str:
    """Without white space, dashes folded, upper case."""
    number = unicodedata.normalize("NFKC", number).upper()
    number = re.sub(r"[—–－]", "-", re.sub(r"\s", "", number))
    return re.sub(r"^CN:", "CN", number)


def validate(number: str) -> str:
    """The compact number. Raises ``stdnum.exceptions.ValidationError`` on a wrong form or province."""
    number = compact(number)
    match = _FORM.fullmatch(number)
    if not match:
        raise InvalidFormat()
    if match.group(1) not in PROVINCES or match.group(2) == "0000":
        raise InvalidComponent()
    return number


def is_valid(number: str) -> bool:
    """Whether the number is well formed."""
    try:
        return bool(validate(number))
    except ValidationError:
        return False


def format(number: str) -> str:
    """As ``CN PP-SSSS/class``."""
    return compact(number).replace("CN", "CN ", 1)


def kind(number: str) -> Literal["newspaper", "periodical", "online", "electronic"]:
    """What sort of serial the number's range stands for."""
    serial = int(validate(number)[5:9])
    if serial < 1000:
        return "newspaper"
    if serial < 6000:
        return "periodical"
    return "online" if serial < 9000 else "electronic"


def find(text: str) -> list[tuple[int, int, str]]:
    """``(start, end, number)`` of what is written like one, well formed or not."""
    found = []
    for match in _AS_READ.finditer(text.upper()):
        number = f"CN{match.group(1)}-{match.group(2)}{match.group(3) or ''}"
        found.append((match.start(), match.end(), number))
    return found
