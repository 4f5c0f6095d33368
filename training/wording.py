"""The model of wording that helps the classifier of page kinds: pages set from the layouts of many offices and pages
worded by many authors (``wordings/``), a linear model over their runs of characters, and its file.

Never learnt from: the held-out layouts (``samples/lines/held_out``), the invented layouts of ``tests/kinds``, the
wordings of ``benchmarks/wordings``, real pictures, and the sets of other offices that are not named on the command
line.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import yaml

from benchmarks import drawn_pages, wordings
from benchmarks.dossiers import PLANS
from samples.lines import refit
from samples.lines.page import set_page
from samples.plan import Plan
from scanaudit.kinds.evidence import PageEvidence, view
from scanaudit.kinds.wording import runs

OTHERS = Path(__file__).with_name("other_papers.yaml")
WORDINGS = Path(__file__).with_name("wordings")
_COPIES = 4  # of each paper that is of no kind and of each wording, with other values and other misreadings
_LEAST_LAYOUTS = 2  # a run that fewer layouts bear is a name, not wording
# What a page's layout counts: the generator's own layouts of a kind are several; of papers of no kind there are many,
# and all together are one kind. Design values: without the last, short pages tended to none.
_GENERATOR, _NONE = 3.0, 0.3
# Towards zero, of every weight, and steps of the fit. Of pulls from 5e-7 to 3e-5 the least was right as often as any
# on ``benchmarks/wordings/first_half.yaml``.
_PULL, _STEPS = 5e-7, 60
# Of a wording never seen the model is surer than it should be. Chosen together with what its vote counts
# (``scanaudit/kinds/classifier.py``).
_SOFTENED = 1.4
# Smaller weights are left out of the file: with 0.25 one page in a hundred of ``first_half`` was lost, with 0.08 none
# gained and the file half as large again.
_LEAST_WEIGHT = 0.15


@dataclass(frozen=True)
class Page:
    """A page's kind, which layout it is set in and what that counts, and its runs of characters."""

    kind: str
    layout: str
    share: float
    runs: frozenset[str]


def pages(seeds: Sequence[int], sets: Sequence[str]) -> Iterator[Page]:
    """Pages of every notice's applicants in the generator's layouts and in those of ``sets``; papers of no kind;
    worded pages.
    """
    for which in ("", *sets):
        if which:
            refit.install(which)
        for seed in seeds:
            for notice, (make, _) in PLANS.items():
                plan = make(seed)
                if which:
                    refit.refit(plan, which)
                yield from _of_plan(plan, which, f"{notice}/{seed}")
    for number, template in enumerate(yaml.safe_load(OTHERS.read_text(encoding="utf-8"))):
        for copy in range(_COPIES):
            rng = random.Random(f"{number}/{copy}")
            made = set_page("other", f"other-{number}", template, rng)
            found = drawn_pages.lines(made, rng)
            yield Page("other", made.layout, _NONE, _runs(PageEvidence(found, *made.size)))
    yield from worded()


def worded() -> Iterator[Page]:
    """The worded pages, each set several times."""
    for path in sorted(WORDINGS.glob("*.yaml")):
        for number, wording in enumerate(wordings.read(path)):
            share = _NONE if wording.kind == "other" else 1.0
            for copy in range(_COPIES):
                evidence = wordings.evidence(wording, random.Random(f"{path.stem}/{number}/{copy}"))
                yield Page(wording.kind, f"{wording.kind}/{path.stem}-{number}", share, _runs(evidence))


def _of_plan(plan: Plan, which: str, name: str) -> Iterator[Page]:
    for document in plan.documents:
        for number, leaf in enumerate(document.leaves, 1):
            if which and not (leaf.layout or "").startswith(which):
                continue  # a page that the set has no layout of
            rng = random.Random(f"{name}/{document.file}/{number}")
            evidence = drawn_pages.evidence(plan, leaf, rng)
            layout, share = (leaf.layout, 1.0) if which else ("generator", _GENERATOR)
            yield Page(leaf.kind, f"{leaf.kind}/{layout}", share, _runs(evidence))


def _runs(evidence: PageEvidence) -> frozenset[str]:
    return frozenset(runs(view(evidence)))


def learn(drawn: Sequence[Page], path: Path, steps: int = _STEPS) -> str:
    """Write the model learnt from pages to ``path``; returns the file's SHA-256. The same for the same pages."""
    torch.manual_seed(1)
    vocabulary = _vocabulary(drawn)
    places = {run: place for place, run in enumerate(vocabulary)}
    kinds = sorted({page.kind for page in drawn} - {"blank"})
    known = [sorted(places[run] for run in page.runs if run in places) for page in drawn]
    chosen = [(page, rows) for page, rows in zip(drawn, known, strict=True) if rows and page.kind in kinds]
    weights, bias = _fit(
        [rows for _, rows in chosen],
        *_targets([page for page, _ in chosen], kinds),
        (len(places), len(kinds)),
        steps,
    )
    weights, bias = weights / _SOFTENED, bias / _SOFTENED
    kept = np.abs(weights) >= _LEAST_WEIGHT
    used = kept.any(axis=1)
    weights, kept = weights[used], kept[used]
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        runs=np.array([run for run, wanted in zip(vocabulary, used, strict=True) if wanted]),
        kinds=np.array(kinds),
        counts=kept.sum(axis=1).astype(np.uint8),
        columns=np.nonzero(kept)[1].astype(np.uint8),
        weights=weights[kept].astype(np.float16),
        bias=bias.astype(np.float16),
    )
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _vocabulary(drawn: Sequence[Page]) -> list[str]:
    bearing: defaultdict[str, set[str]] = defaultdict(set)
    for page in drawn:
        for run in page.runs:
            bearing[run].add(page.layout)
    return sorted(run for run, layouts in bearing.items() if len(layouts) >= _LEAST_LAYOUTS)


def _targets(drawn: Sequence[Page], kinds: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """The number of each page's kind and what the page counts: every layout as much, however many pages it has."""
    counts = Counter(page.layout for page in drawn)
    number = {kind: place for place, kind in enumerate(kinds)}
    share = torch.tensor([page.share / counts[page.layout] for page in drawn])
    return torch.tensor([number[page.kind] for page in drawn]), share / share.sum()


def _fit(
    rows: Sequence[Sequence[int]], kinds: torch.Tensor, share: torch.Tensor, size: tuple[int, int], steps: int
) -> tuple[np.ndarray, np.ndarray]:
    """Multinomial logistic regression: weights (``size``: runs by kinds) and biases."""
    flat = torch.tensor([place for some in rows for place in some])
    begins = torch.tensor(np.cumsum([0, *(len(some) for some in rows[:-1])]))
    scale = torch.tensor([1 / len(some) ** 0.5 for some in rows for _ in some])
    table, bias = torch.zeros(size, requires_grad=True), torch.zeros(size[1], requires_grad=True)
    optimiser = torch.optim.LBFGS(
        [table, bias], max_iter=steps, history_size=8, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        told = (
            torch.nn.functional.embedding_bag(flat, table, begins, mode="sum", per_sample_weights=scale)
            + bias
        )
        value = (torch.nn.functional.cross_entropy(told, kinds, reduction="none") * share).sum()
        value = value + _PULL / 2 * (table**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(loss)  # type: ignore[arg-type, no-untyped-call]
    return table.detach().numpy(), bias.detach().numpy()
