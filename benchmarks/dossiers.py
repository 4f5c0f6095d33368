"""Are the faults of whole dossiers found, and nothing else blocked?

python -m benchmarks.dossiers --count 40 [--write docs/accuracy.md]: on drawn pages whose print is taken as lines.
python -m benchmarks.dossiers --count 40 --first 5000 --pictures [--keep FOLDER] [--write docs/accuracy.md]: on dossiers
written to disk and read by the models (half a minute a dossier). ``--elsewhere``: their pages are set in the layouts
of other offices (samples/lines/refit.py), in the faces of a folder where ``--faces`` names one. ``--keep``: what came
of each dossier is kept there, a file each with the whole report, so that a run that was cut off goes on where it was.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from pydantic import BaseModel

import samples.kinds  # registers every layout
from benchmarks.drawn_pages import page_facts
from benchmarks.held_out_pictures import faces
from benchmarks.sections import put
from samples.dossier import dossier, fault_names
from samples.lines import refit
from samples.plan import Fault, Plan
from samples.plans import PLANS
from scanaudit.audit import audit
from scanaudit.facts import PageFacts
from scanaudit.inspection.in_context import in_context
from scanaudit.inspection.inspect import inspect
from scanaudit.notices.loader import get
from scanaudit.notices.profile import Profile
from scanaudit.settings import Settings
from scanaudit.verdicts import AuditReport, Finding

assert samples.kinds
FIRST_SEED, MOST = 4000, 5


class Outcome(BaseModel):
    """What came of one dossier. ``missed``: its faults that no finding tells of; ``false``: blocking findings under
    requirements that no fault concerns; ``met``: missed faults under whose requirements all is told as met.
    """

    notice: str
    seed: int
    faults: tuple[str, ...]
    missed: tuple[str, ...]
    false: tuple[str, ...]
    met: tuple[str, ...]
    report: AuditReport | None = None


Alter = Callable[[Plan], None] | None


def one(notice: str, seed: int, pictures: bool, alter: Alter = None) -> Outcome:
    """One applicant with up to five faults drawn by chance; ``alter`` changes the plan before they are put in."""
    rng = random.Random(f"{notice}/{seed}")
    make, known = PLANS[notice]
    plan: Plan = make(seed)
    if alter is not None:
        alter(plan)
    names = rng.sample(sorted(fault_names(notice)), rng.randrange(MOST + 1))
    chosen: list[tuple[str, Fault]] = []
    places = {name: plan.find(known[name].tag)[0].file for name in names}
    for name in names:
        try:
            known[name].change(plan, known[name].tag)
        except (KeyError, ValueError):  # an earlier fault took the page away
            continue
        chosen.append((name, known[name]))
    names = [name for name, _ in chosen]
    facts = read(notice, seed, names, alter) if pictures else drawn(notice, plan, seed)
    report = audited(notice, plan, facts)
    told = [f for f in report.findings if f.severity != "info" or f.code == "K305"]
    allowed = {r for _, fault in chosen for r in (fault.requirement, *fault.also)}
    blocks = [f for f in report.findings if f.severity == "block" and f.requirement not in allowed]
    unmet = {r.id for r in report.requirements if r.status != "met"}
    missed = [(n, fault) for n, fault in chosen if not any(_tells(f, fault, places[n]) for f in told)]
    return Outcome(
        notice=notice,
        seed=seed,
        faults=tuple(name for name, _ in chosen),
        missed=tuple(name for name, _ in missed),
        false=tuple(f"{f.code} {f.requirement} {_where(f)}" for f in blocks),
        met=tuple(n for n, fault in missed if not unmet & {fault.requirement, *fault.also}),
        report=report,
    )


def _tells(finding: Finding, fault: Fault, file: str) -> bool:
    """Whether a finding is under the fault's requirement; of the picture, on its file under any."""
    if finding.code.startswith("C") and (finding.file or "").endswith(file):
        return True
    return finding.requirement in {fault.requirement, *fault.also}


def _looks(outcome: Outcome) -> int:
    """How many findings ask for a look under requirements that no fault concerns."""
    known = PLANS[outcome.notice][1]
    allowed = {r for name in outcome.faults for r in (known[name].requirement, *known[name].also)}
    findings = outcome.report.findings if outcome.report else ()
    return sum(f.severity == "warn" and f.requirement not in allowed for f in findings)


