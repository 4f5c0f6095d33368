"""Which document serves which requirement.

The rule, in order:

1. A document may serve every requirement whose evidence names its kind. Sharing is the default: the
same award
   certificate proves an achievement and a ground of its own.
2. Where a leaf wants the applicant's own documents (``whose: applicant``) or other people's (``whose:
others``),
   documents with a name that was read go where the name says.
3. Documents whose name does not settle it, and that both such leaves could use, are given to one of
them each:
   the assignment with the least total cost over all documents and all places to fill (Kuhn–Munkres). The cost
   of a place is what the requirement's own rules would find wrong with the document there.
4. Of several scans of one and the same document (same number, or same kind, name and date) only the best is
   judged; the others are set aside with a note.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from scanaudit.auditing.case import Case, ask_demand, cost
from scanaudit.auditing.hungarian import least_cost
from scanaudit.auditing.leaves import Leaf, leaves
from scanaudit.auditing.materials import Given, candidates
from scanaudit.facts import PageFacts
from scanaudit.kinds.documents import SAME_TEXT, Document
from scanaudit.notices.model import Kinds, Requirement
from scanaudit.rules.people import Sameness, compact_name, sameness

# Of these a person has several by right; only the same number makes two of them one document.
SERIAL = frozenset(
    [
        "ce_completion_certificate",
        "ce_registration_page",
        "ce_verification_page",
        "annual_assessment",
        "award_certificate",
        "patent_certificate",
        "project_proof",
        "salary_flow",
        "tax_proof",
        "work_role_proof",
    ]
)
LEAST_NUMBER = 6
# The cost of leaving a place empty is above that of filling it badly: a flawed material is named
# with its flaw.
EMPTY_PLACE = 100


@dataclass(frozen=True)
class Place:
    """A leaf of a requirement, which documents are to fill."""

    requirement: Requirement
    number: int
    leaf: Leaf

    @property
    def key(self) -> tuple[str, int]:
        """What an assignment calls it."""
        return self.requirement.id, self.number

    @property
    def whose(self) -> str:
        """Whose documents it wants."""
        return self.leaf.whose if isinstance(self.leaf, Kinds) else "any"


@dataclass(frozen=True)
class Assignment:
    """Documents by place, and the documents set aside for a better scan, by requirement."""

    given: Given
    spares: dict[str, tuple[Document, ...]]


def assign(case: Case, requirements: tuple[Requirement, ...]) -> Assignment:
    """The assignment of all documents to the places of ``requirements``."""
    places = [Place(r, n, leaf) for r in requirements for n, leaf in enumerate(leaves(r.evidence))]
    named: dict[tuple[str, int], tuple[Document, ...]] = {}
    open_ones: dict[tuple[str, int], tuple[Document, ...]] = {}
    for place in places:
        offered = candidates(case, place.leaf)
        rivals = {d.id for other in places if _rival(place, other) for d in candidates(case, other.leaf)}
        named[place.key] = tuple(d for d in offered if _belongs(case, place, d, offered, rivals))
        open_ones[place.key] = tuple(d for d in offered if d.id in rivals and _whose(case, d) == "open")
    settled = _settle(case, places, open_ones, named)
    given: dict[tuple[str, int], tuple[Document, ...]] = {}
    spares: dict[str, tuple[Document, ...]] = {}
    for place in places:
        kept, spare = _best_scans(case, place.requirement, (*named[place.key], *settled.get(place.key, ())))
        given[place.key] = kept
        spares[place.requirement.id] = (*spares.get(place.requirement.id, ()), *spare)
    return Assignment(given, spares)


def _rival(one: Place, other: Place) -> bool:
    """Whether one place wants the applicant's documents and the other those of other people."""
    return {one.whose, other.whose} == {"applicant", "others"}


def _sameness(case: Case, document: Document) -> Sameness:
    answers = [sameness(case.profile.name, case.upload.pages[i]) for i in document.pages]
    order: tuple[Sameness, ...] = ("same", "different", "doubtful")
    return next((answer for answer in order if answer in answers), "unread")


def _whose(case: Case, document: Document) -> str:
    """Whose document it is: "applicant", "others", or "open" where the name does not settle it."""
    return {"same": "applicant", "different": "others"}.get(_sameness(case, document), "open")


def _belongs(
    case: Case, place: Place, document: Document, offered: tuple[Document, ...], rivals: set[str]
) -> bool:
    """Whether the document serves the place before the open ones are settled."""
    whose = _whose(case, document)
    if place.whose in {"any", whose}:
        return True
    if whose == "open":
        return document.id not in rivals
    # Somebody else's certificate where the applicant's is asked for: kept only if there is nothing better, so
    # that the finding names the page instead of calling the material missing.
    alone = not any(_whose(case, other) != "others" for other in offered)
    asks_name = any(demand.demand == "name" for demand in place.requirement.demands)
    return place.whose == "applicant" and alone and asks_name and document.id not in rivals


