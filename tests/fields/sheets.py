"""Pages for reading values from: rows of text with ``|`` between cells, as OCR lines."""

from __future__ import annotations

import numpy as np

from scanaudit.fields.sheet import Sheet
from scanaudit.reading.lines import Line

SIZE = (1240, 1754)


def lines(page: str) -> list[Line]:
    """One line a cell; rows 60 pixels apart, ``#`` sets a row large and centred."""
    made = []
    for k, row in enumerate(r.strip() for r in page.strip().splitlines()):
        cells = [cell.strip() for cell in row.lstrip("#").split("|")]
        size = 48 if row.startswith("#") else 26
        step = 1080 / len(cells)
        for i, cell in enumerate(cells):
            width = sum(size if ord(c) > 0x2E80 else size * 0.52 for c in cell)
            x = (SIZE[0] - width) / 2 if row.startswith("#") else 80 + i * step
            y = 80 + 60 * k
            quad = np.array([[x, y], [x + width, y], [x + width, y + size], [x, y + size]], dtype=np.float32)
            if cell:
                made.append(Line(cell, 0.97, quad))
    return made


def sheet(page: str) -> Sheet:
    """The page as a sheet."""
    return Sheet(lines(page), SIZE)
