"""A wider verifier that at first tells what a narrower one tells (Net2WiderNet: Chen, Goodfellow and Shlens, 2016).

Each new channel is a copy of an old one, and who listened to the old one listens to both, each with a share. The shares
are unequal, so that the copies learn different things.
"""

from __future__ import annotations

import torch
from torch import Tensor

from training.verifier import Verifier

# Of two copies the one that is heard less: enough to learn from, and seldom as much as the other. Design value.
_LEAST_SHARE = 0.2
# The likelihoods listen to three summaries of the features, one behind the other.
_SUMMARIES = {"kind.0.weight": 3}
# The edges listen to the features and, behind them, to the box.
_BESIDE = {"edge.0.weight": 1}


def wider(model: Verifier, width: int) -> Verifier:
    """``model`` with ``width`` channels in its first layer, as many as it has or up to twice as many.

    Raises ValueError for any other ``width``.
    """
    have = model.state_dict()["trunk.0.0.weight"].shape[0]
    if not have <= width <= 2 * have:
        raise ValueError(
            f"a verifier {have} wide cannot be made {width} wide: {have} to {2 * have} is possible"
        )
    generator = torch.Generator().manual_seed(0)
    wide = Verifier(width)
    old, new = model.state_dict(), wide.state_dict()
    with torch.no_grad():
        for name, target in new.items():
            value = old[name]
            if value.dim() > 0:
                value = value[torch.arange(len(target)) % len(value)]
            if value.dim() > 1 and value.shape[1] != target.shape[1]:
                value = _heard(name, value, target.shape[1], generator)
            target.copy_(value)
    return wide


def _heard(name: str, value: Tensor, count: int, generator: torch.Generator) -> Tensor:
    """The weights ``name`` for ``count`` inputs in place of those it has."""
    beside, parts = _BESIDE.get(name, 0), _SUMMARIES.get(name, 1)
    features, rest = value.split([value.shape[1] - beside, beside], dim=1)
    groups = features.chunk(parts, dim=1)
    return torch.cat(
        [*(_twice(group, (count - beside) // parts, generator) for group in groups), rest], dim=1
    )


def _twice(group: Tensor, count: int, generator: torch.Generator) -> Tensor:
    """Weights for ``count`` inputs, of which the first ones stand there twice."""
    have, more = group.shape[1], count - group.shape[1]
    shape = (group.shape[0], more, *([1] * (group.dim() - 2)))
    share = _LEAST_SHARE + (1 - 2 * _LEAST_SHARE) * torch.rand(shape, generator=generator)
    doubled = group[:, :more]
    return torch.cat([doubled * share, group[:, more:have], doubled * (1 - share)], dim=1)
