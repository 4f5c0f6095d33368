"""K301: a material that the notice asks for is not in the upload.

What it does: tells which materials no page of the upload serves.

Why it matters: an application without it is returned.

Example: no publicity proof anywhere in the upload.

How to mend it: add a scan of the material.
"""

from __future__ import annotations

from scanaudit.rules.context import Rule
from scanaudit.rules.lacking import lacking

CODE = "K301"

check = lacking(CODE, "missing")

RULE = Rule(CODE, ("material",), check)
