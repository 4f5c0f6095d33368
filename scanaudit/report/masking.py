"""ID numbers masked in everything that is told."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

from scanaudit.privacy import mask

T = TypeVar("T")
# A hash is not personal, and a run of eighteen digits in one must not be damaged.
_KEPT = frozenset({"content_hash"})


def masked(value: T) -> T:
    """A copy of ``value`` (models, tuples, lists, dicts, strings, nested) with ID numbers masked in every string."""
    return _masked(value)  # type: ignore[no-any-return]


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, BaseModel):
        changed = {name: _masked(item) for name, item in value if name not in _KEPT}
        return value.model_copy(update=changed)
    if isinstance(value, dict):
        return {_masked(key): _masked(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(_masked(item) for item in value)
    return value
