"""Sentences that a user reads, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, SerializationInfo, model_serializer, model_validator

Lang = Literal["zh", "en"]


def enumerated(names: Iterable[str], lang: Lang) -> str:
    """Names, one after the other, as ``lang`` parts them.

    >>> enumerated(["a.jpg", "b.jpg"], "zh"), enumerated(["a.jpg", "b.jpg"], "en")
    ('a.jpg、b.jpg', 'a.jpg, b.jpg')
    """
    return ("、" if lang == "zh" else ", ").join(names)


class Text(BaseModel):
    """One sentence in both languages.

    Serialised as a plain string in the language named by the serialisation context
    (``model_dump_json(context={"lang": "en"})``), Chinese by default; with ``{"lang": "both"}`` as
    an object of both, which reads back unchanged. A plain string is read as the same sentence in both.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        return {"zh": value, "en": value} if isinstance(value, str) else value

    @model_serializer
    def _in_language(self, info: SerializationInfo) -> str | dict[str, str]:
        context = info.context if isinstance(info.context, dict) else {}
        if context.get("lang") == "both":
            return {"zh": self.zh, "en": self.en}
        return self.en if context.get("lang") == "en" else self.zh

    def say(self, lang: Lang) -> str:
        """The sentence in ``lang``."""
        return self.en if lang == "en" else self.zh

    def fill(self, **values: object) -> Text:
        """The same sentence with its ``{placeholders}`` filled; a ``Text`` value fills each language."""

        def given(lang: Lang) -> dict[str, object]:
            return {k: v.say(lang) if isinstance(v, Text) else v for k, v in values.items()}

        return Text(zh=self.zh.format(**given("zh")), en=self.en.format(**given("en")))
