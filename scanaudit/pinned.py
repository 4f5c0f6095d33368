"""The files of learnt weights that this version carries beside its code: none but the pinned ones are used."""

from __future__ import annotations

import functools
import hashlib
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from scanaudit.errors import ModelsError
from scanaudit.text import Text
from scanaudit.yamltext import parse


class Pin(BaseModel):
    """``NAME.yaml``: the file beside it, its SHA-256, when it was trained and under which licence it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    file: str
    sha256: str
    trained: str
    licence: str


@functools.cache
def pin(package: str, name: str) -> Pin:
    """The pin ``name`` in ``package``."""
    return Pin.model_validate(parse(files(package).joinpath(f"{name}.yaml").read_text(encoding="utf-8")))


def pinned_bytes(package: str, name: str) -> bytes:
    """The file that the pin names. Raises ModelsError where it is not that file."""
    pinned = pin(package, name)
    found = files(package).joinpath(pinned.file).read_bytes()
    if hashlib.sha256(found).hexdigest() != pinned.sha256:
        raise ModelsError(
            Text(
                zh=f"程序自带的模型 {pinned.file} 与清单不符（可能损坏或被改动）。请重新安装 scanaudit。",
                en=f"The model {pinned.file} does not match its checksum (damaged or altered). "
                "Install scanaudit again.",
            )
        )
    return found
