"""What a page kind is called in front of a user."""

from __future__ import annotations

from scanaudit.kinds.catalogue import catalogue
from scanaudit.text import Text


def kind_title(kind: str) -> Text:
    """The kind's title; the id itself for a kind that the catalogue does not know."""
    known = catalogue().by_id.get(kind)
    return known.title if known is not None else Text(zh=kind, en=kind.replace("_", " "))
