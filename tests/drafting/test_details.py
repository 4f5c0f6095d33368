from __future__ import annotations

import pytest

from scanaudit.drafting.details import copies_in, demands_in
from scanaudit.drafting.dictionary import things


def signer(text: str) -> str:
    commitment = next(thing for thing in things() if thing.id == "commitment")
    (demand,) = (found for found in demands_in(commitment, text) if found["demand"] == "signature")
    return str(demand["of"])


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("诚信承诺书须签字", "applicant"),
        ("由本人亲笔签名，再交单位负责人", "applicant"),
        ("由单位负责人签字并盖章", "employer"),
        ("复印件由审核人签字", "verifier"),
        ("申报人填写后，经办人签名", "verifier"),
    ],
)
def test_who_is_named_last_before_the_word_signs(text: str, of: str) -> None:
    assert signer(text) == of


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("评审表一式三份", 3),
        ("各一份", 1),
        ("简表一式十份", 10),
        ("一式二十份", None),
        ("一式10份", 10),
        ("一览表一式 25 份", 25),
        ("身份证复印件", None),
        ("2026年3月份", None),
    ],
)
def test_copies_in_either_numerals(text: str, copies: int | None) -> None:
    assert copies_in(text) == copies
