"""How well sharpness follows the true blur: ``python -m benchmarks.capturing.blurring [--write docs/capture.md]``.

Pages of this package's own layouts: 110 to 300 dpi, Chinese and Latin print, full and nearly empty. Each is blurred
six times, from not at all to 14 % of its characters' height (Gaussian's deviation), and stored as JPEG of quality 50
to 95. Told is the rank correlation (Spearman) of sharpness, before it ends at 1, with the true blur, over all and for
each part; and how many pages without blur, and how many with plain blur (6 % and more), are called blurred.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np

from benchmarks.capturing import faults
from benchmarks.capturing.document import written
from benchmarks.capturing.pages import SEED, pages
from scanaudit.capture import sharpness
from scanaudit.reading.lines import Line

_STRENGTHS, _MOST, _PLAIN = 6, 0.14, 0.06


def _rank_correlation(pairs: list[tuple[float, float]]) -> float:
    return float(np.corrcoef(*(_ranks(np.array(values)) for values in zip(*pairs, strict=True)))[0, 1])


def _ranks(values: np.ndarray) -> np.ndarray:
    """Equal values have the mean of their places: a sixth of the pictures is not blurred at all."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[place]


def main() -> None:
    """Print one row for each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    parts: dict[str, list[tuple[float, float]]] = defaultdict(list)
    called: dict[str, list[bool]] = defaultdict(list)
    for number, page in enumerate(pages(SEED + 8, options.pages)):
        rng = random.Random(f"blurring/{number}")
        boxes = [box for _, *box in page.lines]
        tall = float(np.median([min(x1 - x0, y1 - y0) for x0, y0, x1, y1 in boxes]))
        lines = [
            Line(text, 0.98, np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32))
            for text, x0, y0, x1, y1 in page.lines
        ]
        for step in range(_STRENGTHS):
            blur = _MOST * (step + rng.random()) / _STRENGTHS if step else 0.0
            quality = rng.choice((50, 70, 85, 95))
            made = faults.jpeg(faults.gauss(page.image, blur * tall) if blur else page.image, quality)
            found = sharpness.measure(cv2.cvtColor(made, cv2.COLOR_RGB2GRAY), lines)
            if found.even is None:
                continue
            pair = (-found.even, blur)
            if not blur or blur >= _PLAIN:
                called["plainly blurred" if blur else "not blurred"].append(not found.sharp)
            script = "Latin print" if page.layout == "latin" else "Chinese print"
            density = "fewer than ten lines" if len(lines) < 10 else "ten lines and more"
            size = "characters below 30 pixels" if tall < 30 else "characters of 30 pixels and more"
            for part in ("all", script, density, size, "JPEG 50, 70" if quality <= 70 else "JPEG 85, 95"):
                parts[part].append(pair)
    rows = [f"| {name} | {len(pairs)} | {_rank_correlation(pairs):.3f} |" for name, pairs in parts.items()]
    told = [f"| {name} | {len(all_of)} | called blurred {sum(all_of)} |" for name, all_of in called.items()]
    print(*rows, *told, sep="\n")
    if options.write:
        heads = ["| part | pictures | rank correlation |", "|---|---|---|"]
        written(options.write, "blurring", [*heads, *rows, *told])


if __name__ == "__main__":
    main()
