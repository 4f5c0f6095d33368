"""Pages whose facts stand in their own bytes: what reads them needs no models and tells exactly what was recorded.

In a module of its own because worker processes import it by name.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

from scanaudit.facts import PageFacts, Problem
from scanaudit.inspection.cache import Entry
from scanaudit.intake.limits import Limits
from scanaudit.intake.sources import Source
from scanaudit.settings import Settings

# Enough of a PNG to be taken for one by its content.
_MAGIC = bytes.fromhex("89504e470d0a1a0a0000000d49484452")
_BOTH = {"lang": "both"}


def write(folder: Path, pages: Iterable[PageFacts]) -> None:
    """A file a page, named after the page's own file and a running number, so that none hides another."""
    for number, page in enumerate(pages, 1):
        stem = page.file.replace("/", "_").rpartition(".")[0] or page.file
        path = folder / f"{number:02} {stem}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_MAGIC + page.model_dump_json(context=_BOTH).encode())


def count(source: Source, limits: Limits) -> int | Problem:
    return 1


def read(source: Source, page: int, settings: Settings) -> Entry:
    """The recorded facts; every call is noted with its time, and takes as long as the environment says."""
    with (settings.cache_dir / "calls.txt").open("a") as stream:
        stream.write(f"{source.content_hash} {time.time()}\n")
    time.sleep(float(os.environ.get("RECORDED_SECONDS", "0")))
    facts = PageFacts.model_validate_json(source.path.read_bytes()[len(_MAGIC) :])
    told = {"file": source.file, "page": page, "content_hash": source.content_hash}
    return Entry(facts.model_copy(update=told), _picture(facts))


def _picture(facts: PageFacts) -> bytes:
    import io

    from PIL import Image, ImageDraw

    image = Image.new("RGB", (420, 594), "white")
    draw = ImageDraw.Draw(image)
    for at, line in enumerate((facts.text or facts.kind).splitlines()[:30]):
        draw.line((30, 40 + 18 * at, 30 + min(360, 12 * len(line)), 40 + 18 * at), fill="#667", width=5)
    for seal in facts.seals:
        x0, y0, x1, y1 = seal.bbox
        draw.ellipse((x0 * 420, y0 * 594, x1 * 420, y1 * 594), outline="#c22", width=4)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=60)
    return buffer.getvalue()
