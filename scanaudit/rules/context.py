"""What a rule is given and what it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from scanaudit.facts import Box, PageFacts
from scanaudit.kinds.documents import Document
from scanaudit.notices.model import Demand, DemandBase, Each, Notice, Party, Requirement
from scanaudit.notices.profile import Profile
from scanaudit.rules.upload import Upload
from scanaudit.verdicts import Severity

Effect = Literal["unmet", "unsure", "shown", "none"]
D = TypeVar("D", bound=DemandBase)


@dataclass(frozen=True)
class Observation:
    """What a rule saw. The audit words it, sets its severity and draws the status from it.

    ``effect``: "unmet" (for sure), "unsure" (a person decides), "shown" (computed for a person; the
    status is unsure but the verdict stays), "none" (worth knowing). ``pages`` are indices, the first is
    the one to look at; ``beside`` is the index of the page to hold it against. ``values`` fill the message.
    ``severity`` overrides the one that follows from the effect. ``practice``: what is lacking is reviewers'
    practice (†), whatever the demand says.
    ``certain``: set by the audit on a failure that is certain and yet "unsure", since it is a failure of
    practice only or nobody knows whether it is asked for (``conditional``). ``party``: whose hand is lacking; it fills
    ``{party}`` in the message.
    """

    code: str
    effect: Effect
    pages: tuple[int, ...] = ()
    bbox: Box | None = None
    confidence: float = 1.0
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None
    practice: bool = False
    certain: bool = False
    conditional: bool = False
    beside: int | None = None
    party: Party | None = None


@dataclass(frozen=True)
class Shortfall:
    """What is lacking in the material itself, before any demand is looked at.

    ``what``: "missing", "few", "part", "year", "recommended", "kind" (there is a page, but its kind is not
    certain), "spare" (a better scan is used) or "accepted" (not what the notice names, commonly accepted).
    ``kinds``: any of these would do. ``sure``: False where it may be on a page that could not be read.
    """

    what: Literal["missing", "few", "part", "year", "recommended", "kind", "spare", "accepted"]
    kinds: tuple[str, ...] = ()
    part: str | None = None
    year: int | None = None
    have: int = 0
    need: int = 1
    pages: tuple[int, ...] = ()
    confidence: float = 0.9
    sure: bool = True
    practice: bool = False


@dataclass(frozen=True)
class RequirementContext:
    """One requirement (None: the upload as a whole) and one of its demands, with all that is known.

    ``served``: the documents that serve the requirement, each cut down to the pages that do.
    ``shortfalls``, ``unknown`` (profile facts that a condition hangs on) and ``unused`` are set for the rules
    on materials, conditions and the upload. ``strangers``: pages that serve for other people by right.
    ``called``: the name of the folder or archive that was handed in, where it should be a person's.
    """

    requirement: Requirement | None
    demand: Demand | None
    profile: Profile
    notice: Notice
    today: dt.date
    upload: Upload
    served: tuple[Document, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    unknown: tuple[str, ...] = ()
    unused: tuple[int, ...] = ()
    strangers: frozenset[int] = frozenset()
    called: str | None = None

    def asked(self, kind: type[D]) -> D:
        """The demand, as the type that the rule is for."""
        if not isinstance(self.demand, kind):
            raise TypeError(f"{kind.__name__} expected, not {self.demand!r}")
        return self.demand

    @property
    def documents(self) -> tuple[Document, ...]:
        """The serving documents, cut down to the kinds that the demand is about."""
        kinds = self.demand.kinds if self.demand is not None else ()
        if not kinds:
            return self.served
        cut = (
            Document(
                id=d.id, family=d.family, pages=tuple(i for i in d.pages if self.upload.kind(i) in kinds)
            )
            for d in self.served
        )
        return tuple(d for d in cut if d.pages)

    @property
    def indices(self) -> tuple[int, ...]:
        """Indices of the pages that the demand is about, in upload order."""
        return tuple(sorted({i for d in self.documents for i in d.pages}))

    @property
    def pages(self) -> tuple[tuple[int, PageFacts], ...]:
        """The pages that the demand is about, with their indices."""
        return tuple((i, self.upload.pages[i]) for i in self.indices)

    def groups(self, each: Each) -> tuple[tuple[int, ...], ...]:
        """Indices of the pages of each page, document, or the whole set."""
        if each == "page":
            return tuple((i,) for i in self.indices)
        if each == "document":
            return tuple(d.pages for d in self.documents)
        return (self.indices,) if self.indices else ()


Check = Callable[[RequirementContext], Iterable[Observation]]


@dataclass(frozen=True)
class Rule:
    """One rule: its code, what it is asked about (demand names, "material", "condition" or
    "upload"), its check.
    """

    code: str
    on: tuple[str, ...]
    check: Check
