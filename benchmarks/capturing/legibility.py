"""How well the legibility of a page foretells that a reader keeps 97 % of its characters.

``python -m benchmarks.capturing.legibility --store readings.jsonl [--pages 60] [--fit] [--write docs/capture.md]``:
``--fit`` prints weights and threshold from the tuning part alone; without it, the product's are measured on both.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.capturing.document import ROOT, written
from benchmarks.capturing.legible import SEED, Sample, readings
from scanaudit.capture import legibility, picture, sharpness

KEPT = 0.97
_RIDGE, _STEPS = 0.005, 60
# Share of the legible pages of the tuning part that the threshold may call unreadable.
_WRONGLY = 0.01


@dataclass(frozen=True)
class Row:
    """One reading: ``score``: the odds told; ``weighed``: what they rest on."""

    part: str
    origin: str
    kept: bool
    score: float
    weighed: tuple[float, ...]


def rows(samples: Iterable[Sample]) -> list[Row]:
    """What is told of each reading in which there is text to weigh."""
    made = []
    for one in samples:
        shown, lines = picture(one.image), [line for line in one.lines if line.text.strip()]
        sharp = sharpness.measure(shown.grey, lines)
        if not lines or sharp.on_strokes is None:
            continue
        weighed = astuple(legibility.evidence(shown, lines, sharp.on_strokes))
        told = legibility.measure(shown, lines, sharp)
        made.append(Row(one.source.part, one.source.origin, one.kept >= KEPT, told, weighed))
    return made


def area(chosen: list[Row]) -> float:
    """The area under the ROC curve."""
    good = np.array([row.score for row in chosen if row.kept])[:, None]
    bad = np.array([row.score for row in chosen if not row.kept])[None]
    return float((good > bad).mean() + 0.5 * (good == bad).mean())


def fitted(tuning: list[Row]) -> np.ndarray:
    """Offset and weights of a logistic regression (Newton's steps, a little ridge on scaled values)."""
    values, kept = np.array([row.weighed for row in tuning]), np.array([float(row.kept) for row in tuning])
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(values)), (values - middle) / spread])
    ridge = np.full(scaled.shape[1], _RIDGE * len(kept))
    ridge[0] = 1e-6
    weights = np.zeros(scaled.shape[1])
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (odds - kept) + ridge * weights
        bend = (scaled * (odds * (1 - odds))[:, None]).T @ scaled + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return np.r_[weights[0] - (weights[1:] * middle / spread).sum(), weights[1:] / spread]


def _fit(tuning: list[Row]) -> None:
    offset, *weights = fitted(tuning).round(3).tolist()
    print("offset", offset, "weights", weights)
    legible = [row for row in tuning if row.kept]
    odds = [1 / (1 + np.exp(-offset - float(np.dot(weights, row.weighed)))) for row in legible]
    print("threshold", round(float(np.quantile(odds, _WRONGLY)), 3))


def _table(every: list[Row]) -> list[str]:
    lines = [
        "| part | readings | of them legible | AUC | legible told below | others told below |",
        "|---|---|---|---|---|---|",
    ]
    for part in ("tuning", "validation"):
        for origin in ("rendered", "real", ""):
            chosen = [row for row in every if row.part == part and origin in ("", row.origin)]
            if not chosen:
                continue
            good, bad = [r for r in chosen if r.kept], [r for r in chosen if not r.kept]
            low, caught = (sum(r.score < legibility.LEGIBLE for r in some) for some in (good, bad))
            lines.append(
                f"| {part}, {origin or 'all'} | {len(chosen)} | {len(good)} | {area(chosen):.4f} |"
                f" {low} of {len(good)} | {caught} of {len(bad)} |"
            )
    return lines


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--real", type=Path, default=ROOT.parent / "shared" / "real")
    parser.add_argument(
        "--store", type=Path, default=Path("readings.jsonl"), help="what was read is kept here"
    )
    parser.add_argument("--pages", type=int, default=60, help="rendered pages of either part")
    parser.add_argument("--stored", action="store_true", help="only what the store holds, no new readings")
    parser.add_argument(
        "--seed", type=int, default=SEED, help="another one draws a validation part never seen before"
    )
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    every = rows(
        readings(options.real, options.pages, options.store, read=not options.stored, seed=options.seed)
    )
    if options.fit:
        _fit([row for row in every if row.part == "tuning"])
    table = _table(every)
    print("\n".join(table))
    if options.write:
        written(options.write, "legibility", table)


if __name__ == "__main__":
    main()
