"""The learning loop: a set time or number of steps, checkpoints, and going on from one."""

from __future__ import annotations

import copy
import itertools
import math
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader

from training.averaging import average
from training.batches import Windows
from training.compose import Pools
from training.network import CLASSES, Detector
from training.restart import restart

_KEEP = 0.998  # of the averaged weights, each step
_FIRST_WINDOWS = 32  # that an exported network takes its statistics from
_EVERY = 60.0  # seconds between lines of the log
_SAVE = 180.0  # seconds between checkpoints


@dataclass(frozen=True)
class Plan:
    """How long, from where and how to learn; ``seconds`` or ``steps``, whichever comes first."""

    seconds: float
    steps: int = 10**9
    batch: int = 16
    workers: int = 1
    seed: int = 1
    device: str = "cpu"
    peak: float = 2.5e-3  # learning rate
    start: Path | None = None  # an exported network to learn on from


def loss(told: Tensor, parts: list[Tensor]) -> tuple[Tensor, Tensor]:
    """Focal loss of the likelihoods (CenterNet's) and generalised IoU loss of the boxes (Rezatofighi et al., 2019)."""
    likelihood, weight, reach, answers = (part.float() for part in parts)
    logits, boxes = told[:, : len(CLASSES)].float(), told[:, len(CLASSES) :].float()
    p = torch.sigmoid(logits)
    middle = (likelihood > 0.999).float()
    right = -nn.functional.logsigmoid(logits) * (1 - p) ** 2 * middle
    wrong = -nn.functional.logsigmoid(-logits) * p**2 * (1 - likelihood) ** 4 * (1 - middle)
    seen = ((right + wrong) * weight).sum() / (middle * weight).sum().clamp(min=1)
    n, _, h, w = boxes.shape
    mine = boxes.view(n, len(CLASSES), 4, h, w).permute(0, 1, 3, 4, 2)[answers > 0]
    true = reach.view(n, len(CLASSES), 4, h, w).permute(0, 1, 3, 4, 2)[answers > 0]
    if not len(true):
        return seen, boxes.sum() * 0
    return seen, (1 - _giou(mine, true)).mean()


def _giou(a: Tensor, b: Tensor) -> Tensor:
    """Of boxes given as reaches (left, top, right, bottom) from the same point."""
    inner, outer = torch.minimum(a, b), torch.maximum(a, b)
    shared = (inner[:, 0] + inner[:, 2]) * (inner[:, 1] + inner[:, 3])
    hull = (outer[:, 0] + outer[:, 2]) * (outer[:, 1] + outer[:, 3])
    areas = [(t[:, 0] + t[:, 2]) * (t[:, 1] + t[:, 3]) for t in (a, b)]
    union = areas[0] + areas[1] - shared
    return shared / union - (hull - union) / hull


def learn(pools: Pools, plan: Plan, folder: Path) -> Detector:
    """Learn and return the averaged network; goes on from ``folder``'s checkpoint where there is one."""
    torch.manual_seed(plan.seed)
    model = _first(pools, plan, folder).to(plan.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    mean = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=plan.peak, weight_decay=0.02)
    done, spent = _resume(folder, model, mean, optimiser)
    loader = DataLoader(Windows(pools, plan.seed + done), batch_size=plan.batch, num_workers=plan.workers)
    start, said, saved, totals = time.monotonic() - spent, time.monotonic(), time.monotonic(), [0.0, 0.0, 0.0]
    model.train()
    for pixels, *parts in loader:
        spent = time.monotonic() - start
        share = max(spent / plan.seconds, done / plan.steps)
        if share >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = (
                plan.peak * min(1.0, (done + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * share)))
            )
        image = (pixels.to(plan.device).float() / 255).contiguous(memory_format=torch.channels_last)
        with torch.autocast(plan.device, dtype=torch.bfloat16):
            told = model(image)
        seen, boxes = loss(told, [part.to(plan.device) for part in parts])
        optimiser.zero_grad(set_to_none=True)
        (seen + 2 * boxes).backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimiser.step()
        done += 1
        average(mean, model, min(_KEEP, done / (done + 10)))
        totals = [totals[0] + float(seen.detach()), totals[1] + float(boxes.detach()), totals[2] + 1]
        if time.monotonic() - said > _EVERY:
            seen_mean, boxes_mean = totals[0] / totals[2], totals[1] / totals[2]
            print(
                f"{spent:6.0f} s  step {done}  likelihood {seen_mean:.4f}  boxes {boxes_mean:.4f}", flush=True
            )
            said, totals = time.monotonic(), [0.0, 0.0, 0.0]
        if time.monotonic() - saved > _SAVE:
            _save(folder, model, mean, optimiser, done, spent)
            saved = time.monotonic()
    _save(folder, model, mean, optimiser, done, spent)
    return mean.eval()


def _first(pools: Pools, plan: Plan, folder: Path) -> Detector:
    """A new network, or the exported one that ``plan`` names where no checkpoint of this run exists yet."""
    if plan.start is None or (folder / "checkpoint.pt").exists():
        return Detector()
    windows = itertools.islice(Windows(pools, plan.seed), _FIRST_WINDOWS)
    return restart(plan.start, torch.stack([pixels for pixels, *_ in windows]).float() / 255)


def _save(
    folder: Path, model: Detector, mean: Detector, optimiser: torch.optim.Optimizer, done: int, spent: float
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    state = {
        "model": model.state_dict(),
        "mean": mean.state_dict(),
        "optimiser": optimiser.state_dict(),
        "done": done,
        "spent": spent,
    }
    torch.save(state, folder / "checkpoint.new")
    (folder / "checkpoint.new").replace(folder / "checkpoint.pt")


def _resume(
    folder: Path, model: Detector, mean: Detector, optimiser: torch.optim.Optimizer
) -> tuple[int, float]:
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0, 0.0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    mean.load_state_dict(state["mean"])
    optimiser.load_state_dict(state["optimiser"])
    return int(state["done"]), float(state["spent"])
