"""How well sharpness is told on a folder of labelled images and on blurred copies of its sharp ones.

``python benchmarks/tune_capture.py DIR [--pages N]``: DIR as described in docs/capture.md (labels.jsonl
with ``file`` and ``blur``). Each sharp page with text is also measured with JPEG, noise, texture, fading
and reduction (which must not be called blurred) and with Gaussian, defocus and motion blur and enlargement
(which must). Pages whose name's CRC-32 leaves 0 to 2 after division by 5 tuned the thresholds; the others
are the validation part.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from scanaudit.capture import sharpness
from scanaudit.reading.lines import Line
from scanaudit.reading.ocr import PaddleEngine
from scanaudit.settings import Settings

MOST_SIDE = 2400
Fault = tuple[str, bool, Callable[[np.ndarray, float], np.ndarray]]


def _jpeg(image: np.ndarray, quality: int) -> np.ndarray:
    return cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)


def _noise(image: np.ndarray, deviation: float, grain: int) -> np.ndarray:
    height, width = image.shape[:2]
    field = np.random.default_rng(7).normal(0, deviation, (height // grain + 1, width // grain + 1))
    spread = cv2.resize(field.astype(np.float32), (width, height))
    return np.clip(image + spread[..., None], 0, 255).astype(np.uint8)


def _kernel(size: float, inside: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> np.ndarray:
    side, fine = int(np.ceil(size)) // 2 * 2 + 3, 8
    rows, columns = (np.mgrid[: side * fine, : side * fine] + 0.5) / fine - side / 2
    drawn = cv2.resize(inside(columns, rows).astype(np.float32), (side, side), interpolation=cv2.INTER_AREA)
    return drawn / drawn.sum()


def _defocus(image: np.ndarray, radius: float) -> np.ndarray:
    return cv2.filter2D(image, -1, _kernel(2 * radius, lambda x, y: np.hypot(x, y) <= radius))


def _motion(image: np.ndarray, length: float, degrees: float) -> np.ndarray:
    along = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])

    def stroke(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        onward, aside = x * along[0] + y * along[1], y * along[0] - x * along[1]
        return (np.abs(onward) <= length / 2) & (np.abs(aside) <= 0.5)

    return cv2.filter2D(image, -1, _kernel(length, stroke))


def _reduced(image: np.ndarray, height: float, wanted: float) -> np.ndarray:
    scale = min(1.0, wanted / height)
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _enlarged(image: np.ndarray, height: float, wanted: float) -> np.ndarray:
    return cv2.resize(_reduced(image, height, wanted), image.shape[1::-1], interpolation=cv2.INTER_CUBIC)


# Name, whether a person would call it blurred, and what is done to an image whose characters are h pixels
# high.
FAULTS: list[Fault] = [
    ("as it is", False, lambda image, h: image),
    ("JPEG 70", False, lambda image, h: _jpeg(image, 70)),
    ("JPEG 35", False, lambda image, h: _jpeg(image, 35)),
    ("noise", False, lambda image, h: _noise(image, 5, 1)),
    ("texture", False, lambda image, h: _noise(image, 6, 3)),
    ("faded", False, lambda image, h: (255 - (255 - image) * 0.55).astype(np.uint8)),
    ("text of 15 px", False, lambda image, h: _reduced(image, h, 15)),
    ("Gauss 7.5 %", True, lambda image, h: cv2.GaussianBlur(image, (0, 0), 0.075 * h)),
    ("Gauss 11 %", True, lambda image, h: cv2.GaussianBlur(image, (0, 0), 0.11 * h)),
    ("Gauss 9 %, JPEG 60", True, lambda image, h: _jpeg(cv2.GaussianBlur(image, (0, 0), 0.09 * h), 60)),
    ("Gauss 9 %, noise", True, lambda image, h: _noise(cv2.GaussianBlur(image, (0, 0), 0.09 * h), 4, 1)),
    ("defocus 16 %", True, lambda image, h: _defocus(image, 0.16 * h)),
    ("motion 35 %, 0°", True, lambda image, h: _motion(image, 0.35 * h, 0)),
    ("motion 35 %, 60°", True, lambda image, h: _motion(image, 0.35 * h, 60)),
    ("motion 55 %, 135°", True, lambda image, h: _motion(image, 0.55 * h, 135)),
    ("7.5 px enlarged", True, lambda image, h: _enlarged(image, h, 7.5)),
]


def _image(path: Path) -> np.ndarray:
    image = Image.open(path).convert("RGB")
    image.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
    return np.asarray(image)


def _measured(image: np.ndarray, quads: list[np.ndarray], scale: float) -> sharpness.Sharpness:
    lines = [Line("印刷文字", 0.99, quad * np.float32(scale)) for quad in quads]
    return sharpness.measure(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), lines)


def measurements(folder: Path, most: int) -> Iterator[tuple[str, str, str, bool, sharpness.Sharpness]]:
    """Part, label, fault, whether it is to be called blurred, and what was measured."""
    engine = PaddleEngine(Settings())
    labels = [json.loads(row) for row in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    for label in labels[:most]:
        image = _image(folder / label["file"])
        quads = engine.detect(image, 960)
        part = "tuning" if zlib.crc32(label["file"].encode()) % 5 < 3 else "validation"
        plain = _measured(image, quads, 1.0)
        if label["blur"] != "sharp":
            yield part, label["blur"], "as it is", True, plain
        elif (
            len(quads) >= 3 and min(image.shape[:2]) >= 500 and plain.text_height and plain.text_height < 120
        ):
            for name, blurred, make in FAULTS:
                made = make(image, plain.text_height)
                yield part, "sharp", name, blurred, _measured(made, quads, made.shape[0] / image.shape[0])


def _auc(blurred: list[float], sharp: list[float]) -> float:
    lower, higher = np.array(blurred)[:, None], np.array(sharp)[None]
    return float(((lower < higher) + 0.5 * (lower == higher)).mean())


def main() -> None:
    """Print AUC, false alarms and misses of each part, and the share called blurred for each fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    options = parser.parse_args()
    found = list(measurements(options.folder, options.pages))
    for part in ("tuning", "validation"):
        made = [row for row in found if row[0] == part and row[1] == "sharp"]
        yes, no = [row[4] for row in made if row[3]], [row[4] for row in made if not row[3]]
        auc = _auc([one.sharpness for one in yes], [one.sharpness for one in no])
        alarms, misses = np.mean([not one.sharp for one in no]), np.mean([one.sharp for one in yes])
        print(f"{part}: {len(no)} sharp, {len(yes)} blurred: AUC {auc:.4f}", end="; ")
        print(f"false alarms {alarms:.2%}, misses {misses:.2%}")
    table = defaultdict(list)
    for _, label, fault, _, one in found:
        table[label, fault].append(one)
    for (label, fault), ones in table.items():
        share, middle = np.mean([not one.sharp for one in ones]), np.median([one.sharpness for one in ones])
        print(f"{label:10} {fault:20} n={len(ones):3} called blurred {share:6.1%}  median {middle:.2f}")


if __name__ == "__main__":
    main()
