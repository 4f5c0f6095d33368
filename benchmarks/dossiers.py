"""Are the faults of whole dossiers found, and nothing else blocked?

python -m benchmarks.dossiers --count 40 [--pictures] [--write docs/accuracy.md]: on drawn pages whose print is taken as
lines; with ``--pictures`` on dossiers written to disk and read by the models (half a minute a dossier).
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import samples.kinds  # registers every layout
from benchmarks.drawn_pages import page_facts
from benchmarks.sections import put
from samples.dossier import dossier, fault_names
from samples.plan import Fault, Plan
from samples.plans import PLANS
from scanaudit.audit import audit
from scanaudit.facts import PageFacts
from scanaudit.inspection import inspect
from scanaudit.kinds import refine
from scanaudit.notices.loader import get
from scanaudit.notices.profile import Profile
from scanaudit.settings import Settings
from scanaudit.verdicts import AuditReport, Finding

assert samples.kinds
FIRST_SEED, MOST = 4000, 5


@dataclass
class Tally:
    """What came of all dossiers of a notice."""

    dossiers: int = 0
    faults: int = 0
    found: int = 0
    blocks: int = 0
    missed: list[str] = field(default_factory=list)
    false: Counter[str] = field(default_factory=Counter)


def one(notice: str, seed: int, tally: Tally, pictures: bool) -> None:
    """One applicant with up to five faults drawn by chance."""
    rng = random.Random(f"{notice}/{seed}")
    make, known = PLANS[notice]
    plan: Plan = make(seed)
    names = rng.sample(sorted(fault_names(notice)), rng.randrange(MOST + 1))
    chosen: list[tuple[str, Fault]] = []
    places = {name: plan.find(known[name].tag)[0].file for name in names}
    for name in names:
        try:
            known[name].change(plan, known[name].tag)
        except (KeyError, ValueError):  # an earlier fault took the page away
            continue
        chosen.append((name, known[name]))
    facts = read(notice, seed, [name for name, _ in chosen]) if pictures else drawn(notice, plan, seed)
    report = audited(notice, plan, facts)
    tally.dossiers += 1
    told = [f for f in report.findings if f.severity != "info" or f.code == "K305"]
    for name, fault in chosen:
        tally.faults += 1
        if any(_tells(f, fault, places[name]) for f in told):
            tally.found += 1
        else:
            tally.missed.append(f"{notice} {seed} {name}")
    allowed = {r for _, fault in chosen for r in (fault.requirement, *fault.also)}
    for finding in report.findings:
        if finding.severity == "block" and finding.requirement not in allowed:
            tally.blocks += 1
            tally.false[f"{finding.code} {finding.requirement} {_where(finding)}"] += 1


def _tells(finding: Finding, fault: Fault, file: str) -> bool:
    """Whether a finding is under the fault's requirement; of the picture, on its file under any."""
    if finding.code.startswith("C") and (finding.file or "").endswith(file):
        return True
    return finding.requirement in {fault.requirement, *fault.also}


def _where(finding: Finding) -> str:
    return f"{finding.file}#{finding.page} {finding.message.zh}"


def read(notice: str, seed: int, faults: Sequence[str]) -> Sequence[PageFacts]:
    """The facts of the dossier's pictures and PDFs, as the models read them."""
    with tempfile.TemporaryDirectory() as name:
        dossier(notice, seed, list(faults)).write(Path(name))
        return inspect([Path(name) / "upload"], Settings(use_cache=False)).pages


def drawn(notice: str, plan: Plan, seed: int) -> Sequence[PageFacts]:
    """The facts of a plan's pages as they are drawn."""
    pages = []
    for document in plan.documents:
        for number, leaf in enumerate(document.leaves, 1):
            rng = random.Random(f"{notice}/{seed}/{document.file}/{number}")
            pages.append(page_facts(plan, leaf, document.file, number, rng))
    return refine(pages)


def audited(notice: str, plan: Plan, pages: Sequence[PageFacts]) -> AuditReport:
    """The report on an applicant's pages."""
    return audit(get(notice), Profile(**plan.profile), pages, today=dt.date(plan.case.year, 9, 1))


HEAD, HEAD_READ = Path(__file__).with_suffix(".md"), Path(__file__).with_name("dossiers-read.md")


def section(count: int, pictures: bool) -> str:
    """The figures of all notices, misses and false blocks named."""
    rows, notes = [], []
    for notice in PLANS:
        tally = Tally()
        for seed in range(FIRST_SEED, FIRST_SEED + count):
            one(notice, seed, tally, pictures)
        rows.append(f"| {notice} | {tally.dossiers} | {tally.faults} | {tally.found} | {tally.blocks} |")
        notes += [f"- missed: {line}" for line in tally.missed]
        notes += [f"- false: {what} ({n})" for what, n in tally.false.most_common()]
    text = (HEAD_READ if pictures else HEAD).read_text(encoding="utf-8")
    head = text.format(count=count, seed=FIRST_SEED, most=MOST)
    return head + "\n".join([*rows, "", *notes])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5, help="applicants a notice")
    parser.add_argument("--pictures", action="store_true", help="have the pictures read by the models")
    parser.add_argument("--write", type=Path, help="put the section into this Markdown file")
    options = parser.parse_args()
    made = section(options.count, options.pictures)
    print(made)
    if options.write:
        put(options.write, "dossiers read" if options.pictures else "dossiers", made)


if __name__ == "__main__":
    main()
