"""The dictionary of what notices ask for, read from ``dictionary.yaml``."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from scanaudit.text import Text
from scanaudit.yamltext import parse

Reading = Literal["seal", "signature", "colour", "copies", "portrait", "days", "hours", "assessed", "worked"]


class Thing(BaseModel):
    """One thing that notices ask for; the head of ``dictionary.yaml`` explains the keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: Text
    says: tuple[str, ...]
    listed: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    who: tuple[Literal["A", "E", "D"], ...] = ("A",)
    via: tuple[Literal["U", "P", "S"], ...] | None = None
    upload: Literal["required", "optional", "never"] = "required"
    when: Any = None
    evidence: Any = None
    demands: tuple[Any, ...] = ()
    applies_to: str = "evidence"
    practice: bool = False
    recommended: bool = False
    informative: bool = False
    reads: tuple[Reading, ...] = ()
    confidence: float
    advice: Text

    @cached_property
    def signs(self) -> tuple[re.Pattern[str], ...]:
        """``says``, compiled."""
        return tuple(map(re.compile, self.says))

    @cached_property
    def names(self) -> tuple[re.Pattern[str], ...]:
        """``listed``, compiled."""
        return tuple(map(re.compile, self.listed))

    @cached_property
    def against(self) -> re.Pattern[str] | None:
        """``unless`` as one expression, None without any."""
        return re.compile("|".join(self.unless)) if self.unless else None

    @cached_property
    def around(self) -> re.Pattern[str] | None:
        """``within`` as one expression, None without any."""
        return re.compile("|".join(self.within)) if self.within else None


@cache
def things() -> tuple[Thing, ...]:
    """All things, in the order in which a draft lists them where a clause asks for several."""
    source = resources.files("scanaudit.drafting").joinpath("dictionary.yaml").read_text(encoding="utf-8")
    return tuple(Thing.model_validate(entry) for entry in parse(source)["things"])
