"""The catalogue of page kinds, read from ``catalogue.yaml``."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from scanaudit.reading.rows import fold
from scanaudit.text import Text
from scanaudit.yamltext import parse

Family = Literal[
    "card", "certificate", "booklet", "ce_booklet", "paper", "contract", "form", "record", "single"
]
Feature = Literal[
    "big_title", "card_shape", "dense", "few_rows", "formula", "landscape", "long", "page_number_rows",
    "portrait", "seal", "sparse", "table", "two_columns", "vertical", "very_long",
]  # fmt: skip
Weighted = dict[float, tuple[str, ...]]


def _check_patterns(weighted: Weighted) -> Weighted:
    for patterns in weighted.values():
        for pattern in patterns:
            re.compile(pattern)
    return weighted


class Entry(BaseModel):
    """Base of all catalogue entries: frozen, unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(Entry):
    """One page kind: how its pages are called and recognised (the YAML's head explains each key).

    ``family`` says how its pages come together to documents, see ``documents.group``.
    """

    id: str
    title: Text
    family: Family
    titles: Weighted = {}
    cues: Weighted = {}
    against: Weighted = {}
    layout: dict[Feature, float] = {}
    must: tuple[str, ...] = ()
    file_words: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()

    @field_validator("sections")
    @classmethod
    def _fold_sections(cls, sections: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(fold, sections))

    @field_validator("titles")
    @classmethod
    def _fold_titles(cls, titles: Weighted) -> Weighted:
        return {weight: tuple(fold(phrase) for phrase in phrases) for weight, phrases in titles.items()}

    @field_validator("cues", "against")
    @classmethod
    def _compiles(cls, weighted: Weighted) -> Weighted:
        return _check_patterns(weighted)

    @cached_property
    def patterns(self) -> tuple[tuple[re.Pattern[str], float], ...]:
        """Cues (positive weights) and what speaks against (negative weights), compiled."""
        signs = ((self.cues, 1.0), (self.against, -1.0))
        return tuple(
            (re.compile(p), sign * weight)
            for table, sign in signs
            for weight, patterns in table.items()
            for p in patterns
        )

    @cached_property
    def required(self) -> tuple[re.Pattern[str], ...]:
        """The expressions of ``must``, compiled."""
        return tuple(re.compile(p) for p in self.must)

    @cached_property
    def phrases(self) -> tuple[tuple[str, float], ...]:
        """Title phrases with their weights, the longest first."""
        flat = [(p, weight) for weight, phrases in self.titles.items() for p in phrases]
        return tuple(sorted(flat, key=lambda pair: -len(pair[0])))


class Separation(Entry):
    """A sign that tells two look-alike kinds apart: it favours one of them, against the other."""

    between: tuple[str, str]
    sign: str
    favours: str
    weight: float = Field(gt=0)

    @model_validator(mode="after")
    def _one_of_them(self) -> Separation:
        if self.favours not in self.between:
            raise ValueError(f"favours {self.favours!r}, which is not one of {self.between}")
        re.compile(self.sign)
        return self

    @property
    def disfavours(self) -> str:
        """The other of the two kinds."""
        return self.between[0] if self.favours == self.between[1] else self.between[1]


class Catalogue(Entry):
    """All page kinds and what tells look-alikes apart."""

    kinds: tuple[Kind, ...]
    separations: tuple[Separation, ...] = ()

    @model_validator(mode="after")
    def _known_ids(self) -> Catalogue:
        ids = [kind.id for kind in self.kinds]
        if len(ids) != len(set(ids)):
            raise ValueError("a kind id stands twice in the catalogue")
        for separation in self.separations:
            unknown = set(separation.between) - set(ids)
            if unknown:
                raise ValueError(f"separation names unknown kinds {sorted(unknown)}")
        return self

    @cached_property
    def by_id(self) -> dict[str, Kind]:
        """Kinds by their id."""
        return {kind.id: kind for kind in self.kinds}

    def family(self, kind_id: str) -> Family:
        """The family of a kind; kinds that the catalogue does not have are single pages."""
        kind = self.by_id.get(kind_id)
        return kind.family if kind else "single"


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue (read once)."""
    source = resources.files("scanaudit.kinds").joinpath("catalogue.yaml").read_text(encoding="utf-8")
    return Catalogue.model_validate(parse(source))
