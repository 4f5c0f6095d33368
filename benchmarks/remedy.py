"""What mending does to pages whose faults are known.

``python benchmarks/remedy.py --seed N --count M --max-kb K``: rendered pages, turned, leaning, or seen on a desk
in uneven light. Each is read before and after it is mended (two readings a page, 3 s). Told are its turn and its
lean by the looks at the mended copy, whether text is cut, its size, and how the share of its printed characters that
is read changes.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
from pathlib import Path

import samples.kinds
from samples import capture
from samples.case import LAYOUTS, render
from samples.evaluation import any_case
from samples.rendered import Rendered
from scanaudit.capture import OrientationModel
from scanaudit.facts import PageFacts, Problem
from scanaudit.intake.limits import Limits
from scanaudit.intake.opening import load_page
from scanaudit.intake.sources import Source, collect
from scanaudit.pipeline import Eyes, page_facts
from scanaudit.reading.models import model_dir
from scanaudit.reading.ocr import PaddleEngine
from scanaudit.remedy.pages import PageTask, mend
from scanaudit.remedy.reread import edits
from scanaudit.remedy.wanted import Wanted
from scanaudit.settings import Settings

assert samples.kinds
KINDS = sorted(set(LAYOUTS) - {"blank", "other"})


def _faulty(seed: int, number: int) -> Rendered:
    """One page with one to three faults that can be mended."""
    rng = random.Random(f"remedy/{seed}/{number}")
    kind = KINDS[(number * 7 + seed) % len(KINDS)]
    page = render(kind, any_case(rng), {}, rng)
    steps: list[capture.Step] = [("skew", rng.uniform(-5, 5)), ("tone", 0.8)]
    if number % 2:
        steps = [("desk", rng.uniform(0.3, 1.1)), ("light", rng.uniform(0.4, 1.1))]
    if number % 3 == 0:
        steps.append(("rotate", rng.choice((90, 180, 270))))
    return capture.take(page, steps, rng)


def _found(truth: list[str], facts: PageFacts) -> float:
    """Share of the printed characters that were read: one less their edits, line by line wherever they stand."""
    said = re.sub(r"\W", "", facts.text)
    lines = [line for line in (re.sub(r"\W", "", one) for one in truth) if line]
    return 1 - sum(edits(one, said) for one in lines) / max(1, sum(map(len, lines)))


def _facts(source: Source, eyes: Eyes) -> PageFacts:
    page, problems = load_page(source, 1, Limits())
    return page_facts(page, problems, eyes)


def measure(seed: int, count: int, max_kb: int) -> None:
    """Print one line a page, and what they come to."""
    settings = Settings()
    eyes = Eyes(
        PaddleEngine(settings), OrientationModel(model_dir("orientation", settings) / "inference.onnx")
    )
    rows: list[tuple[bool, float, bool, bool, float]] = []
    with tempfile.TemporaryDirectory() as name:
        for number in range(count):
            rendered = _faulty(seed, number)
            path = Path(name) / f"{number:03}.jpg"
            rendered.image.save(path, "JPEG", quality=80, dpi=(rendered.dpi,) * 2)
            source = collect([path], settings.limits, Path(name))[0]
            assert isinstance(source, Source)
            before = _facts(source, eyes)
            done = mend(
                PageTask(source, before, "jpeg", Wanted(max_kb=max_kb), max_kb * 1024, raster=True), settings
            )
            if isinstance(done, Problem) or done.encoded is None:
                print(f"{number:3} {rendered.kind}: not mended")
                continue
            path.write_bytes(done.encoded.content)
            again = collect([path], settings.limits, Path(name))[0]
            assert isinstance(again, Source)
            after = _facts(again, eyes)
            change = round(100 * (_found(rendered.text, after) - _found(rendered.text, before)), 3)
            acts = ",".join(one.act for one in done.changes)
            small = len(done.encoded.content) <= max_kb * 1024
            cut = after.capture is not None and after.capture.cut_off
            rows.append((after.rotation == 0, abs(after.skew or 0.0), not cut, small, change))
            print(
                f"{number:3} {rendered.kind}.{rendered.layout}: turned {before.rotation}→{after.rotation}, leans"
                f" {before.skew}→{after.skew}, cut {before.capture and before.capture.cut_off}→{cut},"
                f" {len(done.encoded.content) // 1024} KB, characters {change:+.2f} points ({acts})",
                flush=True,
            )
    turned, lean, whole, small_ones, changes = zip(*rows, strict=True)
    print(
        f"{len(rows)} pages: upright {sum(turned)}, lean ≤ 0.3° {sum(x <= 0.3 for x in lean)} (most {max(lean)}°),"
    )
    print(
        f"not cut {sum(whole)}, within {max_kb} KB {sum(small_ones)}; characters: mean {statistics.mean(changes):+.2f},"
    )
    print(f"worst {min(changes):+.2f}, fell by more than 0.5 points on {sum(x < -0.5 for x in changes)}")


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(prog="benchmarks/remedy.py", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--max-kb", type=int, default=500)
    args = parser.parse_args()
    measure(args.seed, args.count, args.max_kb)


if __name__ == "__main__":
    main()
