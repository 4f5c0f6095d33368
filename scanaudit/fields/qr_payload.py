"""What a QR code says, held against what is printed: certificates carry their number in the code's address.

>>> numbers("https://example.org/cert?zsbh=103591201005001234&t=1")
('103591201005001234',)
>>> agrees("https://example.org/v?no=103591201005001234", "103591201005001234")
True
>>> agrees("https://example.org/v?zsbh=103591201005009999", "103591201005001234")
False
>>> agrees("https://example.org/v?token=a8f3c2", "103591201005001234") is None
True
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

# Keys of addresses and labels of plain payloads that announce a certificate's number.
_LABELLED = re.compile(
    r"(?:zsbh|zsh|zsbm|certno|certnum|certificateno|cert_no|cert|bh|no|number|证书编?号码?|编号|管理号)[=:/]"
    r"([0-9A-Za-z\-]{6,40})",
    re.IGNORECASE,
)
_LEAST_DIGITS = 6


def _plain(text: str) -> str:
    return re.sub(r"[\s\-—–.()\[\]〔〕]", "", unicodedata.normalize("NFKC", text)).upper()


def numbers(payload: str) -> tuple[str, ...]:
    """The certificate numbers that a payload names as such, in its order."""
    found = (m.group(1) for m in _LABELLED.finditer(unquote(payload[:2000])))
    return tuple(n for n in found if sum(c.isdigit() for c in n) >= _LEAST_DIGITS)


def agrees(payload: str, printed: str) -> bool | None:
    """Whether the code names the printed number; False where it names another of the same form, None where it names
    none: most codes bear a token that only the issuer's site understands.
    """
    wanted = _plain(printed)
    if len(wanted) < _LEAST_DIGITS:
        return None
    if wanted in _plain(unquote(payload[:2000])):
        return True
    alike = [n for n in numbers(payload) if len(_plain(n)) == len(wanted)]
    return False if alike else None
