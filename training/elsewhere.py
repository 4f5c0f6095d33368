"""Pictures that other people made and that bear no mark: photographs, old prints, maps, scores, and icons, logos, flags
and emblems. What is drawn by this recipe's own code has its own manner, and look-alikes of the world are of a
thousand manners.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray
from PIL import Image

from training.halves import is_for_training
from training.lookalikes import Picture
from training.page import Background, Pixels

_SUFFIXES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"}
_LEAST = 350  # pixels of the shorter side
_ICON = 200  # pixels of an icon's longer side
# Pictures of the packages in which a stamp, a signature or a hand's drawing of rings is seen.
_WITH_MARKS = re.compile(r"harmoniam|topotest|turingtest|dave-orig|german|copernicus|signature|stamp")
_INKS = (
    (200, 30, 36),
    (214, 60, 60),
    (36, 60, 160),
    (30, 30, 34),
    (90, 90, 96),
    (190, 150, 60),
    (30, 120, 70),
)


class NothingFound(FileNotFoundError):
    """A folder holds nothing of what it was named for; the text names it and says what belongs there."""


@dataclass(frozen=True)
class Elsewhere:
    """``folder``: unpacked packages, pictures and ``icons.json`` of the Iconify sets anywhere in it; ``held_out``: the
    half that no network learns from, otherwise the other half. Raises ``NothingFound`` where there is neither.
    """

    folder: Path
    held_out: bool = False

    def __post_init__(self) -> None:
        """Look at once whether anything is there: what is drawn besides takes minutes."""
        if not self.pictures and not self._sets:
            raise NothingFound(
                f"{self.folder}: no picture of {_LEAST} pixels or more and no icons.json of this half are there; "
                "name a folder of unpacked packages (training/README.md)"
            )

    def sheets(self, side: int, rng: random.Random, count: int) -> Iterator[Background]:
        """Up to ``count`` pictures as pages of their own, H × W × 3 with a long side of ``side`` pixels, without a
        mark on them; of each series as many. Each is chosen and opened when it is asked for.
        """
        return (Background(_sized(pixels, side)) for pixels in self._drawn(rng, count))

    def cuttings(self, rng: random.Random, count: int) -> list[tuple[str, Picture]]:
        """Pieces of the pictures, as figures stand in a paper: as they are, grey, or in black and white.

        Each is H × W × 4, 320 pixels on its long side.
        """
        return [("cutting", _cutting(pixels, rng)) for pixels in self._drawn(rng, count)]

    def signs(self, rng: random.Random, count: int) -> list[tuple[str, Picture]]:
        """Icons, logos, flags and emblems, in their own colours or in one ink: H × W × 4, alpha straight."""
        drawn = (rng.choice(self._sets) for _ in range(count if self._sets else 0))
        return [("sign", _sign(collection, rng.choice(names), rng)) for collection, names in drawn]

    def write(self, folder: Path) -> int:
        """Write the pictures with labels that say of each that it bears no mark; returns how many there are.

        Raises ``NothingFound`` where there are none.
        """
        labels: list[dict[str, object]] = []
        for path in self.pictures:
            pixels = _opened(path)
            if pixels is None:
                continue
            folder.mkdir(parents=True, exist_ok=True)
            name = f"{path.stem}_{len(labels):03}.png"  # in front what tells the series, and so the half
            Image.fromarray(pixels).save(folder / name)
            height, width = pixels.shape[:2]
            labels.append({"file": name, "width": width, "height": height, "page_kind": "other"})
        if not labels:
            raise NothingFound(
                f"{self.folder}: no whole picture of this half is there to write; add pictures"
            )
        lines = (json.dumps(label, ensure_ascii=False) for label in labels)
        (folder / "labels.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return len(labels)

    @cached_property
    def pictures(self) -> tuple[Path, ...]:
        """The files of this half, looked for once."""
        return tuple(
            path
            for path in sorted(self.folder.rglob("*"))
            if path.suffix.lower() in _SUFFIXES
            and self._is_ours(_series(path))
            and not _WITH_MARKS.search(path.name.lower())
            and _is_large(path)
        )

    @cached_property
    def _sets(self) -> tuple[tuple[dict[str, Any], tuple[str, ...]], ...]:
        """Iconify's sets, each with the names of those of its icons that are of this half; sets without any are out."""
        found: list[tuple[dict[str, Any], tuple[str, ...]]] = []
        for path in sorted(self.folder.rglob("icons.json")):
            one = json.loads(path.read_text(encoding="utf-8"))
            names = tuple(name for name in sorted(one["icons"]) if self._is_ours(f"{one['prefix']}/{name}"))
            if names:
                found.append((one, names))
        return tuple(found)

    def _drawn(self, rng: random.Random, count: int) -> Iterator[Pixels]:
        """``count`` pictures, H × W × 3, of each series about as many; a small folder's several times. What cannot be
        opened is passed over; where nothing can, there are none.
        """
        series: dict[str, list[Path]] = {}
        for path in self.pictures:
            series.setdefault(_series(path), []).append(path)
        groups = list(series.values())
        while groups and count:
            group = rng.choice(groups)
            path = rng.choice(group)
            pixels = _opened(path)
            if pixels is None:
                group.remove(path)
                groups = [left for left in groups if left]
            else:
                count -= 1
                yield pixels

    def _is_ours(self, name: str) -> bool:
        """A fixed half by the hash of the name; pictures of one series, whose names begin alike, are of one half."""
        return is_for_training(name) != self.held_out


