"""Decisions as labels: what people said of real pages, for ``scanaudit evaluate`` and for the record.

``labels.jsonl`` has a line for each page of which a decision tells something that can be measured: that it is of the
kind that was taken for it, that it bears a seal or a signature, that it is sharp. ``decisions.jsonl`` has every
decision in full.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scanaudit.boxes import intersection
from scanaudit.facts import PageFacts
from scanaudit.privacy import mask_all
from scanaudit.report.files import write_atomically, write_bytes
from scanaudit.review.decisions import Decision, standing
from scanaudit.review.pictures import Pages
from scanaudit.text import Lang

LABELS, RECORD = "labels.jsonl", "decisions.jsonl"
_SEAL, _SIGNATURE, _SHARP, _KIND = ("M20",), ("M21",), ("C102", "C103"), ("K",)
_MISSING = frozenset({"M201", "M211"})


def export(decisions: Iterable[Decision], pages: Pages, folder: Path, lang: Lang) -> tuple[int, int]:
    """Write both files and the pictures that the labels speak of into ``folder``; how many decisions and labels.

    Raises OutputError.
    """
    made = tuple(decisions)
    write_atomically(folder / RECORD, "".join(_record(one, lang) + "\n" for one in made))
    by_page: dict[tuple[str, int], list[Decision]] = {}
    for one in standing(made).by_subject.values():
        by_page.setdefault((one.question.content_hash, one.question.page), []).append(one)
    lines = []
    for (content, number), group in sorted(by_page.items()):
        question = group[0].question
        found = pages(question.case, question.file, question.page)
        if found is None or not found[1] or found[0].content_hash != content or found[0].parts:
            continue
        name = f"{content[:24]}-{number}.jpg"
        label = _label(name, found[0], group)
        if label is not None:
            write_bytes(folder / name, found[1])
            lines.append(json.dumps(mask_all(label), ensure_ascii=False))
    write_atomically(folder / LABELS, "".join(line + "\n" for line in lines))
    return len(made), len(lines)


def _record(one: Decision, lang: Lang) -> str:
    question = one.question
    told = {
        "who": one.who,
        "when": one.when.isoformat(timespec="seconds"),
        "answer": one.answer,
        "undone": one.undone,
        "why": one.note,
        "applicant": question.name,
        "requirement": question.requirement,
        "code": question.code,
        "file": question.file,
        "page": question.page,
        "bbox": question.bbox,
        "content_hash": question.content_hash,
        "question": question.question.say(lang),
        "message": question.message.say(lang),
    }
    kept = {"content_hash": question.content_hash}
    return json.dumps({**mask_all(told), **kept}, ensure_ascii=False)


def _label(name: str, facts: PageFacts, group: list[Decision]) -> dict[str, Any] | None:
    """What the decisions say of a page, with the program's own answer for what they do not speak of; None where
    they say nothing that is measured.
    """
    width, height = facts.width or 1, facts.height or 1
    label: dict[str, Any] = {
        "file": name,
        "page": 1,
        "width": width,
        "height": height,
        "page_kind": facts.kind,
        "rotation": facts.rotation,
        "blur": "sharp" if facts.capture is None or facts.capture.sharp else "soft",
        "seals": [_mark(one.bbox, width, height, one.colour, one.shape) for one in facts.seals],
        "signatures": [_mark(one.bbox, width, height) for one in facts.signatures],
        "decided": [],
    }
    for one in group:
        if one.answer == "unclear":
            continue
        told = _told(one, label, width, height)
        if told is not None:
            label["decided"].append({"code": one.question.code, "what": told, "answer": one.answer})
    return label if label["decided"] else None


def _told(one: Decision, label: dict[str, Any], width: int, height: int) -> str | None:
    """Put one decision into the label; what it speaks of, None where that is not measured."""
    code, yes = one.question.code, one.answer == "yes"
    for codes, what in ((_SEAL, "seals"), (_SIGNATURE, "signatures")):
        if code.startswith(codes):
            return what if _settles(one, label[what], width, height) else None
    if code.startswith(_SHARP):
        label["blur"] = "sharp" if yes else "soft"
        return "blur"
    if code.startswith(_KIND):
        label["page_kind"] = label["page_kind"] if yes else "other"
        return "page_kind"
    return None


def _settles(one: Decision, marks: list[dict[str, Any]], width: int, height: int) -> bool:
    """Put the mark that was confirmed among ``marks``; whether the answer tells which marks there are.

    "No" to one party's missing mark says nothing of the marks that were found, "yes" without a place not where one is.
    """
    missing, place = one.question.code in _MISSING, one.question.bbox
    if one.answer == "no":
        return missing and not marks
    if place is None:
        return bool(marks) and not missing
    asked = _mark(place, width, height)
    if not any(intersection(asked["bbox"], mark["bbox"]) > 0 for mark in marks):
        marks.append(asked)
    return True


def _mark(
    box: tuple[float, float, float, float], width: int, height: int, colour: str = "red", shape: str = "round"
) -> dict[str, Any]:
    x0, y0, x1, y1 = box
    pixels = [round(x0 * width), round(y0 * height), round(x1 * width), round(y1 * height)]
    return {"bbox": pixels, "colour": colour, "shape": shape}
