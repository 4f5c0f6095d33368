"""K303: a part of a set is missing.

What it does: checks that each paper has its cover, contents, number page and body.

Why it matters: a paper counts only with all its parts.

Example: a paper without the page that bears the ISSN and CN numbers.

How to mend it: scan the missing part from the journal and add it.
"""

from __future__ import annotations

from scanaudit.rules.context import Rule
from scanaudit.rules.lacking import lacking

CODE = "K303"

check = lacking(CODE, "part")

RULE = Rule(CODE, ("material",), check)
