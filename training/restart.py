"""From an exported file back to a network that can learn on, where the checkpoint is no longer at hand.

Exporting folds every normalisation into its convolution. Here it is unfolded again: each normalisation is given the
mean and variance that its convolution has on some windows, and the scale and shift that undo them, so that the network
tells what the file tells and its normalisations have statistics to go on from.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from training.export import HALF
from training.network import Detector

Network = TypeVar("Network", bound=nn.Module)


def restart(path: Path, windows: Tensor) -> Detector:
    """The network of ``path`` (made by ``export``); ``windows``: N × 3 × H × W, RGB 0–1, some tens of typical ones."""
    return unfolded(Detector(), path, windows)


def unfolded(model: Network, path: Path, windows: Tensor) -> Network:
    """``model``, new and of the sort that ``path`` was made from, with its weights; ``windows``: typical inputs."""
    pairs = [
        (block[0], block[1])
        for block in model.modules()
        if isinstance(block, nn.Sequential) and len(block) == 3 and isinstance(block[1], nn.BatchNorm2d)
    ]
    known = set(dict(model.named_parameters()))
    folded = _convolutions(path, known)
    if len(folded) != len(pairs):
        raise ValueError(
            f"{path} has {len(folded)} folded convolutions, the network {len(pairs)}: another version"
        )
    shifts = {}
    with torch.no_grad():
        named = dict(model.named_parameters())
        for name, value in _initialisers(path).items():
            if name in known:  # what has no normalisation kept its name
                named[name].copy_(value)
        for (convolution, normalisation), (weight, bias) in zip(pairs, folded, strict=True):
            convolution.weight.copy_(weight)
            shifts[normalisation] = bias
        hooks = [n.register_forward_pre_hook(_unfold(shift)) for n, shift in shifts.items()]
        model.eval()(windows)
    for hook in hooks:
        hook.remove()
    return model


def width_of(path: Path) -> int:
    """Channels of the first layer of an exported network."""
    import onnx

    first = next(node for node in onnx.load(str(path)).graph.node if node.op_type == "Conv")
    return int(_initialisers(path)[first.input[1]].shape[0])


def _unfold(shift: Tensor):  # type: ignore[no-untyped-def]
    """Before a normalisation works for the first time: statistics as they are, scale and shift that undo them."""

    def before(normalisation: nn.BatchNorm2d, inputs: tuple[Tensor, ...]) -> None:
        variance, mean = torch.var_mean(inputs[0], dim=(0, 2, 3))
        normalisation.running_mean.copy_(mean)  # type: ignore[union-attr]
        normalisation.running_var.copy_(variance)  # type: ignore[union-attr]
        normalisation.weight.copy_((variance + normalisation.eps).sqrt())
        normalisation.bias.copy_(shift + mean)

    return before


def _initialisers(path: Path) -> dict[str, Tensor]:
    import onnx
    from onnx import numpy_helper

    tensors = onnx.load(str(path)).graph.initializer
    arrays = {t.name.removesuffix(HALF): np.array(numpy_helper.to_array(t)) for t in tensors}
    whole = {name: a.astype(np.float32) if a.dtype == np.float16 else a for name, a in arrays.items()}
    return {name: torch.from_numpy(array) for name, array in whole.items()}


def _convolutions(path: Path, known: set[str]) -> list[tuple[Tensor, Tensor]]:
    """Weight and bias of the convolutions with a folded normalisation, in the network's order."""
    import onnx

    tensors = _initialisers(path)
    nodes = [n for n in onnx.load(str(path)).graph.node if n.op_type == "Conv" and n.input[1] not in known]
    return [(tensors[n.input[1]], tensors[n.input[2]]) for n in nodes]
