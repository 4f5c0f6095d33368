"""The base of everything that a checklist says."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Node(BaseModel):
    """Frozen, and unknown keys are errors: a misspelt key must not silently ask for nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")
