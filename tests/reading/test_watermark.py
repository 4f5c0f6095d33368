"""A platform's watermark is no part of what a page says."""

from __future__ import annotations

import pytest

from scanaudit.reading.rows import rows
from scanaudit.reading.watermark import watermark, without_watermark
from tests.reading.test_rows import FORM, turned

PLATFORM = "澄江省职称管理服务平台"


def platform(count: int, degrees: float = -30) -> list:
    cut = [PLATFORM, PLATFORM[2:], PLATFORM[:8], "平台", PLATFORM]
    return [
        turned(cut[k % 5], 150 + 240 * k, 400 + 90 * k, 30 * len(cut[k % 5]), degrees) for k in range(count)
    ]


def test_a_watermark_is_not_read_into_the_rows() -> None:
    lines = [*platform(6), *(turned(*cell, 0) for cell in FORM)]
    assert watermark(lines) == frozenset(range(6))
    assert [line.text for line in without_watermark(lines)] == [text for text, *_ in FORM]
    assert not watermark(platform(6))  # nothing else stands there
    assert [row.text for row in rows(lines)] == [
        "统一社会信用代码",
        "名称东临建筑科学研究所",
        "住所澄州市望山路186号",
    ]


@pytest.mark.parametrize(("count", "degrees"), [(3, -30), (6, 4)])
def test_a_few_lines_aslant_and_a_page_askew_have_none(count: int, degrees: float) -> None:
    assert not watermark(platform(count, degrees))


def test_a_table_that_was_captured_aslant_keeps_its_rows() -> None:
    rows_ = [("专业科目", 100, 100 + 60 * k, 120) for k in range(6)]
    assert not watermark([turned(*cell, 11) for cell in (*rows_, *FORM)])


def test_letters_of_a_seal_are_none() -> None:
    arc = ["澄江市", "人力资源", "和社会", "保障局", "职称", "专用章"]
    assert not watermark([turned(text, 100, 100 * k, 90, 20 + 10 * k) for k, text in enumerate(arc)])
