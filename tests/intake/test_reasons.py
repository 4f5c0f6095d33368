import errno
import os
import re

import pytest

from scanaudit.intake.reasons import reason, reasons


@pytest.mark.parametrize(
    ("error", "zh"),
    [
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "没有读取权限"),
        (OSError(errno.EIO, "Input/output error"), "硬盘或U盘读取出错"),
        (OSError(99999, "strange"), "读写文件出错"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"), "名称中有无法识别的字符"),
        (IndexError(3), "缺少应有的数据"),
        (MemoryError(), "内存不足"),
    ],
)
def test_a_reason_is_told_in_chinese(error: BaseException, zh: str) -> None:
    assert reason(error).zh == zh


def test_an_unknown_failure_is_named_for_those_who_mend_it() -> None:
    class Strange(Exception):
        pass

    assert reason(Strange()).en == "Strange"


def test_no_english_stands_in_a_chinese_reason_and_every_errno_exists() -> None:
    table = reasons()
    for text in (*table.errno.values(), *table.exception.values(), table.other):
        assert not re.search("[A-Za-z]{2,}", text.zh), text.zh
    assert all(hasattr(errno, name) for name in table.errno)
