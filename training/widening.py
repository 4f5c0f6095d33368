"""A wider verifier that at first tells what a narrower one tells (Net2WiderNet: Chen, Goodfellow and Shlens, 2016).

Each new channel is a copy of an old one, and who listened to the old one listens to both, each with a share. The shares
are unequal, so that the copies learn different things.
"""

from __future__ import annotations

import torch
from torch import Tensor

from training.verifier import Verifier

_LEAST_SHARE = 0.2  # of two copies the one that is heard less
_SUMMARIES = {
    "kind.0.weight": 3
}  # the likelihoods listen to three summaries of the features, one behind the other
_BESIDE = {"edge.0.weight": 1}  # the edges to the features and, behind them, to the box


def widened(model: Verifier, width: int, seed: int = 0) -> Verifier:
    """``model`` with ``width`` in place of its own, which is at least half as much and at most as much."""
    generator = torch.Generator().manual_seed(seed)
    wide = Verifier(width)
    old, new = model.state_dict(), wide.state_dict()
    for name, target in new.items():
        if not target.is_floating_point():
            target.copy_(old[name])
            continue
        value = _copied(old[name], target.shape[0], 0)
        if value.dim() > 1 and value.shape[1] != target.shape[1]:
            beside = _BESIDE.get(name, 0)
            features, rest = value.split([value.shape[1] - beside, beside], dim=1)
            count = (target.shape[1] - beside) // _SUMMARIES.get(name, 1)
            groups = features.chunk(_SUMMARIES.get(name, 1), dim=1)
            value = torch.cat([*(_listening(group, count, generator) for group in groups), rest], dim=1)
        target.copy_(value)
    wide.load_state_dict(new)
    return wide


def _copied(value: Tensor, count: int, dim: int) -> Tensor:
    """``count`` channels: the old ones, and from the first on again."""
    return value.index_select(dim, torch.arange(count) % value.shape[dim]) if value.dim() else value


def _listening(group: Tensor, count: int, generator: torch.Generator) -> Tensor:
    """Weights for ``count`` inputs, of which the first ones stand there twice."""
    have, more = group.shape[1], count - group.shape[1]
    shape = (group.shape[0], more, *([1] * (group.dim() - 2)))
    share = _LEAST_SHARE + (1 - 2 * _LEAST_SHARE) * torch.rand(shape, generator=generator)
    doubled = group[:, :more]
    return torch.cat([doubled * share, group[:, more:have], doubled * (1 - share)], dim=1)
