"""What the patterns of the API ask of a value, in words: who sends it need not read regular expressions."""

from __future__ import annotations

from typing import Final

from scanaudit.text import Text

_NO_CONTROLS: Final = Text(
    zh="不能有换行、制表符等控制字符", en="it may hold no control characters such as line breaks or tabs"
)
_NO_NUL: Final = Text(zh="不能有空字符（NUL）", en="it may hold no null character (NUL)")
_ID: Final = Text(
    zh="应是接口给出的编号：26 个小写字母或数字",
    en="it is an id that the API gave: 26 lower-case letters or digits",
)
_FINDING: Final = Text(
    zh="应是问题清单里给出的编号：16 个十六进制字符，字母小写",
    en="it is the id of a finding as the list gives it: 16 hexadecimal characters, letters in lower case",
)
_OTHER: Final = Text(
    zh="格式不对，要求的写法见 /openapi.json",
    en="it is not written as asked; /openapi.json shows how",
)
WORDS: Final[dict[str, Text]] = {
    r"^[a-z0-9-]+$": Text(
        zh="应只有小写字母、数字和连字符，如 anhui-2024-engineering",
        en="it takes lower-case letters, digits and hyphens only, as in anhui-2024-engineering",
    ),
    r"^[A-Za-z0-9-]+$": Text(
        zh="应只有字母、数字和连字符，如 AH-05a", en="it takes letters, digits and hyphens only, as in AH-05a"
    ),
    r"^[a-z0-9]{26}$": _ID,
    r"^[0-9a-f]{16}$": _FINDING,
    r"^[0-9a-fA-F]{64}$": Text(
        zh="应是文件的 SHA-256：64 个十六进制字符", en="it is the file's SHA-256: 64 hexadecimal characters"
    ),
    r"^[^\x00-\x1f\x7f-\x9f]+$": _NO_CONTROLS,
    r"^[^\x00]+$": _NO_NUL,
    r"^[^\x00]*$": _NO_NUL,
    r"^[\x21-\x7e]+$": Text(
        zh="应只有英文字母、数字和标点，不含空格",
        en="it takes ASCII letters, digits and punctuation only, without blanks",
    ),
    r"^https?://[^\s\x00]+$": Text(
        zh="应是以 http:// 或 https:// 开头、不含空格的网址",
        en="it is an address that begins with http:// or https:// and has no blanks",
    ),
}
"""By the pattern as a model or a parameter of the API writes it."""


def asked_by(pattern: object) -> Text:
    """What a pattern asks for; of one that has no words, where they stand."""
    return WORDS.get(str(pattern), _OTHER)
