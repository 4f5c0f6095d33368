"""V495: the QR code on a page says another number than the one printed.

What it does: compares the number that a QR code names with the certificate number printed beside it.

Why it matters: on electronic certificates the code is what reviewers check; another number in it means another
certificate, or a page put together.

Example: a certificate of 2019 whose QR code leads to number …4567 while …4576 is printed.

How to mend it: download the certificate again from the issuer's site and upload that file.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.fields import qr_payload
from scanaudit.notices.model import AgreementDemand
from scanaudit.privacy import mask
from scanaudit.rules.agreement import personal
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "V495"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each page whose code names another number of the same form; a code may also name its issuer's."""
    if "certificate_number" not in context.asked(AgreementDemand).of:
        return
    for index, page in personal(context):
        printed = page.fields.certificate_number
        answers = [(code, qr_payload.agrees(code.payload, printed)) for code in page.qr_codes if printed]
        if any(answer for _, answer in answers):
            continue
        for code, answer in answers:
            if answer is False:
                values = {"printed": mask(printed or ""), "coded": mask(qr_payload.numbers(code.payload)[0])}
                yield Observation(CODE, "unsure", (index,), code.bbox, 0.6, values)


RULE = Rule(CODE, ("agreement",), check)
