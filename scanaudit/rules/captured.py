"""The pages whose capture a demand speaks of: what the capture rules share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from scanaudit.facts import Capture, PageFacts
from scanaudit.notices.model import CaptureDemand
from scanaudit.rules.context import RequirementContext

Aspect = Literal["sharp", "readable", "upright", "complete", "colour", "original"]

# How sure the capture measures are of a single page. Design value, no data yet.
CAPTURE_CONFIDENCE = 0.85


def captured(context: RequirementContext, *aspects: Aspect) -> Iterator[tuple[int, PageFacts, Capture]]:
    """Index, page and capture of each page that is not blank, if one of ``aspects`` is asked for."""
    if not set(aspects) & set(context.asked(CaptureDemand).of):
        return
    for index, page in context.pages:
        if page.capture is not None and not page.capture.blank:
            yield index, page, page.capture
