"""The language of checklists: what a notice's YAML may say.

A notice is data. It says which materials are asked for (``evidence``), of whom (``when``), and what must
be true of them (``demands``). Nothing in it is evaluated as code.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scanaudit.text import Text

Party = Literal[
    "applicant", "employer", "department", "issuer", "training_body", "peer", "verifier", "any"
]
Each = Literal["page", "document", "set"]


class Node(BaseModel):
    """Base of everything in a checklist: frozen, unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# -- conditions on the applicant's profile ---------------------------------------------------------


class FactIs(Node):
    """``{fact: route, is: [regular, exception]}``: the fact is one of the values (a list fact: has one)."""

    fact: str
    is_: tuple[str | int | bool, ...] = Field(alias="is")

    @model_validator(mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        if isinstance(value, dict) and "is" in value and not isinstance(value["is"], (list, tuple)):
            return {**value, "is": [value["is"]]}
        return value


class FactRange(Node):
    """``{fact: graduation_year, at_least: 2002}``; both ends inclusive."""

    fact: str
    at_least: int | None = None
    at_most: int | None = None


class AllOf(Node):
    """Every condition holds."""

    all: tuple[Condition, ...]


class AnyOf(Node):
    """At least one condition holds."""

    any: tuple[Condition, ...]


class Not(Node):
    """The condition does not hold."""

    not_: Condition = Field(alias="not")


Condition = FactIs | FactRange | AllOf | AnyOf | Not


# -- evidence: which pages serve a requirement -------------------------------------------------------


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
    """For each document of this family (e.g. each paper) one page of every part; ``count`` documents at least.

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


EvidenceSpec = Kinds | Set | EveryOf | OneOf


# -- demands: what must be true of the evidence --------------------------------------------------------


class DemandBase(Node):
    """``practice``: reviewers' practice (†), not the clause's words: ``warn`` at most, worded as advice.
    ``kinds``: only on pages of these kinds (default: all pages that serve the requirement).
    ``when``: only if this holds. ``one_is_enough``: one document that meets it settles it for all."""

    practice: bool = False
    kinds: tuple[str, ...] = ()
    when: Condition | None = None
    one_is_enough: bool = False


class SealDemand(DemandBase):
    """A seal of ``of`` on each page / each document / once in the set; ``fresh``: a photocopied one does not count.
    ``count``: that many different seals."""

    demand: Literal["seal"]
    of: Party = "any"
    each: Each = "document"
    fresh: bool = False
    count: int = 1


class SignatureDemand(DemandBase):
    """``count`` handwritten signatures of ``of`` on each page / each document / once in the set."""

    demand: Literal["signature"]
    of: Party = "applicant"
    each: Each = "document"
    count: int = 1


class PortraitDemand(DemandBase):
    """Portrait photographs on the document, with this background."""

    demand: Literal["portrait"]
    background: Literal["red", "blue", "white", "any"] = "any"
    count: int = 1


class CaptureDemand(DemandBase):
    """What must be true of the picture."""

    demand: Literal["capture"]
    of: tuple[Literal["sharp", "readable", "upright", "complete", "colour", "original"], ...]


class SealedCopyDemand(DemandBase):
    """If the page is a copy, a fresh unit seal stands on it."""

    demand: Literal["sealed_copy"]


class NameDemand(DemandBase):
    """The name on the document is the applicant's."""

    demand: Literal["name"]


class EmployerDemand(DemandBase):
    """The employer on the documents is the applicant's, and the same on all of them."""

    demand: Literal["employer"]


class NumberDemand(DemandBase):
    """These numbers, where they stand on a page, are well formed with right check digits;
    ``required``: at least one of them can be read."""

    demand: Literal["number"]
    of: tuple[Literal["id_number", "credit_code", "issn", "cn", "isbn", "patent_number"], ...]
    required: bool = False


class AuthorDemand(DemandBase):
    """The applicant is among the authors; ``role`` first: first author (corresponding: shown to a person)."""

    demand: Literal["author"]
    role: Literal["any", "first_or_corresponding"] = "any"
    among_first: int | None = None


class DatedDemand(DemandBase):
    """The document's date: after a profile date, valid on a day, or within the last years before the cut-off."""

    demand: Literal["dated"]
    after: Literal["prior_title_date", "graduation", "term_start"] | None = None
    valid_on_application: bool = False


class PublicityDemand(DemandBase):
    """The publicity period has at least so many working days of the Chinese calendar."""

    demand: Literal["publicity"]
    working_days: int


class HoursDemand(DemandBase):
    """Hours of continuing education, added up by year and category.

    ``basis``: "term_average" (mean per year of the term), "term_total" (sum over the term), or
    "years_total" (sum over ``years``). ``common``, ``specialist``, ``total``: the least hours asked, None
    where the notice leaves the number to another document: the sums are then shown, status unsure.
    ``below``: what a sum below the least hours means; "unsure" where another document decides it then.
    ``never_crammed``: finding when one year holds all of the term's hours.
    ``every_year``: each year of ``years`` (or of the term) must have hours.
    """

    demand: Literal["hours"]
    basis: Literal["term_average", "term_total", "years_total"] = "term_average"
    common: float | None = None
    specialist: float | None = None
    total: float | None = None
    below: Literal["unmet", "unsure"] = "unmet"
    years: tuple[int, ...] = ()
    never_crammed: bool = False
    every_year: bool = False


class CoversTermDemand(DemandBase):
    """The documents together name every year of the applicant's term."""

    demand: Literal["covers_term"]


class TenureDemand(DemandBase):
    """Full years (anniversaries) from a profile or certificate date to the cut-off.

    ``required``: years by education level, ``any`` for every level (a level that is not named: nothing is
    asked); empty where the notice leaves the number to another document: the computed years are then
    shown, status unsure."""

    demand: Literal["tenure"]
    since: Literal["prior_title_date", "graduation", "certificate", "work_start"]
    required: dict[str, int] = {}
    subtract_failed_assessments: bool = False


class AssessmentsDemand(DemandBase):
    """Yearly assessments 合格 or better: over the last ``years`` before the cut-off, or the term when None."""

    demand: Literal["assessments"]
    years: int | None = None


class StatesDemand(DemandBase):
    """The document's text has, for every entry, at least one of its phrases (e.g. grantor, level, role, rank)."""

    demand: Literal["states"]
    what: Text
    phrases: tuple[tuple[str, ...], ...]


class DistinctPersonsDemand(DemandBase):
    """The documents are of so many different persons."""

    demand: Literal["distinct_persons"]
    count: int = 2


class MonthsDemand(DemandBase):
    """The documents cover at least so many months."""

    demand: Literal["months"]
    at_least: int


class AgreementDemand(DemandBase):
    """These values agree across the profile and all scans.

    ``hours``: the hours of completion certificates agree with those of the registration pages."""

    demand: Literal["agreement"]
    of: tuple[Literal["name", "id_number", "employer", "certificate_number", "dates", "hours"], ...]


class NotClassifiedDemand(DemandBase):
    """No page bears 秘密, 机密 or 绝密."""

    demand: Literal["not_classified"]


class PaperSizeDemand(DemandBase):
    """Pages of known size are A4."""

    demand: Literal["paper_size"]


class ScopeDemand(DemandBase):
    """The applicant is within the notice's scope only if this holds."""

    demand: Literal["scope"]
    must: Condition


class OnePerYearDemand(DemandBase):
    """One application a year; known from the profile (``applications_this_year``) or a bulk audit."""

    demand: Literal["one_per_year"]


class ConfirmedDemand(DemandBase):
    """Not visible on a scan: the applicant's or unit's word in the profile (``confirmed: {ID: true}``)."""

    demand: Literal["confirmed"]


class ShownDemand(DemandBase):
    """For a person's judgement only: shown to the reviewer with the question, never decides a verdict."""

    demand: Literal["shown"]
    question: Text


Demand = Annotated[
    SealDemand
    | SignatureDemand
    | PortraitDemand
    | CaptureDemand
    | SealedCopyDemand
    | NameDemand
    | EmployerDemand
    | NumberDemand
    | AuthorDemand
    | DatedDemand
    | PublicityDemand
    | HoursDemand
    | CoversTermDemand
    | TenureDemand
    | AssessmentsDemand
    | StatesDemand
    | DistinctPersonsDemand
    | MonthsDemand
    | AgreementDemand
    | NotClassifiedDemand
    | PaperSizeDemand
    | ScopeDemand
    | OnePerYearDemand
    | ConfirmedDemand
    | ShownDemand,
    Field(discriminator="demand"),
]


# -- requirements and notices ----------------------------------------------------------------------------


class Requirement(Node):
    """One row of the notice's requirement matrix.

    ``upload``: "required" (a missing scan is a finding), "optional" (checked if it is there, else handed
    in on paper or exported), "never" (only paper, or nothing to hand in). ``practice``: the material itself
    is reviewers' practice (†), so its absence is advice; each demand carries its own ``practice``. ``recommended``: its absence is told, never demanded. ``applies_to``: "evidence"
    (the pages that serve it), "every_page" of the upload, "every_material", or "profile" (no pages needed).
    ``informative``: computed or shown for the reviewer; never changes the verdict.
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
    evidence: EvidenceSpec | None = None
    demands: tuple[Demand, ...] = ()
    advice: Text
    note: Text | None = None


class Window(Node):
    """One period in which somebody has to act; dates inclusive."""

    id: str
    title: Text
    opens: dt.date | None = None
    closes: dt.date


class Notice(Node):
    """One city's notice for one year and series."""

    id: str
    title: Text
    authority: Text
    year: int
    cutoff: dt.date
    windows: tuple[Window, ...]
    requirements: tuple[Requirement, ...]


for _model in (AllOf, AnyOf, Not, EveryOf, OneOf):
    _model.model_rebuild()