def _where(finding: Finding) -> str:
    return f"{finding.file}#{finding.page} {finding.message.zh}"


def read(notice: str, seed: int, faults: Sequence[str], alter: Alter) -> Sequence[PageFacts]:
    """The facts of the dossier's pictures and PDFs, as the models read them."""
    with tempfile.TemporaryDirectory() as name:
        dossier(notice, seed, list(faults), alter).write(Path(name))
        return inspect([Path(name) / "upload"], Settings(use_cache=False)).pages


def drawn(notice: str, plan: Plan, seed: int) -> Sequence[PageFacts]:
    """The facts of a plan's pages as they are drawn."""
    pages = []
    for document in plan.documents:
        for number, leaf in enumerate(document.leaves, 1):
            rng = random.Random(f"{notice}/{seed}/{document.file}/{number}")
            pages.append(page_facts(plan, leaf, document.file, number, rng))
    return in_context(pages)


def audited(notice: str, plan: Plan, pages: Sequence[PageFacts]) -> AuditReport:
    """The report on an applicant's pages."""
    return audit(get(notice), Profile(**plan.profile), pages, today=dt.date(plan.case.year, 9, 1))


HEAD, HEAD_READ = Path(__file__).with_suffix(".md"), Path(__file__).with_name("dossiers-read.md")
HEAD_ELSEWHERE = Path(__file__).with_name("dossiers-elsewhere.md")


def outcomes(seeds: range, pictures: bool, keep: Path | None, alter: Alter) -> Iterator[Outcome]:
    """One applicant of every notice a seed, then the next seed, so that a run may end anywhere."""
    for seed in seeds:
        for notice in PLANS:
            path = keep / f"{notice}-{seed}.json" if keep else None
            if path and path.exists():
                yield Outcome.model_validate_json(path.read_bytes())
                continue
            made = one(notice, seed, pictures, alter)
            if path:
                path.write_text(made.model_dump_json(), encoding="utf-8")
            yield made


def section(head: Path, made: Sequence[Outcome], which: str | None = None) -> str:
    """The figures of all notices under a file's text; missed faults, false blocks and what is falsely met named."""
    seeds = sorted({o.seed for o in made})
    rows, notes = [], []
    for notice in PLANS:
        mine = [o for o in made if o.notice == notice]
        faults, missed = sum(len(o.faults) for o in mine), sum(len(o.missed) for o in mine)
        blocks, met = sum(len(o.false) for o in mine), sum(len(o.met) for o in mine)
        looks = sum(map(_looks, mine))
        rows.append(f"| {notice} | {len(mine)} | {faults} | {faults - missed} | {blocks} | {met} | {looks} |")
        notes += [f"- missed: {notice} {o.seed} {name}" for o in mine for name in o.missed]
        notes += [f"- told as met: {notice} {o.seed} {name}" for o in mine for name in o.met]
        notes += [f"- false: {notice} {o.seed} {what}" for o in mine for what in o.false]
    text = head.read_text(encoding="utf-8").format(count=len(seeds), seed=seeds[0], most=MOST, which=which)
    return text + "\n".join([*rows, "", *notes])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5, help="applicants a notice")
    parser.add_argument("--first", type=int, default=FIRST_SEED, help="seed of the first applicant")
    parser.add_argument("--pictures", action="store_true", help="have the pictures read by the models")
    parser.add_argument("--elsewhere", choices=refit.SETS, help="pages in the layouts of other offices")
    parser.add_argument("--faces", type=Path, help="folder of TrueType fonts that those pages are printed in")
    parser.add_argument("--keep", type=Path, help="folder for what came of dossiers already done")
    parser.add_argument("--write", type=Path, help="put the section into this Markdown file")
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    alter = None
    if options.elsewhere:
        refit.install(options.elsewhere, faces(options.faces))
        alter = partial(refit.refit, which=options.elsewhere)
    seeds = range(options.first, options.first + options.count)
    head = HEAD_ELSEWHERE if options.elsewhere else HEAD_READ if options.pictures else HEAD
    made = section(head, list(outcomes(seeds, options.pictures, options.keep, alter)), options.elsewhere)
    print(made)
    if options.write:
        put(options.write, head.stem.replace("-", " "), made)


if __name__ == "__main__":
    main()
