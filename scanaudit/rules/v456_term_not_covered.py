"""V456: the documents do not name every year of the term.

What it does: compares the years named on the pages with those of the term.

Why it matters: pages of single years are easily left out.

Example: registration pages of 2020 to 2023 for a term that began in 2019.

How to mend it: add the pages of the missing years.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.facts import PageFacts
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.dates import stated_years, term_years

CODE = "V456"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet for inner years that no page names; unsure at the term's ends, or where no year was read, or none for
    some of the entries.
    """
    years = term_years(context)
    if not context.indices or years is None:
        return
    stated = {year for _, page in context.pages for year in stated_years(page)}
    text = context.upload.text(context.indices)
    missing = [year for year in years if year not in stated]
    undated = any(_undated(page) for _, page in context.pages)
    # The first and last years of a term are partial ones, for which registration is not always made; a year
    # whose digits stand on the pages in another meaning may have been read badly.
    inner = [
        year
        for year in missing
        if stated and not undated and str(year) not in text and year not in {years[0], years[-1]}
    ]
    if missing:
        listed = "、".join(map(str, missing))
        effect: Effect = "unmet" if inner else "unsure"
        yield Observation(
            CODE,
            effect,
            context.indices,
            None,
            0.85 * value_confidence(context.upload, context.indices, "hours") if inner else 0.5,
            {"years": listed},
        )


def _undated(page: PageFacts) -> bool:
    """Whether an entry of the page's hours stands without its year."""
    return any(entry.category and entry.year is None for entry in page.fields.hours)


RULE = Rule(CODE, ("covers_term",), check)
