"""Sheets of seals whose text is known: what the reading of seals and the telling of clones are measured on.

Everything about a sheet comes from its seed: names, fonts, sizes, ink, angle, print underneath, resolution, JPEG.
The names are invented by a grammar of places, trades and forms; a body of that name may exist by chance.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from ruamel.yaml import YAML

from samples import fonts, seals

Sort = Literal["clean", "overlapped", "oval", "square", "copied", "fresh_on_grey"]

_WORDS: dict[str, list[str]] = {
    key: words.split()
    for key, words in YAML(typ="safe", pure=True).load(Path(__file__).with_name("seal_words.yaml")).items()
}


@dataclass(frozen=True)
class Placed:
    """One seal of a sheet: how it was drawn, and its box in pixels of the sheet."""

    spec: seals.Stamp
    sort: Sort
    box: tuple[int, int, int, int]
    design: int = -1
    strike: int = -1

    @property
    def text(self) -> str:
        """What a reader takes off it."""
        return seals.reading(self.spec)


@dataclass(frozen=True)
class Sheet:
    """A page with seals: H × W × 3 uint8 RGB and what stands on it."""

    rgb: np.ndarray
    seals: tuple[Placed, ...]
    dpi: int


def unit_name(rng: random.Random) -> str:
    """The name of a firm, a bureau, an office or a school."""
    place, kind = rng.choice(_WORDS["places"]), rng.random()
    if kind < 0.5:
        front = rng.choice((place, place + "市", rng.choice(_WORDS["counties"]) + "县", "安徽", "四川省", ""))
        return (
            front.replace("县县", "县")
            + rng.choice(_WORDS["firms"])
            + rng.choice(_WORDS["trades"])
            + rng.choice(_WORDS["forms"])
        )
    if kind < 0.72:
        return rng.choice((place + "市", rng.choice(_WORDS["counties"]) + "县", "浙江省")).replace(
            "县县", "县"
        ) + rng.choice(_WORDS["bureaus"])
    if kind < 0.9:
        return rng.choice((place + "市", place)) + rng.choice(_WORDS["bodies"])
    return place + rng.choice(_WORDS["schools"])


def design(rng: random.Random, sort: Sort) -> seals.Stamp:
    """One stamp as its maker cuts it."""
    face = rng.choice([f for role in ("song", "songb", "hei", "heib", "fang") for f in fonts.faces(role)])
    name = unit_name(rng)
    if sort == "square":
        surname = rng.choice("王李张刘陈杨黄赵吴周")
        return seals.Stamp(
            surname + rng.choice(("建国", "志明", "永强", "海燕")),
            shape="square",
            size=rng.uniform(16, 22),
            face=face,
        )
    centre = rng.choice(_WORDS["centres"]) if rng.random() < (0.35 if sort != "oval" else 0.8) else ""
    serial = "34" + "".join(rng.choice("0123456789") for _ in range(11)) if rng.random() < 0.5 else ""
    return seals.Stamp(
        name,
        centre=centre,
        serial=serial,
        shape="oval" if sort == "oval" else "round",
        size=rng.choice((38.0, 40.0, 42.0, 45.0)) if sort != "oval" else 45.0,
        star=sort != "oval" and rng.random() < 0.85,
        face=face,
        rim=rng.uniform(0.014, 0.03),
        letter=rng.uniform(0.1, 0.135) if len(name) <= 14 else rng.uniform(0.092, 0.11),
        inner_rim=rng.random() < 0.12,
    )


def sheet(seed: int, sorts: tuple[Sort, ...]) -> Sheet:
    """An A4 page with one seal of each of ``sorts`` in a grid of two columns; grey if any is copied."""
    rng = random.Random(seed)
    dpi = rng.choice((150, 200, 200, 300))
    page = paper(rng, dpi)
    placed = []
    rows = max(3, (len(sorts) + 1) // 2)
    for i, sort in enumerate(sorts):
        spec = replace(design(rng, sort), ink=rng.uniform(0.7, 1.0))
        image = seals.stamp(spec, dpi, rng)
        x, y = _cell(page, image, i, rows, rng)
        box = (x, y, x + image.width, y + image.height)
        if sort in ("overlapped", "copied", "fresh_on_grey"):
            _print(page, box, dpi, rng)
        placed.append((image, Placed(spec, sort, box)))
    for image, one in placed:
        if one.sort != "fresh_on_grey":
            press(page, image, one.box[:2])
    if "copied" in sorts or "fresh_on_grey" in sorts:
        page = _photocopy(page, rng)
    for image, one in placed:
        if one.sort == "fresh_on_grey":
            press(page, image, one.box[:2])
    return Sheet(captured(page, rng), tuple(one for _, one in placed), dpi)


def strikes(seed: int, designs: tuple[seals.Stamp, ...], first: int = 0) -> Sheet:
    """A page on which each of ``designs`` was stamped once by hand, in four columns."""
    rng = random.Random(seed)
    page = paper(rng, 200)
    placed = []
    for i, spec in enumerate(designs):
        image = seals.stamp(replace(spec, ink=rng.uniform(0.6, 1.0)), 200, rng)
        x = (i % 4 + 0.5) * page.width / 4 - image.width / 2 + rng.uniform(-8, 8)
        y = (
            page.height * 0.07
            + (i // 4 + 0.5) * page.height * 0.93 / 6
            - image.height / 2
            + rng.uniform(-6, 6)
        )
        at = (max(0, int(x)), max(0, int(y)))
        press(page, image, at)
        placed.append(Placed(spec, "clean", (*at, at[0] + image.width, at[1] + image.height), first + i))
    return Sheet(captured(page, rng), tuple(placed), 200)


def pasted(seed: int, pictures: tuple[tuple[int, Image.Image], ...]) -> Sheet:
    """A page onto which pictures of strikes (number, RGBA made for 300 dpi) were pasted, with or without print."""
    rng = random.Random(seed)
    dpi = rng.choice((150, 200))
    page = paper(rng, dpi)
    placed = []
    for i, (number, picture) in enumerate(pictures):
        size = (round(picture.width * dpi / 300), round(picture.height * dpi / 300))
        image = picture.resize(size, Image.Resampling.LANCZOS)
        x, y = _cell(page, image, i, 3, rng)
        box = (x, y, x + image.width, y + image.height)
        if rng.random() < 0.5:
            _print(page, box, dpi, rng)
        press(page, image, (x, y))
        placed.append(Placed(seals.Stamp(""), "clean", box, strike=number))
    return Sheet(captured(page, rng), tuple(placed), dpi)


def paper(rng: random.Random, dpi: int) -> Image.Image:
    """Bare A4 paper, nearly white, with a heading."""
    shade = tuple(rng.randint(238, 255) for _ in range(3))
    page = Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), shade)
    font = fonts.load(rng.choice(fonts.faces("hei")), round(dpi * 0.2))
    ImageDraw.Draw(page).text((page.width / 2, dpi * 0.5), "有关情况证明", (30, 30, 30), font, anchor="mm")
    return page


def press(page: Image.Image, stamp: Image.Image, at: tuple[int, int]) -> None:
    """Put ink on the paper: it takes light away from whatever is there."""
    area = page.crop((*at, at[0] + stamp.width, at[1] + stamp.height))
    under = np.asarray(area, np.float32)
    rgba = np.asarray(stamp, np.float32)
    cover = rgba[:, :, 3:] / 255
    inked = under * (1 - cover) + under * rgba[:, :, :3] / 255 * cover
    page.paste(Image.fromarray(inked.astype(np.uint8)), at)


def captured(page: Image.Image, rng: random.Random) -> np.ndarray:
    """The page as a scanner delivers it: a little askew, soft, noisy, JPEG."""
    fill = page.getpixel((2, 2))
    turned = page.rotate(rng.gauss(0, 0.5), Image.Resampling.BICUBIC, fillcolor=fill)
    soft = turned.filter(ImageFilter.GaussianBlur(rng.uniform(0, 0.7)))
    noise = np.random.default_rng(rng.getrandbits(32)).normal(
        0, rng.uniform(0.5, 4), (page.height, page.width, 1)
    )
    grain = np.clip(np.asarray(soft, np.float32) + noise, 0, 255).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(grain).save(buffer, "JPEG", quality=rng.randint(60, 92))
    return np.asarray(Image.open(buffer).convert("RGB"))


def _cell(page: Image.Image, image: Image.Image, i: int, rows: int, rng: random.Random) -> tuple[int, int]:
    top = page.height * 0.08
    width, height = page.width / 2, (page.height - top) / rows
    x = (i % 2) * width + (width - image.width) * rng.uniform(0.25, 0.75)
    y = top + (i // 2) * height + max(0.0, height - image.height) * rng.uniform(0.25, 0.75)
    return int(x), int(y)


def _print(page: Image.Image, box: tuple[int, int, int, int], dpi: int, rng: random.Random) -> None:
    """One to three lines of black print across a seal's place: a unit's name, a date, a sentence."""
    draw = ImageDraw.Draw(page)
    font = fonts.load(rng.choice(fonts.faces("song")), round(dpi * rng.uniform(0.14, 0.2)))
    lines = (
        unit_name(rng),
        f"20{rng.randint(10, 24)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
        "情况属实，特此证明。",
    )
    step = font.size * rng.uniform(1.5, 2.0)
    y = box[1] + (box[3] - box[1]) * rng.uniform(0.15, 0.5)
    for text in lines[: rng.randint(1, 3)]:
        x = box[0] + (box[2] - box[0]) * rng.uniform(-0.5, 0.4)
        draw.text((x, y), text, (rng.randint(15, 50),) * 3, font)
        y += step


def _photocopy(page: Image.Image, rng: random.Random) -> Image.Image:
    """The page through a copier: grey, with more contrast."""
    grey = np.asarray(page.convert("L"), np.float32)
    gain = rng.uniform(1.1, 1.6)
    copied = np.clip(245 - (245 - grey) * gain, 10, 250).astype(np.uint8)
    return Image.fromarray(copied).convert("RGB")
