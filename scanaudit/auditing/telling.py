"""From what a rule saw to the finding that a person reads: severity, sentence, place."""

from __future__ import annotations

from scanaudit.notices.model import Requirement
from scanaudit.privacy import mask
from scanaudit.rules.context import Observation
from scanaudit.rules.upload import UNUSABLE, Upload
from scanaudit.rules.wording import messages, party
from scanaudit.text import Text
from scanaudit.verdicts import Finding, PageRef, Severity

RANK: dict[Severity, int] = {"block": 0, "warn": 1, "info": 2}


def severity(obs: Observation, requirement: Requirement | None) -> Severity:
    """Block only for what a clause demands and is certain, and for classified pages; warn for practice and
    doubt; info for the rest.
    """
    if obs.severity == "block":
        return "block"
    if requirement is not None and requirement.informative:
        return "info"
    if obs.severity is not None:
        return obs.severity
    if obs.effect == "unmet":
        return "warn" if obs.practice or requirement is None else "block"
    return "warn" if obs.effect == "unsure" else "info"


def finding(obs: Observation, requirement: Requirement | None, upload: Upload) -> Finding:
    """The finding, in both languages."""
    page = upload.pages[obs.pages[0]] if obs.pages else None
    other = upload.pages[obs.beside] if obs.beside is not None and obs.beside not in obs.pages[:1] else None
    return Finding(
        code=obs.code,
        severity=severity(obs, requirement),
        requirement=requirement.id if requirement else None,
        clause="、".join(requirement.clause) if requirement else None,
        file=page.file if page else None,
        page=page.page if page else None,
        bbox=obs.bbox or (page.parts[0].bbox if page and page.parts else None),
        beside=PageRef(file=other.file, page=other.page) if other else None,
        message=_message(obs, requirement, upload),
        advice=_advice(obs, requirement),
        confidence=round(min(1.0, max(0.0, obs.confidence)), 3),
        party=obs.party,
        practice=_is_of_practice(obs),
    )


def problems(upload: Upload, index: int) -> tuple[Finding, ...]:
    """The problems of a file or page, each as a finding. Block where the file itself has to be replaced, warn where it
    could not be looked at for another reason; a page that was read in spite of a problem gets a note.
    """
    page, unread = upload.pages[index], upload.unread(index)

    def weight(code: str) -> Severity:
        if not unread:
            return "info"
        return "block" if code in UNUSABLE else "warn"

    return tuple(
        Finding(
            code=problem.code,
            severity=weight(problem.code),
            requirement=None,
            file=page.file,
            page=page.page,
            message=problem.message,
            advice=problem.advice,
            confidence=1.0,
        )
        for problem in page.problems
    )


def _message(obs: Observation, requirement: Requirement | None, upload: Upload) -> Text:
    said = messages()
    entry = said.codes[obs.code]
    doubtful = obs.effect == "unsure" and not obs.certain
    text = (entry.doubt if doubtful and entry.doubt is not None else entry.message).fill(**filling(obs))
    failed = obs.effect in {"unmet", "unsure"}
    if obs.effect == "unsure" and obs.code[0] in "MV" and not upload.all_readable(obs.pages):
        own = obs.pages and not upload.readable(obs.pages[0])
        text = _joined(text, said.unreadable if own else said.unreadable_among)
    if _is_of_practice(obs):
        text = _joined(text, said.practice)
    if failed and obs.conditional:
        text = _joined(text, said.conditional)
    return Text(zh=mask(text.zh), en=mask(text.en))


def filling(obs: Observation) -> dict[str, object]:
    """What fills the sentences: what the rule saw, and whose hand is lacking in the language's words."""
    whose = {} if obs.party is None else {"party": party(obs.party)}
    return {**obs.values, **whose}


def _is_of_practice(obs: Observation) -> bool:
    """Whether something is lacking that no clause asks for in words."""
    return obs.effect in {"unmet", "unsure"} and obs.practice and obs.code[0] in "CKMV"


def _advice(obs: Observation, requirement: Requirement | None) -> Text:
    entry = messages().codes[obs.code]
    doubtful = obs.effect == "unsure" and not obs.certain
    text = entry.doubt_advice if doubtful and entry.doubt_advice is not None else entry.advice
    own = requirement.advice if requirement else Text(zh="", en="")
    return text.fill(**{**filling(obs), "advice": own})


def _joined(one: Text, other: Text) -> Text:
    return Text(zh=one.zh + other.zh, en=one.en + other.en)
