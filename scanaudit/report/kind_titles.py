"""What a page kind is called in front of a user."""

from __future__ import annotations

from scanaudit.rules.wording import kind_names
from scanaudit.text import Text


def kind_title(kind: str) -> Text:
    """The kind's title in the catalogue; the id itself for a kind that the catalogue does not know."""
    return kind_names((kind,))
