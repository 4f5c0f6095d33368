"""What is changed in a report before anybody reads it: ID numbers masked, control characters made visible."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

from scanaudit.facts import PageFacts
from scanaudit.privacy import hide_middle, mask

T = TypeVar("T")
# Hashes and imprints are not personal, and a run of eighteen digits in one must not be damaged.
_KEPT = frozenset({"content_hash", "ink"})
# C0 and C1 controls but for the line break, and the marks that turn the writing direction: a file name may
# hold them, and a terminal obeys them.
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def masked(value: T) -> T:
    """A copy of ``value`` (models, tuples, lists, dicts, strings) with ID numbers masked in every string.

    What was recognised as an ID number on one of its pages is masked everywhere as it was read, too.
    """
    return _rewritten(value, masker(value))  # type: ignore[no-any-return]


def masker(value: object) -> Callable[[str], str]:
    """What masks a string: all that has an ID number's form, and the ID numbers of the pages in ``value``."""
    pages = (value,) if isinstance(value, PageFacts) else getattr(value, "pages", ())
    readings = {found.raw for page in pages for found in page.evidence_of("id_number")}
    # A gap that a line of the page has may be left out in the reading, and the other way round.
    patterns = [r"\s*".join(map(re.escape, re.sub(r"\s", "", raw))) for raw in readings]
    long = sorted((pattern for pattern in patterns if pattern), key=len, reverse=True)
    if not long:
        return mask
    known = re.compile("|".join(long))
    return lambda text: mask(known.sub(lambda found: hide_middle(found.group()), text))


def printable(value: T) -> T:
    """A copy of ``value`` in which nothing can steer a terminal."""
    return _rewritten(value, plain)  # type: ignore[no-any-return]


def plain(text: str) -> str:
    """``text`` with control characters replaced by the replacement character."""
    return _CONTROLS.sub("\ufffd", text)


def _rewritten(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, BaseModel):
        changed = {name: _rewritten(item, change) for name, item in value if name not in _KEPT}
        return value.model_copy(update=changed)
    if isinstance(value, dict):
        return {_rewritten(key, change): _rewritten(item, change) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(_rewritten(item, change) for item in value)
    return value
