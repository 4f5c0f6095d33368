"""What the to-do list says of pages that were mended: a copy lies there, and is to be uploaded instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from scanaudit.report.console import page_names
from scanaudit.report.phrases import phrases, say
from scanaudit.report.view import Copies, MendedCopy
from scanaudit.text import Lang, Text, enumerated
from scanaudit.verdicts import AuditReport, Finding

# Which findings mending settles, and by what it does (remedy/changes.py).
MENDABLE: Final[Mapping[str, frozenset[str]]] = {
    "C101": frozenset({"turned"}),
    "C113": frozenset({"evened"}),
    "C118": frozenset({"cropped"}),
    "C122": frozenset({"straightened", "cropped"}),
    "C127": frozenset({"cropped"}),
}
_NAMED = 5  # files in a sentence


def with_copies(report: AuditReport, copies: Copies) -> AuditReport:
    """``report`` whose findings that a mended copy settles say where it lies, instead of what to do by hand.

    The same finding on several pages keeps one advice for all of them, so that it stays one thing to do.
    """
    groups: dict[tuple[str, str, str | None], dict[int, MendedCopy]] = {}
    for number, finding in enumerate(report.findings):
        copy = copies.get((finding.file or "", finding.page))
        if copy is not None and MENDABLE.get(finding.code, frozenset()) & set(copy.acts):
            key = (finding.code, finding.message.zh, finding.requirement)
            groups.setdefault(key, {})[number] = copy
    findings: list[Finding] = list(report.findings)
    for group in groups.values():
        advice = _advice(group.values())
        for number in group:
            findings[number] = findings[number].model_copy(update={"advice": advice})
    return report.model_copy(update={"findings": tuple(findings)})


def _advice(copies: Iterable[MendedCopy]) -> Text:
    files: dict[str, list[int]] = {}
    for copy in copies:
        files.setdefault(copy.path, []).extend([copy.page] if copy.page is not None else [])
    named = Text(zh=_named(files, "zh"), en=_named(files, "en"))
    return phrases().ui["mended_advice"].fill(files=named)


def _named(files: Mapping[str, list[int]], lang: Lang) -> str:
    told = [page_names(file, pages, lang) for file, pages in list(files.items())[:_NAMED]]
    if len(files) > _NAMED:
        told.append(say(lang, "ui.more_files", n=len(files) - _NAMED))
    return enumerated(told, lang)
