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
    r"培养单位|校名|施教机构|培训(?:单位|机构)|主办单位|税务机关|Issuedby"
)
_BODY = re.compile(
    r"[一-鿿]{2,30}?(?:公司|集团|局|厅|委员会|政府|大学|学院|学校|中学|小学|协会|学会|联合会|研究院|研究所|设计院|医院|中心|"
    r"事务所|站|处|科|办公室|领导小组|组委会|委|部|厂|院|总队|支队|银行|出版社|基地|基金会|工会|党委|社|所)(?=$|[((盖公章]|\d|(?:19|20)\d\d)"
)


# Dates in these rows say something else than when the document was signed.
_NOT_SIGNED = re.compile(r"有效|期限|公示|出生|[Vv]alid|起|所属|聘期|实施")
# A label that the OCR joined to the name beside it.
_LABELLED = re.compile(
    r"^(?:主考学校|学校名称|专利权人|[一-鿿]{0,4}(?:单位|机关|部门)(?:名称)?):?(?=[一-鿿]{3})"
)
# A label of somebody's employer, who issued nothing by that.
_EMPLOYERS = re.compile(r"(?:现?工作|所在|任职|用人|聘[任用]|申报(?:人)?|原)单位")


def is_body(text: str) -> bool:
    """Whether a compacted row is the name of a body."""
    return bool(_BODY.match(text)) and not re.search(r"特此|兹|各|单位盖章|同志|申报|如有", text[:6])


def find(sheet: Sheet) -> Found | None:
    """The issuer: beside its label, else the last of the page's last rows that names a body.

    The name stands just above or beside the date, mostly on the right, often under the seal.
    """
    for found in sheet.values(_LABEL):
        if len(found.value) >= 4 and re.search(r"[一-鿿]{4}|[A-Za-z]{4}", found.value):
            return found.with_value(re.sub(r"[((](?:盖章|公章|章|签章)?[))]?$", "", found.value))
    # the last third of the rows, as pages with little text end in the middle of the sheet
    for row in reversed(sheet.rows[len(sheet.rows) * 3 // 5 :]):
        for index, before, cell in zip(row.lines, ("", *row.cells), row.cells, strict=False):
            name = _LABELLED.sub("", cell)
            match = _BODY.match(name)
            if match and is_body(name) and not (_EMPLOYERS.match(before) or _EMPLOYERS.match(cell)):
                line = sheet.lines[index]
                return Found(match.group(), cell, sheet.box([index]), line.confidence)
    return None


def signed_on(sheet: Sheet) -> Found | None:
    """The date at the page's end: the last one that stands, with little after it, in the last rows."""
    at = len(sheet.text)
    for row in reversed(sheet.rows[len(sheet.rows) * 3 // 5 :] or sheet.rows):
        at -= len(row.text) + 1
        found = [d for d in dates.in_cells(row.cells) if len(d.iso) > 4]
        if not found or dates.ranges(row.text) or _NOT_SIGNED.search(row.text):
            continue
        # a date that closes a document stands alone or after the name of who signed
        if len(row.text) - found[-1].end <= 6:
            date = found[-1]
            return sheet.at(at + date.start, at + date.end, date.iso)
    return None
