"""How much of a checklist a draft finds: ``python benchmarks/drafts.py TEXT CHECKLIST [TEXT CHECKLIST …]``.

A drafted requirement is right where the checklist has one that asks for the same: the same page kinds (one
set within the other, or half in common), or, without pages, the same demand. Each counts once, by the best
assignment of all to all. Its clause is right where its first address is one of the checklist's.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from scanaudit.auditing.hungarian import least_cost
from scanaudit.drafting.draft import draft
from scanaudit.notices import Notice, Requirement, get
from scanaudit.notices.evidence import EveryOf, EvidenceSpec, Kinds, OneOf, Set
from scanaudit.notices.open_facts import domains


@dataclass(frozen=True)
class Measured:
    """What was found of a notice; ``wrong``: drafted ids without a counterpart, ``missed``: the checklist's."""

    rows: int
    drafted: int
    found: tuple[tuple[str, str, bool], ...]
    seconds: float
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of the checklist's requirements that were drafted."""
        return len(self.found) / self.rows

    @property
    def precision(self) -> float:
        """The share of the drafted requirements that are the checklist's."""
        return len(self.found) / max(self.drafted, 1)

    @property
    def addresses(self) -> float:
        """The share of those found whose clause is right."""
        return sum(right for _, _, right in self.found) / max(len(self.found), 1)


def measure(text: str, checklist: Notice) -> Measured:
    """Draft ``text`` and compare with the checklist."""
    begun = time.perf_counter()
    made = draft(text, "draft")
    seconds = time.perf_counter() - begun
    drafted = Notice.model_validate(made.data()).requirements
    asked = checklist.requirements
    table = [[2.0 - likeness(d, a) if likeness(d, a) else 9.0 for a in asked] for d in drafted]
    pairs = least_cost(table, 9.0)
    found = tuple(
        (drafted[d].id, asked[a].id, drafted[d].clause[0] in asked[a].clause) for d, a in pairs.items()
    )
    return Measured(
        len(asked), len(drafted), found, seconds,
        tuple(f"{one.id} {one.title.zh}" for at, one in enumerate(drafted) if at not in pairs),
        tuple(one.id for at, one in enumerate(asked) if at not in pairs.values()),
    )  # fmt: skip


def likeness(one: Requirement, other: Requirement) -> float:
    """0: they ask for different things; up to 2: the same, of the same people, by the same clause."""
    a, b = _kinds(one.evidence), _kinds(other.evidence)
    if a or b:
        common = len(a & b) / len(a | b)
        if not (common and (a <= b or b <= a or common >= 0.5)):
            return 0.0
    else:
        mine, yours = ({d.demand for d in row.demands} for row in (one, other))
        if not (mine & yours or (not mine and not yours and one.informative == other.informative)):
            return 0.0
        common = 1.0
    same = domains(one).keys() == domains(other).keys()
    return 0.2 + common + 0.3 * same + 0.4 * bool(set(one.clause) & set(other.clause))


def _kinds(spec: EvidenceSpec | None) -> frozenset[str]:
    """The kinds that are asked for; those only checked if they are there (``count: 0``) left out."""
    match spec:
        case Kinds():
            return frozenset(spec.kinds) if spec.count else frozenset()
        case Set():
            return frozenset(kind for kinds in spec.parts.values() for kind in kinds)
        case EveryOf():
            return frozenset().union(*map(_kinds, spec.all_of))
        case OneOf():
            return frozenset().union(*map(_kinds, spec.any_of))
    return frozenset()


def main(arguments: list[str]) -> None:
    """Print the figures of each pair and of all together."""
    everything = []
    for text, checklist in zip(arguments[::2], arguments[1::2], strict=True):
        one = measure(Path(text).read_text(encoding="utf-8"), get(checklist))
        everything.append(one)
        print(
            f"{checklist}: recall {one.recall:.3f} ({len(one.found)}/{one.rows}), precision "
            f"{one.precision:.3f} (of {one.drafted}), clause {one.addresses:.3f}, {one.seconds:.2f} s"
        )
        print("  missed:", ", ".join(one.missed), "| wrong:", "; ".join(one.wrong))
        print("  other clause:", ", ".join(f"{a}={b}" for a, b, right in one.found if not right))
    found = sum(len(one.found) for one in everything)
    print(
        f"together: recall {found / sum(one.rows for one in everything):.3f}, "
        f"precision {found / sum(one.drafted for one in everything):.3f}, clause "
        f"{sum(right for one in everything for _, _, right in one.found) / found:.3f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
