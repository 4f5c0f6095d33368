"""The language of checklists: what a notice's YAML may say.

A notice is data. It says which materials are asked for (``evidence``), of whom (``when``), and what must
be true of them (``demands``). Nothing in it is evaluated as code.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from scanaudit.notices.conditions import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    FactRange,
    Not,
)
from scanaudit.notices.demands import (
    AgreementDemand,
    AssessmentsDemand,
    AuthorDemand,
    CaptureDemand,
    ConfirmedDemand,
    CoversTermDemand,
    DatedDemand,
    Demand,
    DemandBase,
    DistinctPersonsDemand,
    Each,
    EmployerDemand,
    HoursDemand,
    MonthsDemand,
    NameDemand,
    NotClassifiedDemand,
    NumberDemand,
    OnePerYearDemand,
    PaperSizeDemand,
    Party,
    PortraitDemand,
    PublicityDemand,
    ScopeDemand,
    SealDemand,
    SealedCopyDemand,
    ShownDemand,
    SignatureDemand,
    StatesDemand,
    TenureDemand,
    TitleLevelDemand,
)
from scanaudit.notices.evidence import (
    EveryOf,
    EvidenceSpec,
    Kinds,
    OneOf,
    Set,
)
from scanaudit.notices.node import Node
from scanaudit.text import Text

__all__ = [
    "AgreementDemand",
    "AllOf",
    "AnyOf",
    "AssessmentsDemand",
    "AuthorDemand",
    "CaptureDemand",
    "Condition",
    "ConfirmedDemand",
    "CoversTermDemand",
    "DatedDemand",
    "Demand",
    "DemandBase",
    "DistinctPersonsDemand",
    "Each",
    "EmployerDemand",
    "EveryOf",
    "EvidenceSpec",
    "FactIs",
    "FactRange",
    "HoursDemand",
    "Kinds",
    "MonthsDemand",
    "NameDemand",
    "Node",
    "Not",
    "NotClassifiedDemand",
    "Notice",
    "NumberDemand",
    "OneOf",
    "OnePerYearDemand",
    "PaperSizeDemand",
    "Party",
    "Portal",
    "PortraitDemand",
    "PublicityDemand",
    "Requirement",
    "Reviewed",
    "ScopeDemand",
    "SealDemand",
    "SealedCopyDemand",
    "Set",
    "ShownDemand",
    "SignatureDemand",
    "StatesDemand",
    "TenureDemand",
    "TitleLevelDemand",
    "Window",
]


class Requirement(Node):
    """One row of the notice's requirement matrix.

    ``upload``: "required" (a missing scan is a finding), "optional" (checked if it is there, else handed
    in on paper or exported), "never" (only paper, or nothing to hand in). ``practice``: the material itself
    is reviewers' practice (†), so its absence is advice; each demand carries its own ``practice``.
    ``recommended``: its absence is told, never demanded. ``applies_to``: "evidence" (the pages that serve
    it), "every_page" of the upload, "every_material", or "profile" (no pages needed). ``informative``:
    computed or shown for the reviewer; never changes the verdict. ``copies``: so many on paper. ``due``: the
    id of the window in which it has to be handed in, where that is not everybody's.
    """

    id: str
    title: Text
    clause: tuple[str, ...]
    who: tuple[Literal["A", "E", "D"], ...]
    via: tuple[Literal["U", "P", "S"], ...] = ()
    upload: Literal["required", "optional", "never"]
    when: Condition | None = None
    practice: bool = False
    recommended: bool = False
    informative: bool = False
    applies_to: Literal["evidence", "every_page", "every_material", "profile"] = "evidence"
    copies: int | None = Field(default=None, ge=1)
    due: str | None = None
    evidence: EvidenceSpec | None = None
    demands: tuple[Demand, ...] = ()
    advice: Text
    note: Text | None = None


class Window(Node):
    """One period in which somebody has to act; dates inclusive. ``who`` acts in it (empty: everybody), and
    only ``when`` this holds.
    """

    id: str
    title: Text
    opens: dt.date | None = None
    closes: dt.date
    who: tuple[Literal["A", "E", "D"], ...] = ()
    when: Condition | None = None


class Portal(Node):
    """What the portal takes: file formats, the largest file in KB, the scan's resolution in dots per inch,
    and whether each material has to be one PDF.
    """

    formats: tuple[Literal["pdf", "jpeg", "png", "tiff", "bmp", "gif", "webp", "heic"], ...] = ()
    max_kb: int | None = Field(default=None, ge=1)
    min_dpi: int | None = Field(default=None, ge=1)
    max_dpi: int | None = Field(default=None, ge=1)
    one_pdf: bool = False


class Reviewed(Node):
    """One sentence of the notice that asks for something, by a few of its words (``says``) and its clause.

    ``by``: the requirements that cover it; else ``why`` it cannot be checked from scans.
    """

    at: str
    says: str = Field(min_length=2, max_length=24)
    by: tuple[str, ...] = ()
    why: Text | None = None


class Notice(Node):
    """One city's notice for one year and series.

    ``extends``: the id (or path) of the checklist that this one changes; see ``notices.extending``.
    ``sentences``: what a person found in the notice, sentence by sentence; see ``notices.coverage``.
    """

    id: str
    title: Text
    authority: Text
    year: int
    cutoff: dt.date
    extends: str | None = None
    windows: tuple[Window, ...] = ()
    portal: Portal | None = None
    requirements: tuple[Requirement, ...]
    sentences: tuple[Reviewed, ...] = ()
