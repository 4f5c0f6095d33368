"""The network: a small residual backbone with a top-down neck, and one anchor-free head at stride 8.

Per cell it tells, for each class, how likely a mark's middle is there (CenterNet: Zhou, Wang and Krähenbühl,
"Objects as Points", 2019) and how far the mark reaches left, up, right and down (FCOS: Tian et al., 2019).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

CLASSES = ("seal", "signature", "portrait", "fingerprint")
STRIDE = 8
_PRIOR = -4.6  # logit of 0.01: at first a mark is told nowhere (Lin et al., "Focal Loss", 2017)


def _conv(inputs: int, outputs: int, stride: int = 1, size: int = 3) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class _Residual(nn.Module):
    """Two convolutions around which the input is led."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first, self.second = _conv(channels, channels), _conv(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = x + self.second(self.first(x))
        return out


class Detector(nn.Module):
    """N × 3 × H × W (RGB 0–1; H and W multiples of 32) to N × 20 × H/8 × W/8.

    The first ``len(CLASSES)`` channels are the classes' likelihoods, 0–1 (logits while training); then for each
    class left, top, right, bottom in pixels.
    """

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        w = width
        self.stem = nn.Sequential(_conv(3, w // 2, 2), _conv(w // 2, w, 2), _Residual(w))
        self.eighth = nn.Sequential(_conv(w, 2 * w, 2), _Residual(2 * w))
        self.sixteenth = nn.Sequential(_conv(2 * w, 3 * w, 2), _Residual(3 * w))
        self.deep = nn.Sequential(_conv(3 * w, 4 * w, 2), _Residual(4 * w), _conv(4 * w, 4 * w, 1, 5))
        self.from_deep, self.from_sixteenth = nn.Conv2d(4 * w, 2 * w, 1), nn.Conv2d(3 * w, 2 * w, 1)
        self.from_eighth = nn.Conv2d(2 * w, 2 * w, 1)
        self.neck, self.head = _conv(2 * w, 2 * w), _conv(2 * w, 2 * w)
        self.likelihood = nn.Conv2d(2 * w, len(CLASSES), 1)
        self.reach = nn.Conv2d(2 * w, 4 * len(CLASSES), 1)
        nn.init.constant_(self.likelihood.bias, _PRIOR)  # type: ignore[arg-type]
        nn.init.constant_(self.reach.bias, 1.0)  # type: ignore[arg-type]

    def forward(self, pixels: Tensor) -> Tensor:
        """See the class."""
        eighth = self.eighth(self.stem((pixels - 0.75) * 4))
        sixteenth = self.sixteenth(eighth)
        deep = self.from_deep(self.deep(sixteenth))
        mixed = self.from_sixteenth(sixteenth) + nn.functional.interpolate(deep, scale_factor=2.0)
        mixed = self.from_eighth(eighth) + nn.functional.interpolate(mixed, scale_factor=2.0)
        seen = self.head(self.neck(mixed))
        told = self.likelihood(seen)
        reach = torch.exp(torch.clamp(self.reach(seen), -3, 5)) * STRIDE
        return torch.cat([told if self.training else torch.sigmoid(told), reach], dim=1)
