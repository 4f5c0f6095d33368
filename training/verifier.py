"""The verifier: a small network that looks at one proposed mark close by and tells whether it is a seal or a
signature, and where its edges are.

The box is given as a fourth channel. Whether comes from the features' mean over the box, their mean and their peaks
over the window; where from a vote of all places (a softmax chooses who is heard), each of which tells its distances to
the four edges (as FCOS does: Tian et al., 2019), so that a box that covers a part of a mark is drawn out to the whole.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.closeups import TOLD

WIDTH = 16
"""Channels of the first layer; the others have two, three and five times as many. What the package's file has."""

_UNIT = 16.0  # pixels: distances are told in strides
_FIRST_REACH = 1.5  # strides: a box that has a size from the first step on
_EPS = 1e-4


def _conv(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class _Residual(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first, self.second = _conv(channels, channels), _conv(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = x + self.second(self.first(x))
        return out


class Verifier(nn.Module):
    """N × 4 × H × W (RGB 0–1 and the box as 0 or 1; H and W multiples of 16) to N × 6.

    First the likelihood of each of ``TOLD`` (logits while training), then left, top, right, bottom in pixels of the
    window.
    """

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        w = width
        self.trunk = nn.Sequential(
            _conv(4, w, 2),
            _conv(w, 2 * w, 2),
            _Residual(2 * w),
            _conv(2 * w, 3 * w, 2),
            _Residual(3 * w),
            _conv(3 * w, 5 * w, 2),
            _Residual(5 * w),
        )
        self.kind = nn.Sequential(
            nn.Linear(15 * w, 3 * w), nn.ReLU(inplace=True), nn.Linear(3 * w, len(TOLD))
        )
        self.edge = nn.Sequential(
            nn.Conv2d(5 * w + 1, 3 * w, 1), nn.ReLU(inplace=True), nn.Conv2d(3 * w, 5, 1)
        )

        nn.init.constant_(self.edge[-1].bias, _FIRST_REACH)  # type: ignore[arg-type]

    def forward(self, window: Tensor) -> Tensor:
        """See the class."""
        seen = self.trunk(torch.cat([(window[:, :3] - 0.75) * 4, window[:, 3:] * 2 - 1], dim=1))
        inside = nn.functional.avg_pool2d(window[:, 3:], 16)
        within = (seen * inside).sum(dim=(2, 3)) / (inside.sum(dim=(2, 3)) + _EPS)
        told = self.kind(torch.cat([within, seen.mean(dim=(2, 3)), seen.amax(dim=(2, 3))], dim=1))
        edge = self.edge(torch.cat([seen, inside], dim=1)).float()
        heard = torch.softmax(edge[:, 0].flatten(1), dim=1)
        ones = torch.ones_like(inside)
        x, y = ((torch.cumsum(ones, dim=d) - 0.5) * _UNIT for d in (3, 2))
        reach = edge[:, 1:] * _UNIT
        places = torch.cat([x - reach[:, :1], y - reach[:, 1:2], x + reach[:, 2:3], y + reach[:, 3:]], dim=1)
        box = (places.flatten(2) * heard[:, None]).sum(dim=2)
        likelihood = told if self.training else torch.sigmoid(told.float())
        return torch.cat([likelihood.float(), box], dim=1)


def loss(told: Tensor, truth: Tensor, yes: Tensor, weight: Tensor) -> tuple[Tensor, Tensor]:
    """Cross entropy of what is known; of the boxes of marks how far their edges are off, by the mark's size, and one
    less the generalised overlap.
    """
    seen = nn.functional.binary_cross_entropy_with_logits(told[:, : len(TOLD)], yes, weight, reduction="sum")
    kinds = seen / weight.sum().clamp(min=1)
    marked = yes.max(dim=1).values > 0
    if not bool(marked.any()):
        return kinds, told[:, len(TOLD) :].sum() * 0
    mine, true = told[marked, len(TOLD) :], truth[marked]
    size = (true[:, 2:] - true[:, :2]).mean(dim=1, keepdim=True).clamp(min=8)
    off = nn.functional.smooth_l1_loss(mine / size, true / size, beta=0.1)
    return kinds, (1 - _overlap(mine, true)).mean() + 4 * off


def _overlap(a: Tensor, b: Tensor) -> Tensor:
    """Generalised intersection over union (Rezatofighi et al., 2019) of boxes given by their edges."""
    inner = (torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])).clamp(min=0).prod(dim=1)
    hull = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(dim=1)
    union = sum((t[:, 2:] - t[:, :2]).clamp(min=0).prod(dim=1) for t in (a, b)) - inner
    return inner / union.clamp(min=1) - (hull - union) / hull.clamp(min=1)
