"""The moving mean of a network's weights while it learns, which tells more than its last step."""

from __future__ import annotations

import torch
from torch import nn


def average(mean: nn.Module, model: nn.Module, keep: float) -> None:
    """Move ``mean`` towards ``model``, in place: the share ``keep`` of it stays. Counters are taken as they are."""
    with torch.no_grad():
        for kept, new in zip(mean.state_dict().values(), model.state_dict().values(), strict=True):
            if kept.is_floating_point():
                kept.lerp_(new, 1 - keep)
            else:
                kept.copy_(new)
