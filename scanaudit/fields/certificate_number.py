"""Certificate numbers: what stands beside 证书编号, 管理号, 编号 or No; no common form, no check digit.

>>> clean("103591201005001234"), clean("X皖字第0012号"), clean("(盖章)")
('103591201005001234', 'X皖字第0012号', None)
>>> clean("199995200605001288六年一月十日"), clean("鲁20160662字第5号")
('199995200605001288', '鲁20160662字第5号')
"""

from __future__ import annotations

import re

from scanaudit.fields.sheet import Found, Sheet

_LABELS = (
    r"(?<!身份)证书(?:编)?号码?|证书编码|电子注册号|学位证书编号|毕业证书编号",
    r"管理号|(?<!身份)证号|登记证号|证书登记号|资格证书号|许可证?(?:编)?号|登记号|注册号|授权公告号|合同编号|存档编号|档案编号",
    r"编号|批准文号|证书No\.?|CertificateN(?:o|umber)\.?|FileNo\.?|No\.?(?=[:\d])",
)
_WHOLE = re.compile(r"^第?([A-Za-z0-9一-鿿\-—/()〔〕\[\].*]{3,40}?)(?:号?$|号(?=[^\d]))")
# Behind so many digits words begin what stands beside the number (a date, a remark), unless it goes on in words.
_NEXT = re.compile(r"(?<=\d{8})(?![字第号])[一-鿿].*$")
_ORDINAL = re.compile(r"证书号?第(\d{3,12})号|(?:^|\n)[^\n]{0,8}第([A-Z]?\d{4,20})号")


def clean(value: str) -> str | None:
    """The number at the start of what stands beside a label; None where no digit is in it."""
    match = re.match(r"^[第:#]?([^\s,,。;;::]{3,40})", value)
    if not match or sum(c.isdigit() for c in match.group(1)) < 3:
        return None
    number = _NEXT.sub("", re.sub(r"(?<=\d)号?[()]*$", "", match.group(1)))
    return number + "号" if re.search(r"[字第]", number) and value.startswith(number + "号") else number


def find(sheet: Sheet) -> Found | None:
    """The page's certificate number, from the most telling label downwards."""
    for label in _LABELS:
        for found in sheet.values(label):
            number = clean(found.value)
            if number:
                return found.with_value(number)
    match = _ORDINAL.search(sheet.text)
    if match:
        group = 1 if match.group(1) else 2
        return sheet.at(match.start(group), match.end(group))
    return None
