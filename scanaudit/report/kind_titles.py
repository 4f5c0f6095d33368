"""What a page kind is called in front of a user."""

from __future__ import annotations

from scanaudit.facts import PageFacts
from scanaudit.rules.wording import kind_names
from scanaudit.text import Text


def kind_title(kind: str) -> Text:
    """The kind's title in the catalogue; the id itself for a kind that the catalogue does not know."""
    return kind_names((kind,))


def page_title(page: PageFacts) -> Text:
    """What a page is called: its kind, and the kinds of all documents on a picture that shows several."""
    titles = [kind_title(part.kind) for part in page.parts] or [kind_title(page.kind)]
    return Text(zh=" + ".join(title.zh for title in titles), en=" + ".join(title.en for title in titles))
