"""What can be said of one page alone: its picture, and whether it is what one requirement wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from scanaudit.audit import audit
from scanaudit.facts import PageFacts
from scanaudit.notices import Notice, Profile, Requirement
from scanaudit.rules.naming import WHOSE
from scanaudit.text import Text
from scanaudit.verdicts import OPEN_PICTURE, Finding

# Of a single page these say nothing: pages that are still to come, questions that are still to be asked.
_NEEDS_MORE = ("K302", "K303", "K304", "K305", "K307", "K308", "K309", "Q", "S", "V")
_MISSING = "K301"
_NOTHING = Text(zh="", en="")
# What has to be mended of a page whoever asks for it, though the one row that was asked for may not say so: turned,
# empty, not to be judged, not what was asked for, somebody else's.
_TO_MEND = OPEN_PICTURE | WHOSE | {"C101", "C108", _MISSING}


def is_good(findings: Iterable[Finding]) -> bool:
    """Whether nothing has to be mended of a page with these findings."""
    return not any(one.severity == "block" or one.code in _TO_MEND for one in findings)


def check_page(
    page: PageFacts, notice: Notice | None, wanted: Requirement | None, name: str | None = None
) -> tuple[Finding, ...]:
    """The findings on one page: of its picture, and for ``wanted`` its kind, seals and signatures, and whether it is
    ``name``'s.
    """
    asked = _asked(notice, wanted)
    profile = Profile() if name is None else Profile(name=name)
    told = audit(asked, profile, (page,)).findings
    kept = (one for one in told if one.code in WHOSE or not one.code.startswith(_NEEDS_MORE))
    return tuple(_of_one_page(one, wanted) if one.code == _MISSING else one for one in kept)


def _of_one_page(finding: Finding, wanted: Requirement | None) -> Finding:
    """That a material is missing, said of the one page that was shown instead of a whole upload."""
    title = wanted.title if wanted is not None else _NOTHING
    said = Text(
        zh=f"这一页没有认成“{title.zh}”要的材料。",
        en=f"This page was not recognised as what “{title.en}” asks for.",
    )
    return finding.model_copy(update={"message": said})


def _asked(notice: Notice | None, wanted: Requirement | None) -> Notice:
    """A notice that asks for this one thing, or for nothing but a good picture. Whether it applies is not asked:
    whoever shows a page for it says so.
    """
    requirements = (wanted.model_copy(update={"when": None}),) if wanted is not None else ()
    if notice is not None:
        return notice.model_copy(update={"requirements": requirements})
    today = dt.date.today()
    return Notice(
        id="page",
        title=_NOTHING,
        authority=_NOTHING,
        year=today.year,
        cutoff=today,
        windows=(),
        requirements=requirements,
    )
