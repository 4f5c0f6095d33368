"""Applicants whose pages are recorded facts, and a run over them that needs no models."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import recorded

from scanaudit.bulk.across import Hit
from scanaudit.bulk.applicants import Applicant, find_applicants
from scanaudit.bulk.rows import Row
from scanaudit.bulk.run import Run, Step
from scanaudit.bulk.tables import write_tables
from scanaudit.facts import PageFacts
from scanaudit.jobs.database import sqlite_url
from scanaudit.jobs.engine import Jobs
from scanaudit.jobs.reading import Reader
from scanaudit.notices.profile import Profile
from scanaudit.notices.profile_file import save_profile
from scanaudit.review.effect import decided
from scanaudit.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2]))
# The windows of the notices are open on these days.
TODAY = dt.date(2024, 8, 25)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    cache = tmp_path / "cache"
    cache.mkdir()
    return Settings(cache_dir=cache, workers=2)


@pytest.fixture
def hand_in(tmp_path: Path) -> Callable[..., Path]:
    """Makes an applicant's folder below the run's root."""

    def make(name: str, pages: list[PageFacts], profile: dict[str, Any] | None = None) -> Path:
        folder = tmp_path / "applicants" / name
        recorded.write(folder, pages)
        if profile is not None:
            save_profile(Profile(**profile), folder / "profile.yaml")
        return folder

    return make


class Bulk:
    """A run and what it wrote."""

    def __init__(self, root: Path | str, out: Path, settings: Settings, reader: Reader) -> None:
        self.root, self.out, self.settings, self.reader = root, out, settings, reader
        self.steps: list[Step] = []
        self.rows: dict[str, Row] = {}
        self.hits: tuple[Hit, ...] = ()

    def __call__(
        self,
        notice: str | None = None,
        roster: Path | None = None,
        applicants: list[Applicant] | None = None,
    ) -> Bulk:
        applicants = applicants or find_applicants(str(self.root), notice, roster)
        self.out.mkdir(exist_ok=True)
        with Jobs(sqlite_url(self.out / "scanaudit.db"), self.settings, reader=self.reader) as jobs:
            run = Run(jobs, applicants, self.out, self.settings, "zh", TODAY)
            self.steps = list(run.finish(run.submit()))
            told = decided(jobs.database, run.batch)
            rows, found = write_tables(
                run.outcomes.all(), run.notices, self.out, "zh", told, facts=jobs.facts
            )
        self.rows = {row.key: row for row in rows}
        self.hits = tuple(found)
        return self


@pytest.fixture
def bulk(tmp_path: Path, settings: Settings) -> Bulk:
    return Bulk(tmp_path / "applicants", tmp_path / "out", settings, Reader(recorded.count, recorded.read))


@pytest.fixture
def calls(settings: Settings) -> Callable[[], list[str]]:
    """The content of every page that was read, as often as it was."""

    def told() -> list[str]:
        path = settings.cache_dir / "calls.txt"
        return [line.split()[0] for line in path.read_text().splitlines()] if path.exists() else []

    return told
