"""The layouts set as lines: a row a line of the template, its place, size and gaps drawn by chance.

A template's row begins with ``##`` (largest type), ``#`` (large), ``>`` (at the right) or nothing; ``|`` parts
cells; ``「a/b」`` is one of the choices; ``{blank}`` is filled by ``values``. Its first row may be ``@`` and what else
the page bears: portrait, seal, card, landscape, dense.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from samples.lines.values import Values

_CHOICE = re.compile(r"「([^」]*)」")
_BLANK = re.compile(r"\{([^}]+)\}")
_PORTRAIT, _LANDSCAPE, _CARD = (1240, 1754), (1754, 1240), (1010, 638)


@dataclass(frozen=True)
class Piece:
    """A line of text and its upright box in pixels; ``confidence`` as an OCR engine tells it."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float = 0.995


@dataclass(frozen=True)
class LinePage:
    """A page as lines, ``size`` in pixels, and the truth about it. ``layout``: which template it was set from."""

    kind: str
    layout: str
    size: tuple[int, int]
    pieces: tuple[Piece, ...]
    n_seals: int
    has_portrait: bool
    truth: dict[str, Any] = field(default_factory=dict)


@dataclass
class _Style:
    """How one page is set."""

    size: float
    leading: float
    left: float
    big: float
    centred: bool
    gap: bool
    top: float


@functools.cache
def templates() -> dict[str, tuple[str, ...]]:
    """All held-out layouts by kind."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((Path(__file__).parent / "held_out").glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        found.update({kind: tuple(layouts) for kind, layouts in data.items()})
    return found


def pages(seed: int, a_kind: int) -> Iterator[LinePage]:
    """``a_kind`` pages of every kind, its layouts by turns; the same seed gives the same pages."""
    for kind, layouts in templates().items():
        for number in range(a_kind):
            which = number % len(layouts)
            rng = random.Random(f"{seed}/{kind}/{number}")
            yield set_page(kind, f"{kind}-{which}", layouts[which], rng)


def set_page(
    kind: str, layout: str, template: str, rng: random.Random, values: Values | None = None
) -> LinePage:
    """One page set from a template; ``values`` are given where several pages speak of one thing."""
    rows = [row for row in template.strip().splitlines() if row.strip()]
    bears = rows.pop(0)[1:].split() if rows[0].startswith("@") else []
    size = _CARD if "card" in bears else _LANDSCAPE if "landscape" in bears else _PORTRAIT
    values = values or Values(rng)
    texts = [_filled(row, values, rng) for row in rows]
    _add_up(texts, values)
    pieces = arranged(texts, size, rng, card="card" in bears)
    return LinePage(kind, layout, size, pieces, int("seal" in bears), "portrait" in bears, dict(values.truth))


def arranged(
    texts: list[str], size: tuple[int, int], rng: random.Random, *, card: bool = False
) -> tuple[Piece, ...]:
    """Filled rows at their places on a page of ``size``, set in one style."""
    return tuple(_set(texts, size, _style(len(texts), size, rng, card), rng))


def _filled(row: str, values: Values, rng: random.Random) -> str:
    return _BLANK.sub(
        lambda m: m.group() if m.group(1) == "hsum" else values.get(m.group(1)), with_choices(row, rng)
    )


def with_choices(row: str, rng: random.Random) -> str:
    """A row with one of the words of every ``「a/b」``."""
    return _CHOICE.sub(lambda m: rng.choice(re.split(r"[/|]", m.group(1))), row)


def _add_up(texts: list[str], values: Values) -> None:
    total = f"{sum(h for _, _, h in values.truth.get('hours', [])):g}"
    texts[:] = [text.replace("{hsum}", total) for text in texts]


def _style(n_rows: int, size: tuple[int, int], rng: random.Random, card: bool) -> _Style:
    width, height = size
    body = 30.0 if card else rng.choice((22.0, 25.0, 28.0)) * width / 1240
    leading = min(rng.uniform(1.5, 2.6) * body, 0.86 * height / max(1, n_rows))
    return _Style(
        size=min(body, 0.75 * leading),
        leading=leading,
        left=rng.uniform(0.08, 0.13) * width,
        big=rng.uniform(1.45, 2.6),
        centred=rng.random() < 0.25,
        gap=rng.random() < 0.5,
        top=rng.uniform(0.04, 0.1) * height,
    )


def _width(text: str, size: float) -> float:
    return sum(size if ord(c) > 0x2E80 else size * 0.52 for c in text)


def _set(texts: list[str], size: tuple[int, int], style: _Style, rng: random.Random) -> Iterator[Piece]:
    """Rows from top to bottom; long ones are wrapped."""
    y = style.top
    for row in texts:
        mark = re.match(r"(##|#|>)?", row)
        sign = mark.group() if mark else ""
        text = row[len(sign) :].strip()
        if sign.startswith("#"):
            big = style.size * (style.big if sign == "##" else max(1.3, style.big * 0.75))
            big = min(big, 0.86 * size[0] / max(1.0, _width(text, 1.0)))
            yield from _title(text, (size[0] - _width(text, big)) / 2, y, big, rng)
            y += max(style.leading, big * 1.35)
        elif "|" in text:
            yield from _cells(text, y, size[0], style)
            y += style.leading
        else:
            for part in _wrapped(text, style.size, size[0] - 2 * style.left):
                wide = _width(part, style.size)
                x = size[0] * 0.92 - wide if sign else style.left
                x = (size[0] - wide) / 2 if style.centred and not sign and wide < 0.6 * size[0] else x
                yield from _pieces(part, x, y, style, rng)
                y += style.leading


def _title(text: str, x: float, y: float, size: float, rng: random.Random) -> Iterator[Piece]:
    """A title; set wide, an engine reads it in one piece or a character a piece."""
    if " " in text and rng.random() < 0.4:
        for part in text.split():
            yield Piece(part, (x, y, x + _width(part, size), y + size))
            x += _width(part, size) + size * 0.6
        return
    yield Piece(text, (x, y, x + _width(text, size), y + size))


def _cells(text: str, y: float, width: int, style: _Style) -> Iterator[Piece]:
    cells = [cell.strip() for cell in text.split("|")]
    step = (width - 2 * style.left) / len(cells)
    size = min(style.size, 0.94 * step / max(1.0, *(_width(c, 1.0) for c in cells)))
    for k, cell in enumerate(cells):
        if cell:
            wide = _width(cell, size)
            x = style.left + k * step + (step - wide) / 2
            yield Piece(cell, (x, y, x + wide, y + size))


def _pieces(text: str, x: float, y: float, style: _Style, rng: random.Random) -> Iterator[Piece]:
    """A row of text: in one piece, or cut where a gap is (after a colon, between words set apart)."""
    parts = re.split(r"(?<=[::])\s*(?=.)|\s{2,}", text) if style.gap else [text]
    for part in parts:
        wide = _width(part, style.size)
        yield Piece(part, (x, y, x + wide, y + style.size))
        x += wide + style.size * rng.uniform(0.3, 1.5)


def _wrapped(text: str, size: float, width: float) -> Iterator[str]:
    line = ""
    for char in text:
        line += char
        if _width(line, size) > width and char not in "(《" and not re.match(r"[\w.\-—/:]", char, re.ASCII):
            yield line
            line = ""
    if line:
        yield line
