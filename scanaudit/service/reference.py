"""The tables of ``docs/api.md`` and ``docs/deploy.md``: ``python -m scanaudit.service.reference``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fastapi import FastAPI

from scanaudit.service.api import administration, files, letters, mended, notices, pages, reports, submissions
from scanaudit.service.problems import rows
from scanaudit.service.settings import ServiceSettings

DOCS = Path(__file__).parents[2] / "docs"
_BEGIN, _END = "<!-- made: {} -->", "<!-- end -->"


def routes() -> Iterator[str]:
    """Every call of the API with what it does."""
    app = FastAPI()
    for module in (notices, submissions, files, mended, reports, letters, pages, administration):
        app.include_router(module.router)
    yield "| call | what it does |\n|---|---|"
    for path, operations in app.openapi()["paths"].items():
        for method, operation in operations.items():
            said = str(operation.get("description", "")).split("\n\n", maxsplit=1)[0].replace("\n", " ")
            yield f"| `{method.upper()} {path}` | {said} |"


def codes() -> Iterator[str]:
    """Every refusal by its code."""
    yield "| code | status | meaning |\n|---|---|---|"
    for row in sorted(rows().values(), key=lambda one: one.code):
        yield f"| {row.code} | {row.status} | {row.message.en} {row.advice.en} |"


def settings() -> Iterator[str]:
    """Every setting."""
    yield "| variable | default | meaning |\n|---|---|---|"
    for name, field in ServiceSettings.model_fields.items():
        default = "" if field.default_factory or field.default is None else f"`{field.default}`"
        yield f"| `SCANAUDIT_SERVICE_{name.upper()}` | {default} | {field.description} |"


def filled(text: str) -> str:
    """A document with its tables made anew."""
    for name, made in (("routes", routes), ("codes", codes), ("settings", settings)):
        begin = _BEGIN.format(name)
        if begin in text:
            before, _, rest = text.partition(begin)
            text = before + begin + "\n" + "\n".join(made()) + "\n" + _END + rest.partition(_END)[2]
    return text


if __name__ == "__main__":
    for path in (DOCS / "api.md", DOCS / "deploy.md"):
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
