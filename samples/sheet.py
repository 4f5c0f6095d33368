"""One sheet of paper to print, stamp and sign on, which remembers what stands where.

Lengths are pixels of the sheet (A4 at 150 dpi is 1240 x 1754) unless they are called millimetres.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from samples import fonts, seals, signatures
from samples.rendered import A4, INK, Box, Cell, Colour, Mark, Op, Quad, Rendered

__all__ = ["A4", "INK", "Cell", "Colour", "Sheet"]


def _box_quad(x: float, y: float, w: float, h: float) -> Quad:
    return ((x, y), (x + w, y), (x + w, y + h), (x, y + h))


def _runs(text: str) -> list[str]:
    """The text in runs of Latin and of Chinese, which a digital PDF prints in different fonts."""
    runs: list[str] = []
    for char in text:
        if runs and (ord(char) < 256) == (ord(runs[-1][-1]) < 256):
            runs[-1] += char
        else:
            runs.append(char)
    return runs


class Sheet:
    """A sheet under work."""

    def __init__(
        self, size: tuple[int, int], rng: random.Random, paper: Colour = (254, 254, 253), dpi: int = 150
    ) -> None:
        self.size, self.rng, self.dpi = size, rng, dpi
        self.w, self.h = size
        self.image = Image.new("RGB", size, paper)
        self.draw = ImageDraw.Draw(self.image)
        self.family = fonts.family(rng)
        self.marks: list[Mark] = []
        self.printed: list[str] = []
        self.fields: dict[str, Any] = {}
        self.ops: list[Op] = []
        self.conditions: dict[str, Any] = {}

    # -- print ------------------------------------------------------------------------------------

    def width(self, text: str, size: int, role: str = "song", gap: float = 0) -> float:
        """How wide a text would be set."""
        return float(self.family.font(role, size).getlength(text)) + gap * max(0, len(text) - 1)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: int = 26,
        role: str = "song",
        *,
        fill: Colour = INK,
        anchor: str = "l",
        gap: float = 0,
    ) -> float:
        """Set one line, its top at ``y``; returns the x where it ends. ``anchor``: l, m, r."""
        if not text.strip():
            return x
        wide = self.width(text, size, role, gap)
        x -= {"l": 0, "m": wide / 2, "r": wide}[anchor]
        base, font = y + size * 0.88, self.family.font(role, size)
        bold = 1 if self.family.fake_bold(role) else 0
        pieces = list(text) if gap else _runs(text)
        at = x
        for piece in pieces:
            self.draw.text((at, base), piece, fill, font, anchor="ls", stroke_width=bold)
            self.ops.append(Op("text", (at, base, 0, 0), fill, piece, size))
            at += float(font.getlength(piece)) + gap
        self.printed.append(text)
        return x + wide

    def centre(
        self,
        y: float,
        text: str,
        size: int = 26,
        role: str = "song",
        *,
        fill: Colour = INK,
        gap: float = 0,
        x: float | None = None,
    ) -> float:
        """Set one line in the middle of the sheet (or about ``x``); returns the y below it."""
        self.text(self.w / 2 if x is None else x, y, text, size, role, fill=fill, anchor="m", gap=gap)
        return y + size * 1.5

    def wrap(self, text: str, width: float, size: int, role: str) -> list[str]:
        """Break a text into lines; no closing mark begins one."""
        lines, current = [], ""
        for char in text:
            if char == "\n" or (
                current
                and self.width(current + char, size, role) > width
                and char not in "，。；、：）》”％%!?"
            ):
                lines.append(current)
                current = "" if char == "\n" else char
            else:
                current += char
        return [*lines, current]

    def para(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: int = 26,
        role: str = "song",
        *,
        leading: float = 1.7,
        indent: int = 2,
        fill: Colour = INK,
    ) -> float:
        """Set a paragraph; returns the y below it."""
        for line in self.wrap("\u3000" * indent + text, width, size, role):
            shown = line.lstrip("\u3000")
            self.text(x + (len(line) - len(shown)) * size, y, shown, size, role, fill=fill)
            y += size * leading
        return y

    def line(self, x0: float, y0: float, x1: float, y1: float, *, fill: Colour = INK, width: int = 2) -> None:
        """A rule."""
        self.draw.line((x0, y0, x1, y1), fill, width)
        self.ops.append(Op("line", (x0, y0, x1, y1), fill, width=width))

    def rect(self, box: Box, *, outline: Colour = INK, width: int = 2, fill: Colour | None = None) -> None:
        """A frame."""
        self.draw.rectangle(box, fill, outline, width)
        self.ops.append(Op("rect", box, outline, width=width))

    def blank(
        self,
        x: float,
        y: float,
        label: str,
        value: str,
        size: int = 26,
        *,
        role: str = "song",
        rule: float = 0,
        hand: str = "",
    ) -> float:
        """A label, and its value above a rule ``rule`` pixels long."""
        end = self.text(x, y, label, size, role)
        if value:
            self.text(end + size * 0.3, y, value, size, hand or role)
        if rule:
            self.line(end + 4, y + size * 1.15, end + rule, y + size * 1.15, width=1)
        return max(end + rule, end + self.width(value, size, hand or role))

    def grid(
        self,
        x: float,
        y: float,
        widths: list[float],
        rows: list[tuple[float, list[Any]]],
        size: int = 24,
        role: str = "song",
        line: int = 2,
        colour: Colour = INK,
    ) -> list[list[Box]]:
        """A ruled form. A row is (height, cells); a cell a string, a ``Cell``, None below a tall cell.

        Returns the boxes of each row's cells, to sign and stamp in.
        """
        tops = [y]
        for height, _ in rows:
            tops.append(tops[-1] + height)
        boxes: list[list[Box]] = []
        for r, (_, cells) in enumerate(rows):
            column, found = 0, []
            for raw in cells:
                cell = raw if isinstance(raw, Cell) else Cell(str(raw)) if raw is not None else None
                if cell is None:
                    column += 1
                    continue
                left, right = x + sum(widths[:column]), x + sum(widths[: column + cell.span])
                box = (left, tops[r], right, tops[min(len(rows), r + cell.rows)])
                self.rect(box, outline=colour, width=line)
                self._fill(cell, box, cell.size or size, cell.role or role)
                found.append(box)
                column += cell.span
            boxes.append(found)
        return boxes

    def _fill(self, cell: Cell, box: Box, size: int, role: str) -> None:
        width, height = box[2] - box[0] - 12, box[3] - box[1]
        narrow = width < size * 2.2 and len(cell.text) > 1  # a label set downwards
        lines = list(cell.text) if narrow else self.wrap(cell.text, width, size, role)
        leading = min(size * 1.45, height / max(1, len(lines)))
        y = (
            box[1] + (height - leading * len(lines)) / 2 + (leading - size) / 2
            if cell.align != "t"
            else box[1] + size * 0.5
        )
        for text in lines:
            if cell.align == "c":
                self.text((box[0] + box[2]) / 2, y, text, size, role, anchor="m")
            else:
                self.text(box[0] + 10, y, text, size, role)
            y += leading

    # -- stamp, sign, stick on ------------------------------------------------------------------------

    def overlay(self, ink: Image.Image, x: float, y: float) -> None:
        """Lay transparent ink on the paper; (``x``, ``y``) is its upper left corner."""
        left, top = round(x), round(y)
        box = (max(0, left), max(0, top), min(self.w, left + ink.width), min(self.h, top + ink.height))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        part = (
            np.asarray(ink.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top)), np.float32) / 255
        )
        base = np.asarray(self.image.crop(box), np.float32)
        out = base * (1 - part[..., 3:] * (1 - part[..., :3]))
        self.image.paste(Image.fromarray(out.astype(np.uint8)), box[:2])
        self.ops.append(Op("image", (left, top, left + ink.width, top + ink.height), INK, image=ink))

    def stamp(self, spec: seals.Stamp, x: float, y: float, tilt: float | None = None) -> None:
        """Stamp a seal about a centre."""
        ink = seals.stamp(spec, self.dpi, self.rng, tilt)
        left, top = x - ink.width / 2, y - ink.height / 2
        self.overlay(ink, left, top)
        quad = _box_quad(left, top, ink.width, ink.height)
        self.marks.append(Mark("seal", quad, seals.reading(spec), spec.shape, spec.colour))

    def sign(self, name: str, x: float, y: float, height: float = 44, pen: Colour | None = None) -> None:
        """Write a signature whose left middle is at (x, y)."""
        ink = signatures.sign(name, height * self.rng.uniform(1.0, 1.45), self.rng, pen)
        self.overlay(ink, x, y - ink.height / 2)
        self.marks.append(Mark("signature", _box_quad(x, y - ink.height / 2, ink.width, ink.height), name))

    def scribble(self, text: str, x: float, y: float, height: float = 34) -> None:
        """Write words by hand (a date, an opinion) that are no signature."""
        ink = signatures.sign(text, height, self.rng)
        self.overlay(ink, x, y - ink.height / 2)

    def photocopy(self, bilevel: bool = False) -> None:
        """From here on the sheet is a black copy: its seals are black, what is stamped later is fresh."""
        grey = np.asarray(self.image.convert("L"), np.float32)
        grey = np.clip((grey - 128) * 1.18 + 132, 0, 255)
        generator = np.random.default_rng(self.rng.getrandbits(32))
        specks = generator.random(grey.shape) < 0.00025
        grey[specks] = generator.uniform(40, 150, int(specks.sum()))
        if bilevel:
            grey = np.where(grey > 142, 255.0, 0.0)
        self.image = Image.fromarray(grey.astype(np.uint8)).convert("RGB")
        self.draw = ImageDraw.Draw(self.image)
        self.marks = [replace(m, colour="black") if m.what == "seal" else m for m in self.marks]
        self.conditions["copy"] = True
        self.conditions["bilevel"] = bilevel

    def paste(self, picture: Image.Image, x: float, y: float) -> None:
        """Stick a picture on the sheet."""
        self.image.paste(picture, (round(x), round(y)))
        self.ops.append(
            Op("image", (x, y, x + picture.width, y + picture.height), INK, image=picture.convert("RGBA"))
        )

    def embed(self, other: Rendered, x: float, y: float, scale: float) -> None:
        """Print a finished page small on this one (a card on an A4 copy), its marks with it."""
        small = other.image.resize(
            (round(other.image.width * scale), round(other.image.height * scale)), Image.Resampling.LANCZOS
        )
        self.paste(small, x, y)
        self.draw.rounded_rectangle((x, y, x + small.width, y + small.height), 16, None, (168, 168, 166), 2)
        for mark in other.marks:
            self.marks.append(replace(mark, quad=tuple((x + u * scale, y + v * scale) for u, v in mark.quad)))
        self.printed += other.text
        self.fields.update(other.fields)

    def done(self, kind: str, layout: str) -> Rendered:
        """The finished page."""
        return Rendered(
            self.image,
            kind,
            layout,
            self.dpi,
            self.marks,
            self.printed,
            self.fields,
            self.ops,
            conditions=self.conditions,
        )
