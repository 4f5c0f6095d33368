"""The truth about a rendered page, in the label format of the project's folder of real images.

``bbox`` is in pixels of the picture (of a PDF: of its page at ``dpi``), as displayed.
"""

from __future__ import annotations

from typing import Any

from samples.rendered import Mark, Rendered


def _bbox(mark: Mark, width: int, height: int) -> list[int] | None:
    """The mark's box, cut to the picture; None where less than a third of it is in the picture."""
    xs, ys = [p[0] for p in mark.quad], [p[1] for p in mark.quad]
    full = max(1.0, (max(xs) - min(xs)) * (max(ys) - min(ys)))
    x0, y0, x1, y1 = max(0, min(xs)), max(0, min(ys)), min(width, max(xs)), min(height, max(ys))
    if x1 <= x0 or y1 <= y0 or (x1 - x0) * (y1 - y0) / full < 1 / 3:
        return None
    return [round(x0), round(y0), round(x1), round(y1)]


def _keys(page: Rendered) -> list[str]:
    """Up to eight printed strings, long enough to be telling and short enough to stand on one line."""
    strings = [text.strip() for text in page.text]
    good = [s for s in dict.fromkeys(strings) if 4 <= len(s.replace(" ", "")) <= 22 and "…" not in s]
    step = max(1, len(good) // 8)
    return good[::step][:8]


def page_truth(page: Rendered, file: str, number: int) -> dict[str, Any]:
    """One label record: what stands on the page and how it was captured."""
    width, height = page.image.size
    seals, signatures = [], []
    for mark in page.marks:
        box = _bbox(mark, width, height)
        if box is None:
            continue
        if mark.what == "seal":
            seals.append({"bbox": box, "shape": mark.shape, "colour": mark.colour, "text": mark.text})
        else:
            signatures.append({"bbox": box, "text": mark.text})
    return {
        "file": file,
        "page": number,
        "page_kind": page.kind,
        "layout": page.layout,
        "rotation": None if page.kind == "blank" else page.rotation,
        "blur": page.blur,
        "seals": _greyed(seals, page),
        "signatures": signatures,
        "text_contains": _keys(page),
        "fields": page.fields,
        "capture": page.conditions,
        "width": width,
        "height": height,
        "dpi": page.dpi,
    }


def _greyed(seals: list[dict[str, Any]], page: Rendered) -> list[dict[str, Any]]:
    """On a grey picture every seal is black."""
    return [{**seal, "colour": "black"} for seal in seals] if page.conditions.get("grey") else seals
