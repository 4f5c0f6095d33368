"""A checklist that changes another: a province's base, a year's change, a unit's extra demands.

What overrides what:

1. ``title``, ``authority``, ``year``, ``cutoff`` and ``portal`` replace the base's where they are given.
2. ``windows`` and ``requirements`` are matched by ``id``. An entry with the base's id replaces, key by key, what it
   names and keeps the rest; a key is replaced as a whole (new ``demands`` are not added to the old ones).
3. Entries with a new id come after the base's, in their order.
4. ``drop`` lists the ids of windows and requirements that no longer apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scanaudit.notices.source import Loc

_LISTS = ("windows", "requirements")


@dataclass(frozen=True)
class Extended:
    """The whole checklist as data, and for each entry of its lists the entry of the file that changes it
    (None: it stands as in the base).
    """

    data: dict[str, Any]
    own: dict[str, tuple[int | None, ...]]

    def place(self, loc: Loc) -> Loc:
        """Where in the file something stands that is at ``loc`` in the whole checklist."""
        if len(loc) < 2 or loc[0] not in self.own or not isinstance(loc[1], int):
            return loc
        index = self.own[str(loc[0])][loc[1]]
        return ("extends",) if index is None else (loc[0], index, *loc[2:])


def extend(base: Mapping[str, Any], change: Mapping[str, Any]) -> Extended:
    """``base`` as ``change`` leaves it."""
    dropped = set(change.get("drop") or ())
    data = {**base, **{key: value for key, value in change.items() if key not in {*_LISTS, "drop"}}}
    own: dict[str, tuple[int | None, ...]] = {}
    for key in _LISTS:
        merged = _merged(base.get(key) or (), change.get(key) or (), dropped)
        data[key] = [entry for entry, _ in merged]
        own[key] = tuple(index for _, index in merged)
    if "sentences" in base and "sentences" not in change:
        data["sentences"] = [_without(entry, dropped) for entry in base["sentences"]]
    return Extended(data, own)


def _without(entry: dict[str, Any], dropped: set[Any]) -> dict[str, Any]:
    """A reviewed sentence without the requirements that were dropped; left to none, it says so."""
    by = [id_ for id_ in entry.get("by", ()) if id_ not in dropped]
    if by == list(entry.get("by", ())):
        return entry
    why = {"zh": "本单位不再要求", "en": "no longer asked here"}
    return {**entry, "by": by} if by else {"at": entry["at"], "says": entry["says"], "why": why}


def unknown_drops(base: Mapping[str, Any], change: Mapping[str, Any]) -> list[int]:
    """The entries of ``drop`` that name nothing in the base."""
    known = {entry.get("id") for key in _LISTS for entry in base.get(key) or ()}
    return [at for at, id_ in enumerate(change.get("drop") or ()) if id_ not in known]


def _merged(base: Any, change: Any, dropped: set[Any]) -> list[tuple[Any, int | None]]:
    changes = {entry.get("id"): at for at, entry in enumerate(change) if isinstance(entry, Mapping)}
    merged: list[tuple[Any, int | None]] = []
    for entry in base:
        at = changes.get(entry["id"])
        if entry["id"] not in dropped:
            merged.append((entry, None) if at is None else ({**entry, **change[at]}, at))
    known = {entry["id"] for entry in base}
    for at, entry in enumerate(change):
        if not isinstance(entry, Mapping) or entry.get("id") not in known or changes[entry.get("id")] != at:
            merged.append((entry, at))
    return merged
