"""What is refused, as ``application/problem+json`` (RFC 9457), in the same codes as the command line's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from scanaudit.errors import ScanauditError
from scanaudit.facts import Problem
from scanaudit.notices import possible
from scanaudit.privacy import mask
from scanaudit.service.patterns import asked_by
from scanaudit.text import Lang, Text
from scanaudit.yamltext import parse

MEDIA_TYPE = "application/problem+json"
# The HTTP status of the program's own errors, by their exit codes (docs/errors.md).
_BY_EXIT_CODE = {64: 404, 65: 422, 66: 422, 69: 503, 73: 507}


class ProblemRow(BaseModel):
    """One row of ``problems.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    status: int
    message: Text
    advice: Text


class WrongField(BaseModel):
    """One thing that is wrong with a request. ``pointer``: its JSON pointer, for a value of the body."""

    place: str = Field(examples=["applicant.graduation_year"])
    detail: str = Field(examples=["应在 1950 到 2026 年之间"])
    pointer: str | None = Field(None, examples=["#/applicant/graduation_year"])


@dataclass(frozen=True)
class Wrong:
    """A ``WrongField`` in both languages; ``named``: its place as the refusal's sentence says it."""

    place: str
    named: Text
    reason: Text
    pointer: str | None


class ProblemDetails(BaseModel):
    """The body of every refusal. ``code`` is stable; ``detail`` and ``advice`` are for people."""

    type: str = Field("about:blank", examples=["about:blank"])
    title: str = Field(
        examples=["Not Found"], description="The status's phrase, as RFC 9457 has it for about:blank."
    )
    status: int = Field(examples=[404])
    code: str = Field(examples=["A404"])
    detail: str = Field(examples=["没有这个对象，或者已被删除。"])
    advice: str = Field("", examples=["请检查地址。"])
    exit_code: int | None = Field(None, description="The command line's exit code for the same error.")
    errors: tuple[WrongField, ...] | None = Field(
        None, description="All that is wrong with the request, ten at most; `detail` tells the first."
    )


class Refused(Exception):
    """A request that is not carried out; becomes problem+json or a page that says why.

    ``seconds``: after how long it may be made again; None where waiting changes nothing. ``wrong``: what is
    wrong in it.
    """

    wrong: tuple[Wrong, ...] = ()

    def __init__(
        self,
        code: str,
        status: int,
        message: Text,
        advice: Text,
        exit_code: int | None = None,
        *,
        seconds: int | None = None,
    ) -> None:
        super().__init__(message.en)
        self.code, self.status, self.exit_code = code, status, exit_code
        self.message, self.advice, self.seconds = message, advice, seconds

    def details(self, lang: Lang) -> dict[str, Any]:
        """The body, in one language, ID numbers masked."""
        return ProblemDetails(
            type="about:blank",
            title=HTTPStatus(self.status).phrase,
            status=self.status,
            code=self.code,
            detail=mask(self.message.say(lang)),
            advice=mask(self.advice.say(lang)),
            exit_code=self.exit_code,
            errors=tuple(
                WrongField(place=one.place, detail=mask(one.reason.say(lang)), pointer=one.pointer)
                for one in self.wrong
            )
            or None,
        ).model_dump(exclude_none=True)


@cache
def rows() -> dict[str, ProblemRow]:
    """The whole table."""
    text = Path(__file__).with_name("problems.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, ProblemRow]).validate_python(parse(text))


def refused(name: str, *, seconds: int | None = None, **values: object) -> Refused:
    """The refusal ``name`` of the table; ``seconds``: after how long the request may be made again."""
    row = rows()[name]
    given = {"seconds": seconds, **values}
    return Refused(row.code, row.status, row.message.fill(**given), row.advice.fill(**given), seconds=seconds)


# What is wrong with a value and what would be right, in Chinese, by pydantic's type of the error, filled from the
# error's context; English is pydantic's own, but of patterns.
_WRONG = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项",
    "string_type": "应是文字",
    "string_too_short": "太短（至少 {min_length} 个字符）",
    "string_too_long": "太长（至多 {max_length} 个字符）",
    "too_short": "太少（至少 {min_length} 项）",
    "too_long": "太多（至多 {max_length} 项）",
    "int_parsing": "应是整数",
    "int_parsing_size": "数字太长",
    "int_type": "应是整数",
    "int_from_float": "应是整数",
    "float_parsing": "应是数字",
    "float_type": "应是数字",
    "finite_number": "应是有限的数字",
    "bool_parsing": "应是 true 或 false",
    "bool_type": "应是 true 或 false",
    "literal_error": "不是可选的值（可选：{expected}）",
    "enum": "不是可选的值（可选：{expected}）",
    "json_invalid": "不是有效的 JSON",
    "model_attributes_type": "应是 JSON 对象",
    "model_type": "应是 JSON 对象",
    "dict_type": "应是 JSON 对象",
    "tuple_type": "应是数组",
    "list_type": "应是数组",
    "date_type": "应是日期，如 2018-12-20",
    "date_parsing": "应是日期，如 2018-12-20",
    "date_from_datetime_parsing": "应是日期，如 2018-12-20",
    "date_from_datetime_inexact": "应是日期，如 2018-12-20",
    possible.KIND: "{zh}",
    "greater_than": "太小（应大于 {gt}）",
    "greater_than_equal": "太小（至少 {ge}）",
    "less_than": "太大（应小于 {lt}）",
    "less_than_equal": "太大（至多 {le}）",
}


def said_wrong(kind: str, english: str, context: Mapping[str, object]) -> Text:
    """What is wrong with a value that a request gave, and what would be right: ``kind`` is pydantic's type of the
    error, ``english`` its sentence, ``context`` its further values.
    """
    if kind == "string_pattern_mismatch":
        return asked_by(context.get("pattern"))
    zh = _WRONG.get(kind, "不符合要求")
    return Text(zh=zh.format(**{name: _shown(name, value) for name, value in context.items()}), en=english)


def _shown(name: str, value: object) -> str:
    """A value of an error's context as people write it."""
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value).replace(" or ", ", ") if name == "expected" else str(value)


def of_file(problem: Problem) -> Refused:
    """A file's or page's own problem (F…) as an answer to a request."""
    return Refused(problem.code, 422, problem.message, problem.advice)


def of_error(error: ScanauditError) -> Refused:
    """An error of the program (a notice that does not exist, missing models) as an answer."""
    status = _BY_EXIT_CODE.get(error.exit_code, 500)
    return Refused(f"E{error.exit_code}", status, error.text, Text(zh="", en=""), error.exit_code)
