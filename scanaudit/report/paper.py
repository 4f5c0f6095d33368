"""Documents that are printed and signed: one self-contained HTML file in one language, laid out for A4."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scanaudit.report.html import content_policy
from scanaudit.report.phrases import phrases
from scanaudit.text import Lang, Text

_TEMPLATES = Path(__file__).with_name("templates")


def paper(template: str, lang: Lang, **values: object) -> str:
    """The document of ``template`` in ``lang``; everything that comes from outside is escaped."""
    style = (_TEMPLATES / "paper.css").read_text(encoding="utf-8")
    return _environment(lang).get_template(template).render(
        lang=lang, style=Markup(style), policy=content_policy(style, ""), **values
    )  # fmt: skip


@cache
def _environment(lang: Lang) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def say(text: Text | str) -> str:
        return text if isinstance(text, str) else text.say(lang)

    environment.filters["say"] = say
    environment.globals["words"] = phrases()
    return environment
