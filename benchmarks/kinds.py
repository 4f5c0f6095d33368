"""How right are kinds, fields and groups on layouts that nothing was tuned on, and how true are the confidences?

python -m benchmarks.kinds --write docs/accuracy.md     # replaces the section between its two markers

Pages are lines of text (``samples/lines``) with an OCR-noise model, so that thousands cost a minute; what the real
engine makes of pictures is measured by ``benchmarks/accuracy.py``.
"""

from __future__ import annotations

import itertools
import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.grouping import grouped
from benchmarks.sections import command
from samples.lines import LinePage, Piece, misread, pages
from scanaudit.facts import Fields
from scanaudit.fields import extract
from scanaudit.kinds import KindDecision, PageEvidence, classify
from scanaudit.reading.lines import Line
from scanaudit.rules.people import PERSONAL
from scanaudit.rules.upload import VALUE_SURE

ROOT = Path(__file__).parents[1]
SEED, A_KIND, PAPERS = 8801, 30, 100
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
# Kinds on which a value is asked for by a rule; elsewhere a page may bear it and nobody reads it.
ASKED: dict[str, frozenset[str] | None] = {
    "name": PERSONAL,
    "id_number": None,
    "credit_code": frozenset({"business_licence"}),
    "issn": frozenset({"paper_cover", "paper_copyright_page", "paper_toc"}),
    "cn": frozenset({"paper_cover", "paper_copyright_page", "paper_toc"}),
    "isbn": frozenset({"isbn_page"}),
    "patent_number": frozenset({"patent_certificate"}),
    "issue_date": frozenset(
        {"title_certificate", "graduation_certificate", "degree_certificate", "award_certificate"}
    ),
    "period_start": frozenset({"public_notice_proof", "appointment_letter"}),
    "period_end": frozenset({"public_notice_proof", "appointment_letter"}),
    "valid_until": frozenset({"id_card", "residence_permit"}),
    "hours": frozenset({"ce_registration_page", "ce_verification_page", "ce_completion_certificate"}),
    "journal": frozenset({"paper_cover", "paper_copyright_page"}),
    "paper_title": frozenset({"paper_body"}),
    "authors": frozenset({"paper_body"}),
}
# Layouts on which a value stands and nobody could tell that it is meant: a payroll of three people, and a name on the
# line for signing, which is a hand's where it is not drawn, and hands are not held against anybody.
NOT_MEANT = {("name", "salary_flow-1"), ("name", "commitment_letter-0")}
PRINTED = {
    "name",
    "id_number",
    "credit_code",
    "issn",
    "cn",
    "isbn",
    "patent_number",
    "journal",
    "paper_title",
}
Point = tuple[float, bool]


@dataclass(frozen=True)
class Told:
    """What was made of a page: its kind with the confidence, and the values that stand on it."""

    page: LinePage
    kind: str
    confidence: float
    fields: Fields


def lines(pieces: Iterable[Piece]) -> list[Line]:
    """Pieces as the program's lines."""
    made = []
    for piece in pieces:
        x0, y0, x1, y1 = piece.box
        quad = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
        made.append(Line(piece.text, piece.confidence, quad))
    return made


def seen(page: LinePage) -> KindDecision:
    """What the classifier says of a page."""
    width, height = page.size
    return classify(
        PageEvidence(lines(page.pieces), width, height, n_seals=page.n_seals, has_portrait=page.has_portrait)
    )


def drawn() -> list[LinePage]:
    """The pages, misread."""
    made = pages(SEED, A_KIND)
    return [misread(page, random.Random(f"{SEED}/{page.layout}/{k}")) for k, page in enumerate(made)]


def from_lines(page: LinePage) -> Told:
    """What is made of a page's lines; its values as of its true kind, whatever it was taken for."""
    decision = seen(page)
    return Told(page, decision.kind, decision.confidence, extract(page.kind, lines(page.pieces), page.size))


