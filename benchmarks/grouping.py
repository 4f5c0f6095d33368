"""Are papers and booklets put together right where several lie shuffled in one file?"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from samples.lines import LinePage, Values, misread, set_page, templates
from samples.lines.values import words
from scanaudit.facts import PageFacts
from scanaudit.fields import extract
from scanaudit.kinds import PageEvidence, classify, group, refine
from scanaudit.reading.lines import Line

# Of each part the layouts that name the journal: on the others nobody could tell whose they are.
_PARTS = {"paper_cover": (0, 1, 4), "paper_toc": (0, 3), "paper_copyright_page": (0, 1), "paper_body": (0,)}
_NEXT = 2


def facts(page: LinePage, file: str, number: int) -> PageFacts:
    """Page facts of a page of lines, as far as grouping looks at them."""
    lines = [
        Line(
            p.text,
            p.confidence,
            np.array([p.box[:2], (p.box[2], p.box[1]), p.box[2:], (p.box[0], p.box[3])], np.float32),
        )
        for p in page.pieces
    ]
    width, height = page.size
    decision = classify(PageEvidence(lines, width, height, page.n_seals, page.has_portrait))
    return PageFacts(
        file=file,
        page=number,
        width=width,
        height=height,
        kind=decision.kind,
        kind_confidence=decision.confidence,
        kind_candidates=decision.candidates,
        kind_cues=decision.cues,
        fields=extract(decision.kind, lines, page.size),
        text="\n".join(line.text for line in lines),
    )


def shuffled_papers(rng: random.Random, shared: bool = False) -> tuple[list[PageFacts], list[int]]:
    """Three papers part by part in one file, each part's three pages in chance order, each body two pages long; and
    whose each page is. ``shared``: two of them are in one journal, whose number page may not say which issue it is.
    """
    whose: list[tuple[int, LinePage]] = []
    journals = rng.sample(range(len(words()["journals"])), 3)
    papers = [Values(rng, journals[0 if shared and k == 1 else k]) for k in range(3)]
    for kind, layouts in _PARTS.items():
        for owner in rng.sample(range(3), 3):
            for which in (rng.choice(layouts), _NEXT) if kind == "paper_body" else (rng.choice(layouts),):
                page = set_page(kind, kind, templates()[kind][which], rng, papers[owner])
                whose.append((owner, misread(page, rng)))
    made = [facts(page, "论文.pdf", number) for number, (_, page) in enumerate(whose, 1)]
    return list(refine(made)), [owner for owner, _ in whose]


def exact(pages: Sequence[PageFacts], owners: Sequence[int]) -> int:
    """How many of the owners' pages form one document that holds nothing else."""
    found = {frozenset(document.pages) for document in group(pages)}
    wanted = [frozenset(i for i, o in enumerate(owners) if o == owner) for owner in set(owners)]
    return sum(one in found for one in wanted)


def booklets(rng: random.Random) -> tuple[list[PageFacts], list[int]]:
    """Two people's continuing-education booklets in files of their own, their pages in chance order."""
    made: list[PageFacts] = []
    owners: list[int] = []
    for owner in range(2):
        values = Values(rng)
        kinds = ["ce_name_page", "ce_registration_page", "ce_verification_page"]
        rng.shuffle(kinds)
        for number, kind in enumerate(kinds, 1):
            page = set_page(kind, kind, templates()[kind][0], rng, values)
            made.append(facts(misread(page, rng), f"继续教育{owner}.pdf", number))
            owners.append(owner)
    return list(refine(made)), owners


def grouped(seed: int, count: int) -> str:
    """The section of the report."""
    told = {}
    makers = (
        ("three papers of three journals", shuffled_papers, 3),
        ("three papers, two in one journal", lambda rng: shuffled_papers(rng, shared=True), 3),
        ("two people's booklets", booklets, 2),
    )
    for name, make, a_file in makers:
        rng = random.Random(f"{seed}/{name}")
        right = sum(exact(*make(rng)) for _ in range(count))
        told[name] = (right, count * a_file)
    rows = [f"| {name} | {right} | {n} | {right / n:.1%} |" for name, (right, n) in told.items()]
    head = ["| shuffled in one upload | put together exactly | of | share |", "|---|---|---|---|"]
    return "\n".join(["### Grouping", "", *head, *rows])
