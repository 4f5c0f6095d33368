"""Invented pages of each kind (``layouts.yaml``) as OCR lines.

A row that starts with ``#`` is set large and centred, ``|`` parts cells. ``build`` makes OCR lines of them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

from scanaudit.kinds import PageEvidence
from scanaudit.reading.lines import Line

WIDTH, HEIGHT = 1240, 1754


def line(text: str, x: float, y: float, size: float) -> Line:
    """One OCR line of ``size`` pixels height at the top left ``(x, y)``; Latin letters are half as wide."""
    width = sum(size if ord(c) > 0x2E80 else size * 0.52 for c in text)
    quad = np.array([[x, y], [x + width, y], [x + width, y + size], [x, y + size]], dtype=np.float32)
    return Line(text, 0.98, quad)


def build(page: str, width: int = WIDTH, height: int = HEIGHT, **known: object) -> PageEvidence:
    """A page from its rows of text."""
    texts = [row.strip() for row in page.strip().splitlines() if row.strip()]
    pitch = min(64.0, (height - 160) / max(1, len(texts)))
    size = min(28.0, pitch * 0.62)
    lines: list[Line] = []
    for k, text in enumerate(texts):
        y = 80 + k * pitch
        if text.startswith("#"):
            big = min(60.0, pitch * 0.95)
            title = text[1:].strip()
            lines.append(line(title, (width - len(title) * big) / 2, y, big))
            continue
        cells = [cell.strip() for cell in text.split("|")]
        step = (width - 160) / len(cells)
        lines += [line(cell, 90 + i * step, y, size) for i, cell in enumerate(cells) if cell]
    return PageEvidence(lines=lines, width=width, height=height, **known)  # type: ignore[arg-type]


_DATA = YAML(typ="safe").load(Path(__file__).with_name("layouts.yaml").read_text(encoding="utf-8"))
PARA: str = _DATA["para"]
ENGLISH: str = _DATA["english"]
LAYOUTS: dict[str, tuple[str, ...]] = {
    kind: tuple(page.replace("{para}", PARA).replace("{english}", ENGLISH) for page in pages)
    for kind, pages in _DATA["layouts"].items()
}
