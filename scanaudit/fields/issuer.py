"""Who issued a page: beside its label (发证机关), or the name above the date at its end (落款).

>>> is_body("某某市人力资源和社会保障局"), is_body("特此证明"), is_body("某某科技有限公司(盖章)")
(True, False, True)
"""

from __future__ import annotations

import re

from scanaudit.fields import dates
from scanaudit.fields.sheet import Found, Sheet

_LABEL = (
    r"发证(?:机关|单位|机构|部门)|签发(?:机关|单位)|登记机关|核发机关|颁(?:发|证)(?:机关|单位|机构)|评价(?:机构|组织)|批准(?:机关|部门)|"
    r"培养单位|施教机构|培训(?:单位|机构)|主办单位|税务机关|Issuedby"
)
_BODY = re.compile(
    r"[一-鿿]{2,30}?(?:公司|集团|局|厅|委员会|政府|大学|学院|学校|中学|小学|协会|学会|联合会|研究院|研究所|设计院|医院|中心|"
    r"事务所|站|处|科|办公室|领导小组|组委会|委|部|厂|院|总队|支队|银行|出版社|基地|基金会|工会|党委|社|所)(?=$|[((盖公章]|\d|(?:19|20)\d\d)"
)


def is_body(text: str) -> bool:
    """Whether a compacted row is the name of a body."""
    return bool(_BODY.match(text)) and not re.search(r"特此|兹|各|单位盖章|同志|申报|如有", text[:6])


def find(sheet: Sheet) -> Found | None:
    """The issuer: beside its label, else the last row in the page's lower 60 % that names a body.

    The name stands just above or beside the date, mostly on the right, often under the seal."""
    for found in sheet.values(_LABEL):
        if len(found.value) >= 4 and re.search(r"[一-鿿]{4}|[A-Za-z]{4}", found.value):
            return found.with_value(re.sub(r"[((](?:盖章|公章|章|签章)?[))]?$", "", found.value))
    for row in reversed(sheet.rows):
        if row.box[1] < 0.35 * sheet.height:
            break
        for index, cell in zip(row.lines, row.cells, strict=True):
            match = _BODY.match(cell)
            if match and is_body(cell):
                line = sheet.lines[index]
                return Found(match.group(), cell, sheet.box([index]), line.confidence)
    return None


def signed_on(sheet: Sheet) -> Found | None:
    """The date at the page's end: the last one in its lower half."""
    found = [sheet.at(d.start, d.end, d.iso) for d in dates.find(sheet.text)]
    low = [f for f in found if f.box and f.box[1] > 0.45]
    return max(low, key=lambda f: f.box[1] if f.box else 0.0) if low else None
