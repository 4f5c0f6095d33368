"""How the verifier learns: epochs over stored close-ups, each seen in other light, and the file that comes of it."""

from __future__ import annotations

import copy
import hashlib
import math
import random
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.averaging import average
from training.closeups import Set
from training.export import halve
from training.restart import unfolded, width_of
from training.verifier import WIDTH, Verifier, loss
from training.widening import wider

_KEEP = 0.997  # of the averaged weights, each step
_KEPT_EVERY = 400  # steps
_STILL = 0.3  # share of close-ups that are not moved
_ZOOM = (0.88, 1.12)
_ASIDE = 5.0  # pixels
_EVERY = 60.0  # seconds between lines of the log
Batch = tuple[Tensor, Tensor, Tensor, Tensor]


@dataclass(frozen=True)
class Plan:
    """``steps`` of ``batch`` close-ups, with the learning rate ``peak`` at its highest; ``start``: an exported file to
    learn on from; ``width`` of the network (``Verifier``): None for that file's, or what is usual.
    """

    steps: int
    batch: int = 64
    seed: int = 1
    peak: float = 3e-3
    start: Path | None = None
    width: int | None = None


def learn(sets: dict[str, Set], plan: Plan, keep: Callable[[Verifier], object] | None = None) -> Verifier:
    """The averaged network after ``plan``; the same for the same sets and plan on one machine.

    ``keep`` is handed the averaged network as it is now and then, so that a run that is cut off is not lost.
    """
    torch.manual_seed(plan.seed)
    model = _begun(sets, plan).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    mean = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=plan.peak, weight_decay=0.02)
    model.train()
    said, totals = time.monotonic(), [0.0, 0.0, 0]
    for done, (pixels, truth, yes, weight) in enumerate(batches(sets, plan)):
        for group in optimiser.param_groups:
            share = done / plan.steps
            group["lr"] = (
                plan.peak * min(1.0, (done + 1) / 200) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * share)))
            )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            told = model(pixels.contiguous(memory_format=torch.channels_last))
        kinds, edges = loss(told, truth, yes, weight)
        optimiser.zero_grad(set_to_none=True)
        (kinds + edges).backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        average(mean, model, min(_KEEP, done / (done + 10)))
        if keep is not None and (done + 1) % _KEPT_EVERY == 0:
            keep(copy.deepcopy(mean))
        totals = [totals[0] + float(kinds.detach()), totals[1] + float(edges.detach()), totals[2] + 1]
        if time.monotonic() - said > _EVERY:
            print(
                f"step {done + 1}  kinds {totals[0] / totals[2]:.4f}  edges {totals[1] / totals[2]:.4f}",
                flush=True,
            )
            said, totals = time.monotonic(), [0.0, 0.0, 0]
    return mean.eval()


def _begun(sets: dict[str, Set], plan: Plan) -> Verifier:
    if plan.start is None:
        return Verifier(plan.width or WIDTH)
    typical, *_ = next(batches(sets, replace(plan, steps=1, batch=256)))
    begun = unfolded(Verifier(width_of(plan.start)), plan.start, typical)
    return begun if plan.width is None else wider(begun, plan.width)


def batches(sets: dict[str, Set], plan: Plan) -> Iterator[Batch]:
    """``plan.steps`` batches of one shape each, shapes as often as their close-ups."""
    rng = random.Random(f"verifying/{plan.seed}")
    names = sorted(sets)
    counts = [len(sets[name].pixels) for name in names]
    for _ in range(plan.steps):
        chosen = sets[rng.choices(names, counts)[0]]
        rows = [rng.randrange(len(chosen.pixels)) for _ in range(plan.batch)]
        seen = [_moved(_varied(chosen.pixels[i], rng), chosen.boxes[i], chosen.truth[i], rng) for i in rows]
        pixels = np.stack([window(one, box) for one, box, _ in seen])
        truth = np.stack([mark for _, _, mark in seen])
        numbers = (torch.from_numpy(part) for part in (truth, chosen.yes[rows], chosen.weight[rows]))
        yield (torch.from_numpy(pixels), *numbers)  # type: ignore[misc]


def window(pixels: NDArray[np.uint8], box: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the network is given of one close-up, as ``scanaudit.marks.verifier`` gives it."""
    from scanaudit.marks.verifier import given

    return given(pixels, (float(box[0]), float(box[1]), float(box[2]), float(box[3])))


def export(model: Verifier, path: Path) -> str:
    """Write ``model`` as ONNX with free height and width; returns the file's SHA-256."""
    free = {0: "marks", 2: "height", 3: "width"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own notice that another one is the default now
        torch.onnx.export(
            model.eval().float().cpu().to(memory_format=torch.contiguous_format),  # type: ignore[call-overload]
            (torch.zeros(1, 4, 112, 112),),
            str(path),
            dynamo=False,
            opset_version=17,
            input_names=["window"],
            output_names=["told"],
            dynamic_axes={"window": free, "told": {0: "marks"}},
        )
    halve(path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def difference(model: Verifier, path: Path, seed: int = 0) -> float:
    """The largest difference between the network and the file on invented windows of another shape."""
    import onnxruntime

    windows = np.random.default_rng(seed).random((2, 4, 80, 192), np.float32)
    with torch.no_grad():
        mine = model.eval()(torch.from_numpy(windows)).numpy()
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return float(np.abs(mine - session.run(None, {"window": windows})[0]).max())


Moved = tuple[NDArray[np.uint8], NDArray[np.float32], NDArray[np.float32]]


def _moved(
    pixels: NDArray[np.uint8], box: NDArray[np.float32], truth: NDArray[np.float32], rng: random.Random
) -> Moved:
    """The close-up a little larger or smaller, wider or higher, and aside, with its boxes; often as it is."""
    if rng.random() < _STILL:
        return pixels, box, truth
    height, width = pixels.shape[:2]
    x_scale, y_scale = (rng.uniform(*_ZOOM) for _ in range(2))
    aside = (width * (1 - x_scale) / 2, height * (1 - y_scale) / 2)
    x, y = (middle + rng.uniform(-_ASIDE, _ASIDE) for middle in aside)
    matrix = np.array([[x_scale, 0, x], [0, y_scale, y]], np.float32)
    shown = cv2.warpAffine(pixels, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    scale, shift = np.array([x_scale, y_scale] * 2, np.float32), np.array([x, y] * 2, np.float32)
    return np.asarray(shown, np.uint8), box * scale + shift, truth * scale + shift


def _varied(pixels: NDArray[np.uint8], rng: random.Random) -> NDArray[np.uint8]:
    """The close-up in another light, less sharp, or without its colours."""
    out = pixels.astype(np.float32)
    if rng.random() < 0.5:
        gain = np.array([rng.uniform(0.85, 1.1) for _ in range(3)], np.float32) * rng.uniform(0.8, 1.15)
        out = out * gain + rng.uniform(-15, 15)
    if rng.random() < 0.15:
        out[:] = out.mean(axis=2, keepdims=True)
    if rng.random() < 0.2:
        out = np.asarray(cv2.GaussianBlur(out, (0, 0), rng.uniform(0.4, 1.4)), np.float32)
    if rng.random() < 0.2:
        out += np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(2, 10), out.shape[:2])[
            ..., None
        ]
    return np.clip(out, 0, 255).astype(np.uint8)
