"""The command line in this process, with an inspection and an audit that are told what to answer."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from scanaudit.cli.run import run
from scanaudit.facts import PageFacts
from scanaudit.verdicts import AuditReport


def _sample() -> ModuleType:
    """The sample report of ``tests/report``."""
    path = Path(__file__).parents[1] / "report" / "conftest.py"
    spec = importlib.util.spec_from_file_location("report_sample", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _put(monkeypatch: pytest.MonkeyPatch, name: str, **content: object) -> None:
    """A module in place of the real one, which need not load OpenCV and models then."""
    module = ModuleType(name)
    vars(module).update(content)
    monkeypatch.setitem(sys.modules, name, module)


@dataclass
class Answers:
    """What inspection and audit answer, and what they were asked."""

    report: AuditReport
    preview: Callable[[str, int], bytes]
    pages: tuple[PageFacts, ...] = ()
    asked: list[Any] = field(default_factory=list)
    audited: list[Any] = field(default_factory=list)
    fails_with: BaseException | None = None


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    sample = _sample()
    told = Answers(sample.sample_report(), sample.drawn_page)
    told.pages = told.report.pages

    def inspect(paths: Any, settings: Any, on_progress: Callable[[Any], None]) -> SimpleNamespace:
        told.asked.append((paths, settings))
        if told.fails_with is not None:
            raise told.fails_with
        for done in range(len(told.pages) + 1):
            on_progress(SimpleNamespace(done=done, total=len(told.pages), known=0, seconds=1.0 + done))
        return SimpleNamespace(pages=told.pages, preview=told.preview)

    def audit(notice: Any, profile: Any, pages: Any) -> AuditReport:
        told.audited.append((notice, profile, pages))
        return told.report

    _put(monkeypatch, "scanaudit.inspection.inspect", inspect=inspect)
    _put(monkeypatch, "scanaudit.audit", audit=audit)
    return told


@dataclass
class Ran:
    """The end of a run."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def scanaudit(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.delenv("SCANAUDIT_LANG", raising=False)

    def command(*arguments: object) -> Ran:
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return command


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "我的 材料"
    folder.mkdir()
    (folder / "身份证.jpg").write_bytes(b"")
    return folder
