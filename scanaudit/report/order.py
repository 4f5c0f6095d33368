"""In which order things to do are told: what decides about the rest, then what others have to give, then the desk."""

from __future__ import annotations

from typing import Final

# Whether one can apply at all, and the questions on which it hangs what is asked.
_FIRST: Final = ("S6", "V461", "V471", "V484", "Q")
# What must not be uploaded, and what nobody could open: it may be what seems to be missing.
_UNSEEN: Final = ("F", "M241")
# Papers, seals and signatures that the unit, an office or a training body has to give: these take days.
_FROM_OTHERS: Final = (
    "K301", "K302", "K303", "K304", "K313", "M20", "M21", "M221",
    "V441", "V451", "V452", "V453", "V456", "V472", "V482", "V483",
)  # fmt: skip


def step(code: str | None, party: str | None, *, unidentified: bool = False) -> int:
    """Where a thing to do stands among those that are as pressing; equal ones stay in the report's order (what is
    missing altogether, then page by page), so that a second check tells them in the same order.

    ``party``: whose hand is lacking; ``unidentified``: it concerns a page of which nobody could tell what it is.
    """
    told = code or ""
    if told.startswith(_FIRST):
        return 0
    if told.startswith(_UNSEEN) or (told == "C103" and unidentified):
        return 1
    own = told == "M214" or (told.startswith("M21") and party == "applicant")
    return 2 if told.startswith(_FROM_OTHERS) and not own else 3
