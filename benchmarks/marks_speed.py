"""What looking for marks costs beside reading: CPU seconds a page at 200 dpi, one thread, medians.

python benchmarks/marks_speed.py samples/dossiers/anhui-2024-engineering/complete/upload

CPU time of this process is counted, so that other work on the machine matters little. Reading a seal's text is
shown apart: it is recognition, and depends on how many seals a page bears.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MOST_PAGES = 40
A4_AT_200 = 2339  # pixels of the long side


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("upload", type=Path)
    parser.add_argument("--pages", type=int, default=MOST_PAGES)
    options = parser.parse_args()
    import cv2

    cv2.setNumThreads(1)
    seconds: dict[str, list[float]] = {
        "reading": [],
        "marks": [],
        "of which the network": [],
        "seal text": [],
    }
    for page in _pages(options.upload, options.pages):
        _measure(page, seconds)
    for what, taken in seconds.items():
        print(f"{what:22} {statistics.median(taken):6.3f} s   (largest {max(taken):.3f}, {len(taken)} pages)")


def _measure(page: Any, seconds: dict[str, list[float]]) -> None:
    from scanaudit.inspection.worker import load
    from scanaudit.marks import detector
    from scanaudit.marks.find import find
    from scanaudit.reading.reader import detect, read
    from scanaudit.settings import Settings

    text = load(Settings()).text
    reading, lines = _timed(lambda: read(text, page, detect(text, page), [], lambda _: ()))
    detector.propose(page)  # loads the model
    network, _ = _timed(lambda: detector.propose(page))
    asked: list[float] = []

    def recognise(crops: list[Any]) -> list[tuple[str, float]]:
        taken, answer = _timed(lambda: text.recognise(crops, "small"))
        asked.append(taken)
        return answer

    whole, _ = _timed(lambda: find(page, lines, recognise))
    for what, taken in (
        ("reading", reading),
        ("marks", whole - sum(asked)),
        ("of which the network", network),
    ):
        seconds[what].append(taken)
    seconds["seal text"].append(sum(asked))


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    answer = call()
    return time.process_time() - started, answer


def _pages(upload: Path, most: int) -> list[Any]:
    """The first pages of the upload, brought to the size of A4 at 200 dpi."""
    import tempfile

    import cv2

    from scanaudit.intake.limits import Limits
    from scanaudit.intake.opening import count_pages, load_page
    from scanaudit.intake.sources import Source, collect

    found: list[Any] = []
    with tempfile.TemporaryDirectory() as folder:
        for source in collect([upload], Limits(), Path(folder)):
            if not isinstance(source, Source):
                continue
            for number in range(1, count_pages(source, Limits()) + 1):
                pixels = load_page(source, number, Limits())[0].pixels
                scale = A4_AT_200 / max(pixels.shape[:2])
                method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
                found.append(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=method))
                if len(found) == most:
                    return found
    return found


if __name__ == "__main__":
    main()
