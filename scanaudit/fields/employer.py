"""The employer that a page names: beside 工作单位, 用人单位, 甲方 and so on, or 我单位 and who signed."""

from __future__ import annotations

import re

from scanaudit.fields import issuer
from scanaudit.fields.sheet import Found, Sheet

_LABEL = (
    r"现?工作单位(?:名称)?|单位名称|所在单位|用人单位(?:名称)?|聘[用任]单位(?:名称)?(?:\((?:甲方|公章|盖章)\))?|聘用企业|甲方(?:\((?:用人单位|聘用单位|单位|聘任单位)[^)]*\))?|"
    r"参保单位(?:名称)?|缴费单位(?:名称)?|扣缴义务人(?:名称)?|委托单位|申报单位|单位全称|企业名称|付款(?:单位|方)|对方户名|填报单位|单位(?=:)"
)
_CLIENT = re.compile(r"委托单位为([一-鿿()]{4,30})|([一-鿿()]{4,30})委托我(?:公司|单位)(?:为|代)")
# 系某某公司在职职工: whose employee somebody is, in running text that may go on in the next row.
_STAFF = re.compile(
    r"(?<!关)(?:系|为|是)([一-鿿()]{2,30}?(?:\n[一-鿿()]{1,20}?)?)的?(?:在职|正式|在编|聘用)(?:职工|员工|人员|工作人员)"
)
_OWN = re.compile(r"(?:我|本)(?:单位|公司|院|校|厂|局|所|中心)")
_END = re.compile(r"[((](?:盖章|公章|章|签章|用人单位).*$|[,,。;;].*$")


def find(sheet: Sheet) -> Found | None:
    """The employer's name beside its label; on a unit's own statement, the body that signed it."""
    for found in sheet.values(_LABEL):
        value = _END.sub("", found.value)
        if issuer.is_body(value) or (found.raw.endswith(("厂", "店", "站")) and len(value) >= 2):
            return found.with_value(value)
    client = _CLIENT.search(sheet.text)
    if client:
        group = 1 if client.group(1) else 2
        name = re.sub(r"^.*?(?:兹证明|证明)", "", client.group(group))
        return sheet.at(client.start(group), client.end(group), name) if issuer.is_body(name) else None
    staff = _STAFF.search(sheet.text)
    if staff:
        name = staff.group(1).replace("\n", "")
        if issuer.is_body(name):
            return sheet.at(staff.start(1), staff.end(1), name)
    return issuer.find(sheet) if _OWN.search(sheet.text) else None


def find_licensee(sheet: Sheet) -> Found | None:
    """The name of the firm or institution that a licence is for."""
    for found in sheet.values(r"(?:企业|单位|机构|业户|经营者)?名称|称(?=[一-鿿]{4})"):
        if len(found.value) >= 4 and re.search(r"[一-鿿]{3}", found.value):
            return found.with_value(_END.sub("", found.value))
    return None
