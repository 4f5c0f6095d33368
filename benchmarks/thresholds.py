"""Where does "sure" begin? The cost of every threshold of the audit, on pages whose truth is known.

python -m benchmarks.thresholds --marks FOLDER… --kept FOLDER --seed N [--write docs/accuracy.md]

A wrong "it is there" costs an applicant the year, a wrong "it is missing" an hour and their trust, a look at a crop a
minute: they are counted as ``FALSE_COMPLETE``, ``FALSE_ACCUSATION`` and ``LOOK``. ``--marks``: labelled folders
(``python -m training validation``, ``../shared/real``) for seals and signatures; ``--kept`` and ``--seed``: what
``benchmarks.held_out_pictures --keep FOLDER --seed N --faces FOLDER --a-kind N`` read, for values. Kinds are those of
``benchmarks.wordings``.
"""

from __future__ import annotations

import argparse
import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import wordings
from benchmarks.held_out_pictures import faces, read
from benchmarks.kinds import Point, value_points
from benchmarks.sections import put
from scanaudit.auditing.judgement import SURE
from scanaudit.evaluation.evaluate import inspected
from scanaudit.evaluation.labels import read_labels
from scanaudit.evaluation.looks import look_at
from scanaudit.evaluation.marks import Pair
from scanaudit.rules.upload import KIND_SURE, MARK_DOUBTFUL, MARK_SEEN, VALUE_SURE
from scanaudit.settings import Settings

FALSE_COMPLETE, FALSE_ACCUSATION, LOOK = 100, 20, 1
# So many of the things that are asked for are not there. Assumed: files come back for one fault in a few.
MISSING = 0.05
# A page taken for another: what it is seems missing, and what it seems to be hides that this is.
WRONG_KIND = FALSE_ACCUSATION + MISSING * FALSE_COMPLETE
GRID = (0.05, 0.1, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 0.99)
# Costs that differ by less than this part of the least one are the same on so many pages.
_ALIKE = 0.1


@dataclass(frozen=True)
class Curve:
    """The cost for each 1,000 decisions at each threshold of ``GRID``; ``used``: the program's own threshold."""

    name: str
    used: float
    decisions: int
    cost: Callable[[float], float]

    def row(self) -> str:
        """A line of the table, the least cost in bold."""
        costs = [self.cost(at) for at in GRID]
        least = min(costs)
        cells = [f"**{c:.0f}**" if c <= least + _ALIKE * least + 0.5 else f"{c:.0f}" for c in costs]
        return f"| {self.name} | {self.decisions} | {self.used:.2f}: {self.cost(self.used):.0f} | {' | '.join(cells)} |"


def taken(name: str, used: float, wrong: float, points: Sequence[Point]) -> Curve:
    """The curve of what is taken as certain from the threshold on, and looked at below it; ``wrong``: what being
    certain and wrong costs.
    """

    def cost(at: float) -> float:
        total = sum((0 if right else wrong) if p >= at else LOOK for p, right in points)
        return 1000 * total / max(1, len(points))

    return Curve(name, used, len(points), cost)


def marks_cost(points: Sequence[Point], doubtful: float, seen: float) -> float:
    """The cost for each 1,000 places that ask for a mark, of which ``MISSING`` lack it. ``points``: the likeliest
    mark's confidence on a page, and whether the page bears one.
    """
    total = 0.0
    for there, share in ((True, 1 - MISSING), (False, MISSING)):
        of_these = [p for p, truth in points if truth is there]
        wrong = sum(p < doubtful if there else p >= seen for p in of_these)
        looked = sum(doubtful <= p < seen for p in of_these)
        price = FALSE_ACCUSATION if there else FALSE_COMPLETE
        total += share * (price * wrong + LOOK * looked) / max(1, len(of_these))
    return 1000 * total


def kind_points(files: Iterable[str]) -> list[Point]:
    """Confidence of the kind that was told, and whether it is right; abstentions are looked at in any case."""
    points = []
    for file in files:
        for wording, decision in wordings.told(wordings.FOLDER / f"{file}.yaml"):
            if decision.kind != "other":
                points.append((decision.confidence, decision.kind == wording.kind))
    return points


def marks_curves(name: str, points: Sequence[Point]) -> list[Curve]:
    """Of a mark: from where it counts as seen, and below what as absent."""
    return [
        Curve(
            f"{name}: seen", MARK_SEEN, len(points), lambda at: marks_cost(points, min(MARK_DOUBTFUL, at), at)
        ),
        Curve(
            f"{name}: absent",
            MARK_DOUBTFUL,
            len(points),
            lambda at: marks_cost(points, at, max(MARK_SEEN, at)),
        ),
    ]


def mark_points(folder: Path, signatures: bool) -> list[Point]:
    """For each labelled page the likeliest mark's confidence, and whether the page bears one."""
    points = []
    for label, facts in _looked(folder):
        found = facts.signatures if signatures else facts.seals
        there = bool(label.signatures if signatures else label.seals)
        points.append((max((mark.confidence for mark in found), default=0.0), there))
    return points


@functools.cache
def _looked(folder: Path) -> list[Pair]:
    """Marks alone where the labels know the print, else whole inspections."""
    known = all(label.lines for label in read_labels(folder))
    return look_at(folder, Settings()) if known else inspected(folder, Settings())


def section(curves: Sequence[Curve]) -> str:
    """The table."""
    head = Path(__file__).with_suffix(".md").read_text(encoding="utf-8").strip()
    text = head.format(
        complete=FALSE_COMPLETE,
        accusation=FALSE_ACCUSATION,
        look=LOOK,
        missing=MISSING,
        kind=f"{WRONG_KIND:g}",
        sure=SURE,
    )
    titles = " | ".join(f"{at:g}" for at in GRID)
    rows = [f"| what | decisions | used: cost | {titles} |", "|---|---|---|" + "---|" * len(GRID)]
    return "\n".join([text, "", *rows, *(curve.row() for curve in curves)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marks", type=Path, nargs="*", default=[], help="labelled folders")
    parser.add_argument("--kept", type=Path, help="folder of page facts that were kept")
    parser.add_argument("--seed", type=int, default=0, help="the seed of those pages")
    parser.add_argument("--a-kind", type=int, default=10, help="pages a kind among them")
    parser.add_argument("--faces", type=Path, help="the fonts that they were printed in")
    parser.add_argument("--write", type=Path, help="put the section into this Markdown file")
    options = parser.parse_args()
    chosen, unseen = kind_points(("first_half", "second_half")), kind_points(("unseen",))
    curves = [
        taken("kind, chosen on", KIND_SURE, WRONG_KIND, chosen),
        taken("kind, unseen", KIND_SURE, WRONG_KIND, unseen),
    ]
    if options.kept:
        told = list(
            read(options.seed, options.a_kind, faces(options.faces), options.kept / str(options.seed))
        )
        kinds = [(t.confidence, t.kind == t.page.kind) for t in told if t.kind != "other"]
        curves.append(taken("kind, drawn pictures", KIND_SURE, WRONG_KIND, kinds))
        curves.append(taken("value, drawn pictures", VALUE_SURE, FALSE_ACCUSATION, value_points(told)))
    for folder in options.marks:
        for name, signatures in (("seal", False), ("signature", True)):
            curves += marks_curves(f"{name}, {folder.name}", mark_points(folder, signatures))
    made = section(curves)
    print(made)
    if options.write:
        put(options.write, "thresholds", made)


if __name__ == "__main__":
    main()
