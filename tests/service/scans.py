"""Scans that say themselves what is on them, and the eyes that can read those: no models are needed.

A scan is a small PNG with page facts as JSON behind its end. In a module of its own because worker processes import
it by name.
"""

from __future__ import annotations

import io
import json
import os
import time
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from scanaudit.facts import PageFacts
from scanaudit.intake.sources import Source
from scanaudit.remedy import Wanted
from scanaudit.remedy.changes import Change
from scanaudit.remedy.single import PageCopy
from scanaudit.service.looking import REAL, Looked
from scanaudit.settings import Settings

_MARK = b"\nfacts:"


def scan(facts: PageFacts, shade: int = 255) -> bytes:
    """A picture that ``read`` takes for a page with these facts."""
    buffer = io.BytesIO()
    Image.new("RGB", (84, 119), (shade, shade, 250)).save(buffer, "PNG")
    told = facts.model_dump_json(context={"lang": "both"}, exclude={"file", "page", "content_hash"})
    return buffer.getvalue() + _MARK + told.encode()


def read(source: Source, page: int, settings: Settings) -> Looked:
    """The facts behind the picture, and drawn previews. ``SCAN_SECONDS``: how much of a core that takes."""
    until = time.process_time() + float(os.environ.get("SCAN_SECONDS", "0"))
    while time.process_time() < until:
        pass
    told = source.path.read_bytes().partition(_MARK)[2]
    data = json.loads(told) if told else {"width": 840, "height": 1190}
    facts = PageFacts.model_validate(
        {**data, "file": source.file, "page": page, "content_hash": source.content_hash}
    )
    if facts.classification is not None:
        return Looked(facts, b"", b"")
    return Looked(facts, _jpeg((780, 1100)), _jpeg((210, 297)))


def _jpeg(size: tuple[int, int]) -> bytes:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for row in range(4, 40):
        y = row * size[1] // 44
        draw.line((size[0] // 10, y, size[0] * 9 // 10 - row * 5 % 60, y), fill="#667", width=3)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=70)
    return buffer.getvalue()


def mend(source: Source, facts: PageFacts, wanted: Wanted, settings: Settings) -> PageCopy:
    """A copy of a page that lies on its side, or leans; of others there is nothing to mend."""
    if not facts.rotation:
        return PageCopy(b"", "png", b"", (), ())
    turned = Change(act="turned", values={"degrees": facts.rotation})
    return PageCopy(_jpeg((1560, 2200)), "jpeg", _jpeg((780, 1100)), (turned,), ())


LOOKS = replace(REAL, read=read, mend=mend)


def folder_of(pages: list[PageFacts], folder: Path) -> dict[str, bytes]:
    """The scans of a dossier by name, written into ``folder``."""
    made = {}
    for number, page in enumerate(pages):
        name = f"{number:02d}-{page.kind}.png"
        made[name] = scan(page, shade=255 - number)
        (folder / name).write_bytes(made[name])
    return made
