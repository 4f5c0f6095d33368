"""What the looks at a page's capture cost: ``python -m benchmarks.capturing.timing [--write docs/capture.md]``.

Pages of this package's own layouts at A4 and 200 dpi, their lines where they were set, on one thread. CPU time of this
process is counted, so that other work on the machine matters little; each page is looked at several times, and its
fastest look counts. Reading a few lines to decide the turn is recognition, and is not in it.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.capturing.document import written
from benchmarks.capturing.pages import SEED, Drawn, pages
from scanaudit.capture import OrientationModel, coarse, measure, picture, skew, with_copy
from scanaudit.intake.page import Page
from scanaudit.reading.lines import Line
from scanaudit.reading.models import model_dir
from scanaudit.settings import Settings

A4_AT_200, _ROUNDS = (1654, 2339), 5


def _fastest(work: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds of processor time, and what came out."""
    taken, made = [], None
    for _ in range(_ROUNDS):
        begun = time.process_time()
        made = work()
        taken.append(1000 * (time.process_time() - begun))
    return min(taken), made


def _spent(page: Drawn, model: OrientationModel) -> dict[str, float]:
    """What each part takes on one page."""
    scale = max(A4_AT_200) / max(page.image.shape[:2])
    image = cv2.resize(page.image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = image.shape[:2]
    lines = [
        Line(text, 0.98, np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32) * scale)
        for text, x0, y0, x1, y1 in page.lines
    ]
    stamps = [(tuple(np.array(seal) * scale / ([width, height] * 2)), "red", False) for seal in page.seals]
    shown = Page("page", 1, image, width, height, None, "colour", "")
    made, sizes = _fastest(lambda: picture(image))
    looked, found = _fastest(lambda: measure(shown, sizes, lines))
    copied, _ = _fastest(lambda: with_copy(found, image, lines, stamps))
    leant, _ = _fastest(lambda: skew(lines, sizes))
    turned, _ = _fastest(lambda: coarse(image, model))
    return {
        "the picture's sizes": made,
        "all looks": looked + copied,
        "the lean": leant,
        "the model of the turn": turned,
        "all together": made + looked + copied + leant + turned,
    }


def main() -> None:
    """Print one row for each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=28)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    model = OrientationModel(model_dir("orientation", Settings()) / "inference.onnx")
    spent: dict[str, list[float]] = defaultdict(list)
    for page in pages(SEED + 9, options.pages):
        for name, taken in _spent(page, model).items():
            spent[name].append(taken)
    rows = [
        f"| {name} | {statistics.median(taken):.0f} | {max(taken):.0f} |" for name, taken in spent.items()
    ]
    print(*rows, sep="\n")
    if options.write:
        heads = ["| part | ms a page, median | slowest page |", "|---|---|---|"]
        written(options.write, "timing", [*heads, *rows])


if __name__ == "__main__":
    main()
