"""The validation set: pages with print fonts, names, papers and handwriting that training never sees.

Print is set in the font that PyMuPDF carries (training uses the system's), names come from other lists, signatures
from other handwriting fonts, from other family names' strokes and from scribbles of another seed. Four pages of ten
and more bear neither seal nor signature, only what looks alike.
"""

from __future__ import annotations

import functools
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from training.sources import Sources

BARE = 0.44  # share of pages without seal and signature
_SIDES = (1150, 2000)  # pixels: range of the long side
_MARKS = (
    "seal",
    "stamp",
    "sign",
    "registrar",
    "unit_seal",
    "foot_sign",
    "unit_seal_too",
    "second_seal",
    "leader_sign",
    "head_sign",
    "peer_sign",
)
_UNITS = (
    "沅陵县自来水公司",
    "汾西重工设备有限公司",
    "龙泉轨道交通设计院",
    "珠山生态环境监测站",
    "广灵县建筑工程质量检测所",
)
_CITIES = ("沅陵市", "汾西县", "广灵县", "龙泉市", "泾川市")
_SCHOOLS = ("太湖工业大学", "石门师范学院", "云龙交通职业学院")


def write(folder: Path, sources: Sources, seed: int, count: int, first: int = 0) -> None:
    """Write ``count`` pages from number ``first`` on as JPEG files with ``labels.jsonl`` beside them.

    Goes on where an earlier run stopped.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "labels.jsonl"
    done = len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0
    with path.open("a", encoding="utf-8") as labels:
        for pixels, record in pages(sources, seed, range(first + done, first + count)):
            quality = random.Random(f"{seed}/{record['file']}").choice((55, 75, 88))
            _, code = cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
            (folder / record["file"]).write_bytes(code.tobytes())
            labels.write(json.dumps(record, ensure_ascii=False) + "\n")
            labels.flush()


def pages(sources: Sources, seed: int, numbers: range) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The pages of these numbers with their label records; each page depends on the seed and its number only."""
    os.environ["SAMPLES_FONTS"] = "builtin"
    from samples import signatures
    from training import pools
    from training.compose import compose

    drawn = pools.draw(sources, None, seed, 120, pages=False)
    signatures.sign = functools.partial(
        _sign, sources
    )  # the sample pages are signed by the held-out hands, too
    for number in numbers:
        rng = random.Random(f"validation/{seed}/{number}")
        bare = rng.random() < BARE
        background = _background(sources, rng, bare)
        page = compose(background, drawn, rng, bare=bare or bool(background.marks), sides=_SIDES)
        yield page.pixels, _record(page, f"{number:05d}.jpg")


def _background(sources: Sources, rng: random.Random, bare: bool) -> Any:
    from samples.case import LAYOUTS
    from samples.evaluation import any_case, forgotten
    from training import backgrounds, printed

    if rng.random() < 0.3:
        return printed.printed(sources, rng)
    kind = rng.choice(sorted(LAYOUTS))
    options = forgotten(kind, rng)
    if bare:
        options.update(
            seal=False, stamp=False, sign=False, unit_seal=False, foot_sign=False, unit_seal_too=False
        )
    case = any_case(rng, _UNITS, _CITIES, _SCHOOLS)
    return backgrounds.rendered(rng, kind, case, options, 1500)


def _sign(sources: Sources, name: str, height: float, rng: random.Random, pen: Any = None) -> Image.Image:
    """In place of ``samples.signatures.sign``: a held-out hand, of about the height asked for, as RGBA."""
    from samples.signatures import PENS
    from training import hands

    mask = hands.signature(sources, rng)
    high = max(8, int(height * rng.uniform(1.0, 1.5)))
    wide = max(8, min(int(high * 4.5), int(high * mask.shape[1] / mask.shape[0])))
    alpha = cv2.resize(mask, (wide, high), interpolation=cv2.INTER_AREA)
    out = np.empty((high, wide, 4), np.uint8)
    out[:, :, :3] = pen or rng.choice(PENS)
    out[:, :, 3] = np.minimum(255, alpha.astype(np.float32) * 1.4)
    return Image.fromarray(out)


def _record(page: Any, file: str) -> dict[str, Any]:
    """The label record of a page; marks of which less than a third is on the picture do not count."""
    height, width = page.pixels.shape[:2]
    seals, signatures = [], []
    for mark in page.marks:
        x0, y0, x1, y1 = mark.box
        cut = (max(0.0, x0), max(0.0, y0), min(float(width), x1), min(float(height), y1))
        if cut[2] <= cut[0] or cut[3] <= cut[1]:
            continue
        if (cut[2] - cut[0]) * (cut[3] - cut[1]) < (x1 - x0) * (y1 - y0) / 3:
            continue
        box = [round(v) for v in cut]
        if mark.kind == 0:
            seals.append(
                {
                    "bbox": box,
                    "shape": mark.shape or "round",
                    "colour": mark.colour or "red",
                    "hard": mark.hard,
                }
            )
        elif mark.kind == 1:
            signatures.append({"bbox": box})
    return {
        "file": file,
        "width": width,
        "height": height,
        "page_kind": "other",
        "seals": seals,
        "signatures": signatures,
        "printed_names": [[round(v) for v in box] for box in page.names],
        "lines": [[text, [round(v) for v in box]] for text, box in page.lines],
    }
