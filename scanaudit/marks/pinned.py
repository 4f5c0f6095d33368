"""Which model file of the marks detector this version carries."""

from __future__ import annotations

import functools
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from scanaudit.yamltext import parse


class Pin(BaseModel):
    """``detector.yaml``: the file beside it, its SHA-256, when it was trained and under which licence it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    file: str
    sha256: str
    trained: str
    licence: str


@functools.cache
def pin() -> Pin:
    """The pinned model file."""
    source = files("scanaudit.marks").joinpath("detector.yaml").read_text(encoding="utf-8")
    return Pin.model_validate(parse(source))
