"""The state of one requirement, drawn from what the rules saw. ``docs/verdicts.md`` tells it in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scanaudit.auditing.assignment import Assignment
from scanaudit.auditing.case import Case, ask, ask_demand
from scanaudit.auditing.leaves import leaves
from scanaudit.auditing.materials import Gathering, Material
from scanaudit.notices.conditions import evaluate
from scanaudit.notices.model import CaptureDemand, Kinds, Requirement, ScopeDemand, SealedCopyDemand
from scanaudit.rules.context import Observation, RequirementContext, Shortfall
from scanaudit.verdicts import Status

# A failure counts as certain from here on; below, a person decides. Of 58 blocking findings on 40 drawn dossiers
# (docs/accuracy.md, Where sure begins) none was wrong and none below .80: every bound up to there costs the same.
SURE = 0.60
# Rules that speak of the picture itself: an unreadable page does not make them doubtful.
_OF_THE_PICTURE = ("C", "M241")
# Rows that speak of whatever was uploaded.
_ON_PAGES = ("every_page", "every_material")
_READABLE = CaptureDemand(demand="capture", of=("readable",))


@dataclass(frozen=True)
class Judged:
    """A requirement's state, what was seen, and the documents that serve it.

    ``decides``: whether the state counts in the verdict. ``used``: indices of pages that the
    requirement uses.
    """

    requirement: Requirement
    status: Status
    seen: tuple[Observation, ...] = ()
    evidence: tuple[int, ...] = ()
    decides: bool = False
    strangers: frozenset[int] = frozenset()


def judge(case: Case, requirement: Requirement, assignment: Assignment, strangers: frozenset[int]) -> Judged:
    """The state of ``requirement``; ``strangers`` are pages that serve for other people."""
    truth = case.truth(requirement.when)
    if truth.value is False:
        return Judged(requirement, "not_applicable")
    material = gathered(case, requirement, assignment)
    observed = _observe(case, requirement, material, assignment, strangers)
    seen = _told_once([_settled(case, obs) for obs in observed])
    if truth.value is None:
        seen = _conditional(case, requirement, truth.unknown, material, seen)
    evidence = _evidence(requirement, material)
    status = _status(requirement, material, seen)
    if status == "met" and _speaks_of_copies(requirement) and not _has_copies(case):
        status = "not_applicable"
    of_nothing = status == "met" and requirement.applies_to in _ON_PAGES and not _looked_at(case)
    if of_nothing:
        status = _nothing_there(requirement) or "unsure"
    is_open = any(obs.effect in {"unmet", "unsure"} for obs in seen) or (of_nothing and status == "unsure")
    decides = not requirement.informative and is_open
    return Judged(requirement, status, seen, evidence, decides, material.strangers)


def _told_once(seen: Sequence[Observation]) -> tuple[Observation, ...]:
    """What was seen, without what one demand finds lacking by practice and another by the clause's words."""

    def what(obs: Observation) -> tuple[object, ...]:
        return obs.code, obs.pages, obs.bbox, obs.values

    asked = [what(obs) for obs in seen if not obs.practice]
    return tuple(obs for obs in seen if not obs.practice or what(obs) not in asked)


def _speaks_of_copies(requirement: Requirement) -> bool:
    """Whether all that is asked is asked of copies."""
    return bool(requirement.demands) and all(isinstance(d, SealedCopyDemand) for d in requirement.demands)


def _has_copies(case: Case) -> bool:
    return any(page.capture is not None and page.capture.is_copy for page in case.upload.pages)


def _looked_at(case: Case) -> bool:
    """Whether the upload has a page that speaks for the rest of it: of none, nothing is true."""
    return not all(map(case.upload.unread, range(len(case.upload.pages))))


def gathered(case: Case, requirement: Requirement, assignment: Assignment) -> Material:
    """The requirement's documents, by what it applies to."""
    documents, pages = case.upload.documents, case.upload.pages
    if requirement.applies_to == "every_material":
        drawn = (
            replace(d, pages=tuple(i for i in d.pages if not ((c := pages[i].capture) and c.blank)))
            for d in documents
        )
        return Material(tuple(d for d in drawn if d.pages))
    if requirement.applies_to == "every_page":
        return Material(documents)
    return Gathering(case, requirement, assignment.given).gather()


def _observe(
    case: Case,
    requirement: Requirement,
    material: Material,
    assignment: Assignment,
    strangers: frozenset[int],
) -> Iterator[Observation]:
    others = strangers | material.strangers
    context = replace(case.context(requirement, material.served), strangers=others)
    lacking, unknown = _asked_for(case, requirement, tuple(_lacking(requirement, material, assignment)))
    yield from ask(replace(context, shortfalls=lacking), "material")
    yield from ask(replace(context, unknown=unknown), "condition")
    if requirement.applies_to == "evidence" and requirement.evidence is not None and not material.served:
        return
    yield from _unreadable(case, requirement, context)
    for demand, truth in case.demands(requirement):
        seen = ask_demand(context, demand)
        if any(obs.effect in {"unmet", "unsure"} for obs in seen):
            yield from ask(replace(context, unknown=tuple(sorted(truth.unknown))), "condition")
        for obs in (_settled(case, obs) for obs in seen):
            mild = obs.effect == "unmet" and (demand.practice or truth.value is None)
            yield replace(
                obs,
                effect="unsure" if mild else obs.effect,
                practice=obs.practice or demand.practice,
                certain=obs.certain or mild,
                conditional=mild and truth.value is None,
            )
        if isinstance(demand, ScopeDemand):
            unknown = tuple(sorted(evaluate(demand.must, case.profile).unknown))
            yield from ask(replace(context, unknown=unknown), "condition")


