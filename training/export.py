"""From a checkpoint to the ONNX file that the package carries, and the proof that both tell the same."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path

import numpy as np
import torch

from training.network import Detector

HALF = ".half"
"""What stands behind the name of a tensor that is stored in 16 bits."""

_WORTH_HALVING = 256  # numbers in a tensor: biases are few, and a node that widens them again costs as much


def load(folder: Path) -> Detector:
    """The averaged network of ``folder``'s checkpoint."""
    model = Detector()
    model.load_state_dict(torch.load(folder / "checkpoint.pt", weights_only=True)["mean"])
    return model.eval()


def export(model: Detector, path: Path) -> str:
    """Write ``model`` as ONNX with free height and width; returns the file's SHA-256."""
    shape = {0: "pages", 2: "height", 3: "width"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own notice that another one is the default now
        torch.onnx.export(
            model.float().cpu().to(memory_format=torch.contiguous_format),  # type: ignore[call-overload]
            (torch.zeros(1, 3, 256, 192),),
            str(path),
            dynamo=False,
            opset_version=17,
            input_names=["pixels"],
            output_names=["marks"],
            dynamic_axes={"pixels": shape, "marks": shape},
        )
    halve(path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def halve(path: Path) -> None:
    """Store the weights of an ONNX file in 16 bits, in place; they are 32 again once the file is loaded.

    The file is half as large and computes as before, with weights rounded to eleven binary digits.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(str(path))
    casts = []
    for tensor in model.graph.initializer:
        weights = numpy_helper.to_array(tensor)
        if weights.dtype == np.float32 and weights.size >= _WORTH_HALVING:
            name = tensor.name
            tensor.CopyFrom(numpy_helper.from_array(weights.astype(np.float16), name + HALF))
            casts.append(helper.make_node("Cast", [name + HALF], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, str(path))


def mean(one: Path, other: Path, path: Path) -> str:
    """Write the file whose weights are the means of two files', the second learnt on from the first; returns its
    SHA-256.

    Two ends of one way lie in one valley, and the middle of it is often lower than either (Izmailov et al. 2018,
    arXiv:1803.05407; Wortsman et al. 2022, arXiv:2203.05482). Raises ValueError for files of different networks.
    """
    import onnx
    from onnx import numpy_helper

    made = onnx.load(str(one))
    stored = onnx.load(str(other)).graph.initializer
    weights = {tensor.name.removesuffix(HALF): numpy_helper.to_array(tensor) for tensor in stored}
    for tensor in made.graph.initializer:
        mine, theirs = numpy_helper.to_array(tensor), weights.get(tensor.name.removesuffix(HALF))
        if theirs is None or theirs.shape != mine.shape:
            raise ValueError(f"{one} and {other} are not of one network: {tensor.name}")
        if np.issubdtype(mine.dtype, np.floating):
            middle = (mine.astype(np.float32) + theirs.astype(np.float32)) / 2
            tensor.CopyFrom(numpy_helper.from_array(middle.astype(mine.dtype), tensor.name))
    onnx.save(made, str(path))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def difference(model: Detector, path: Path, seed: int = 0) -> float:
    """The largest difference of likelihoods between the network and the file on one invented picture."""
    import onnxruntime

    pixels = np.random.default_rng(seed).random((1, 3, 320, 224), np.float32)
    with torch.no_grad():
        mine = model.eval()(torch.from_numpy(pixels)).numpy()
    told = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(
        None, {"pixels": pixels}
    )[0]
    return float(np.abs(mine[:, :4] - told[:, :4]).max())
