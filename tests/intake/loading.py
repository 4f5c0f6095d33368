"""Short ways from bytes to a source and to a loaded page, for the tests of this room."""

import hashlib
from pathlib import Path

from scanaudit.facts import Problem
from scanaudit.intake.limits import Limits
from scanaudit.intake.opening import load_page
from scanaudit.intake.page import Page
from scanaudit.intake.sniff import sniff
from scanaudit.intake.sources import Source

LIMITS = Limits()


def source_of(folder: Path, data: bytes, name: str = "页 1.bin") -> Source:
    path = folder / "stored"
    path.write_bytes(data)
    return Source(name, path, None, sniff(path), hashlib.sha256(data).hexdigest())


def load(
    folder: Path, data: bytes, number: int = 1, limits: Limits = LIMITS
) -> tuple[Page, tuple[Problem, ...]]:
    return load_page(source_of(folder, data), number, limits)


def page_of(folder: Path, data: bytes, number: int = 1, limits: Limits = LIMITS) -> Page:
    return load(folder, data, number, limits)[0]