def _unreadable(case: Case, requirement: Requirement, context: RequirementContext) -> Iterator[Observation]:
    """Evidence that cannot be read proves nothing, even where no demand speaks of the picture."""
    asked = (d for d, _ in case.demands(requirement) if isinstance(d, CaptureDemand))
    if requirement.applies_to != "evidence" or any({"sharp", "readable"} & set(d.of) for d in asked):
        return
    for obs in ask(replace(context, demand=_READABLE), "capture"):
        yield replace(obs, effect="unsure")


def _asked_for(
    case: Case, requirement: Requirement, lacking: tuple[Shortfall, ...]
) -> tuple[tuple[Shortfall, ...], tuple[str, ...]]:
    """What is lacking in branches that are asked for, and the facts that decide whether others are."""
    open_leaves = {
        (leaf.kinds, leaf.count): case.truth(leaf.when).unknown
        for leaf in leaves(requirement.evidence)
        if isinstance(leaf, Kinds) and case.truth(leaf.when).value is None
    }
    asked = {"missing", "few"}
    kept = tuple(s for s in lacking if s.what not in asked or (s.kinds, s.need) not in open_leaves)
    facts = {fact for s in lacking if s not in kept for fact in open_leaves[s.kinds, s.need]}
    return kept, tuple(sorted(facts))


def _lacking(requirement: Requirement, material: Material, assignment: Assignment) -> Iterator[Shortfall]:
    """The shortfalls that the requirement's way of handing in makes worth telling."""
    for spare in assignment.spares.get(requirement.id, ()):
        yield Shortfall("spare", pages=spare.pages, confidence=0.8)
    required = requirement.upload == "required"
    for lacking in material.shortfalls:
        absent = lacking.what in {"missing", "few"}
        if absent and requirement.recommended:
            yield replace(lacking, what="recommended")
        elif required or not (absent or lacking.what == "kind"):
            yield lacking


def _settled(case: Case, obs: Observation) -> Observation:
    """A failure that rests on an unreadable page, on a file of which a page could not be looked at, or on
    little confidence, is left to a person.
    """
    if obs.effect != "unmet" or obs.code.startswith(_OF_THE_PICTURE):
        return obs
    clear = case.upload.all_readable(obs.pages) and case.upload.whole(obs.pages)
    # A set's finding speaks of all its pages, but one readable page of a document may carry what is asked.
    return obs if clear and obs.confidence >= SURE else replace(obs, effect="unsure")


def _conditional(
    case: Case,
    requirement: Requirement,
    unknown: frozenset[str],
    material: Material,
    seen: tuple[Observation, ...],
) -> tuple[Observation, ...]:
    """What is left when nobody knows whether the requirement applies.

    Met all the same where the material is there and nothing is wrong with it; else the question is
    asked, what
    is missing is not held against the applicant, and what is wrong is told as it is and left to a person.
    """
    wrong = any(obs.effect in {"unmet", "unsure"} for obs in seen)
    if not wrong and (material.served or requirement.upload == "never"):
        return seen
    if requirement.informative or (not wrong and requirement.upload != "required"):
        return tuple(obs for obs in seen if obs.effect != "unmet")
    context = replace(case.context(requirement), unknown=tuple(sorted(unknown)))
    mild = (
        replace(obs, effect="unsure", certain=True, conditional=True) if obs.effect == "unmet" else obs
        for obs in seen
        if obs.code not in {"K301", "K305"}
    )
    return (*ask(context, "condition"), *mild)


def _status(requirement: Requirement, material: Material, seen: Iterable[Observation]) -> Status:
    effects = {obs.effect for obs in seen}
    if requirement.informative:
        return "unsure" if effects & {"unmet", "unsure", "shown"} else _nothing_wrong(requirement, material)
    if "unmet" in effects:
        return "unmet"
    if effects & {"unsure", "shown"}:
        return "unsure"
    return _nothing_wrong(requirement, material)


def _nothing_wrong(requirement: Requirement, material: Material) -> Status:
    """The state of a requirement with which nothing is wrong: met, or nothing to see in the upload."""
    answered = requirement.evidence is None and bool(requirement.demands)
    if requirement.applies_to != "evidence" or material.served or answered:
        return "met"
    return _nothing_there(requirement) or "met"


def _nothing_there(requirement: Requirement) -> Status | None:
    """The state of a requirement of which nothing was uploaded, where nothing has to be."""
    if requirement.recommended:
        return "not_applicable"
    if requirement.upload != "required" and {"P", "S"} & set(requirement.via):
        return "on_paper"
    return "not_applicable" if requirement.upload == "optional" else None


def _evidence(requirement: Requirement, material: Material) -> tuple[int, ...]:
    if requirement.applies_to != "evidence":
        return ()
    uncertain = {i for s in material.shortfalls if s.what == "kind" for i in s.pages}
    return tuple(sorted({i for d in material.served for i in d.pages} | uncertain))