def kinds_section(told: Sequence[Told]) -> str:
    """Macro-F1, abstentions, wrong kinds, and the reliability of the kind's confidence."""
    pairs = [(t.page.kind, t.kind) for t in told]
    wrong = sum(b not in (a, "other") for a, b in pairs)
    abstained = sum(a != b == "other" for a, b in pairs)
    missed = Counter((t.page.layout, t.kind) for t in told if t.kind != t.page.kind)
    rows = [f"| {layout} | {kind} | {n} |" for (layout, kind), n in missed.most_common()]
    points = [(t.confidence, t.kind == t.page.kind) for t in told]
    return "\n".join(
        [
            "### Kinds",
            "",
            f"{len(pairs)} pages of {len({a for a, _ in pairs})} kinds: macro-F1 {macro_f1(pairs):.3f}, wrong kind "
            f"{wrong} ({wrong / len(pairs):.1%}), abstained {abstained} ({abstained / len(pairs):.1%}).",
            "",
            *(["| layout | told | pages |", "|---|---|---|", *rows, ""] if rows else []),
            reliability("kind", points),
        ]
    )


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean over the true kinds of their F1."""
    scores = []
    for kind in {a for a, _ in pairs}:
        right = sum(a == b == kind for a, b in pairs)
        scores.append(2 * right / max(1, sum(a == kind for a, _ in pairs) + sum(b == kind for _, b in pairs)))
    return sum(scores) / len(scores)


def reliability(what: str, points: Sequence[Point]) -> str:
    """The curve as a table, and the expected calibration error."""
    rows, error = [], 0.0
    for low, high in itertools.pairwise(EDGES):
        inside = [p for p in points if low <= p[0] < high]
        if inside:
            said = sum(c for c, _ in inside) / len(inside)
            right = sum(ok for _, ok in inside) / len(inside)
            error += len(inside) / len(points) * abs(said - right)
            rows.append(f"| {low:.2f}–{min(high, 1):.2f} | {len(inside)} | {said:.3f} | {right:.3f} |")
    head = f"| {what}'s confidence | cases | said | right |"
    return "\n".join([head, "|---|---|---|---|", *rows, "", f"Expected calibration error: {error:.3f}."])


def fields_section(told: Sequence[Told]) -> str:
    """Values right, not told, wrong; wrong ones that no doubt goes with; the reliability of their confidence."""
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for page, found, name, answer in _answers(told):
        tally[name][answer] += 1
        tally[name]["marred"] += answer != "right" and not stands_there(name, page.truth[name], page)
        confidence = _confidence(found, name)
        tally[name]["silent"] += answer == "wrong" and confidence is not None and confidence >= VALUE_SURE
    rows = [
        f"| {name} | {n['right']} | {n['not told']} | {n['wrong']} | {n['silent']} | {n['marred']} | {exact(n):.1%} |"
        for name, n in sorted(tally.items())
    ]
    total = sum(n["right"] + n["not told"] + n["wrong"] for n in tally.values())
    silent = sum(n["silent"] for n in tally.values())
    head = [
        "| field | right | not told | wrong | of these without doubt | not right, since misread in the line | exact |",
        "|---|---|---|---|---|---|---|",
    ]
    text = f"Wrong without a word of doubt: {silent} of {total} ({silent / total:.2%})."
    return "\n".join(["### Fields", "", *head, *rows, "", text, "", reliability("field", value_points(told))])


def value_points(told: Sequence[Told]) -> list[Point]:
    """The confidence of each value that was told, and whether it is right."""
    return [
        (confidence, answer == "right")
        for _, found, name, answer in _answers(told)
        if answer != "not told" and (confidence := _confidence(found, name)) is not None
    ]


def _answers(told: Sequence[Told]) -> Iterator[tuple[LinePage, Fields, str, str]]:
    """Each value that a page bears and its kind is asked for: the page, what was read on it, the field, the answer."""
    for page, found in ((t.page, t.fields) for t in told):
        for name, truth in page.truth.items():
            on = ASKED.get(name, frozenset())
            if (on is None or page.kind in on) and (name, page.layout) not in NOT_MEANT:
                yield page, found, name, compared(name, truth, found)


def _confidence(found: Fields, name: str) -> float | None:
    """How sure the value is; a wrong check digit is a doubt."""
    evidence = found.evidence.get(name)
    if evidence is None:
        return None
    return min(evidence.confidence, 0.5) if evidence.valid is False else evidence.confidence


def exact(tally: Counter[str]) -> float:
    """The share of values told right, of those that stand in what was read."""
    asked = tally["right"] + tally["not told"] + tally["wrong"] - tally["marred"]
    return tally["right"] / asked if asked else 1.0


def stands_there(name: str, truth: Any, page: LinePage) -> bool:
    """Whether a value's own characters stand on the page as it was read: a digit or a name that the noise changed
    cannot be told right by anybody. Only for values that are printed as they are told.
    """
    if name not in PRINTED:
        return True
    text = "".join(piece.text for piece in page.pieces)
    return _bare(str(truth).removeprefix("CN")) in _bare(text)


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def compared(name: str, truth: Any, found: Fields) -> str:
    """Right, wrong or not told; dates may be told less exactly than they are."""
    value: Any = getattr(found, name)
    if name == "hours":
        value, truth = sum(h.hours for h in found.hours), sum(h for *_, h in truth)
    elif name == "authors":
        value, truth = list(found.authors), list(truth)
    elif name in ("issue_date", "valid_until") and value:
        truth = truth[: len(value)]
    if not value:
        return "not told"
    return "right" if value == truth else "wrong"


def section() -> str:
    """The whole section."""
    told = [from_lines(page) for page in drawn()]
    parts = [(ROOT / "benchmarks" / "kinds.md").read_text(encoding="utf-8").strip()]
    parts += [kinds_section(told), fields_section(told), grouped(SEED, PAPERS)]
    return "\n\n".join(parts)


if __name__ == "__main__":
    command(__doc__, "kinds", section)
