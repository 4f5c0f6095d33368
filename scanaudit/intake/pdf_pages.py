"""How many pages a PDF really has: its page tree, walked with suspicion."""

from __future__ import annotations

import re
from typing import Any, Final

_REFERENCE: Final = re.compile(r"(\d+)\s+\d+\s+R\b")
_MAX_DEPTH: Final = 64
"""Writers keep page trees balanced: 64 levels hold any number of pages."""


def count_leaves(document: Any, most: int) -> int:
    """Pages that the tree of ``document`` (a ``pymupdf.Document``) leads to; stops at ``most`` + 1.

    Raises ValueError if the tree runs in a circle or is too deep.
    """
    kind, value = document.xref_get_key(document.pdf_catalog(), "Pages")
    found = _REFERENCE.match(value) if kind == "xref" else None
    return _leaves(document, int(found.group(1)), (), most) if found else document.page_count


def _leaves(document: Any, node: int, above: tuple[int, ...], most: int) -> int:
    if node in above or len(above) > _MAX_DEPTH:
        raise ValueError("the page tree runs in a circle")
    kids = _kids(document, node)
    if kids is None:
        return 1
    total = 0
    for kid in kids:
        total += _leaves(document, kid, (*above, node), most - total)
        if total > most:
            break
    return total


def _kids(document: Any, node: int) -> list[int] | None:
    """The children of a node, or None for a page."""
    if not 0 < node < document.xref_length():
        return []
    kind, value = document.xref_get_key(node, "Kids")
    if kind == "xref":
        value = document.xref_object(int(value.split()[0]))
    elif kind != "array":
        return None if document.xref_get_key(node, "Type")[1] != "/Pages" else []
    return [int(number) for number in _REFERENCE.findall(value)]
