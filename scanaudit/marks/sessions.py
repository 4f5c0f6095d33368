"""The models of the marks, loaded."""

from __future__ import annotations

from typing import Any

from scanaudit.pinned import pinned_bytes

PACKAGE = "scanaudit.marks"


def session(name: str) -> Any:
    """An ONNX Runtime session of the model ``name`` on one thread. Raises ModelsError where the file is damaged."""
    import onnxruntime

    model = pinned_bytes(PACKAGE, name)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # gives memory back between pages of different size
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
