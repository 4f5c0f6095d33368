"""``report.json`` and the lines of ``inspect --jsonl``: the contracts that other programs read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from scanaudit.errors import DataError, UsageError
from scanaudit.facts import PageFacts
from scanaudit.notices.schema import checklist_schema
from scanaudit.report.files import write_atomically
from scanaudit.report.masking import masked
from scanaudit.report.phrases import phrases
from scanaudit.text import Lang
from scanaudit.verdicts import AuditReport

FILE_NAME = "report.json"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
Contract = Literal["inspect", "report", "checklist"]


def write(report: AuditReport, folder: Path, lang: Lang = "zh", *, show_ids: bool = False) -> Path:
    """Write ``report.json`` into ``folder``; ID numbers masked unless ``show_ids``. Raises OutputError."""
    content = json.dumps(as_data(report, lang, show_ids=show_ids), ensure_ascii=False, indent=1)
    return write_atomically(folder / FILE_NAME, content + "\n")


def as_data(report: AuditReport, lang: Lang = "zh", *, show_ids: bool = False) -> dict[str, Any]:
    """``report`` as plain data. The pages' ``lines`` are left out: ``text`` has what they say."""
    told = report if show_ids else masked(report)
    return told.model_dump(mode="json", context={"lang": lang}, exclude={"pages": {"__all__": {"lines"}}})


def read(path: Path) -> AuditReport:
    """The report in a ``report.json`` as ``write`` left it: in one language, ID numbers as they were written.

    Raises DataError where the file is no such report, UsageError where it cannot be read.
    """
    try:
        return AuditReport.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(phrases().error["path_missing"].fill(path=path)) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise DataError(phrases().error["report_unreadable"].fill(path=path, reason=reason)) from error


def page_line(page: PageFacts, lang: Lang = "zh", *, show_ids: bool = False) -> str:
    """One page as one line of JSON, without a line break."""
    told = page if show_ids else masked(page)
    data = told.model_dump(mode="json", context={"lang": lang}, exclude={"lines"})
    return json.dumps(data, ensure_ascii=False)


def schema(contract: Contract) -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of ``inspect`` lines or of ``report.json``, as they are written, or of the
    checklists that users write.
    """
    if contract == "checklist":
        return {"$schema": _DRAFT, **checklist_schema()}
    model = PageFacts if contract == "inspect" else AuditReport
    made = model.model_json_schema(mode="serialization", by_alias=True)
    page = made if contract == "inspect" else made["$defs"]["PageFacts"]
    page["properties"].pop("lines")
    if "lines" in page.get("required", ()):
        page["required"].remove("lines")
    made["$defs"].pop("TextLine")
    return {"$schema": _DRAFT, **made}
