"""How far the content of a page is turned: the orientation model and the text lines, weighed together.

The model alone is right on full pages and near chance on nearly empty ones; the lines' boxes tell across from
down on any page with text, and reading a few of them both ways tells up from down. Where the two disagree or
neither knows, the answer is None: a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.orientation_model import (
    ROTATIONS,
    OrientationGuess,
    OrientationModel,
    coarse,
)
from scanaudit.capture.text_direction import (
    Axis,
    Quad,
    Recognise,
    Run,
    crop,
    preference,
    relaid,
    run_of,
    share_down,
    telling,
    turned,
)
from scanaudit.facts import Rotation
from scanaudit.intake.page import Pixels

__all__ = ["OrientationDecision", "OrientationGuess", "OrientationModel", "coarse", "decide", "upright"]

# Lines read at first, in the likelier direction only, and in all when that does not settle it.
_FIRST_LINES = 3
_ALL_LINES = 8
# Nats for a full difference of confidence (1.0) between the two ways of reading. On the real images 0.3 and
# more is always right when the lines are text at all (photographs apart): 0.3 then weighs as much as the
# model at its surest.
_NATS_OF_PREFERENCE = 12.0
# Two of three lines with three unmistakable characters each: 1.5 % ** 2 to be wrong, less what fails on a
# whole page.
_NATS_OF_TELLING = 6.0
# Nats for all text running one way rather than the other.
_NATS_OF_AXIS = 5.0
# Vertical Chinese reads well along its columns: as likely a priori as pages set that way (1 of 103 real
# images).
_VERTICAL_TEXT = 0.02
# The model's share for a quarter turn that the lines do not show, from which text set vertically is looked
# into.
_MODEL_CONTRADICTS = 0.5
# The recogniser knows columns that lie on their side: stood up they read 0.02 better to 0.21 worse (a book
# page in four directions), while text set across, taken apart in the same way, reads 0.24 to 0.9 worse (25
# real pages).
_LYING_READS_BETTER = 0.3
# Words scattered both ways, and few of them: a photograph of a thing, not a page. Documents with seals and
# side notes keep 62 % and more of their text in one direction and have more lines to read.
_SCATTERED_SHARE = 0.25
_SCATTERED_LINES = 3
# Wanted before an answer is given: nothing rendered nearly empty (1 to 3 short lines) was then wrong.
_SURE = 0.9


@dataclass(frozen=True)
class OrientationDecision:
    """``rotation``: clockwise degrees by which the content is turned as displayed, None where it cannot be
    told; ``confidence``: probability of the likeliest turn; ``evidence``: what counted, in a few words of
    English.
    """

    rotation: Rotation | None
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class _LineEvidence:
    """``down``: share of the text running down; ``forwards``: nats for reading forwards; ``lines``: those
    worth reading; ``vertical``: nats for text set vertically.
    """

    axis: Axis
    down: float
    forwards: float
    lines: tuple[Run, ...]
    vertical: float
    text: str

    @property
    def scattered(self) -> bool:
        return min(self.down, 1 - self.down) > _SCATTERED_SHARE and len(self.lines) < _SCATTERED_LINES


def _select(runs: Sequence[Run], axis: Axis) -> list[Run]:
    """The lines to read: those of the axis, longest in characters first, over-long ones not preferred."""
    candidates = [run for run in runs if run.axis == axis and run.aspect >= 1.5]
    return sorted(candidates, key=lambda run: (-min(run.aspect, 15.0), -run.height))[:_ALL_LINES]


def _read(pixels: Pixels, lines: Sequence[Run], ahead: bool, recognise: Recognise) -> tuple[float, str]:
    """Nats in favour of reading forwards (to the right, or downwards), and how they came about."""
    cut = [crop(pixels, run) for run in lines]
    first = cut[:_FIRST_LINES]
    readings = recognise(first if ahead else [turned(one) for one in first])
    proofs = sum(telling(reading) for reading in readings)
    way = "forwards" if ahead else "backwards"
    if proofs >= 2 and proofs * 2 > len(first):
        return (_NATS_OF_TELLING if ahead else -_NATS_OF_TELLING), f"{proofs} lines read well {way}"
    forwards = (readings if ahead else recognise(first)) + recognise(cut[_FIRST_LINES:])
    backwards = recognise([turned(one) for one in first]) if ahead else readings
    backwards = backwards + recognise([turned(one) for one in cut[_FIRST_LINES:]])
    difference = preference(forwards, backwards)
    return _NATS_OF_PREFERENCE * difference, f"{len(cut)} lines both ways: {difference:+.2f}"


def _vertical(pixels: Pixels, lines: Sequence[Run], ahead: bool, recognise: Recognise) -> float:
    """Nats for text set vertically: its characters, cut apart and stood up, read better than the line as it
    lies.
    """
    cut = [crop(pixels, run) for run in lines[:_FIRST_LINES]]
    cut = cut if ahead else [turned(one) for one in cut]
    stood_up = preference(recognise([relaid(one) for one in cut]), recognise(cut))
    return _NATS_OF_PREFERENCE * (stood_up + _LYING_READS_BETTER)


def _line_evidence(
    pixels: Pixels, runs: Sequence[Run], guess: OrientationGuess, recognise: Recognise
) -> _LineEvidence | None:
    down = share_down(runs)
    if down is None:
        return None
    axis: Axis = "down" if down > 0.5 else "across"
    base = 1 if axis == "down" else 0
    lines = tuple(_select(runs, axis))
    ahead = guess.probabilities[base] >= guess.probabilities[base + 2]
    forwards, text = _read(pixels, lines, ahead, recognise)
    text = f"text runs {axis} ({max(down, 1 - down):.0%}); {text}"
    vertical = float(np.log(_VERTICAL_TEXT))
    if guess.probabilities[1 - base] + guess.probabilities[(3 - base) % 4] > _MODEL_CONTRADICTS:
        stood_up = _vertical(pixels, lines, forwards >= 0, recognise)
        vertical, text = vertical + stood_up, f"{text}; set vertically {stood_up:+.1f}"
    return _LineEvidence(axis, down, forwards, lines, vertical, text)


def _weigh(guess: OrientationGuess, lines: _LineEvidence) -> NDArray[np.float64]:
    """Posterior over the four turns. Text set vertically runs down when it is upright: it stays possible, and
    then reads forwards a quarter turn earlier than text set across.
    """
    across = _NATS_OF_AXIS * (0.5 - lines.down)
    reading = np.array([across, -across, across, -across])
    base = 1 if lines.axis == "down" else 0
    reading[base] += lines.forwards / 2
    reading[(base + 2) % 4] -= lines.forwards / 2
    nats = np.log(guess.probabilities) + np.logaddexp(reading, np.roll(reading, -1) + lines.vertical)
    odds = np.exp(nats - nats.max())
    return np.asarray(odds / odds.sum(), np.float64)


def decide(
    guess: OrientationGuess, quads: Sequence[Quad], pixels: Pixels, recognise: Recognise
) -> OrientationDecision:
    """How far the content is turned.

    ``quads``: boxes of text lines (4 × 2 pixels) found in ``pixels``, the page as displayed (H × W × 3
    RGB); ``recognise``: reads crops of lines laid from left to right, one (text, confidence) each. It is
    called with three crops on an ordinary page and with up to sixteen on a doubtful one.
    """
    model = f"model {guess.best} at {max(guess.probabilities):.2f}"
    lines = _line_evidence(pixels, [run_of(np.asarray(quad, np.float32)) for quad in quads], guess, recognise)
    if lines is None:
        return OrientationDecision(None, max(guess.probabilities), (model, "no text lines"))
    posterior = _weigh(guess, lines)
    best = int(posterior.argmax())
    sure = float(posterior[best])
    rotation = ROTATIONS[best] if sure >= _SURE and not lines.scattered else None
    return OrientationDecision(rotation, sure, (model, lines.text))


def upright(pixels: Pixels, rotation: Rotation | None) -> Pixels:
    """The page turned back so that its content stands upright; unchanged where the turn is unknown."""
    return np.ascontiguousarray(np.rot90(pixels, (rotation or 0) // 90))
