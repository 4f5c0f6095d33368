"""Are two to four certificates on one picture taken apart, and one certificate left whole?

python -m benchmarks.several [--write docs/accuracy.md]: as lines of text, of layouts that nothing was tuned on
python -m benchmarks.several --pictures 60 --faces FOLDER [--write docs/accuracy.md]: drawn and read by the models

The certificates of one picture are laid beside or under each other, as on a scanner's glass.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks import kinds, wordings
from benchmarks.held_out_pictures import faces
from benchmarks.sections import put
from samples.fonts import Face
from samples.lines import LinePage, Piece, misread, pages
from samples.lines.picture import picture
from scanaudit.facts import Fields, Seal
from scanaudit.fields import extract
from scanaudit.inspection.inspect import inspect
from scanaudit.intake.page import Pixels
from scanaudit.kinds import PageEvidence, catalogue
from scanaudit.kinds.division import is_small
from scanaudit.parts import Seen, parts_of
from scanaudit.reading.lines import Line
from scanaudit.settings import Settings

SEED, A_KIND, COUNT = 9990, 12, 400
# The distance between two certificates, and the size that they are brought to, in pixels.
_GAP, _WIDE = 30, 900
# Patents fill a sheet of A4 each, and nobody lays two of them on one.
_ALONE = {"patent_certificate"}


def layouts(seed: int) -> list[LinePage]:
    """Pages of the kinds that are laid several to a sheet."""
    small = {kind.id for kind in catalogue().kinds if is_small(kind)} - _ALONE
    return [page for page in pages(seed, A_KIND) if page.kind in small]


def chosen(pool: Sequence[LinePage], rng: random.Random) -> list[LinePage]:
    """Two certificates, now and then three or four, no two of a kind."""
    kinds_of = rng.sample(sorted({page.kind for page in pool}), rng.choice((2, 2, 2, 3, 4)))
    return [rng.choice([page for page in pool if page.kind == kind]) for kind in kinds_of]


def places(sizes: Sequence[tuple[int, int]], rng: random.Random) -> list[tuple[int, int]]:
    """Where each lies: two in a row or in a column, more in rows of two."""
    columns = 2 if len(sizes) > 2 or rng.random() < 0.5 else 1
    found, top = [], _GAP
    for first in range(0, len(sizes), columns):
        row = sizes[first : first + columns]
        found += [(_GAP + k * (_WIDE + _GAP), top) for k in range(len(row))]
        top += max(height for _, height in row) + _GAP
    return found


def as_lines(parts: Sequence[LinePage], rng: random.Random) -> PageEvidence:
    """The certificates on one page of misread lines."""
    scales = [_WIDE / page.size[0] for page in parts]
    sizes = [(_WIDE, round(page.size[1] * scale)) for page, scale in zip(parts, scales, strict=True)]
    lines: list[Line] = []
    at = places(sizes, rng)
    for page, scale, (x, y) in zip(parts, scales, at, strict=True):
        lines += kinds.lines(_moved(piece, scale, x, y) for piece in misread(page, rng).pieces)
    width = max(x for x, _ in at) + _WIDE + _GAP
    height = max(y + size[1] for (_, y), size in zip(at, sizes, strict=True)) + _GAP
    return PageEvidence(lines, width, height, n_seals=sum(page.n_seals for page in parts))


def _moved(piece: Piece, scale: float, x: int, y: int) -> Piece:
    a, b, c, d = (value * scale for value in piece.box)
    return replace(piece, box=(a + x, b + y, c + x, d + y))


def as_picture(parts: Sequence[LinePage], rng: random.Random, fonts: Sequence[Face]) -> Image.Image:
    """The certificates on one picture, each upright."""
    made = [picture(page, rng, fonts) for page in parts]
    upright = [one.image.convert("RGB").rotate(one.rotation, expand=True) for one in made]
    scaled = [one.resize((_WIDE, round(one.height * _WIDE / one.width))) for one in upright]
    at = places([one.size for one in scaled], rng)
    width = max(x for x, _ in at) + _WIDE + _GAP
    height = max(y + one.height for (_, y), one in zip(at, scaled, strict=True)) + _GAP
    sheet = Image.new("RGB", (width, height), (252, 252, 250))
    for one, place in zip(scaled, at, strict=True):
        sheet.paste(one, place)
    return sheet


def kinds_of(evidence: PageEvidence) -> list[str]:
    """The kinds of the documents that a page of lines is divided into."""
    blank: Pixels = np.broadcast_to(np.zeros((1, 1, 3), np.uint8), (evidence.height, evidence.width, 3))
    return [part.kind for part in parts_of(Seen(evidence, blank, (), ()), _read)]


def _read(kind: str, lines: Sequence[Line], image: Pixels, _: Sequence[Seal]) -> Fields:
    return extract(kind, lines, (image.shape[1], image.shape[0]))


def single() -> Iterator[PageEvidence]:
    """Pages that show one document: the worded ones of ``benchmarks/wordings`` and those of ``benchmarks.kinds``."""
    for path in sorted(wordings.FOLDER.glob("*.yaml")):
        for number, wording in enumerate(wordings.read(path)):
            yield wordings.evidence(wording, random.Random(f"{path.stem}/{number}"))
    for page in kinds.drawn():
        yield PageEvidence(kinds.lines(page.pieces), *page.size, page.n_seals, page.has_portrait)


def lines_section() -> str:
    """The figures of pages of lines."""
    pool, right, wrong = layouts(SEED), 0, 0
    for number in range(COUNT):
        rng = random.Random(f"{SEED}/{number}")
        parts = chosen(pool, rng)
        told = kinds_of(as_lines(parts, rng))
        right += sorted(told) == sorted(page.kind for page in parts)
        wrong += not set(told) <= {page.kind for page in parts}
    told_whole = [not kinds_of(evidence) for evidence in single()]
    return (
        f"As lines, {COUNT} pictures of two to four certificates (`python -m benchmarks.several`, seed {SEED}): "
        f"{right} taken apart exactly ({right / COUNT:.1%}), a kind that is not there told on {wrong}. Of "
        f"{len(told_whole)} pages that show one document {told_whole.count(False)} were taken apart."
    )


def pictures_section(count: int, fonts: Sequence[Face]) -> str:
    """The figures of drawn pictures."""
    pool, truth = layouts(SEED + 1), {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            rng = random.Random(f"{SEED + 1}/{number}")
            parts = chosen(pool, rng)
            name = f"{number:04}.jpg"
            as_picture(parts, rng, fonts).save(Path(folder) / name, quality=88)
            truth[name] = parts
        found = inspect([Path(folder)], Settings(use_cache=False)).pages
    right = mixed = whole = 0
    for facts in found:
        parts = truth[Path(facts.file).name]
        right += sorted(part.kind for part in facts.parts) == sorted(page.kind for page in parts)
        whole += not facts.parts
        names = {page.kind: page.truth.get("name") for page in parts}
        mixed += any(
            part.fields.name != names.get(part.kind) and part.fields.name in names.values()
            for part in facts.parts
            if part.fields.name
        )
    return (
        f"As pictures (`--pictures {count} --faces FOLDER`, seed {SEED + 1}), drawn and read by the models: {right} of "
        f"{count} taken apart exactly ({right / count:.1%}), {whole} left whole, on {mixed} a document given "
        f"another's name."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=0, help="so many pictures are drawn and read as well")
    parser.add_argument("--faces", type=Path, help="folder with the fonts to print in")
    parser.add_argument("--write", type=Path, help="put the section into this Markdown file")
    options = parser.parse_args()
    sections = ["## Several documents on one picture", lines_section()]
    if options.pictures:
        sections.append(pictures_section(options.pictures, faces(options.faces)))
    made = "\n\n".join(sections)
    print(made)
    if options.write:
        put(options.write, "several", made)


if __name__ == "__main__":
    main()
