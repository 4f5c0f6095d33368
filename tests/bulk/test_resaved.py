"""A picture that was saved again is found in another applicant's folder; the same form of somebody else is not."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

import samples.kinds
from samples import capture
from samples.case import Case, render
from samples.evaluation import any_case
from scanaudit.bulk.resaved import Content, resaved, tokens
from scanaudit.facts import Fields, PageFacts, TextLine
from scanaudit.jobs.reading import Reader
from scanaudit.settings import Settings
from tests.bulk.conftest import Bulk
from tests.rules.pages import capture as captured

assert samples.kinds
FORMS = (
    ("ce_completion_certificate", "portrait"),
    ("unit_statement", "letterhead"),
    ("annual_assessment", "form"),
)
CERTIFICATE = (
    "{name}荣誉证书",
    "{name}同志：",
    "在2021年度工作中成绩突出，",
    "被评为先进工作者。",
    "证书编号{number}",
    "特发此证",
)


def award(name: str, number: str, file: str = "证书.jpg", left: float = 0.2) -> PageFacts:
    """A certificate whose lines lie ``left`` from the page's left side."""
    said = [line.format(name=name, number=number) for line in CERTIFICATE]
    boxes = [(left, 0.1 * row, left + 0.5, 0.1 * row + 0.03) for row in range(1, len(said) + 1)]
    lines = tuple(
        TextLine(text=text, bbox=box, confidence=0.99) for text, box in zip(said, boxes, strict=True)
    )
    return PageFacts(
        file=file, page=1, width=1000, height=1400, rotation=0, kind="award_certificate", kind_confidence=0.9,
        fields=Fields(name=name), lines=lines, text="\n".join(said), content_hash=file,
        capture=captured(),
    )  # fmt: skip


def found(*pages: PageFacts) -> list[tuple[int, int]]:
    """The pairs that are told, where each page is of another applicant."""
    contents = [Content(page.content_hash, 1, frozenset({page.file}), tokens(page)) for page in pages]
    known = {page.content_hash: page for page in pages}
    return list(resaved(contents, lambda content, _: known[content]))


def test_what_tells_people_apart_decides() -> None:
    own, again = award("林晓舟", "202104570012", "1"), award("林晓舟", "202104570012", "2")
    other, namesake = award("周予安", "202104570013", "3"), award("林晓舟", "202104570014", "4")
    elsewhere = award("林晓舟", "202104570012", "5", left=0.25)
    assert found(own, again, other, namesake, elsewhere) == [(0, 1)]


def test_nothing_that_is_kept_can_be_read() -> None:
    kept = tokens(award("林晓舟", "202104570012"))
    assert len(kept) == 2 and not any(said in "".join(kept) for said in ("林晓舟", "202104570012"))


def test_few_pages_are_compared_where_many_share_a_number() -> None:
    asked: list[str] = []
    contents = [Content(f"{n}", 1, frozenset({f"{n}"}), ("0" * 12,)) for n in range(2000)]
    assert list(resaved(contents, lambda content, _: asked.append(content))) == [] and not asked


def test_a_run_tells_it_from_the_stored_pages(bulk: Bulk, hand_in: Callable[..., Path]) -> None:
    hand_in("甲", [award("林晓舟", "202104570012")])
    hand_in("乙", [award("林晓舟", "202104570012").model_copy(update={"skew": 0.1})])
    hand_in("丙", [award("周予安", "202104570013")])
    (hit,) = bulk("qiaocheng-2023-junior").hits
    assert hit.kind == "same_page" and {place.applicant for place in hit.places} == {"甲", "乙"}
    assert "林晓舟" not in hit.message.zh


@pytest.mark.models
def test_rendered_pages_saved_again_are_found_and_copies_of_one_form_are_not(
    tmp_path: Path, settings: Settings
) -> None:
    own, colleague = any_case(random.Random("own")), any_case(random.Random("colleague"))
    colleague = replace(own, person=colleague.person, graduated=colleague.graduated)
    root = tmp_path / "applicants"
    for number, (kind, form) in enumerate(FORMS):
        page, other = (_scanned(kind, form, case, f"{number}{case.person.name}") for case in (own, colleague))
        _save(root / "甲" / f"{number}.jpg", page, 2000, 90)
        _save(root / "乙" / f"IMG_{number}.jpg", page, 1280, 45)
        _save(root / "丙" / f"{number}.jpg", other, 2000, 90)
    run = Bulk(root, tmp_path / "out", settings.model_copy(update={"workers": 1}), Reader())
    (hit,) = [hit for hit in run("qiaocheng-2023-junior").hits if hit.kind == "same_page"]
    assert {place.applicant for place in hit.places} == {"甲", "乙"}
    assert len(hit.places) == 2 * len(FORMS)


def _scanned(kind: str, form: str, case: Case, seed: str) -> Image.Image:
    rng = random.Random(seed)
    return capture.take(render(kind, case, {}, rng, form), capture.scan(rng), rng).image


def _save(path: Path, image: Image.Image, side: int, quality: int) -> None:
    scale = side / max(image.size)
    path.parent.mkdir(parents=True, exist_ok=True)
    size = round(image.width * scale), round(image.height * scale)
    image.convert("RGB").resize(size).save(path, "JPEG", quality=quality)
