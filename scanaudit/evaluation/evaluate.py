"""Run ``inspect`` over a labelled folder and count what was right, look by look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from rapidfuzz.distance import Levenshtein

from scanaudit.evaluation.labels import bare, read_labels
from scanaudit.evaluation.marks import Pair, false_marks, marks_of, names_taken, wrong_boxes
from scanaudit.evaluation.measures import Detection, auc, confusion, macro_f1
from scanaudit.facts import PageFacts
from scanaudit.fields import title_level
from scanaudit.inspection.inspect import Progress, inspect
from scanaudit.settings import Settings


class Rotation(BaseModel):
    """Orientation: answers and abstentions over the labelled pages."""

    model_config = ConfigDict(frozen=True)
    right: int
    wrong: int
    abstained: int


class Kinds(BaseModel):
    """Page kinds. ``abstained``: told ``other`` of a page that is of a kind; ``wrong``: told another kind."""

    model_config = ConfigDict(frozen=True)
    pages: int
    macro_f1: float | None
    abstained: int
    wrong: int
    confusion: list[tuple[str, str, int]]


class Blur(BaseModel):
    """Sharpness: rank quality, and the judgement against the labels."""

    model_config = ConfigDict(frozen=True)
    auc: float | None
    blurred_found: int
    blurred: int
    sharp_accused: int
    sharp: int


class Reading(BaseModel):
    """Text on sharp pages: labelled strings found, and characters right where the whole text is labelled."""

    model_config = ConfigDict(frozen=True)
    keys_found: int
    keys: int
    character_accuracy: float | None


class WrongPage(BaseModel):
    """A page on which some look was wrong, and what was wrong."""

    model_config = ConfigDict(frozen=True)
    file: str
    page: int
    what: tuple[str, ...]


class Evaluation(BaseModel):
    """All scores of one labelled set."""

    model_config = ConfigDict(frozen=True)
    pages: int
    unread: int
    rotation: Rotation
    marks: dict[str, Detection]
    false_mark_pages: tuple[int, int]
    names_taken: tuple[int, int]
    kinds: Kinds
    blur: Blur
    reading: Reading
    fields: dict[str, tuple[int, int, int]]
    wrong: tuple[WrongPage, ...]


def evaluate(
    folder: Path, settings: Settings, on_progress: Callable[[Progress], None] | None = None
) -> Evaluation:
    """Inspect the labelled files of ``folder`` and score them. Raises DataError for wrong labels."""
    return score(inspected(folder, settings, on_progress))


def inspected(
    folder: Path, settings: Settings, on_progress: Callable[[Progress], None] | None = None
) -> list[Pair]:
    """The labelled files of ``folder`` with what was found of them. Raises DataError for wrong labels."""
    labels = read_labels(folder)
    files = list(dict.fromkeys(folder / label.file for label in labels))
    found = inspect(files, settings, on_progress)
    known: dict[tuple[str, int], PageFacts] = {}
    for facts in found.pages:
        known[(facts.file, facts.page or 1)] = facts
    pairs = []
    for label in labels:
        seen = known.get((label.file, label.page)) or known.get((Path(label.file).name, label.page))
        pairs.append((label, seen or PageFacts(file=label.file, page=None)))
    return pairs


def score(pairs: Sequence[Pair]) -> Evaluation:
    """Score page facts against their labels."""
    kinds = [(label.kind, facts.kind) for label, facts in pairs]
    return Evaluation(
        pages=len(pairs),
        unread=sum(facts.capture is None for _, facts in pairs),
        rotation=_rotation(pairs),
        marks=marks_of(pairs),
        false_mark_pages=false_marks(pairs),
        names_taken=names_taken(pairs),
        kinds=Kinds(
            pages=len(kinds),
            macro_f1=macro_f1(kinds),
            abstained=sum(told == "other" != true for true, told in kinds),
            wrong=sum(told not in ("other", true) for true, told in kinds),
            confusion=confusion(kinds),
        ),
        blur=_blur(pairs),
        reading=_reading(pairs),
        fields=_fields(pairs),
        wrong=tuple(_wrong_pages(pairs)),
    )


def _rotation(pairs: Sequence[Pair]) -> Rotation:
    told = [(label.rotation, facts.rotation) for label, facts in pairs if label.rotation is not None]
    return Rotation(
        right=sum(true == seen for true, seen in told),
        wrong=sum(seen is not None and true != seen for true, seen in told),
        abstained=sum(seen is None for _, seen in told),
    )


def _blur(pairs: Sequence[Pair]) -> Blur:
    seen = [(label.blur != "sharp", facts.capture) for label, facts in pairs if facts.capture is not None]
    blurred = [capture for is_blurred, capture in seen if is_blurred]
    sharp = [capture for is_blurred, capture in seen if not is_blurred]
    return Blur(
        auc=auc([-capture.sharpness for _, capture in seen], [is_blurred for is_blurred, _ in seen]),
        blurred_found=sum(not capture.sharp for capture in blurred),
        blurred=len(blurred),
        sharp_accused=sum(not capture.sharp for capture in sharp),
        sharp=len(sharp),
    )


def _reading(pairs: Sequence[Pair]) -> Reading:
    keys = found = characters = errors = 0
    for label, facts in pairs:
        if label.blur != "sharp":
            continue
        text = bare(facts.text)
        keys += len(label.text_contains)
        found += sum(bare(key) in text for key in label.text_contains)
        if label.text is not None:
            true = bare(label.text)
            characters += len(true)
            errors += min(Levenshtein.distance(true, text), len(true))
    accuracy = 1 - errors / characters if characters else None
    return Reading(keys_found=found, keys=keys, character_accuracy=accuracy)


def _fields(pairs: Sequence[Pair]) -> dict[str, tuple[int, int, int]]:
    """Per field: (right, wrong, not told) over sharp pages whose label has it."""
    tally: dict[str, tuple[int, int, int]] = {}
    for label, facts in pairs:
        if label.blur != "sharp":
            continue
        for name, true in label.fields.items():
            told = getattr(facts.fields, name, None)
            right, wrong, missing = tally.get(name, (0, 0, 0))
            if told in (None, (), ""):
                missing += 1
            elif _same(name, told, true):
                right += 1
            else:
                wrong += 1
            tally[name] = (right, wrong, missing)
    return dict(sorted(tally.items()))


def _same(name: str, told: Any, true: Any) -> bool:
    """Whether a field's value is the labelled one, however each writes it."""
    if name == "hours":
        return _same_hours([entry.model_dump() for entry in told], true)
    if name == "isbn":
        return _digits(told) == _digits(true)
    if name == "issue":
        return [int(n) for n in re.findall(r"\d+", told)] == [int(n) for n in re.findall(r"\d+", true)]
    if name == "level" and bare(told) != bare(true):
        # labels name the level (中级) or the title (工程师); the page's own words are told
        return title_level.rank(told) is not None and title_level.rank(told) == title_level.rank(true)
    if isinstance(told, str) and isinstance(true, str):
        return bare(told) == bare(true)
    if isinstance(told, tuple) and isinstance(true, list):
        return {bare(str(item)) for item in told} >= {bare(str(item)) for item in true}
    return bool(told == true)


