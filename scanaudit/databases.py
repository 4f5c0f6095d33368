"""What keeps a database from being opened, told so that its operator knows what to do; never its password."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from scanaudit.errors import UsageError
from scanaudit.text import Text

KNOWN: Final = frozenset({"sqlite", "postgresql"})
"""The databases that the program works with, by SQLAlchemy's names."""

_UNKNOWN = Text(
    zh="只能用 SQLite（sqlite:///文件路径）和 PostgreSQL（postgresql://用户:密码@主机/数据库），请改正地址。",
    en="only SQLite (sqlite:///PATH) and PostgreSQL (postgresql://USER:PASSWORD@HOST/NAME) can be used; "
    "correct the address.",
)
_NO_FILE = Text(
    zh="没有写明文件。请写成 sqlite:///文件路径。", en="no file is named. Write it as sqlite:///PATH."
)
_OTHERWISE = Text(
    zh="{kind}。请检查地址、用户名和密码，以及数据库服务是否在运行。",
    en="{kind}. Check its address, user and password, and whether its server is running.",
)
# What SQLite, PostgreSQL and its client say (PostgreSQL in English by default), and what it means for the operator.
_SAID: Final = (
    (
        r'database "[^"]*" does not exist',
        Text(
            zh="服务器上没有这个数据库。请先建好（createdb），或改正地址里的名称。",
            en="its server has no database of that name. Make it (createdb), or correct the name in the address.",
        ),
    ),
    (
        r"authentication failed|no password supplied|role \"[^\"]*\" does not exist|no pg_hba",
        Text(
            zh="服务器不接受这个用户名和密码。请核对。",
            en="its server does not accept this user and password. Check them.",
        ),
    ),
    (
        r"permission denied",
        Text(
            zh="这个用户没有建表的权限。请由管理员授权，或换一个用户。",
            en="its user may not make tables. Have the right granted, or name another user.",
        ),
    ),
    (
        r"refused|timeout|timed out|resolve host|translate host|unreachable|no route|could not connect|No such file",
        Text(
            zh="连不上服务器。请检查主机名和端口，以及数据库服务是否在运行。",
            en="its server cannot be reached. Check host and port, and whether the server is running.",
        ),
    ),
    (
        r"unable to open|readonly|Permission|directory|Read-only|File exists",
        Text(
            zh="文件打不开或写不进去。请检查路径和文件夹的权限。",
            en="its file cannot be opened or written to. Check the path and the rights of its folder.",
        ),
    ),
    (
        r"not a database|malformed",
        Text(
            zh="这个文件不是 SQLite 数据库，或已损坏。请换一个路径。",
            en="the file is no SQLite database, or is damaged. Name another path.",
        ),
    ),
)


def cannot_open(url: str, error: Exception) -> UsageError:
    """The error that ends a run whose database ``url`` cannot be opened because of ``error``."""
    try:
        parsed: URL | None = make_url(url)
    except (ArgumentError, ValueError):
        parsed = None
    shown, why = _shown(parsed), _why(parsed, error)
    return UsageError(
        Text(zh=f"打不开数据库 {shown}：{why.zh}", en=f"The database {shown} cannot be opened: {why.en}")
    )


def _shown(url: URL | None) -> str:
    """The address without driver, password and options, any of which may hold a password."""
    if url is None:
        return "…"
    plain = url.set(drivername=url.drivername.partition("+")[0], query={})
    return plain.render_as_string(hide_password=True)


def _why(url: URL | None, error: Exception) -> Text:
    if url is None or url.drivername.partition("+")[0] not in KNOWN:
        return _UNKNOWN
    if url.drivername.startswith("sqlite") and url.database in {None, "", ":memory:"}:
        return _NO_FILE
    cause = getattr(error, "orig", None) or error
    for pattern, meaning in _SAID:
        if re.search(pattern, str(cause), re.IGNORECASE):
            return meaning
    return _OTHERWISE.fill(kind=type(cause).__name__)
