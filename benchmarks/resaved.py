"""Whether a picture that was saved again is found, and two people's copies of one form are told apart.

``python -m benchmarks.resaved read --out FACTS`` renders 20 forms for two people of one unit, saves the first one's
picture again (1,440 pixels, JPEG quality 35, 55 or 70) and reads all 60 pages; ``python -m benchmarks.resaved compare
FACTS`` prints what is told to be one picture.
"""

from __future__ import annotations

import argparse
import io
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

import samples.kinds
from benchmarks.duplicates import eyes_of, facts_of
from samples import capture
from samples.case import render
from samples.evaluation import any_case
from scanaudit.facts import PageFacts
from scanaudit.likeness import same_page, same_picture
from scanaudit.likeness.lines import sheet
from scanaudit.likeness.overlay import pairs

assert samples.kinds
FORMS = (
    ("award_certificate", "honour"), ("unit_statement", "letterhead"), ("commitment_letter", "boxed"),
    ("labour_contract", "signing"), ("project_proof", "acceptance"), ("entrust_letter", "letter"),
    ("appointment_letter", "certificate"), ("work_role_proof", "table"), ("annual_assessment", "form"),
    ("patent_certificate", "a4"), ("authorisation_letter", "letter"), ("labour_contract", "cover"),
    ("ce_completion_certificate", "landscape"), ("review_form", "national"), ("award_certificate", "decision"),
    ("graduation_certificate", "landscape"), ("unit_statement", "statement"), ("file_custody_proof", "letter"),
    ("paper_body", "first_page"), ("title_certificate", "card"),
)  # fmt: skip
_SIDE, _QUALITIES = 1440, (35, 55, 70)


def _pictures() -> Iterator[tuple[str, bytes]]:
    """Each form as (form/own, form/again, form/other) and the file's bytes."""
    for number, (kind, form) in enumerate(FORMS):
        own, other = (any_case(random.Random(f"{who}{number}")) for who in "ab")
        other = replace(own, person=other.person, graduated=other.graduated, title_date=other.title_date)
        shots = []
        for who, case in (("a", own), ("b", other)):
            rng = random.Random(f"{number}{who}")
            page = render(kind, case, {}, rng, form)
            shots.append(
                capture.take(page, capture.scan(rng) if number % 2 else capture.phone(rng), rng).image
            )
        scale = _SIDE / max(shots[0].size)
        size = round(shots[0].width * scale), round(shots[0].height * scale)
        smaller = shots[0].resize(size, Image.Resampling.BILINEAR)
        yield f"{kind}.{form}/own", _jpeg(shots[0], 88)
        yield f"{kind}.{form}/again", _jpeg(smaller, _QUALITIES[number % 3])
        yield f"{kind}.{form}/other", _jpeg(shots[1], 88)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def read(out: Path) -> None:
    """Render and read; one page of facts a line."""
    eyes = eyes_of()
    with out.open("w", encoding="utf-8") as lines:
        for name, data in _pictures():
            lines.write(facts_of(name, data, eyes).model_dump_json(context={"lang": "both"}) + "\n")
            lines.flush()


def compare(path: Path) -> None:
    """What is told of each form, and how far lines are out of place."""
    pages = [PageFacts.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]
    for title, at in (("saved again", 1), ("two people's copies", 2)):
        couples = [(pages[n], pages[n + at]) for n in range(0, len(pages) - 2, 3)]
        told = [same_picture(*couple) for couple in couples]
        off = [value for couple in couples if (value := _off(*couple)) is not None]
        print(f"{title}: {len(couples)} pairs, told to be one picture {sum(told)}, ", end="")
        print(f"to be one page {sum(same_page(*couple) for couple in couples)}")
        for (one, other), right in zip(couples, told, strict=True):
            if right != (at == 1):
                print(f"  wrong: {one.file} – {other.file}")
        print(f"  middle line out of place: {' '.join(f'{value:.4f}' for value in sorted(off))}")


def _off(one: PageFacts, other: PageFacts) -> float | None:
    sheets = sheet(one), sheet(other)
    found = pairs(*sheets)
    if not len(found):
        return None
    gaps = sheets[0].centres[found[:, 0]] - sheets[1].centres[found[:, 1]]
    return float(np.median(np.linalg.norm(gaps, axis=1)))


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(prog="benchmarks/resaved.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("read").add_argument("--out", type=Path, required=True)
    commands.add_parser("compare").add_argument("facts", type=Path)
    args = parser.parse_args()
    if args.command == "read":
        read(args.out)
    else:
        compare(args.facts)


if __name__ == "__main__":
    main()