def _same_hours(told: Sequence[dict[str, Any]], true: Any) -> bool:
    """Whether the entries are the labelled ones; by hours alone where the label has only those."""
    labelled = true if isinstance(true, list) else [true]
    if all(isinstance(entry, dict) for entry in labelled):
        return _ledger(told) == _ledger(labelled)
    return Counter(float(entry["hours"]) for entry in told) == Counter(float(hours) for hours in labelled)


def _ledger(entries: Iterable[dict[str, Any]]) -> Counter[tuple[Any, Any, float]]:
    return Counter((entry.get("year"), entry.get("category"), float(entry["hours"])) for entry in entries)


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isalnum())


def _wrong_pages(pairs: Sequence[Pair]) -> list[WrongPage]:
    pages = []
    for label, facts in pairs:
        single = [(label, facts)]
        what = []
        if facts.rotation != label.rotation and label.rotation is not None:
            what.append(f"rotation {label.rotation} told {facts.rotation}")
        if facts.kind != label.kind:
            what.append(f"kind {label.kind} told {facts.kind}")
        what += wrong_boxes(label, facts)
        if facts.capture is None or facts.capture.sharp != (label.blur == "sharp"):
            told = "unread" if facts.capture is None else f"sharp={facts.capture.sharp}"
            what.append(f"blur {label.blur} told {told}")
        reading = _reading(single)
        if reading.keys_found < reading.keys:
            text = bare(facts.text)
            what.append("text not read: " + " | ".join(k for k in label.text_contains if bare(k) not in text))
        if what:
            pages.append(WrongPage(file=label.file, page=label.page, what=tuple(what)))
    return pages
