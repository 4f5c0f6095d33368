"""K302: fewer of a material than the notice asks for.

What it does: counts the documents that serve a requirement.

Why it matters: two recommending experts need two certificates.

Example: one peer's title certificate where two are asked for.

How to mend it: add the ones that are missing.
"""

from __future__ import annotations

from scanaudit.rules.context import Rule
from scanaudit.rules.lacking import lacking

CODE = "K302"

check = lacking(CODE, "few")

RULE = Rule(CODE, ("material",), check)
