"""How well are seals read, fresh ones told from copied ones, and pictures that were used twice found?

python benchmarks/seals.py text|spelled|colour|clones [--seed N] [--count N]

Prints a section of docs/seals.md. The seeds below are for reporting; thresholds were chosen on seed 100.
"""

from __future__ import annotations

import argparse
import functools
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import seal_clones  # noqa: E402

from samples.seal_sheets import Placed, Sheet, Sort, sheet  # noqa: E402
from scanaudit.boxes import overlap  # noqa: E402
from scanaudit.evaluation.marks import FOUND  # noqa: E402
from scanaudit.marks.detector import propose  # noqa: E402
from scanaudit.marks.find import LEAST, where_seals_may_be  # noqa: E402
from scanaudit.marks.ink import separate  # noqa: E402
from scanaudit.marks.seal_text import read_or_guess  # noqa: E402
from scanaudit.marks.seals import Stamped, find_seals  # noqa: E402
from scanaudit.marks.verifier import seal_likelihoods  # noqa: E402
from scanaudit.marks.weighing import weigh_seals  # noqa: E402
from scanaudit.reading.ocr import PaddleEngine  # noqa: E402
from scanaudit.settings import Settings  # noqa: E402
from scanaudit.spelling import least_misfit  # noqa: E402

SEEDS = {"text": 9000, "spelled": 12400, "colour": 9500, "clones": 7303}
COUNTS = {"text": 24, "spelled": 60, "colour": 20, "clones": 2000}
_TEXT: tuple[Sort, ...] = ("clean", "overlapped", "clean", "overlapped", "clean", "overlapped")
_OVALS: tuple[Sort, ...] = ("clean", "overlapped", "oval", "overlapped", "clean", "overlapped")
_CHANGES = {"one changed": 1, "one less": 1, "one more": 0}
_GREY: tuple[Sort, ...] = ("copied", "fresh_on_grey", "copied", "fresh_on_grey", "copied", "fresh_on_grey")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=sorted(SEEDS))
    parser.add_argument("--seed", type=int)
    parser.add_argument("--count", type=int, help="sheets, or strikes for clones")
    options = parser.parse_args()
    seed = SEEDS[options.what] if options.seed is None else options.seed
    count = options.count or COUNTS[options.what]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    print(
        f"`python benchmarks/seals.py {options.what} --seed {seed} --count {count}`, commit {commit.stdout.strip()}\n"
    )
    {"text": text, "spelled": spelled, "colour": colour, "clones": clones}[options.what](seed, count)


def text(seed: int, count: int) -> None:
    """Exact names, unread ones and wrong ones, of the seals that were found."""
    engine = PaddleEngine(Settings())
    asked: list[int] = []

    def recognise(crops: list) -> list[tuple[str, float]]:
        asked.append(len(crops))
        return engine.recognise(crops, "small")

    def second(crops: list) -> list[tuple[str, float]]:
        return engine.recognise(crops, "tiny")

    scores: dict[str, Counter[str]] = {}
    wrong: list[str] = []
    seconds = 0.0
    for page in (sheet(seed + i, _OVALS if i % 2 else _TEXT) for i in range(count)):
        for placed, found, scale in _found(page):
            score = scores.setdefault(placed.sort, Counter())
            score["seals"] += 1
            if found is None:
                score["not found"] += 1
                continue
            start = time.process_time()
            told = read_or_guess(page.rgb, found, scale, recognise, second=second).text
            seconds += time.process_time() - start
            score[_judged(placed, told)] += 1
            if _judged(placed, told) == "wrong":
                wrong.append(f"{placed.spec.text} told {told}")
        sys.stderr.write(f"{dict(scores)} {wrong}\n")
    columns = ("seals", "whole", "name", "unread", "wrong", "not found")
    print(
        "| sort | seals | whole text | name alone | unread | wrong | not found |\n|---|---|---|---|---|---|---|"
    )
    for sort, score in scores.items():
        print(f"| {sort} | " + " | ".join(str(score[column]) for column in columns) + " |")
    total = sum(score["seals"] - score["not found"] for score in scores.values())
    print(f"\nWrong: {'; '.join(wrong) or 'none'}.")
    print(f"A seal: {sum(asked) / total:.2f} strips recognised, {seconds / total:.2f} s of processor time.")


