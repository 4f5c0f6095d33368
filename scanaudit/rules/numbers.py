"""Numbers with check digits: which of them stand on a page and whether they are well formed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum import isbn, issn
from stdnum.cn import ric, uscc

from scanaudit.facts import Box, PageFacts

# 国内统一连续出版物号 has no check digit: CN, two digits of a province, four of a serial, a class (GB/T
# 9999).
_CN = re.compile(r"(CN)?\s*\d{2}\s*[-—–]\s*\d{4}(\s*/\s*[A-Z0-9.\-]+)?", re.IGNORECASE)
_PATENT = re.compile(r"(ZL)?\s*\d{4,14}(\.[\dX])?", re.IGNORECASE)


def is_id_number(text: str) -> bool:
    """Whether an 18-character ID number has a right check digit (GB 11643) and a possible date of birth.

    The area is not looked up: codes are retired, and lists lag behind.
    """
    compact = text.replace(" ", "").upper()
    if not re.fullmatch(r"\d{17}[\dX]", compact):
        return False
    try:
        dt.datetime.strptime(compact[6:14], "%Y%m%d")
    except ValueError:
        return False
    return bool(ric.calc_check_digit(compact) == compact[-1])


VALIDATORS: dict[str, Callable[[str], bool]] = {
    "id_number": is_id_number,
    "credit_code": uscc.is_valid,
    "issn": issn.is_valid,
    "isbn": isbn.is_valid,
    "cn": lambda text: bool(_CN.fullmatch(text.strip())),
    "patent_number": lambda text: bool(_PATENT.fullmatch(text.strip())),
}


@dataclass(frozen=True)
class Number:
    """A number that stands on a page, whether it is well formed, and how well it was read."""

    field: str
    value: str
    valid: bool
    confidence: float
    bbox: Box | None


def numbers_on(page: PageFacts, fields: tuple[str, ...]) -> Iterator[Number]:
    """Those of ``fields`` that have a value on the page."""
    for field in fields:
        value = getattr(page.fields, field)
        if value is None:
            continue
        evidence = page.fields.evidence.get(field)
        known = evidence.valid if evidence else None
        valid = VALIDATORS[field](value) if known is None else known
        yield Number(
            field, value, valid, evidence.confidence if evidence else 0.9, evidence.bbox if evidence else None
        )
