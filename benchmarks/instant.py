"""How long does the instant check of a telephone photograph take, beside stock PaddleOCR reading the same picture?

    python benchmarks/instant.py

`scanaudit serve` runs held to one core, and so does stock PaddleOCR afterwards; both are warm. The photographs are 12
megapixels: pages of the sample dossiers lying on a table, seen a little from the side.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from benchmarks.stock import stock_ocr  # noqa: E402
from scanaudit.service.client import Client  # noqa: E402
from tests.servers import served  # noqa: E402

DOSSIERS = ROOT / "samples" / "dossiers"
_WIDTH, _HEIGHT = 3000, 4000


def photographs(count: int) -> list[bytes]:
    """JPEGs of 3000 × 4000 pixels, one of each of ``count`` pages spread over the dossiers."""
    pages = [
        path for path in sorted(DOSSIERS.glob("*/complete/upload/**/*.jpg")) if path.stat().st_size > 60_000
    ]
    return [
        _photograph(path, seed) for seed, path in enumerate(pages[:: max(1, len(pages) // count)][:count])
    ]


def _photograph(path: Path, seed: int) -> bytes:
    chance = np.random.default_rng(seed)
    with Image.open(path) as opened:
        page = np.asarray(opened.convert("RGB"))
    height, width = page.shape[:2]
    scale = min(0.9 * _WIDTH / width, 0.9 * _HEIGHT / height)
    w, h = scale * width, scale * height
    left, top = (_WIDTH - w) / 2, (_HEIGHT - h) / 2
    corners = np.array([[left, top], [left + w, top], [left + w, top + h], [left, top + h]], np.float32)
    corners += chance.uniform(-0.02, 0.02, (4, 2)).astype(np.float32) * (_WIDTH, _HEIGHT)
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    table = np.full((_HEIGHT, _WIDTH, 3), (112, 88, 66), np.uint8)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    cv2.warpPerspective(
        page, matrix, (_WIDTH, _HEIGHT), table, cv2.INTER_CUBIC, borderMode=cv2.BORDER_TRANSPARENT
    )
    noisy = np.clip(table + chance.normal(0, 4, table.shape[:2])[..., None], 0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(noisy).save(out, "JPEG", quality=90)
    return out.getvalue()


def ours(pictures: Sequence[bytes], rounds: int) -> list[float]:
    """The median seconds of each picture, asked over HTTP."""
    held = ("taskset", "-c", "0")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), "--workers", "1", held_by=held) as address,
    ):
        client = Client(address, patience=120)
        client.inspect_page(pictures[0])
        return [_median(lambda at=at: client.inspect_page(at), rounds) for at in pictures]


def stock(folder: Path, rounds: int) -> list[float]:
    """The median seconds of ``PaddleOCR().predict`` with the small models and one thread, the picture decoded too."""
    os.sched_setaffinity(0, {0})
    ocr = stock_ocr(intra_op_num_threads=1, inter_op_num_threads=1)

    def read(path: Path) -> None:
        ocr.predict(cv2.imread(str(path)))

    paths = sorted(folder.glob("*.jpg"))
    read(paths[0])
    return [_median(lambda at=at: read(at), rounds) for at in paths]


def _median(work: object, rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()  # type: ignore[operator]
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stock", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stock:
        print(*stock(options.stock, options.rounds))
        return
    pictures = photographs(options.pictures)
    checked = ours(pictures, options.rounds)
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(pictures):
            (Path(folder) / f"{number}.jpg").write_bytes(content)
        command = [sys.executable, __file__, "--stock", folder, "--rounds", str(options.rounds)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    read = [float(one) for one in done.stdout.split()[-len(pictures) :]]
    for number, (mine, theirs) in enumerate(zip(checked, read, strict=True)):
        print(
            f"picture {number}: checked in {mine:.2f} s, read by stock in {theirs:.2f} s: {mine / theirs:.2f}"
        )
    mine, theirs = statistics.median(checked), statistics.median(read)
    print(f"median: checked in {mine:.2f} s, read by stock in {theirs:.2f} s")
    print(
        f"share, median of the pictures: {statistics.median(a / b for a, b in zip(checked, read, strict=True)):.2f}"
    )


if __name__ == "__main__":
    main()
