"""Whether a title heads a page."""

from __future__ import annotations

from scanaudit.facts import PageFacts
from scanaudit.kinds.classifier import HEADS


def heads(page: PageFacts) -> bool:
    """Whether a title heads the page, as the classifier saw it."""
    return any(cue.cue.startswith("title:") and cue.weight >= HEADS for cue in page.kind_cues)
