"""What can be said of one page alone: its picture, and whether it is what one requirement wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from scanaudit.audit import audit
from scanaudit.facts import PageFacts
from scanaudit.notices import Notice, Profile, Requirement
from scanaudit.notices.evidence import EveryOf, EvidenceSpec, Kinds, OneOf
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
    report = audit(asked, profile, (page,))
    kept = (one for one in report.findings if one.code in WHOSE or not one.code.startswith(_NEEDS_MORE))
    taken = any(row.evidence for row in report.requirements)
    return tuple(_of_one_page(kept, wanted, taken))


def _of_one_page(findings: Iterable[Finding], wanted: Requirement | None, taken: bool) -> Iterator[Finding]:
    """The findings, with what is missing said of the one page that was shown instead of a whole upload: once, where
    nothing that the requirement asks for has ``taken`` it, and never of what else would be handed in with it.
    """
    for one in findings:
        if one.code != _MISSING:
            yield one
        elif not taken:
            taken = True
            yield _not_this(one, wanted)


def _not_this(finding: Finding, wanted: Requirement | None) -> Finding:
    """That the page is not what was asked for."""
    title = wanted.title if wanted is not None else _NOTHING
    said = Text(
        zh=f"这一页没有认成“{title.zh}”要的材料。",
        en=f"This page was not recognised as what “{title.en}” asks for.",
    )
    return finding.model_copy(update={"message": said})


def _asked(notice: Notice | None, wanted: Requirement | None) -> Notice:
    """A notice that asks for this one thing, or for nothing but a good picture."""
    requirements = (_shown(wanted),) if wanted is not None else ()
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


def _shown(wanted: Requirement) -> Requirement:
    """The requirement as one that asks for this page. Neither whether it applies nor how it is handed in matters:
    whoever shows a page for it says that this is to be it.
    """
    asked = {
        "when": None,
        "upload": "required",
        "recommended": False,
        "evidence": _shown_for(wanted.evidence),
    }
    return wanted.model_copy(update=asked)


def _shown_for(spec: EvidenceSpec | None) -> EvidenceSpec | None:
    """Every branch, whatever it hangs on, with what is welcome (``count: 0``) as what is asked for."""
    match spec:
        case Kinds():
            return spec.model_copy(update={"when": None, "count": 1})
        case EveryOf():
            return spec.model_copy(update={"all_of": tuple(map(_shown_for, spec.all_of))})
        case OneOf():
            return spec.model_copy(update={"any_of": tuple(map(_shown_for, spec.any_of))})
    return spec