def spelled(seed: int, count: int) -> None:
    """How well the strips of unread seals show their own names, and names that differ from these in a character."""
    engine = PaddleEngine(Settings())
    look, again, spell = (
        functools.partial(engine.recognise, size="small"),
        functools.partial(engine.recognise, size="tiny"),
        functools.partial(engine.spell, size="small"),
    )
    seals, unread = 0, []
    for page in (sheet(seed + i, _OVALS if i % 2 else _TEXT) for i in range(count)):
        for placed, found, scale in _found(page):
            if found is not None:
                seals += 1
                told = read_or_guess(page.rgb, found, scale, look, second=again, spell=spell)
                if told.spelled:
                    unread.append((placed.spec.text, told.spelled))
    chance, letters = random.Random(seed), "".join(name for name, _ in unread)
    misfits: dict[str, list[float]] = {"its own": [], "another's": [], **{change: [] for change in _CHANGES}}
    for name, strips in unread:
        misfits["its own"].append(least_misfit(strips, name))
        misfits["another's"] += [least_misfit(strips, other) for other, _ in unread if other != name]
        for change, cut in _CHANGES.items():
            at = chance.randrange(len(name) - 3)  # what kind of unit it is stays
            other = name[:at] + chance.choice(letters) * (change != "one less") + name[at + cut :]
            if other != name:
                misfits[change].append(least_misfit(strips, other))
    print(f"{len(unread)} of {seals} seals unread.\n")
    print("| name | names | up to 3 | 5 | 7 | least |\n|---|---|---|---|---|---|")
    for what, values in misfits.items():
        below = " | ".join(str(sum(v <= most for v in values)) for most in (3, 5, 7))
        print(f"| {what} | {len(values)} | {below} | {min(values, default=0):.1f} |")


def _judged(placed: Placed, told: str | None) -> str:
    """ "whole": every character; "name": the arc's, with none, part or scraps of the centre's."""
    if told is None:
        return "unread"
    if told == placed.text:
        return "whole"
    rest = told.removeprefix(placed.spec.text)
    return "name" if told.startswith(placed.spec.text) and not (rest and not placed.spec.centre) else "wrong"


def colour(seed: int, count: int) -> None:
    """Fresh against photocopied: colour pages, grey copies, and grey copies that were sealed afresh."""
    scores: dict[str, Counter[str]] = {}
    for i in range(count):
        for placed, found, _ in _found(sheet(seed + i, _GREY if i % 2 else _TEXT)):
            fresh = placed.sort != "copied"
            score = scores.setdefault(
                {"copied": "copied", "fresh_on_grey": "fresh on grey"}.get(placed.sort, "fresh"), Counter()
            )
            score["seals"] += 1
            score[
                "not found" if found is None else "right" if (found.colour != "black") == fresh else "wrong"
            ] += 1
        sys.stderr.write(f"{scores}\n")
    print("| sort | seals | right | wrong | not found |\n|---|---|---|---|---|")
    for sort, score in scores.items():
        print(
            f"| {sort} | "
            + " | ".join(str(score[c]) for c in ("seals", "right", "wrong", "not found"))
            + " |"
        )


def clones(seed: int, count: int) -> None:
    """Pictures used twice on a tenth as many pages, and independent strikes."""
    print(seal_clones.measure(seed, max(4, count // 10), count))


def _found(page: Sheet) -> Iterator[tuple[Placed, Stamped | None, float]]:
    """Each drawn seal with the one found in its place."""
    ink = separate(page.rgb)
    height, width = page.rgb.shape[:2]
    proposals = propose(ink.rgb)
    outlined = find_seals(ink, (), where_seals_may_be(page.rgb, ink, proposals), least=LEAST)
    weighed = weigh_seals(ink, outlined, proposals, (), functools.partial(seal_likelihoods, page.rgb))
    stamped = [seal for seal in weighed if seal.confidence >= FOUND]
    for placed in page.seals:
        x0, y0, x1, y1 = placed.box
        drawn = (x0 / width, y0 / height, x1 / width, y1 / height)
        yield placed, next((one for one in stamped if overlap(one.box, drawn) > 0.5), None), ink.scale


if __name__ == "__main__":
    main()
