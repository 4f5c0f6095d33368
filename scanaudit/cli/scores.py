"""An evaluation as Markdown: what ``scanaudit evaluate`` prints and ``docs/accuracy.md`` holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanaudit.evaluation import Evaluation, MarksEvaluation

# The longest confusions are the ones to look at; the whole list is in the JSON.
_CONFUSIONS_SHOWN = 20


def markdown(result: Evaluation) -> str:
    """All scores of ``result`` and the list of wrong pages."""
    parts = [_summary(result), _marks(result), _fields(result), _confusion(result), _wrong(result)]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part)


def marks_markdown(result: MarksEvaluation) -> str:
    """The scores of marks alone, and the pages that were judged wrongly."""
    rows = [
        ("pages", str(result.pages)),
        ("pages without seal or signature on which one is told", _share(*result.false_mark_pages)),
        ("printed names taken for signatures", _share(*result.names_taken)),
    ]
    parts = [_table(("look", "result"), rows), _marks(result)]
    if result.wrong:
        parts.append(_table(("page", "what was wrong"), result.wrong))
    return "\n\n".join("\n".join(part) for part in parts)


def _summary(result: Evaluation) -> Iterator[str]:
    turn, blur, read, kinds = result.rotation, result.blur, result.reading, result.kinds
    false, without = result.false_mark_pages
    answered = turn.right + turn.wrong
    told = f"macro F1 {_number(kinds.macro_f1)}; of {kinds.pages} pages {kinds.wrong} told another kind"
    found, accused = _share(blur.blurred_found, blur.blurred), _share(blur.sharp_accused, blur.sharp)
    abstained = _share(turn.abstained, answered + turn.abstained)
    rows = [
        ("pages", f"{result.pages}, of which {result.unread} could not be read"),
        ("rotation", f"{_share(turn.right, answered)} right where it answers; abstains on {abstained}"),
        ("kinds", f"{told}, {kinds.abstained} told `other`"),
        ("sharpness", f"AUC {_number(blur.auc)}; blurred found {found}, sharp pages accused {accused}"),
        ("labelled text on sharp pages", f"{_share(read.keys_found, read.keys)} of the strings found"),
        ("characters right where all text is labelled", _number(read.character_accuracy)),
        ("pages without seal or signature on which one is told", _share(false, without)),
        ("printed names taken for signatures", _share(*result.names_taken)),
    ]
    yield from _table(("look", "result"), rows)


def _marks(result: Evaluation | MarksEvaluation) -> Iterator[str]:
    heading = ("mark", "right", "false", "missed", "precision", "recall", "F1")
    rows = [
        (name, *map(str, (d.right, d.false, d.missed)), *map(_number, (d.precision, d.recall, d.f1)))
        for name, d in result.marks.items()
    ]
    yield from _table(heading, rows)


def _fields(result: Evaluation) -> Iterator[str]:
    if result.fields:
        rows = [(name, *map(str, counts)) for name, counts in result.fields.items()]
        yield from _table(("field", "right", "wrong", "not told"), rows)


def _confusion(result: Evaluation) -> Iterator[str]:
    wrong = sorted((c for c in result.kinds.confusion if c[0] != c[1]), key=lambda c: -c[2])
    if wrong:
        rows = [(true, told, str(count)) for true, told, count in wrong[:_CONFUSIONS_SHOWN]]
        yield from _table(("kind", "told", "pages"), rows)


def _wrong(result: Evaluation) -> Iterator[str]:
    if result.wrong:
        rows = [(f"{page.file} p. {page.page}", "; ".join(page.what)) for page in result.wrong]
        yield from _table(("page", "what was wrong"), rows)


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(heading) + " |"
    yield "|" + "---|" * len(heading)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "none labelled"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
