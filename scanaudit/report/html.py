"""``report.html``: one file that needs nothing else, in both languages, for applicants and reviewers."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from scanaudit import __version__
from scanaudit.report.files import write_atomically
from scanaudit.report.kind_titles import page_title
from scanaudit.report.phrases import phrases
from scanaudit.report.todo import ORDER, closed, counted, sentence, told_status
from scanaudit.report.view import Copies, Preview, ReportView, seal_label, signature_label, view
from scanaudit.text import Lang, Text
from scanaudit.verdicts import AuditReport

FILE_NAME = "report.html"
_TEMPLATE = "report.html.j2"
_TEMPLATES = Path(__file__).with_name("templates")


def write(
    report: AuditReport,
    folder: Path,
    lang: Lang = "zh",
    *,
    preview: Preview,
    show_ids: bool = False,
    copies: Copies | None = None,
    answers: Text | None = None,
) -> Path:
    """Write ``report.html`` into ``folder``. ``preview`` gives a page's JPEG or None; ``copies``: where mended pages
    lie; ``answers``: how the reader answers open questions, where not as an applicant does. Raises OutputError.
    """
    content = render(report, lang, preview=preview, show_ids=show_ids, copies=copies, answers=answers)
    return write_atomically(folder / FILE_NAME, content)


def make_ready() -> None:
    """Compile the template, which takes a sixth of a second: while pages are read, nobody waits for it."""
    _environment().get_template(_TEMPLATE)


def render(
    report: AuditReport,
    lang: Lang = "zh",
    *,
    preview: Preview,
    show_ids: bool = False,
    copies: Copies | None = None,
    answers: Text | None = None,
) -> str:
    """The document as text. Everything that comes from the upload is escaped."""
    shown = view(report, preview, show_ids=show_ids, copies=copies)
    tasks = counted(tuple(task.task for task in shown.tasks))
    style, script = _source("report.css"), _source("report.js")
    return _environment().get_template(_TEMPLATE).render(
        shown=shown,
        report=shown.report,
        lang=lang,
        style=Markup(style),
        script=Markup(script),
        policy=content_policy(style, script),
        key=_memory_key(shown),
        show_ids=show_ids,
        made_on=dt.datetime.now().strftime("%Y-%m-%d %H:%M"),
        version=__version__,
        counts={**_counts(shown), **tasks},
        sentence=sentence(shown.report, tasks),
        closed=closed(shown.report),
        answers=answers or phrases().ui["answer_how"].fill(notice=report.notice),
    )  # fmt: skip


def content_policy(style: str, script: str) -> str:
    """A content-security policy that allows these two inline blocks, data images, and nothing else."""
    hashes = {"style-src": style, "script-src": script}
    allowed = "; ".join(f"{directive} 'sha256-{_sha256(text)}'" for directive, text in hashes.items())
    return f"default-src 'none'; img-src data:; {allowed}; base-uri 'none'; form-action 'none'"


def both(text: Text | str) -> Markup:
    """A sentence in both languages, each marked as such; the style sheet shows one of them."""
    if isinstance(text, str) or text.zh == text.en:
        return escape(text if isinstance(text, str) else text.zh)
    return Markup('<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>').format(
        text.zh, text.en
    )


def attribute(text: Text, name: str, lang: Lang) -> Markup:
    """An HTML attribute in ``lang`` that the script can turn into the other language."""
    attributes = Markup('{n}="{now}" data-{n}-zh="{zh}" data-{n}-en="{en}"')
    return attributes.format(n=name, now=text.say(lang), zh=text.zh, en=text.en)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "both": both,
        "attribute": attribute,
        "page_title": page_title,
        "seal": seal_label,
        "signature": signature_label,
    }
    environment.globals |= {"words": phrases(), "urgencies": ORDER, "told_status": told_status}
    return environment


@cache
def _source(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _memory_key(shown: ReportView) -> str:
    """Under what the browser remembers ticked tasks: the same for the same tasks, different otherwise."""
    told = json.dumps([[task.task.code, task.task.message.zh] for task in shown.tasks])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _counts(shown: ReportView) -> dict[str, int]:
    pages = shown.report.pages
    counts = {"files": len({page.file for page in pages}), "pages": sum(p.page is not None for p in pages)}
    counts["failed"] = sum(page.page is None for page in pages)
    for requirement in shown.report.requirements:
        status = told_status(requirement, shown.report)
        counts[status] = counts.get(status, 0) + 1
    return counts
