"""Plans rendered into dossiers, and dossiers written to a folder with their truth."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

import samples.kinds  # registers every layout
from samples import capture
from samples.case import render
from samples.plan import CLEAN, PHONE, Document, Fault, Leaf, Plan
from samples.plans import PLANS
from samples.rendered import Rendered
from samples.truth import page_truth

assert samples.kinds
QUALITY = 48  # with A4 at 132 dpi this keeps the eight committed dossiers below 18 MB


@dataclass(frozen=True)
class Page:
    """One rendered page of a dossier and the file it belongs to."""

    file: str
    number: int
    form: str
    rendered: Rendered
    tag: str
    grey: bool


@dataclass(frozen=True)
class Dossier:
    """A rendered dossier: its pages in upload order, the applicant's profile, and the truth."""

    notice: str
    pages: tuple[Page, ...]
    profile: dict[str, Any]
    truth: dict[str, Any]

    def write(self, folder: Path) -> None:
        """Write ``upload/``, ``profile.yaml``, ``truth.json`` and ``labels.jsonl`` into a folder."""
        upload = folder / "upload"
        upload.mkdir(parents=True, exist_ok=True)
        for file in dict.fromkeys(page.file for page in self.pages):
            pages = [page for page in self.pages if page.file == file]
            (upload / file).write_bytes(_encode(pages))
        _write_yaml(folder / "profile.yaml", self.profile)
        (folder / "truth.json").write_text(
            json.dumps(self.truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        lines = [
            json.dumps({**page, "file": "upload/" + page["file"]}, ensure_ascii=False)
            for page in self.truth["pages"]
        ]
        (folder / "labels.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def fault_names(notice: str) -> tuple[str, ...]:
    """The faults that can be put into a notice's dossier."""
    return tuple(PLANS[notice][1])


def dossier(
    notice: str,
    seed: int = 1,
    faults: tuple[str, ...] | list[str] = (),
    alter: Callable[[Plan], None] | None = None,
) -> Dossier:
    """A whole dossier for a notice; ``faults`` are names of ``fault_names(notice)``, ``alter`` changes its plan first.

    The same arguments and fonts give the same pixels. Raises KeyError for unknown names.
    """
    make, known = PLANS[notice]
    plan: Plan = make(seed)
    if alter is not None:
        alter(plan)
    profile = json.loads(json.dumps(plan.profile, default=str, ensure_ascii=False))
    chosen = [(name, known[name]) for name in faults]
    whereabouts = {fault.tag: _where(plan, fault.tag) for _, fault in chosen}
    for _, fault in chosen:
        fault.change(plan, fault.tag)
    pages = [page for document in plan.documents for page in _pages(plan, document, seed)]
    truth = {
        "notice": notice,
        "seed": seed,
        "profile": "profile.yaml",
        "upload": "upload",
        "pages": [{**page_truth(page.rendered, page.file, page.number), "tag": page.tag} for page in pages],
        "faults": [_fault_truth(name, fault, pages, whereabouts) for name, fault in chosen],
    }
    return Dossier(notice, tuple(pages), profile, truth)


def _where(plan: Plan, tag: str) -> str:
    return plan.find(tag)[0].file


def _fault_truth(name: str, fault: Fault, pages: list[Page], whereabouts: dict[str, str]) -> dict[str, Any]:
    """Where the fault stands now; a page left out has no number, a file left out no name."""
    at = next((page for page in pages if page.tag == fault.tag), None)
    remaining = whereabouts[fault.tag] if any(page.file == whereabouts[fault.tag] for page in pages) else None
    return {
        "fault": name,
        "requirement": fault.requirement,
        "also": list(fault.also),
        "what": fault.what,
        "file": at.file if at else remaining,
        "page": at.number if at else None,
    }


def _pages(plan: Plan, document: Document, seed: int) -> list[Page]:
    found = []
    for number, leaf in enumerate(document.leaves, 1):
        rng = random.Random(f"{plan.notice}/{seed}/{leaf.tag or document.file + str(number)}")
        found.append(
            Page(document.file, number, document.form, _render(plan, leaf, rng), leaf.tag, leaf.grey)
        )
    return found


def _render(plan: Plan, leaf: Leaf, rng: random.Random) -> Rendered:
    page = render(leaf.kind, plan.case, leaf.options, rng, leaf.layout)
    steps: list[capture.Step] = []
    if leaf.capture == PHONE:
        steps = capture.phone(rng)
    elif leaf.capture != CLEAN:
        steps = capture.scan(rng)
    if (
        page.image.width >= 1240
        and page.dpi == 150
        and not any(name == "resize" for name, _ in leaf.after)
        and leaf.capture != CLEAN
    ):
        steps.append(("resize", 0.88))
    if leaf.grey and not leaf.options.get("unit_seal"):
        steps.append(("grey", 1))
    return capture.take(page, [*steps, *leaf.after], rng)


def _jpeg(page: Page) -> bytes:
    image: Image.Image = page.rendered.image
    if page.rendered.conditions.get("grey"):
        image = image.convert("L")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True, dpi=(page.rendered.dpi,) * 2)
    return out.getvalue()


def _encode(pages: list[Page]) -> bytes:
    """One file's bytes."""
    form = pages[0].form
    if form == "jpg":
        return _jpeg(pages[0])
    if form == "png":
        out = io.BytesIO()
        pages[0].rendered.image.quantize(64).save(out, "PNG", optimize=True)
        return out.getvalue()
    import pymupdf

    book = pymupdf.open()
    for page in pages:
        scale = 72 / page.rendered.dpi
        width, height = page.rendered.image.width * scale, page.rendered.image.height * scale
        leaf = book.new_page(width=width, height=height)
        if form == "digital":
            _print(leaf, page.rendered, scale)
        else:
            leaf.insert_image(leaf.rect, stream=_jpeg(page))
    return bytes(book.tobytes(garbage=3, deflate=True, no_new_id=True))


def _print(leaf: Any, page: Rendered, scale: float) -> None:
    """Print a page again as text, rules and pictures, so that the PDF has a text layer."""
    for op in page.ops:
        colour = tuple(c / 255 for c in op.colour)
        x0, y0, x1, y1 = (v * scale for v in op.box)
        if op.what == "text":
            latin = all(ord(c) < 256 for c in op.text)
            leaf.insert_text(
                (x0, y0),
                op.text,
                fontsize=op.size * scale,
                fontname="helv" if latin else "china-s",
                color=colour,
            )
        elif op.what == "line":
            leaf.draw_line((x0, y0), (x1, y1), color=colour, width=op.width * scale)
        elif op.what == "rect":
            leaf.draw_rect((x0, y0, x1, y1), color=colour, width=op.width * scale)
        elif op.image is not None:
            out = io.BytesIO()
            op.image.save(out, "PNG")
            leaf.insert_image((x0, y0, x1, y1), stream=out.getvalue())


def _write_yaml(path: Path, profile: dict[str, Any]) -> None:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.allow_unicode = True
    dated = {key: _dated(value) for key, value in profile.items()}
    with path.open("w", encoding="utf-8") as stream:
        yaml.dump(dated, stream)


def _dated(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _dated(inner) for key, inner in value.items()}
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return dt.date.fromisoformat(value)
    return value
