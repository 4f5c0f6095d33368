"""Years of continuing education as they are registered: courses, hours, categories."""

from __future__ import annotations

from typing import Any

from samples.case import Case
from samples.kinds.training import default_entries


def spread(c: Case, years: list[int]) -> dict[int, list[dict[str, Any]]]:
    """The usual 30 common and 60 specialist hours in each of the years."""
    return {year: default_entries(c, [year]) for year in years}
