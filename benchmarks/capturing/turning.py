"""Which way up: pages in all four directions, told by the model and the text together.

``python -m benchmarks.capturing.turning [--real DIR] [--pages 42] [--write docs/capture.md]``: pages of this package's
own layouts, its nearly empty ones (a line or two and a date) apart, and the pictures of a labelled folder. The lines
are those that the detector finds on the picture as it lies. Photographs of things that are no page are left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from benchmarks.capturing.document import written
from benchmarks.capturing.pages import SEED, Drawn, pages
from scanaudit.capture import OrientationModel, coarse, decide
from scanaudit.reading.models import model_dir
from scanaudit.reading.ocr import PaddleEngine
from scanaudit.reading.reader import detect
from scanaudit.settings import Settings

MOST_SIDE = 2400
_LINES = 3  # from which on a page is to be answered


@dataclass
class Tally:
    """Answers on one sort of page."""

    right: int = 0
    wrong: int = 0
    unanswered: int = 0
    upside_down_with_seal: int = 0

    def row(self, name: str) -> str:
        answered = self.right + self.wrong
        return (
            f"| {name} | {answered + self.unanswered} | {answered} "
            f"({answered / max(1, answered + self.unanswered):.1%}) | {self.right} of {answered} | "
            f"{self.upside_down_with_seal} |"
        )


def _drawn(count: int) -> Iterator[tuple[str, np.ndarray, bool]]:
    def sort_of(page: Drawn) -> str:
        return "nearly empty" if page.layout == "sparse" else "rendered"

    for page in pages(SEED + 7, count):
        yield sort_of(page), page.image, bool(page.seals)


def _real(folder: Path) -> Iterator[tuple[str, np.ndarray, bool]]:
    for row in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(row)
        if label["rotation"] is None or label["page_kind"] == "photo_scene":
            continue
        image = Image.open(folder / label["file"]).convert("RGB")
        image.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
        upright = np.ascontiguousarray(np.rot90(np.asarray(image), label["rotation"] // 90))
        yield "real", upright, bool(label["seals"])


def main() -> None:
    """Print one row for each sort of page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--real", type=Path)
    parser.add_argument("--pages", type=int, default=42)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    settings = Settings()
    engine = PaddleEngine(settings)
    model = OrientationModel(model_dir("orientation", settings) / "inference.onnx")
    tallies: dict[str, Tally] = {}
    corpus = [*_drawn(options.pages), *(_real(options.real) if options.real else ())]
    for sort, upright, sealed in corpus:
        enough = len(detect(engine, upright)) >= _LINES or sort == "nearly empty"
        tally = tallies.setdefault(sort if enough else f"{sort}, fewer than three lines", Tally())
        for turns in range(4):
            image = np.ascontiguousarray(np.rot90(upright, -turns))
            told = decide(coarse(image, model), detect(engine, image), image, engine.recognise).rotation
            tally.right += told == turns * 90
            tally.wrong += told not in (None, turns * 90)
            tally.unanswered += told is None
            tally.upside_down_with_seal += sealed and told == (turns * 90 + 180) % 360
    rows = [tally.row(name) for name, tally in tallies.items()]
    heads = [
        "| pages in four directions | views | answered | right | sealed ones upside down |",
        "|---|---|---|---|---|",
    ]
    print(*rows, sep="\n")
    if options.write:
        written(options.write, "turning", [*heads, *rows])


if __name__ == "__main__":
    main()
