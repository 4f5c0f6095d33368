"""Why something failed, in words that a user understands in either language (``reasons.yaml``)."""

from __future__ import annotations

import errno
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from scanaudit.text import Text
from scanaudit.yamltext import parse


class Reasons(BaseModel):
    """The table: by the name of an ``errno``, by the name of an exception's class, and for all others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    errno: dict[str, Text]
    exception: dict[str, Text]
    other: Text


@cache
def reasons() -> Reasons:
    """The table, validated."""
    path = Path(__file__).with_name("reasons.yaml")
    return Reasons.model_validate(parse(path.read_text(encoding="utf-8")))


def reason(error: BaseException) -> Text:
    """What ``error`` means: its ``errno`` first, then the nearest class of the table.

    >>> reason(PermissionError(13, "Permission denied")).zh
    '没有读取权限'
    >>> reason(KeyError("x")).zh
    '缺少应有的数据'
    """
    table = reasons()
    number = error.errno if isinstance(error, OSError) else None
    name = errno.errorcode.get(number, "") if number is not None else ""
    if name in table.errno:
        return table.errno[name]
    told = (
        table.exception[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in table.exception
    )
    return next(told, table.other.fill(kind=type(error).__name__))
