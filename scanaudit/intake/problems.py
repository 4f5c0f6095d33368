"""What can be wrong with an upload: the typed problems, their codes and sentences (``problems.yaml``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from scanaudit.facts import Problem
from scanaudit.text import Text
from scanaudit.yamltext import parse


class ProblemKind(BaseModel):
    """One row of the table: "block" where the file or page could not be looked at, else "warn"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern=r"^F1\d\d$")
    severity: Literal["block", "warn"]
    message: Text
    advice: Text


class IntakeProblem(Exception):
    """A file or page that cannot be looked at, for the reason that ``problem`` tells. Survives pickling."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.problem.code} {self.problem.message.en}"


@cache
def problem_kinds() -> dict[str, ProblemKind]:
    """The whole table, by the name that the code uses."""
    path = Path(__file__).with_name("problems.yaml")
    rows = parse(path.read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, ProblemKind]).validate_python(rows)


@cache
def problem_kind(name: str) -> ProblemKind:
    """One row of the table, by its name ("empty") or its code ("F105"). Raises KeyError if there is none."""
    by_code = {kind.code: kind for kind in problem_kinds().values()}
    return by_code[name] if name in by_code else problem_kinds()[name]


def problem(name: str, file: str, **values: object) -> Problem:
    """The problem ``name`` (or code) of the table, said of ``file`` (its display name)."""
    kind = problem_kind(name)
    return Problem(
        code=kind.code,
        message=kind.message.fill(file=file, **values),
        advice=kind.advice.fill(file=file, **values),
    )


def failure(name: str, file: str, **values: object) -> IntakeProblem:
    """The exception that carries ``problem(name, file, …)``, to be raised."""
    return IntakeProblem(problem(name, file, **values))


def said_bytes(count: int) -> str:
    """``count`` bytes as a person says it: "512 MiB"."""
    return f"{count / 1024**2:.0f} MiB" if count >= 1024**2 else f"{count / 1024:.0f} KiB"
