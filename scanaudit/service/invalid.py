"""What is wrong with a request: every field, where it is and what would be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from scanaudit.notices.possible import KIND
from scanaudit.notices.questions import wordings
from scanaudit.service.problems import Refused, Wrong, refused, said_wrong
from scanaudit.text import Text

Place = tuple[str | int, ...]
# Longer than any path of the API's own models, short enough to leave a sentence readable.
_LONGEST_PLACE: Final = 100
# More than these nobody mends at one go.
_MOST: Final = 10
_NOT_AS_JSON: Final = Text(
    zh="没有 Content-Type: application/json 头，请求体没有当作 JSON 来读，请加上这个头",
    en="the header Content-Type: application/json is missing, so the body was not read as JSON; send it",
)


def refused_for(errors: Sequence[Mapping[str, Any]], content_type: str) -> Refused:
    """The refusal of a request in which these (pydantic's errors) are wrong; the sentence tells the first."""
    if not errors:
        return refused("invalid", reason="")
    if any(tuple(one["loc"])[:1] == ("path",) for one in errors):  # an address that nothing can have
        return refused("not_found")
    wrong = tuple(_wrong(one, content_type) for one in errors[:_MOST])
    first = wrong[0]
    said = Text(zh=f"{first.named.zh}：{first.reason.zh}", en=f"{first.named.en}: {first.reason.en}")
    made = refused("invalid", reason=said)
    made.wrong = wrong
    return made


def _wrong(error: Mapping[str, Any], content_type: str) -> Wrong:
    loc, kind, context = tuple(error["loc"]), str(error.get("type", "")), error.get("ctx")
    place = _place(loc)
    reason = said_wrong(kind, str(error["msg"]), context if isinstance(context, dict) else {})
    if loc == ("body",) and kind == "model_attributes_type" and "json" not in content_type:
        reason = _NOT_AS_JSON
    return Wrong(place, _named(loc, place, kind), reason, _pointer(loc))


def _named(loc: Place, place: str, kind: str) -> Text:
    """The place, with a fact that cannot be so as the questions call it: its value is a person's, not a program's."""
    if kind != KIND:
        return Text(zh=place, en=place)
    label = wordings()[str(loc[-1])].label
    return Text(zh=f"{place}（{label.zh}）", en=f"{place} ({label.en})")


def _place(loc: Place) -> str:
    """Where in a request a value is wrong: its path in the body; of a body that is no JSON nothing but that it is the
    body (pydantic gives the character's number in place of a name). A long one is cut: names are the sender's.
    """
    inner = loc[1:] if loc[:1] == ("body",) else loc
    named = inner if any(isinstance(part, str) for part in inner) else loc[:1]
    path = ".".join(map(str, named)).encode("utf-8", "replace").decode("utf-8")
    return path if len(path) <= _LONGEST_PLACE else f"{path[:_LONGEST_PLACE]}…"


def _pointer(loc: Place) -> str | None:
    """The JSON pointer of a value in the body; None for what is elsewhere, or has a name that is no place to show."""
    inner = loc[1:]
    if loc[:1] != ("body",) or not any(isinstance(part, str) for part in inner):
        return None
    steps = (str(part).replace("~", "~0").replace("/", "~1") for part in inner)
    made = "#" + "".join(f"/{step}" for step in steps)
    return made if len(made) <= _LONGEST_PLACE and made.isprintable() else None
