"""What the wording of a page says of its kind: a linear model over short runs of characters, learnt from layouts of
many offices (``training/wording.py``). The catalogue's cues tell what is known to be telling; this tells the rest,
since nobody can list every office's titles and phrases.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from scanaudit.kinds.evidence import View
from scanaudit.pinned import pinned_bytes

_NO_LETTER = re.compile(r"[^一-鿿a-z]+")
_RUNS, _TITLE_RUNS, _TITLE_ENDS = (2, 3, 4), (2, 3), (2, 3)
_LONGEST_TITLE = 26
_SHOWN_KINDS, _SHOWN_RUNS = 8, 3


@dataclass(frozen=True)
class Model:
    """Weights of ``kinds`` by run of characters: row ``places[run]`` of a sparse matrix (``starts``, ``columns``,
    ``weights``: compressed rows), and a ``bias`` for each kind.
    """

    kinds: tuple[str, ...]
    places: Mapping[str, int]
    starts: NDArray[np.int32]
    columns: NDArray[np.uint8]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


@dataclass(frozen=True)
class Vote:
    """``log_probability`` of each kind; ``telling``: for the likeliest the runs that speak most for them."""

    log_probability: Mapping[str, float]
    telling: Mapping[str, tuple[str, ...]]


@cache
def model() -> Model:
    """The model of the package, read once. Raises ModelsError where its file is damaged."""
    with np.load(io.BytesIO(pinned_bytes("scanaudit.kinds", "wording"))) as stored:
        runs = stored["runs"].tolist()
        return Model(
            tuple(stored["kinds"].tolist()),
            {run: place for place, run in enumerate(runs)},
            np.concatenate([[0], np.cumsum(stored["counts"])]).astype(np.int32),
            stored["columns"],
            stored["weights"].astype(np.float32),
            stored["bias"].astype(np.float32),
        )


def runs(page: View) -> set[str]:
    """The page's runs of two to four letters or characters; ``#`` marks those of a title, ``$`` a title's end."""
    found: set[str] = set()
    for row in page.text.split("\n"):
        for part in _NO_LETTER.split(row):
            found.update(part[i : i + n] for n in _RUNS for i in range(len(part) - n + 1))
    for heading in page.headings:
        title = _NO_LETTER.sub("", heading.text)
        if heading.large and len(title) <= _LONGEST_TITLE:
            found.update(f"#{title[i : i + n]}" for n in _TITLE_RUNS for i in range(len(title) - n + 1))
            found.update(f"#${title[-n:]}" for n in _TITLE_ENDS)
    return found


def vote(page: View, by: Model | None = None) -> Vote | None:
    """What the wording says; None where the model knows none of it."""
    by = by or model()
    known = sorted(run for run in runs(page) if run in by.places)
    if not known:
        return None
    places = np.array([by.places[run] for run in known])
    starts, counts = by.starts[places], by.starts[places + 1] - by.starts[places]
    # Of every weight of the known runs: whose it is, and where it stands.
    of = np.repeat(np.arange(len(known)), counts)
    at = np.arange(len(of)) + np.repeat(starts - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    columns, weights = by.columns[at], by.weights[at] / math.sqrt(len(known))
    logits = by.bias + np.bincount(columns, weights, minlength=len(by.kinds))
    logits -= np.logaddexp.reduce(logits)
    telling = {}
    for column in np.argsort(-logits)[:_SHOWN_KINDS].tolist():
        in_favour = np.flatnonzero((columns == column) & (weights > 0))
        telling[by.kinds[column]] = _most([(float(weights[i]), known[of[i]]) for i in in_favour])
    return Vote(dict(zip(by.kinds, logits.tolist(), strict=True)), telling)


def _most(parts: list[tuple[float, str]]) -> tuple[str, ...]:
    """The runs that count most (``parts``: what each counts, and the run), none of them a part of another."""
    shown: list[str] = []
    for _, run in sorted(parts, key=lambda part: (-part[0], part[1])):
        word = run.lstrip("#$")
        if len(shown) == _SHOWN_RUNS:
            break
        if not any(word in other or other in word for other in shown):
            shown.append(word)
    return tuple(shown)
