"""Page facts built in code: a clean colour scan of a kind, with whatever a test puts on it."""

from __future__ import annotations

import itertools
from typing import Any

from scanaudit.facts import (
    Capture,
    Evidence,
    Fields,
    Hours,
    PageFacts,
    Portrait,
    Problem,
    Seal,
    Signature,
    TextLine,
)
from scanaudit.text import Text

NAME = "郑晓舟"
EMPLOYER = "简阳市恒拓机械有限公司"
# The invented person of the tests: a valid check digit, an area code that does not exist.
ID_NUMBER = "990101198503120010"

_serial = itertools.count(1)


def seal(text: str | None = EMPLOYER, **given: Any) -> Seal:
    """A fresh, round, red seal."""
    values: dict[str, Any] = {
        "bbox": (0.6, 0.7, 0.8, 0.85),
        "shape": "round",
        "colour": "red",
        "photocopied": False,
        "text": text,
        "confidence": 0.95,
    }
    return Seal(**{**values, **given})


def signature(**given: Any) -> Signature:
    """A certain handwritten signature."""
    return Signature(**{"bbox": (0.6, 0.8, 0.8, 0.85), "confidence": 0.95, **given})


def portrait(background: Any = "red", confidence: float = 0.95) -> Portrait:
    """A portrait photograph."""
    return Portrait(bbox=(0.7, 0.1, 0.9, 0.3), background=background, confidence=confidence)


def capture(**given: Any) -> Capture:
    """A sharp, whole, upright colour scan of an original; ``is_copy=True`` makes it a copy."""
    flaws = ("cut_off", "too_dark", "overexposed", "glare", "low_resolution", "blank", "is_copy")
    values: dict[str, Any] = dict.fromkeys(flaws, False)
    return Capture(
        **{"sharp": True, "readable": True, "sharpness": 0.9, "colour": "colour", **values, **given}
    )


def page(
    kind: str = "other", *, text: str = "", shot: dict[str, Any] | None = None, **given: Any
) -> PageFacts:
    """One page in a file of its own. Names of ``Fields`` go to the fields, the rest to the page."""
    fields = {name: given.pop(name) for name in list(given) if name in Fields.model_fields}
    values: dict[str, Any] = {
        "file": f"{next(_serial):03d}-{kind}.jpg",
        "page": 1,
        "width": 1653,
        "height": 2339,
        "kind": kind,
        "kind_confidence": 0.97,
        "kind_candidates": ((kind, 0.97),),
        "rotation": 0,
        "skew": 0.0,
        "capture": capture(**(shot or {})),
        "fields": Fields(**fields),
        "text": text,
    }
    return PageFacts(**{**values, **given})


def unopened(name: str = "broken.pdf") -> PageFacts:
    """A file that could not be opened."""
    problem = Problem(
        code="F104",
        message=Text(zh="打不开", en="cannot be opened"),
        advice=Text(zh="换一个", en="replace it"),
    )
    return PageFacts(file=name, page=None, problems=(problem,))


def read(raw: str, confidence: float = 0.99, valid: bool | None = None) -> Evidence:
    """Where a value stands and how well it was read."""
    return Evidence(raw=raw, bbox=(0.1, 0.1, 0.3, 0.12), confidence=confidence, valid=valid)


def hours(year: int | None, common: float = 0, specialist: float = 0) -> tuple[Hours, ...]:
    """Hours of one year."""
    named = (("common", common), ("specialist", specialist))
    return tuple(Hours(hours=value, year=year, category=kind) for kind, value in named if value)  # type: ignore[arg-type]


def completion(number: str, **given: Any) -> PageFacts:
    """A certificate of a course, with its lines where they stand."""
    said = [
        "结业证书",
        "兹有学员参加继续教育专业科目学习",
        "成绩合格准予结业",
        f"证书编号{number}",
        "二〇二三年六月",
    ]
    lines = tuple(
        TextLine(text=text, bbox=(0.2, 0.1 + 0.1 * row, 0.7, 0.14 + 0.1 * row), confidence=0.99)
        for row, text in enumerate(said)
    )
    return page("ce_completion_certificate", text="\n".join(said), lines=lines, **given)


def sealing_label(text: str = "甲方（盖章）", top: float = 0.7) -> TextLine:
    """A printed label that asks for a seal, at the left of the page."""
    return TextLine(text=text, bbox=(0.1, top, 0.25, top + 0.02), confidence=0.99)


def opened(*hands: float, years: tuple[str, ...] = ("2019", "2020")) -> PageFacts:
    """A scan of two registration pages side by side, each with its heading, days and place to sign; ``hands``: where,
    in fractions of the scan's width, signatures stand.
    """
    lines = [
        TextLine(text=text, bbox=(x, y, x + 0.15, y + 0.02), confidence=0.99)
        for x, year in zip((0.1, 0.6), years, strict=True)
        for text, y in (
            ("继续教育登记", 0.08),
            (f"{year}.04.06" if year else "", 0.3),
            (f"{year}.10.12" if year else "", 0.4),
            ("本人签名：", 0.8),
        )
    ]
    signatures = tuple(signature(bbox=(x, 0.78, x + 0.1, 0.84)) for x in hands)
    return page("ce_registration_page", lines=tuple(lines), signatures=signatures)
