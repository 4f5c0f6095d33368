"""The held-out layouts as pictures, read by the models: how right are kinds and fields then?

python -m benchmarks.held_out_pictures --a-kind 30 --faces FOLDER [--keep FOLDER] [--write docs/accuracy.md]
python -m benchmarks.held_out_pictures --a-kind 60 --faces FOLDER --seed 9913 --kind ce_registration_page --kind …

``--faces``: a folder of TrueType fonts that the sample dossiers are not set in. ``--keep``: page facts are kept there,
so that a run that was cut off goes on where it was; they count for the program that read them only. ``--kind``: pages
of these kinds alone, for more pages of a field that few kinds bear.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from benchmarks.kinds import Told, fields_section, kinds_section
from benchmarks.sections import put
from samples.fonts import Face
from samples.lines import pages
from samples.lines.picture import picture
from scanaudit.facts import PageFacts
from scanaudit.inspection.inspect import inspect
from scanaudit.settings import Settings

# Used for nothing else: nobody looked at these pages before their figures were written down.
SEED, A_KIND, QUALITIES = 9907, 30, (60, 75, 88)
# Pages that are drawn and read at once.
_BATCH = 60


def faces(folder: Path | None) -> tuple[Face, ...]:
    """The fonts of a folder, in the order of their names."""
    return tuple((str(path), 0) for path in sorted(folder.rglob("*.ttf"))) if folder else ()


def read(
    seed: int, a_kind: int, fonts: Sequence[Face], keep: Path, kinds: Collection[str] = ()
) -> Iterator[Told]:
    """Every page (of ``kinds``, where any are named) drawn and read, a page of every kind before the next one of any;
    those whose facts are kept are not read again.
    """
    # plain numbers: a file's name may hint at its kind
    named = {
        f"{k // a_kind:02}{k % a_kind:03}": page
        for k, page in enumerate(pages(seed, a_kind))
        if not kinds or page.kind in kinds
    }
    names = sorted(named, key=lambda name: (name[2:], name))
    for first in range(0, len(names), _BATCH):
        batch = names[first : first + _BATCH]
        wanted = [name for name in batch if not (keep / f"{name}.json").exists()]
        with tempfile.TemporaryDirectory() as folder:
            for name in wanted:
                rng = random.Random(f"{seed}/{named[name].layout}/{A_KIND * int(name[:2]) + int(name[2:])}")
                made = picture(named[name], rng, fonts)
                path = Path(folder) / f"{name}.jpg"
                made.image.save(path, "JPEG", quality=rng.choice(QUALITIES), dpi=(made.dpi,) * 2)
            found = inspect([Path(folder)], Settings(use_cache=False)).pages if wanted else ()
        for facts in found:
            (keep / f"{Path(facts.file).stem}.json").write_text(facts.model_dump_json(), encoding="utf-8")
        for name in batch:
            facts = PageFacts.model_validate_json((keep / f"{name}.json").read_bytes())
            yield Told(named[name], facts.kind, facts.kind_confidence, facts.fields)


def section(seed: int, a_kind: int, fonts: Sequence[Face], keep: Path, kinds: Collection[str] = ()) -> str:
    """The figures of all kinds, or of ``kinds`` alone."""
    told = list(read(seed, a_kind, fonts, keep, kinds))
    head = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
    named = ", ".join(Path(file).stem for file, _ in fonts) or "the sample generator's"
    text = head.format(seed=seed, a_kind=a_kind, fonts=named).strip()
    parts = [text, kinds_section(told), fields_section(told)]
    return "\n\n".join(parts).replace("\n### ", "\n### Read from pictures: ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--a-kind", type=int, default=A_KIND, help="pages a kind")
    parser.add_argument(
        "--kind", action="append", default=[], help="a kind to look at alone; may be repeated"
    )
    parser.add_argument("--faces", type=Path, help="folder with the fonts to print in")
    parser.add_argument("--keep", type=Path, help="folder for page facts already read")
    parser.add_argument("--write", type=Path, help="put the section into this Markdown file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        keep = (options.keep or Path(folder)) / str(options.seed)
        keep.mkdir(parents=True, exist_ok=True)
        made = section(options.seed, options.a_kind, faces(options.faces), keep, options.kind)
    print(made)
    if options.write:
        put(options.write, "kinds read", made)


if __name__ == "__main__":
    main()
