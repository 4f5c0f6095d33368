"""Which model files of the marks this version carries, and their loading: none but the pinned ones are run."""

from __future__ import annotations

import functools
import hashlib
from importlib.resources import files
from typing import Any

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
def pin(name: str = "detector") -> Pin:
    """The pin of the model ``name``: detector or verifier."""
    source = files("scanaudit.marks").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return Pin.model_validate(parse(source))


def session(name: str) -> Any:
    """An ONNX Runtime session of the model ``name`` on one thread. Raises ModelsError where the file is damaged."""
    import onnxruntime

    pinned = pin(name)
    model = files("scanaudit.marks").joinpath(pinned.file).read_bytes()
    if hashlib.sha256(model).hexdigest() != pinned.sha256:
        raise ModelsError(
            Text(
                zh=f"印章签名检测模型 {pinned.file} 与清单不符（可能损坏或被改动）。请重新安装 scanaudit。",
                en=f"The marks model {pinned.file} does not match its checksum (damaged or altered). "
                "Install scanaudit again.",
            )
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # gives memory back between pages of different size
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
