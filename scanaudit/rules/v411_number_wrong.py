"""V411: a number's check digit is wrong.

What it does: computes the check digit of ID numbers, credit codes, ISSN and ISBN, and the form of CN numbers.

Why it matters: a wrong digit is a typing error, a misreading, or a journal that does not exist.

Example: ISSN 1000-1234, whose check digit would have to be another one.

How to mend it: compare the number with the original; if the page is right, nothing needs doing.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import NumberDemand
from scanaudit.privacy import mask
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.numbers import numbers_on
from scanaudit.rules.wording import number_name

CODE = "V411"
# A single misread digit makes a right number wrong, so only numbers read this well count as wrong for sure.
DIGITS_SURE = 0.97


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where a number was read very well and is wrong; unsure where it may be misread."""
    demand = context.asked(NumberDemand)
    for index, page in context.pages:
        for number in numbers_on(page, demand.of):
            if number.valid:
                continue
            sure = number.confidence >= DIGITS_SURE
            values = {"number": number_name(number.field), "value": mask(number.value)}
            confidence = number.confidence if sure else 0.5
            yield Observation(CODE, "unmet" if sure else "unsure", (index,), number.bbox, confidence, values)


RULE = Rule(CODE, ("number",), check)
