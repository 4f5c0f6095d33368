"""Whether a seal that was not read could be a known unit's: what its strips may say against the unit's name."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from scanaudit.facts import Seal
from scanaudit.spelling import least_misfit

# In nats. Of 100 unread ones of 954 drawn seals (`benchmarks/seals.py spelled`, tuning seed 12000) 70 show their own
# name so, and none of 593 names that differ from it in one character: those begin at 7.5.
_SHOWN: Final = 3.0
# For each character of the name; a clear one that differs costs 9. Of 82 unread seals of the applicants' employers, on
# four drawn dossiers photographed askew, scanned small or pale, 75 are below; 181 seals of other units begin at 3.7.
_NOT_RULED_OUT: Final = 1.5

_LIMITED = re.compile(r"有限(?:责任)?公司$")
_BRACKETS = (str.maketrans("()", "（）"), str.maketrans("（）", "()"))


def shows(seal: Seal, units: Collection[str]) -> bool:
    """Whether an unread seal shows the name of one of the ``units``: what was read of it instead is hardly likelier."""
    return any(least_misfit(seal.spelled, form) <= _SHOWN for unit in units for form in _forms(unit))


def may_show(seal: Seal, units: Collection[str]) -> bool:
    """Whether an unread seal may be that of one of the ``units``: too little of the name is ruled out."""
    return any(
        least_misfit(seal.spelled, form) <= _NOT_RULED_OUT * len(form)
        for unit in units
        for form in _forms(unit)
    )


def _forms(unit: str) -> set[str]:
    """A name as seals may have it: 有限公司 for 有限责任公司 or the other way round, brackets of either width."""
    name = re.sub(r"\s", "", unit)
    legal = (name, _LIMITED.sub("有限公司", name), _LIMITED.sub("有限责任公司", name))
    return {form.translate(brackets) for form in legal for brackets in _BRACKETS}
