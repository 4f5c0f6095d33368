"""What is wrong with a file that a user wrote: where, what is allowed, and a guess at what was meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process

from scanaudit.errors import DataError
from scanaudit.notices import possible
from scanaudit.notices.source import Loc, Source
from scanaudit.privacy import mask
from scanaudit.text import Text

# One error often has many echoes (a misspelt key is also a missing one); more than this is not read.
SHOWN = 12
# rapidfuzz ratio from which a word counts as a slip of another. Eleven slips of one or two letters in words
# of the language lay at 80 (titel) to 98 (graduation_certifcate), roster and routes at 67. Real words that
# are alike (title_certificate, patent_certificate: 80) may be guessed wrongly; the list follows anyway.
CLOSE = 75


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong, at ``loc`` inside the file; ``instead``: what was probably meant there."""

    loc: Loc
    message: Text
    instead: str | None = None


def say(loc: Loc, zh: str, en: str) -> Complaint:
    """A complaint at ``loc`` in both languages."""
    return Complaint(loc, Text(zh=zh, en=en))


def did_you_mean(word: str, allowed: Iterable[str]) -> Text:
    """`` Did you mean …?`` or nothing, followed by what is allowed."""
    choices = sorted(allowed)
    best = _closest(word, choices)
    zh = f"是否想写 {best}？" if best else ""
    en = f"Did you mean {best}? " if best else ""
    listed = ", ".join(choices)
    return Text(zh=f"{zh}可用：{listed}。", en=f"{en}Allowed: {listed}.")


def _closest(word: str, choices: Iterable[str]) -> str | None:
    best = process.extractOne(word, sorted(choices), scorer=fuzz.ratio, score_cutoff=CLOSE)
    return best[0] if best else None


def unknown_word(loc: Loc, what: Text, word: object, allowed: Iterable[str]) -> Complaint:
    """A complaint that ``word`` is no such thing, with what is allowed."""
    word = _shown(word)
    hint = did_you_mean(word, allowed)
    message = Text(zh=f"未知的{what.zh} {word}。{hint.zh}", en=f"unknown {what.en} {word}. {hint.en}")
    return Complaint(loc, message, _closest(word, allowed))


def from_validation(error: ValidationError, models: Mapping[str, type[BaseModel]]) -> list[Complaint]:
    """Pydantic's errors as complaints; ``models`` says which model stands under a key (or a union's tag)."""
    entries = [dict(entry) for entry in error.errors(include_url=False)]
    complaints = [_complaint(entry, models) for entry in entries]
    # A misspelt key is a missing one too; it is told once.
    slips = {(*c.loc[:-1], c.instead) for c in complaints if c.instead is not None}
    echoes = ("missing", "union_tag_not_found", "shape")
    return [
        c for c, e in zip(complaints, entries, strict=True)
        if e["type"] not in echoes or not any(slip[: len(c.loc)] == c.loc for slip in slips)
    ]  # fmt: skip


def raise_for(source: Source, complaints: Iterable[Complaint]) -> None:
    """Raise a DataError that names file, line and column of each complaint; nothing wrong: return."""
    placed = [((one.line, one.column), one.message) for one in source.impossible]
    told = {one.line for one in source.impossible}  # such a value is told once
    placed += [(at, c.message) for c in complaints if (at := source.where(c.loc))[0] not in told]
    placed.sort(key=lambda pair: pair[0])
    if not placed:
        return
    zh, en = [], []
    for (line, column), message in placed[:SHOWN]:
        zh.append(f"{source.path}:{line}:{column}：{message.zh}")
        en.append(f"{source.path}:{line}:{column}: {message.en}")
    if len(placed) > SHOWN:
        zh.append(f"另有 {len(placed) - SHOWN} 处，请先改正以上各处。")
        en.append(f"and {len(placed) - SHOWN} more; mend these first.")
    raise DataError(Text(zh=mask("\n".join(zh)), en=mask("\n".join(en))))


def _complaint(entry: dict[str, Any], models: Mapping[str, type[BaseModel]]) -> Complaint:
    loc: Loc = entry["loc"]
    match entry["type"]:
        case "extra_forbidden":
            return unknown_word(loc, Text(zh="键", en="key"), loc[-1], _keys(_model_at(loc[:-1], models)))
        case "missing":
            return Complaint(loc, Text(zh=f"缺少 {loc[-1]}。", en=f"{loc[-1]} is missing."))
        case "literal_error":
            allowed = str(entry["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            return unknown_word(loc, Text(zh="取值", en="value"), entry["input"], allowed)
        case "union_tag_invalid":
            tags = str(entry["ctx"]["expected_tags"]).replace("'", "").split(", ")
            return unknown_word(loc, Text(zh="取值", en="value"), entry["ctx"]["tag"], tags)
        case "shape":
            keys = str(entry["msg"]).rpartition("keys ")[2]
            return Complaint(
                loc, Text(zh=f"应有其中一个键：{keys}。", en=f"one of these keys is expected: {keys}.")
            )
        case "union_tag_not_found":
            key = str(entry["ctx"]["discriminator"]).strip("'")
            return Complaint(loc, Text(zh=f"缺少 {key}。", en=f"{key} is missing."))
        case possible.KIND:
            zh, en, given = entry["ctx"]["zh"], entry["ctx"]["en"], _shown(entry["input"])
            return Complaint(loc, Text(zh=f"不会是 {given}，{zh}。", en=f"it cannot be {given}: {en}."))
        case kind:
            given, message = _shown(entry["input"]), str(entry["msg"])
            expected = _expected(kind) or Text(zh=f"其他取值（{message}）", en=f"another value ({message})")
            return Complaint(
                loc, Text(zh=f"应为{expected.zh}，不是 {given}。", en=f"{expected.en} expected, not {given}.")
            )


def _shown(value: object) -> str:
    """A value for a message: a scalar as it is, anything larger (it may be huge) as dots."""
    return str(value)[:80] if isinstance(value, (str, int, float, dt.date)) else "…"


def _expected(kind: str) -> Text | None:
    """What should stand there, for pydantic's commonest kinds of error."""
    words = {
        "date": Text(zh="日期（如 2019-12-31）", en="a date (2019-12-31)"),
        "bool": Text(zh="是（true）或否（false）", en="true or false"),
        "int": Text(zh="整数", en="a whole number"),
        "float": Text(zh="数字", en="a number"),
        "string": Text(zh="文字（必要时加引号）", en="text (in quotes if need be)"),
        "tuple": Text(zh="列表（如 [甲, 乙]）", en="a list ([a, b])"),
        "dict": Text(zh="“键: 值”的内容", en="keys with values"),
        "model": Text(zh="“键: 值”的内容", en="keys with values"),
    }
    return words.get(kind.partition("_")[0])


def _model_at(loc: Loc, models: Mapping[str, type[BaseModel]]) -> type[BaseModel] | None:
    """The model of the mapping at ``loc``: the last key or tag on the way that names one."""
    named = (models[part] for part in reversed(loc) if isinstance(part, str) and part in models)
    return next(named, models.get(""))


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []
