"""Which pages serve a requirement."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from scanaudit.notices.conditions import Condition
from scanaudit.notices.node import Node


class Kinds(Node):
    """At least ``count`` documents of any of these page kinds; ``per_year``: one for each year of the term.

    ``count: 0``: not asked for, but used and checked where it is there. ``when``: this branch is left out
    where the condition does not hold. ``whose``: only documents that bear the applicant's name, or only
    those of other persons. ``practice``: that this branch is asked for is reviewers' practice (†), so its
    absence is advice.
    """

    kinds: tuple[str, ...]
    count: int = 1
    per_year: bool = False
    when: Condition | None = None
    whose: Literal["any", "applicant", "others"] = "any"
    practice: bool = False


class Set(Node):
    """For each document of this family (e.g. each paper) one page of every part; ``count`` at least.

    ``parts`` maps the part's name to the kinds that can be it (a journal's number page or a book's).
    ``practice``: the parts are reviewers' practice (†); the count is not.
    """

    set: Literal["paper"]
    parts: dict[str, tuple[str, ...]]
    count: int = 1
    practice: bool = False


class EveryOf(Node):
    """All of these."""

    all_of: tuple[EvidenceSpec, ...]


class OneOf(Node):
    """Any of these."""

    any_of: tuple[EvidenceSpec, ...]


def _spec_tag(value: Any) -> str | None:
    keys = value if isinstance(value, dict) else vars(value)
    return next((f"spec {key}" for key in ("set", "kinds", "all_of", "any_of") if key in keys), None)


EvidenceSpec = Annotated[
    Annotated[Kinds, Tag("spec kinds")]
    | Annotated[Set, Tag("spec set")]
    | Annotated[EveryOf, Tag("spec all_of")]
    | Annotated[OneOf, Tag("spec any_of")],
    Discriminator(
        _spec_tag,
        custom_error_type="shape",
        custom_error_message="expected one of the keys kinds, set, all_of, any_of",
    ),
]

EveryOf.model_rebuild()
OneOf.model_rebuild()


def kinds_of(spec: EvidenceSpec | None) -> frozenset[str]:
    """Every page kind that the evidence names, in whatever branch."""
    if spec is None:
        return frozenset()
    if isinstance(spec, Kinds):
        return frozenset(spec.kinds)
    if isinstance(spec, Set):
        return frozenset(kind for kinds in spec.parts.values() for kind in kinds)
    branches = spec.all_of if isinstance(spec, EveryOf) else spec.any_of
    return frozenset().union(*map(kinds_of, branches))
