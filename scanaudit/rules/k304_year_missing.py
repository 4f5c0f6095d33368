"""K304: a year of the term is not covered.

What it does: checks that there is a document for each year where the notice wants one a year.

Why it matters: years without proof do not count.

Example: assessments of 2020 to 2023, but none of 2022.

How to mend it: add the document of the missing year.
"""

from __future__ import annotations

from scanaudit.rules.context import Rule
from scanaudit.rules.lacking import lacking

CODE = "K304"

check = lacking(CODE, "year")

RULE = Rule(CODE, ("material",), check)
