"""Whether a title heads a page."""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.facts import Cue, PageFacts
from scanaudit.kinds.classifier import HEADS


def heads(page: PageFacts) -> bool:
    """Whether a title heads the page, as the classifier saw it."""
    return headed(page.kind_cues)


def headed(cues: Iterable[Cue]) -> bool:
    """The same of what counted for a page or a part of one."""
    return any(cue.cue.startswith("title:") and cue.weight >= HEADS for cue in cues)
