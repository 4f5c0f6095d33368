"""The draft: what was recognised, as a checklist whose every row says where it comes from and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from scanaudit.drafting.details import copies_in, demands_in, ways_in
from scanaudit.drafting.head import Head, head
from scanaudit.drafting.recognise import Recognised, recognise
from scanaudit.notices.clauses import Sentence, sentences

# A route, an employer or a level that a sentence names for a thing which has no condition of its own.
_CONDITIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    (r"^.{0,6}事业单位.{0,12}人员申报", {"fact": "employer_type", "is": "public_institution"}),
    (r"仅供破格.{0,6}人员", {"fact": "route", "is": "exception"}),
    (r"(所有)?申报工程师资格的人员", {"fact": "target_level", "is": "intermediate"}),
    (r"仅供申报化学工程、安全工程", {"fact": "specialty", "is": ["化学工程", "安全工程"]}),
    (r"(\d{4})届以后", {"fact": "graduation_year", "at_least": 0}),
)


@dataclass(frozen=True)
class Row:
    """One drafted requirement: the checklist's entry, why, and how sure (0 to 1)."""

    entry: dict[str, Any]
    because: tuple[tuple[str, str], ...]
    confidence: float


@dataclass(frozen=True)
class Draft:
    """A drafted checklist; ``unplaced``: sentences that ask for something nobody recognised."""

    id: str
    head: Head
    rows: tuple[Row, ...]
    unplaced: tuple[Sentence, ...]

    def data(self) -> dict[str, Any]:
        """The checklist as data; what the text does not say is filled so that the file can be checked."""
        year = self.head.year or 2000
        title = self.head.title or self.id
        authority = self.head.authority or "（发文单位）"
        return {
            "id": self.id,
            "title": {"zh": title, "en": f"{self.id} (draft)"},
            "authority": {"zh": authority, "en": f"{self.id} (authority)"},
            "year": year,
            "cutoff": self.head.cutoff or f"{year}-12-31",
            "windows": [
                {"id": f"window-{n}", "title": {"zh": _short(s.text), "en": f"Window {n}"}}
                | ({"opens": opens} if opens else {})
                | {"closes": closes}
                for n, (s, opens, closes) in enumerate(self.head.windows, 1)
            ],
            "requirements": [row.entry for row in self.rows],
        }


def draft(text: str, notice_id: str, letters: str = "N") -> Draft:
    """A first checklist of the notice in ``text``; ``letters`` begin the requirements' ids."""
    said = sentences(text)
    found, unplaced = recognise(said)
    clauses: dict[str, str] = {}
    for sentence in said:
        clauses[sentence.address] = clauses.get(sentence.address, "") + sentence.text
    rows = tuple(_row(one, f"{letters}-{number:02d}", clauses) for number, one in enumerate(found, 1))
    return Draft(notice_id, head(text, said), rows, unplaced)


def _row(found: Recognised, id_: str, clauses: dict[str, str]) -> Row:
    thing, sentence = found.thing, found.main.sentence
    entry: dict[str, Any] = {
        "id": id_,
        "title": _text(thing.title),
        "clause": list(found.clauses),
        "who": list(thing.who),
    }
    if thing.upload != "never":
        entry["via"] = list(thing.via or ways_in(sentence.text) or ("U",))
        if thing.upload == "required" and "U" not in entry["via"] and "S" not in entry["via"]:
            entry["via"] = ["U", *entry["via"]]
    entry["upload"] = thing.upload
    when = thing.when or _condition(clauses[sentence.address])
    entry |= {"when": when} if when else {}
    for name in ("practice", "recommended", "informative"):
        entry |= {name: True} if getattr(thing, name) else {}
    entry |= {"applies_to": thing.applies_to} if thing.applies_to != "evidence" else {}
    entry |= {"evidence": thing.evidence} if thing.evidence else {}
    if demands := _unique([*thing.demands, *demands_in(thing, sentence.text)]):
        entry["demands"] = demands
    copies = copies_in(sentence.text) if "copies" in thing.reads else None
    entry |= {"copies": copies} if copies and "P" in entry.get("via", ()) else {}
    entry["advice"] = _text(thing.advice)
    because = tuple((sign.sentence.address, _short(sign.words)) for sign in found.signs)
    # One demanding sentence is the rule; a bare mention is less, several mentions are not more.
    sure = thing.confidence * min(1.0, 0.6 + 0.15 * found.main.strength)
    return Row(entry, because, round(sure, 2))


def _condition(text: str) -> dict[str, Any] | None:
    for form, condition in _CONDITIONS:
        if match := re.search(form, text):
            year = match.group(1) if "at_least" in condition else None
            return {**condition, "at_least": int(year)} if year else dict(condition)
    return None


def _unique(demands: list[Any]) -> list[Any]:
    """Each kind of demand once, the more exact (the one read in the sentence, last) winning."""
    return list({demand["demand"]: demand for demand in demands}.values())


def _text(text: Any) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _short(text: str) -> str:
    """A few words of the notice for a comment."""
    return text if len(text) <= 24 else text[:23] + "…"
