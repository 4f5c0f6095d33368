"""Pages with a watermark over them, and the same without: what is no longer read or seen?

``python -m benchmarks.watermarks --out DIR`` writes ``DIR/with`` and ``DIR/without``, up to two sharp upright pages of
each kind in the committed dossiers, with their labels; ``scanaudit evaluate`` of both says what the watermark costs
(docs/marks.md).
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image

from samples.watermark import INKS, watermarked

_DOSSIERS = Path(__file__).parents[1] / "samples" / "dossiers"
_A_KIND = 2
_QUALITY = 88


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    inks, labels = itertools.cycle(INKS), []
    for number, (path, label) in enumerate(_chosen()):
        rng, ink = random.Random(f"{options.seed}/{number}"), next(inks)
        page, name = _picture(path, label), f"{label['page_kind']}_{number}_{ink}.jpg"
        for folder, image in (("with", watermarked(page, ink, rng)), ("without", page)):
            (options.out / folder).mkdir(parents=True, exist_ok=True)
            image.save(options.out / folder / name, quality=_QUALITY)
        labels.append(json.dumps({**label, "file": name, "page": 1}, ensure_ascii=False))
    for folder in ("with", "without"):
        (options.out / folder / "labels.jsonl").write_text("\n".join(labels) + "\n", encoding="utf-8")


def _chosen() -> Iterator[tuple[Path, dict[str, Any]]]:
    """The pages' files and labels."""
    taken: Counter[str] = Counter()
    for dossier in sorted(_DOSSIERS.glob("*/complete")):
        for line in (dossier / "labels.jsonl").read_text(encoding="utf-8").splitlines():
            label = json.loads(line)
            usable = label["blur"] == "sharp" and label["rotation"] == 0 and label["page_kind"] != "blank"
            if usable and taken[label["page_kind"]] < _A_KIND:
                taken[label["page_kind"]] += 1
                yield dossier / label["file"], label


def _picture(path: Path, label: dict[str, Any]) -> Image.Image:
    """The page at the size that it is labelled in."""
    if path.suffix != ".pdf":
        return Image.open(path).convert("RGB")
    with pymupdf.open(path) as document:
        page = document[label["page"] - 1]
        scale = label["width"] / page.rect.width
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale))
        return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)


if __name__ == "__main__":
    main()
