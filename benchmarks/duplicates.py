"""Which pages of a set are told to be the same page, and which really are.

``python benchmarks/duplicates.py read --seed N --out FACTS`` renders the same forms for different invented people, lets
two of three pages be captured a second time, and reads them all (about 300 pages, 1.3 s each);
``python benchmarks/duplicates.py compare FACTS`` compares every page with every other and prints what was found.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

import samples.kinds
from samples import capture
from samples.case import LAYOUTS, render
from samples.evaluation import any_case
from scanaudit.capture import OrientationModel
from scanaudit.facts import PageFacts
from scanaudit.intake.page import Page
from scanaudit.pipeline import Eyes, page_facts
from scanaudit.reading.models import model_dir
from scanaudit.reading.ocr import PaddleEngine
from scanaudit.settings import Settings

assert samples.kinds
# Forms that are filled for a person; each layout of them is one template.
FORMS = [
    "annual_assessment",
    "appointment_letter",
    "award_certificate",
    "ce_completion_certificate",
    "ce_name_page",
    "ce_registration_page",
    "ce_verification_page",
    "commitment_letter",
    "degree_certificate",
    "entrust_letter",
    "exam_registration_form",
    "graduation_certificate",
    "id_card",
    "labour_contract",
    "post_approval_form",
    "project_proof",
    "public_notice_proof",
    "review_form",
    "title_certificate",
    "unit_statement",
    "vocational_certificate",
    "xuexin_record",
]


def _captures(seed: int, people: int) -> Iterator[tuple[str, Image.Image]]:
    """Pages as (template/person/shot, picture): every page once, two of three a second time."""
    templates = [(kind, name) for kind in FORMS for name in sorted(LAYOUTS[kind])]
    chooser = random.Random(seed)
    for number, (kind, name) in enumerate(chooser.sample(templates, 30)):
        for person in range(people):
            rng = random.Random(f"duplicates/{seed}/{kind}/{name}/{person}")
            options = {"unit_seal": rng.random() < 0.3}
            page = render(kind, any_case(random.Random(f"{seed}/{person}")), options, rng, name)
            for shot in range(2 if (number + person) % 3 else 1):
                steps = capture.phone(rng) if rng.random() < 0.6 or shot else capture.scan(rng)
                if shot and rng.random() < 0.3:
                    steps.append(rng.choice([("blur", 1.2), ("shadow", 0.5), ("dark", 0.3), ("grey", 1)]))
                steps.append(("rotate", rng.choice((0, 0, 0, 90, 180, 270)) if shot else 0))
                yield f"{kind}.{name}/{person}/{shot}", capture.take(page, steps, rng).image


def _read(name: str, image: Image.Image, eyes: Eyes) -> PageFacts:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=random.Random(name).choice((50, 70, 85)))
    return facts_of(name, out.getvalue(), eyes)


def facts_of(name: str, data: bytes, eyes: Eyes) -> PageFacts:
    """What is read of a picture file's bytes."""
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    pixels = np.ascontiguousarray(picture[:, :, ::-1])
    height, width = pixels.shape[:2]
    return page_facts(Page(name, 1, pixels, width, height, None, "colour", name), (), eyes)


def eyes_of() -> Eyes:
    """The real models."""
    settings = Settings()
    orientation = OrientationModel(model_dir("orientation", settings) / "inference.onnx")
    return Eyes(PaddleEngine(settings), orientation)


def read(seed: int, people: int, out: Path) -> None:
    """Render and read; one page of facts a line."""
    eyes = eyes_of()
    with out.open("w", encoding="utf-8") as lines:
        for name, image in _captures(seed, people):
            lines.write(_read(name, image, eyes).model_dump_json(context={"lang": "both"}) + "\n")
            lines.flush()


def compare(path: Path) -> None:
    """Compare every page with every other."""
    from scanaudit.likeness import duplicates, same_page

    pages = [PageFacts.model_validate(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    begun = time.perf_counter()
    found = {(a.file, b.file) for a, b in combinations(pages, 2) if same_page(a, b)}
    spent = time.perf_counter() - begun
    wanted = {
        (a.file, b.file)
        for a, b in combinations(pages, 2)
        if a.file.rpartition("/")[0] == b.file.rpartition("/")[0]
    }
    templates = {a.file.split("/")[0] for a in pages}
    print(f"{len(pages)} pages of {len(templates)} templates, {len(wanted)} photographed twice")
    print(f"found {len(wanted & found)} of {len(wanted)}; false pairs {len(found - wanted)}")
    told = {(pages[first].file, pages[second].file) for first, second in duplicates(pages)}
    print(f"told by the search through all pages: {len(wanted & told)}; false {len(told - wanted)}")
    for name, pairs in (("missed", wanted - found), ("false", found - wanted)):
        for a, b in sorted(pairs):
            print(f"  {name}: {a} – {b}")
    count = len(pages) * (len(pages) - 1) // 2
    print(f"{count} comparisons in {spent:.1f} s: {1e6 * spent / count:.0f} µs each")


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(prog="benchmarks/duplicates.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    reading = commands.add_parser("read")
    reading.add_argument("--seed", type=int, default=1)
    reading.add_argument("--people", type=int, default=6)
    reading.add_argument("--out", type=Path, required=True)
    commands.add_parser("compare").add_argument("facts", type=Path)
    args = parser.parse_args()
    if args.command == "read":
        read(args.seed, args.people, args.out)
    else:
        compare(args.facts)


if __name__ == "__main__":
    main()