def _series(path: Path) -> str:
    """The name up to its first digit or sign: what the numbered pictures of one series have in common."""
    return re.split(r"[\d._-]", path.stem.lower())[0]


def _is_large(path: Path) -> bool:
    try:
        with Image.open(path) as image:
            return min(image.size) >= _LEAST
    except (OSError, Image.DecompressionBombError):
        return False


def _opened(path: Path) -> Pixels | None:
    """The picture on white, H × W × 3; none where the file is torn or damaged, which shows only in decoding it."""
    try:
        with Image.open(path) as image:
            if image.mode.startswith("I"):
                return np.dstack([_in_eight_bits(np.asarray(image))] * 3)
            image.thumbnail((2200, 2200))
            if not image.has_transparency_data:
                return np.asarray(image.convert("RGB"))
            ground = Image.new("RGBA", image.size, "white")
            return np.asarray(Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB"))
    except (OSError, SyntaxError, ValueError):  # PIL calls some broken PNG files a syntax error
        return None


def _in_eight_bits(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Grey values of 16 bits, H × W, in 8; some files tell 8 bits in the wider type."""
    return np.clip(values if values.max() < 256 else values // 256, 0, 255).astype(np.uint8)


def _sized(pixels: Pixels, side: int) -> Pixels:
    scale = side / max(pixels.shape[:2])
    size = (max(8, round(pixels.shape[1] * scale)), max(8, round(pixels.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=how), np.uint8)


def _cutting(pixels: Pixels, rng: random.Random) -> Picture:
    """A piece of a picture, H × W × 3, as a figure, H × W × 4."""
    height, width = pixels.shape[:2]
    w, h = int(width * rng.uniform(0.15, 1)), int(height * rng.uniform(0.15, 1))
    x, y = rng.randrange(width - w + 1), rng.randrange(height - h + 1)
    part = _sized(pixels[y : y + h, x : x + w], 320)
    how = rng.random()
    if how < 0.4:
        grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
        if how < 0.15:
            grey = np.where(grey > np.median(grey) * rng.uniform(0.7, 1.1), 255, 0).astype(np.uint8)
        part = np.dstack([grey, grey, grey])
    opaque = np.full(part.shape[:2], 255, np.uint8)
    if rng.random() < 0.3:  # drawn on the page's own ground
        opaque = (255 - part.min(axis=2)).astype(np.uint8)
    return np.dstack([part, opaque])


def _sign(collection: dict[str, Any], name: str, rng: random.Random) -> Picture:
    """An icon of Iconify's ``collection``, H × W × 4, ``_ICON`` pixels on its long side."""
    icon = collection["icons"][name]
    w, h = (icon.get(key, collection.get(key, 16)) for key in ("width", "height"))
    ink = rng.choice(_INKS)
    body = icon["body"].replace("currentColor", "#{:02x}{:02x}{:02x}".format(*ink))
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{w}" height="{h}" viewBox="0 0 {w} {h}">{body}</svg>'
    )
    with pymupdf.open(stream=svg.encode(), filetype="svg") as document:
        page = document[0]
        zoom = _ICON / max(page.rect.width, page.rect.height)
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=True)
    picture = _straight(np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width, 4))
    if rng.random() < 0.35:  # printed in one ink, its lights left white
        dark = 255 - cv2.cvtColor(np.ascontiguousarray(picture[:, :, :3]), cv2.COLOR_RGB2GRAY)
        picture[:, :, 3] = (picture[:, :, 3] / 255.0 * np.maximum(dark, 60)).astype(np.uint8)
        picture[:, :, :3] = ink
    return picture


def _straight(drawn: Picture) -> Picture:
    """H × W × 4 with the colours themselves: MuPDF tells them multiplied by their alpha, pages are composed without."""
    alpha = drawn[:, :, 3:].astype(np.float32)
    colours = np.minimum(255, drawn[:, :, :3] * (255 / np.maximum(alpha, 1)) + 0.5)
    return np.dstack([colours.astype(np.uint8), drawn[:, :, 3]])
