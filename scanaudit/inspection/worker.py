"""What runs inside a worker process: open a file, read a page.

Results cross the process boundary, so they are plain values; problems with a file are returned, never raised.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scanaudit.facts import Problem
from scanaudit.inspection.cache import Entry
from scanaudit.inspection.memory import keep_freed_blocks
from scanaudit.intake.limits import Limits
from scanaudit.intake.sources import Source
from scanaudit.settings import Settings

if TYPE_CHECKING:
    from scanaudit.pipeline import Eyes


def start() -> None:
    """Prepare a fresh worker: one thread for every native library, so that workers do not fight for cores, and memory
    that is used again from page to page.
    """
    keep_freed_blocks()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


def count(source: Source, limits: Limits) -> int | Problem:
    """How many pages the file has, or why it cannot be opened."""
    from scanaudit.intake.opening import IntakeProblem, count_pages

    try:
        return count_pages(source, limits)
    except IntakeProblem as error:
        return error.problem


def read(source: Source, page: int, settings: Settings) -> Entry:
    """The facts and the preview of one page; a page that cannot be decoded has its problem in its facts."""
    import cv2

    from scanaudit.facts import PageFacts
    from scanaudit.inspection.preview import encode
    from scanaudit.intake.opening import IntakeProblem, load_page
    from scanaudit.pipeline import page_facts

    cv2.setNumThreads(1)
    try:
        loaded, problems = load_page(source, page, settings.limits)
    except IntakeProblem as error:
        facts = PageFacts(
            file=source.file,
            page=page,
            container=source.container,
            content_hash=source.content_hash,
            problems=(error.problem,),
        )
        return Entry(facts, b"")
    return Entry(page_facts(loaded, problems, load(settings)), encode(loaded.pixels))


def load(settings: Settings) -> Eyes:
    """The process's models, loaded at the first call and kept. Raises ModelsError where they are missing or altered."""
    return _load(settings.models_dir, settings.cache_dir)


@cache
def _load(models_dir: Path | None, cache_dir: Path) -> Eyes:
    from scanaudit.capture import OrientationModel
    from scanaudit.kinds import wording
    from scanaudit.marks import detector
    from scanaudit.pipeline import Eyes
    from scanaudit.reading.models import model_dir
    from scanaudit.reading.ocr import PaddleEngine

    settings = Settings(models_dir=models_dir, cache_dir=cache_dir)
    direction = OrientationModel(model_dir("orientation", settings) / "inference.onnx")
    engine = PaddleEngine(settings)
    engine.load()
    detector.load()
    wording.model()
    return Eyes(engine, direction)
