"""V411: a number is wrong by its check digit, or by its form.

What it does: computes the check digit of ID numbers, credit codes, ISSN, ISBN and patent numbers, and the form of
CN numbers; the day of birth in an ID number has to exist. A wrong number was read twice, the second time enlarged;
the digit that would be right is told, and where a look-alike may have been misread.

Why it matters: a wrong digit is a typing error, a misreading, or a journal that does not exist.

Example: ISSN 1000-1234, whose check digit would have to be another one.

How to mend it: compare the number with the original; if the page is right, nothing needs doing.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.fields import id_number
from scanaudit.fields.misreading import CHECKED, right_end, suspects
from scanaudit.notices.model import NumberDemand
from scanaudit.privacy import mask
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.numbers import numbers_on
from scanaudit.rules.wording import number_name, word
from scanaudit.text import Text

CODE = "V411"
# A single misread digit makes a right number wrong, so only numbers read this well count as wrong for sure.
DIGITS_SURE = 0.97
# More suspects than this point nowhere (design value).
_TELLING = 4


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where a number was read very well and is wrong; unsure where it may be misread."""
    demand = context.asked(NumberDemand)
    for index, page in context.pages:
        for number in numbers_on(page, demand.of):
            if number.valid:
                continue
            sure = number.confidence >= DIGITS_SURE
            values = {
                "number": number_name(number.field),
                "value": mask(number.value),
                "fault": word("check_faults", _fault(number.field, number.value)),
                "hint": _hint(number.field, number.value),
            }
            confidence = number.confidence if sure else 0.5
            yield Observation(CODE, "unmet" if sure else "unsure", (index,), number.bbox, confidence, values)


def _fault(field: str, value: str) -> str:
    """What is wrong with a number: its form where it has no check digit, the day of birth in it, or the check digit."""
    if field not in CHECKED:
        return "form"
    return "birth" if field == "id_number" and id_number.is_valid(value) else "check"


def _hint(field: str, value: str) -> Text:
    """The digit that would be right, and where a single misread one may stand (places, not digits: the number
    may be a person's).
    """
    if field not in CHECKED or _fault(field, value) == "birth":
        return Text(zh="", en="")
    end, places = right_end(field, value), sorted({s.place for s in suspects(field, value)})
    hints = [word("check_hints", "end").fill(end=end)] if end else []
    if places and len(places) <= _TELLING:
        hints.append(word("check_hints", "places").fill(places="、".join(map(str, places))))
    return Text(zh="".join(h.zh for h in hints), en="".join(h.en for h in hints))


RULE = Rule(CODE, ("number",), check)