def _settle(
    case: Case,
    places: list[Place],
    offered: dict[tuple[str, int], tuple[Document, ...]],
    named: dict[tuple[str, int], tuple[Document, ...]],
) -> dict[tuple[str, int], tuple[Document, ...]]:
    """Each open document to one place: least total cost, then what is left over to places for
    other people.
    """
    contested = [place for place in places if offered[place.key]]
    documents = {d.id: d for place in contested for d in offered[place.key]}
    slots = [
        place for place in contested for _ in range(max(0, (place.leaf.count or 1) - len(named[place.key])))
    ]
    rows = list(documents.values())
    table = [[_cost(case, slot, d, offered[slot.key]) for slot in slots] for d in rows]
    settled: dict[tuple[str, int], tuple[Document, ...]] = {}
    chosen = least_cost(table, EMPTY_PLACE)
    for row, document in enumerate(rows):
        column = chosen.get(row)
        place = slots[column] if column is not None else _overflow(contested, offered, document)
        own = next((d for d in offered[place.key] if d.id == document.id), document)
        settled[place.key] = (*settled.get(place.key, ()), own)
    return settled


def _overflow(
    contested: list[Place], offered: dict[tuple[str, int], tuple[Document, ...]], document: Document
) -> Place:
    """Where a document goes that no place needs: to one for other people, else to the first that
    can use it.
    """
    able = [place for place in contested if any(d.id == document.id for d in offered[place.key])]
    return next((place for place in able if place.whose == "others"), able[0])


def _cost(case: Case, place: Place, document: Document, offered: tuple[Document, ...]) -> int:
    """What the requirement's rules find wrong with the document; impossible where it is not of the kind."""
    own = next((d for d in offered if d.id == document.id), None)
    return EMPTY_PLACE * 10 if own is None else _flaws(case, place.requirement, own, place.whose)


def _flaws(case: Case, requirement: Requirement, document: Document, whose: str = "any") -> int:
    context = case.context(requirement, (document,))
    single = (d for d, _ in case.demands(requirement) if d.demand not in {"distinct_persons", "hours"})
    flaws = sum(cost(ask_demand(context, demand)) for demand in single)
    dates = {case.upload.pages[i].fields.issue_date for i in document.pages}
    stated = case.profile.prior_title_date
    if stated is not None and str(stated) in dates:
        flaws += {"others": 4, "applicant": -4}.get(whose, 0)
    return flaws + (1 if _sameness(case, document) == "doubtful" and whose == "others" else 0)


def _best_scans(
    case: Case, requirement: Requirement, documents: tuple[Document, ...]
) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """The documents to judge, and those set aside because a better scan of the same is there."""
    kept: list[Document] = []
    spare: list[Document] = []
    for document in documents:
        twin = next((d for d in kept if _same_document(case, d, document)), None)
        if twin is None:
            kept.append(document)
            continue
        one, other = (_flaws(case, requirement, d) for d in (twin, document))
        if one == other:
            kept.append(document)
        elif one < other:
            spare.append(document)
        else:
            kept[kept.index(twin)] = document
            spare.append(twin)
    return tuple(kept), tuple(spare)


def _same_document(case: Case, one: Document, other: Document) -> bool:
    """Whether two documents are surely scans of the same page: what identifies it and most of its text agree.

    Inner pages of one certificate bear the same number, hence the text; a page that cannot be read is never
    set aside, since nobody can say what it is.
    """
    if len(one.pages) != 1 or len(other.pages) != 1:
        return False
    a, b = case.upload.pages[one.pages[0]], case.upload.pages[other.pages[0]]
    if a.kind != b.kind or not _same_identity(a, b):
        return False
    texts = [case.upload.text(document.pages) for document in (one, other)]
    return all(texts) and fuzz.ratio(*texts) >= SAME_TEXT


def _same_identity(a: PageFacts, b: PageFacts) -> bool:
    """Whether both pages bear the same number; without numbers, the same name and date."""
    numbers = (a.fields.certificate_number, b.fields.certificate_number)
    if all(numbers) or a.kind in SERIAL:
        return numbers[0] == numbers[1] and len(numbers[0] or "") >= LEAST_NUMBER
    names = (compact_name(a.fields.name or ""), compact_name(b.fields.name or ""))
    dates = (a.fields.issue_date, b.fields.issue_date)
    return bool(names[0]) and names[0] == names[1] and bool(dates[0]) and dates[0] == dates[1]
