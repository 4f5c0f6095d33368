"""What must be true of the pages that serve a requirement."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from scanaudit.notices.conditions import Condition
from scanaudit.notices.node import Node
from scanaudit.text import Text

Party = Literal["applicant", "employer", "department", "issuer", "training_body", "peer", "verifier", "any"]
Each = Literal["page", "document", "set"]


class DemandBase(Node):
    """``practice``: reviewers' practice (†), not the clause's words: ``warn`` at most, worded as advice.
    ``kinds``: only on pages of these kinds (default: all pages that serve the requirement).
    ``when``: only if this holds. ``one_is_enough``: one document that meets it settles it for all.
    """

    practice: bool = False
    kinds: tuple[str, ...] = ()
    when: Condition | None = None
    one_is_enough: bool = False


class SealDemand(DemandBase):
    """A seal of ``of`` on each page / each document / once in the set.

    ``fresh``: a photocopied one does not count.
    ``count``: that many different seals.
    """

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
    """The employer on the documents is the applicant's, and the same on all of them.

    ``strict``: the notice says in words that they must be the same, so a surely different name is a fault; else a
    person decides, since branches and changed names are common.
    """

    demand: Literal["employer"]
    strict: bool = False


class NumberDemand(DemandBase):
    """These numbers, where they stand on a page, are well formed with right check digits;
    ``required``: at least one of them can be read.
    """

    demand: Literal["number"]
    of: tuple[Literal["id_number", "credit_code", "issn", "cn", "isbn", "patent_number"], ...]
    required: bool = False


class AuthorDemand(DemandBase):
    """The applicant is among the authors; ``role`` first: first author (corresponding: shown to a person)."""

    demand: Literal["author"]
    role: Literal["any", "first_or_corresponding"] = "any"
    among_first: int | None = None


class DatedDemand(DemandBase):
    """The document's date: after a profile date, or valid on the day of application.

    ``if_stated``: what names no end of validity counts as valid (an identity card's front).
    ``running``: the appointment or contract that ends last has not ended on that day; what names no end runs.
    """

    demand: Literal["dated"]
    after: Literal["prior_title_date", "graduation", "term_start"] | None = None
    valid_on_application: bool = False
    if_stated: bool = False
    running: bool = False


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
    ``every_year``: each year of ``years`` (or of the term) must have hours. ``hours_per_credit``: what one 学分 is
    worth; None where the notice does not say: credits then leave the sum open.
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
    hours_per_credit: float | None = None


class CoversTermDemand(DemandBase):
    """The documents together name every year of the applicant's term."""

    demand: Literal["covers_term"]


class TenureDemand(DemandBase):
    """Full years (anniversaries) from a profile or certificate date to the cut-off.

    ``required``: years by education level, ``any`` for every level (a level that is not named: nothing is
    asked); empty where the notice leaves the number to another document: the computed years are then
    shown, status unsure.
    """

    demand: Literal["tenure"]
    since: Literal["prior_title_date", "graduation", "certificate", "work_start"]
    required: dict[str, int] = Field(default_factory=dict)
    subtract_failed_assessments: bool = False


class AssessmentsDemand(DemandBase):
    """Yearly assessments 合格 or better: over the last ``years`` before the cut-off.

    ``years`` None: over the term, and a lower year is not a fault but subtracted from the tenure.
    """

    demand: Literal["assessments"]
    years: int | None = None


class StatesDemand(DemandBase):
    """The document's text has, for every entry, one of its phrases (e.g. grantor, level, role, rank).

    ``names``: what each entry is called, so that what is lacking can be told; without them ``what`` tells it.
    ``strict``: these very words are asked for, so a sharp document without them is a fault; else a person decides,
    since no list of words is ever complete. ``contrary``: what a row of its own says of a document that is something
    else (a heading: 实用新型专利证书), which is a fault where an entry is lacking. ``beside``: labels of an address;
    where what stands beside one names a place, only that counts. ``made_out_in``: the phrases are places where the
    document is made out; where it names an office of another place, the employer's name does not count.
    """

    demand: Literal["states"]
    what: Text
    phrases: tuple[tuple[str, ...], ...]
    names: tuple[Text, ...] = ()
    strict: bool = False
    contrary: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    made_out_in: bool = False

    @model_validator(mode="after")
    def _each_has_its_name(self) -> StatesDemand:
        if self.names and len(self.names) != len(self.phrases):
            raise ValueError("names: one for each entry of phrases")
        return self


class TitleLevelDemand(DemandBase):
    """The title on the certificates is at least of that level; below_target: of the one below the title applied for."""

    demand: Literal["title_level"]
    least: Literal["junior", "intermediate", "senior", "below_target"] = "below_target"


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

    ``hours``: the hours of completion certificates agree with those of the registration pages.
    """

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
    | TitleLevelDemand
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
