"""What a checklist's form cannot hold: words must exist elsewhere, and demands must be able to apply."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scanaudit.notices.complaints import Complaint, unknown_word
from scanaudit.notices.conditions import AllOf, AnyOf, Condition, FactIs, FactRange, Not
from scanaudit.notices.demands import Demand, ScopeDemand
from scanaudit.notices.evidence import EveryOf, EvidenceSpec, Kinds, OneOf, Set, kinds_of
from scanaudit.notices.lint_sense import sense
from scanaudit.notices.model import Notice, Requirement
from scanaudit.notices.profile import Profile, choices, fact_type
from scanaudit.notices.source import Loc
from scanaudit.text import Text

# Demands that look at no page: they may stand where there is no evidence.
_PAGELESS = {"tenure", "scope", "one_per_year", "confirmed", "shown"}
# Facts that no condition can be put on: they are compared with scans, or are periods.
_NO_CONDITION = {"term", "confirmed", "name", "id_number", "employer"}


def lint(notice: Notice, kinds: Collection[str]) -> list[Complaint]:
    """Everything that is wrong with ``notice``; ``kinds``: the page kinds that exist."""
    complaints = [*_twice(notice), *_reviewed(notice)]
    for i, requirement in enumerate(notice.requirements):
        loc: Loc = ("requirements", i)
        complaints += _requirement(requirement, loc)
        complaints += _kinds(requirement, loc, kinds)
        complaints += _conditions(requirement, loc)
    return complaints


def lint_thoroughly(notice: Notice, kinds: Collection[str]) -> list[Complaint]:
    """What ``lint`` finds, and what is well formed and yet cannot be meant (a second's work, not done on
    every load).
    """
    complaints = lint(notice, kinds)
    formal = {complaint.loc[:2] for complaint in complaints}
    return [*complaints, *(c for c in sense(notice) if c.loc[:2] not in formal)]


def _twice(notice: Notice) -> Iterator[Complaint]:
    seen: set[str] = set()
    for i, requirement in enumerate(notice.requirements):
        if requirement.id in seen:
            text = Text(zh=f"编号 {requirement.id} 重复。", en=f"the id {requirement.id} stands twice.")
            yield Complaint(("requirements", i, "id"), text)
        seen.add(requirement.id)


def _reviewed(notice: Notice) -> Iterator[Complaint]:
    """Each reviewed sentence is covered by requirements that exist, or has its reason."""
    ids = [row.id for row in notice.requirements]
    for i, one in enumerate(notice.sentences):
        for j, id_ in enumerate(one.by):
            if id_ not in ids:
                yield unknown_word(("sentences", i, "by", j), Text(zh="编号", en="id"), id_, ids)
        if bool(one.by) == bool(one.why):
            yield _say(("sentences", i), "by 和 why 要写其中一个。", "one of by and why is expected.")


def _requirement(requirement: Requirement, loc: Loc) -> Iterator[Complaint]:
    rows = requirement
    paged = [(i, d.demand) for i, d in enumerate(rows.demands) if d.demand not in _PAGELESS]
    if rows.applies_to == "evidence" and rows.evidence is None and rows.upload != "never":
        yield _say((*loc, "upload"), "要求上传却没有 evidence。", "an upload is asked for, but no evidence.")
    if rows.upload == "never" and rows.evidence is not None:
        yield _say((*loc, "evidence"), "不上传的材料不能有 evidence。", "never uploaded, yet with evidence.")
    if rows.applies_to != "evidence" and rows.evidence is not None:
        yield _say(
            (*loc, "evidence"), "applies_to 与 evidence 冲突。", "applies_to says that no evidence is meant."
        )
    if (rows.applies_to == "profile" or rows.upload == "never") and paged:
        names = ", ".join(name for _, name in paged)
        yield _say(
            (*loc, "demands", paged[0][0]), f"没有页面可检查：{names}。", f"no page to look at: {names}."
        )
    if rows.recommended and not rows.practice:
        yield _say(
            (*loc, "recommended"),
            "recommended 的材料须标 practice，否则缺少时会被当作通知的要求。",
            "what is only recommended must be marked practice, or its absence would block.",
        )
    if not rows.clause:
        yield _say((*loc, "clause"), "缺少条款出处。", "a clause address is missing.")


def _kinds(requirement: Requirement, loc: Loc, known: Collection[str]) -> Iterator[Complaint]:
    what = Text(zh="页面类型", en="page kind")
    for place, kind in _named_kinds(requirement.evidence, (*loc, "evidence")):
        if kind not in known:
            yield unknown_word(place, what, kind, known)
    served = kinds_of(requirement.evidence)
    for i, demand in enumerate(requirement.demands):
        for j, kind in enumerate(demand.kinds):
            place = (*loc, "demands", i, "kinds", j)
            if kind not in known:
                yield unknown_word(place, what, kind, known)
            elif requirement.applies_to == "evidence" and kind not in served:
                yield _say(
                    place, f"{kind} 不在 evidence 中，此项永远不会检查。", f"{kind} is not in the evidence."
                )


def _named_kinds(spec: EvidenceSpec | None, loc: Loc) -> Iterator[tuple[Loc, str]]:
    match spec:
        case Kinds():
            yield from (((*loc, "kinds", i), kind) for i, kind in enumerate(spec.kinds))
        case Set():
            for part, kinds in spec.parts.items():
                yield from (((*loc, "parts", part, i), kind) for i, kind in enumerate(kinds))
        case EveryOf():
            for i, branch in enumerate(spec.all_of):
                yield from _named_kinds(branch, (*loc, "all_of", i))
        case OneOf():
            for i, branch in enumerate(spec.any_of):
                yield from _named_kinds(branch, (*loc, "any_of", i))


def _conditions(requirement: Requirement, loc: Loc) -> Iterator[Complaint]:
    for place, condition in conditions_of(requirement, loc):
        for at, leaf in _leaves(condition, place):
            yield from _leaf(leaf, at)


def conditions_of(requirement: Requirement, loc: Loc = ()) -> Iterator[tuple[Loc, Condition]]:
    """Every condition that the requirement states, with its place."""
    if requirement.when is not None:
        yield (*loc, "when"), requirement.when
    yield from _spec_conditions(requirement.evidence, (*loc, "evidence"))
    for i, demand in enumerate(requirement.demands):
        yield from _demand_conditions(demand, (*loc, "demands", i))


def _demand_conditions(demand: Demand, loc: Loc) -> Iterator[tuple[Loc, Condition]]:
    if demand.when is not None:
        yield (*loc, "when"), demand.when
    if isinstance(demand, ScopeDemand):
        yield (*loc, "must"), demand.must


def _spec_conditions(spec: EvidenceSpec | None, loc: Loc) -> Iterator[tuple[Loc, Condition]]:
    match spec:
        case Kinds(when=when) if when is not None:
            yield (*loc, "when"), when
        case EveryOf():
            for i, branch in enumerate(spec.all_of):
                yield from _spec_conditions(branch, (*loc, "all_of", i))
        case OneOf():
            for i, branch in enumerate(spec.any_of):
                yield from _spec_conditions(branch, (*loc, "any_of", i))


def _leaves(condition: Condition, loc: Loc) -> Iterator[tuple[Loc, FactIs | FactRange]]:
    match condition:
        case FactIs() | FactRange():
            yield loc, condition
        case Not():
            yield from _leaves(condition.not_, (*loc, "not"))
        case AllOf():
            for i, part in enumerate(condition.all):
                yield from _leaves(part, (*loc, "all", i))
        case AnyOf():
            for i, part in enumerate(condition.any):
                yield from _leaves(part, (*loc, "any", i))


def _leaf(leaf: FactIs | FactRange, loc: Loc) -> Iterator[Complaint]:
    facts = Profile.model_fields.keys() - _NO_CONDITION
    if leaf.fact not in facts:
        yield unknown_word((*loc, "fact"), Text(zh="申报人信息", en="profile fact"), leaf.fact, facts)
        return
    kind = fact_type(leaf.fact)
    if isinstance(leaf, FactRange):
        if kind != "number":
            yield _say((*loc, "fact"), f"{leaf.fact} 不是数字。", f"{leaf.fact} is no number.")
        return
    allowed = choices(leaf.fact)
    for i, value in enumerate(leaf.is_):
        if allowed and value not in allowed:
            yield unknown_word((*loc, "is", i), Text(zh="取值", en="value"), value, allowed)
        elif kind == "yes_no" and not isinstance(value, bool):
            yield _say((*loc, "is"), f"{leaf.fact} 只能是 true 或 false。", f"{leaf.fact} is true or false.")


def _say(loc: Loc, zh: str, en: str) -> Complaint:
    return Complaint(loc, Text(zh=zh, en=en))
