"""The pools that pages are composed of: drawn once, kept on disk, the same for the same seed and fonts."""

from __future__ import annotations

import dataclasses
import pickle
import random
from pathlib import Path

from training import backgrounds, hands, lookalikes, printed, seals
from training.charts import chart
from training.compose import Pools
from training.elsewhere import Elsewhere
from training.flowing import flowing
from training.ornaments import ornament
from training.sources import Sources


def draw(sources: Sources, real: Path | None, seed: int, size: int, *, pages: bool = True) -> Pools:
    """Pools of about ``size`` backgrounds; ``real``: a labelled folder whose training half is taken in, too.

    Without ``pages`` there are no backgrounds among them.
    """
    rng = random.Random(f"pools/{seed}")
    grounds = [backgrounds.rendered(rng) for _ in range(size // 2 if pages else 0)]
    grounds += [printed.printed(sources, rng) for _ in range(size // 2 if pages else 0)]
    if real is not None:
        grounds += backgrounds.real(real)
    return Pools(
        backgrounds=grounds,
        seals=[seals.seal(sources, rng) for _ in range(size)],
        signatures=[hands.signature(sources, rng) for _ in range(3 * size)],
        words=[hands.words(sources, rng) for _ in range(size // 2)],
        lookalikes=[lookalikes.lookalike(sources, rng) for _ in range(size)],
        portraits=[lookalikes.portrait(rng) for _ in range(max(4, size // 8))],
        fingerprints=[lookalikes.fingerprint(rng) for _ in range(max(4, size // 8))],
    )


def widened(drawn: Pools, sources: Sources, size: int, rng: random.Random) -> Pools:
    """Drawn pools with other hands: flowing and careful ones, and more scribbles; with ornaments, jottings, and more of
    those look-alikes that were taken for signatures: printed names, curves of plots, titles in display fonts.
    """
    further = [flowing(sources, rng) for _ in range(size)]
    further += [hands.careful(sources, rng) for _ in range(size)]
    alikes = [("ornament", ornament(sources, rng)) for _ in range(size)]
    for what, share in (("printed_name", 2), ("icon", 2), ("title", 4)):
        alikes += [(what, lookalikes.of(what, sources, rng)) for _ in range(size // share)]
    wide = dataclasses.replace(
        drawn,
        signatures=[*(hands.signature(sources, rng) for _ in range(2 * size)), *further],
        lookalikes=[*(lookalikes.lookalike(sources, rng) for _ in range(size)), *alikes],
        words=[*drawn.words, *(hands.jottings(sources, rng) for _ in range(size))],
    )
    # Last, so that a seed draws what it drew before there were these.
    wide.signatures.extend(hands.unreadable(rng) for _ in range(size // 2))
    wide.lookalikes.extend(("printed_name", lookalikes.running_name(sources, rng)) for _ in range(size))
    for _ in range(size // 4):
        wide.lookalikes.extend([("pen", lookalikes.drawn_round(rng)), ("stain", lookalikes.cup_ring(rng))])
    return wide


def enriched(drawn: Pools, elsewhere: Elsewhere, rng: random.Random) -> Pools:
    """Drawn pools with what others made: of the look-alikes about a half, with charts among them; of the backgrounds,
    where there are any, a fifth.
    """
    count = len(drawn.lookalikes) // 4
    alikes = [*elsewhere.signs(rng, 2 * count), *elsewhere.cuttings(rng, count)]
    alikes += [("chart", chart(rng)) for _ in range(count)]
    sheets = elsewhere.sheets(printed.LONG_SIDE, rng, len(drawn.backgrounds) // 4)
    return dataclasses.replace(
        drawn, lookalikes=[*drawn.lookalikes, *alikes], backgrounds=[*drawn.backgrounds, *sheets]
    )


def save(pools: Pools, path: Path) -> None:
    """Write the pools to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        pickle.dump(pools, stream)


def read(path: Path) -> Pools:
    """Read pools that ``save`` wrote here; never a file of unknown origin."""
    with path.open("rb") as stream:
        pools: Pools = pickle.load(stream)
    return pools


def joined(parts: list[Pools]) -> Pools:
    """Several pools as one."""
    return Pools(
        *([item for part in parts for item in getattr(part, f.name)] for f in dataclasses.fields(Pools))
    )
