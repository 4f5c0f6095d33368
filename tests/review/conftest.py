"""A queue of doubtful places over invented reports, without jobs and without models."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from scanaudit.facts import Capture, PageFacts
from scanaudit.jobs.database import Database, sqlite_url
from scanaudit.review.decisions import Decisions
from scanaudit.review.pictures import Pages
from scanaudit.review.questions import Case
from scanaudit.settings import Settings
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport, Finding, PageRef, RequirementResult

SHARP = Capture(
    sharp=True, readable=True, sharpness=0.9, cut_off=False, too_dark=False, overexposed=False, glare=False,
    low_resolution=False, blank=False, colour="colour", copy=False,
)  # fmt: skip


def page(file: str, content: str) -> PageFacts:
    return PageFacts(
        file=file, page=1, width=900, height=1270, kind="commitment_letter", rotation=0, capture=SHARP,
        content_hash=content,
    )  # fmt: skip


def finding(code: str, requirement: str, file: str, severity: str = "warn") -> Finding:
    return Finding.model_validate(
        {
            "code": code, "severity": severity, "requirement": requirement, "clause": "二(三)", "file": file,
            "page": 1, "bbox": (0.55, 0.7, 0.85, 0.9), "confidence": 0.6,
            "message": Text(zh="看不清印章是不是本单位的", en="the seal could not be read"),
            "advice": Text(zh="请核对", en="Please check"),
        }
    )  # fmt: skip


def case(name: str, doubts: int = 1, content: str = "") -> Case:
    """An applicant of whom ``doubts`` seals could not be read, each for a requirement of its own."""
    files = [f"{name}/承诺书{n}.jpg" for n in range(doubts)]
    requirements = [
        RequirementResult(
            id=f"R{n}", title=Text(zh="诚信承诺书", en="Commitment"), clause="二(三)", status="unsure",
            evidence=(PageRef(file=file, page=1),), findings=(n,),
        )
        for n, file in enumerate(files)
    ]  # fmt: skip
    report = AuditReport(
        notice="a-2024-x",
        notice_title=Text(zh="某省2024年度职称评审", en="Titles 2024"),
        applicant={"name": name},
        verdict="review",
        requirements=tuple(requirements),
        findings=tuple(finding("M202", f"R{n}", file) for n, file in enumerate(files)),
        pages=tuple(page(file, content or f"hash of {file}") for file in files),
    )
    return Case(key=name, name=name, job=name, report=report)


@pytest.fixture
def decisions(tmp_path: Path) -> Iterator[Decisions]:
    cache = tmp_path / "cache"
    database = Database(sqlite_url(tmp_path / "scanaudit.db"), Settings(cache_dir=cache))
    yield Decisions(database, "run")
    database.close()


@pytest.fixture
def cases() -> Callable[..., Case]:
    return case


@pytest.fixture
def pages() -> Pages:
    """A drawn page with a red seal for every page that is asked for."""

    def draw(applicant: str, file: str, number: int) -> tuple[PageFacts, bytes]:
        image = Image.new("RGB", (780, 1100), "#fffdf8")
        strokes = ImageDraw.Draw(image)
        for row in range(8, 34):
            strokes.line((90, row * 24, 660 - (row * 53) % 170, row * 24), fill="#445", width=6)
        strokes.ellipse((450, 790, 640, 980), outline="#c8242c", width=7)
        strokes.polygon(((545, 840), (560, 890), (520, 860), (570, 860), (530, 890)), fill="#c8242c")
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=80)
        return page(file, f"hash of {file}"), buffer.getvalue()

    return draw
