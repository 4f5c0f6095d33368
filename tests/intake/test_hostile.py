"""Every format and every broken case ends in pages or in typed problems, exactly as expected."""

from pathlib import Path

import pytest

from scanaudit.facts import Problem
from scanaudit.intake.limits import Limits
from scanaudit.intake.opening import IntakeProblem, count_pages, load_page
from scanaudit.intake.sources import FailedSource, Source, collect

from .expected import Expected
from .hostile import build

LIMITS = Limits()


def outcome(item: Source | FailedSource) -> tuple[Expected, list[Problem]]:
    if isinstance(item, FailedSource):
        return Expected(0, 0, frozenset({item.problem.code})), [item.problem]
    try:
        pages = count_pages(item, LIMITS)
    except IntakeProblem as error:
        return Expected(0, 0, frozenset({error.problem.code})), [error.problem]
    shown, problems = 0, []
    for number in range(1, pages + 1):
        try:
            page, notes = load_page(item, number, LIMITS)
        except IntakeProblem as error:
            problems.append(error.problem)
            continue
        assert (page.file, page.page, page.content_hash) == (item.file, number, item.content_hash)
        assert page.pixels.ndim == 3 and page.pixels.shape[2] == 3 and page.pixels.dtype == "uint8"
        assert page.pixels.size / 3 <= LIMITS.working_megapixels * 1e6 * 1.01
        problems += notes
        shown += 1
    return Expected(pages, shown, frozenset(problem.code for problem in problems)), problems


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_whole_hostile_set(tmp_path: Path) -> None:
    folder, workdir = tmp_path / "set", tmp_path / "work"
    folder.mkdir()
    workdir.mkdir()
    expected = build(folder)
    found = collect([folder], LIMITS, workdir)
    outcomes = {item.file: outcome(item) for item in found}
    assert len(outcomes) == len(found), "display names are unique"
    assert {file: made for file, (made, _) in outcomes.items()} == expected
    for file, (_, problems) in outcomes.items():
        for problem in problems:
            assert file in problem.message.zh and file in problem.message.en
            assert problem.advice.zh and "{" not in problem.message.zh + problem.advice.en


def test_unpacked_files_have_generated_names_and_refused_ones_leave_nothing(tmp_path: Path) -> None:
    folder, workdir = tmp_path / "set", tmp_path / "work"
    folder.mkdir()
    workdir.mkdir()
    with pytest.warns(UserWarning, match="Duplicate name"):
        build(folder)
    found = collect([folder / "zip"], LIMITS, workdir)
    kept = {item.path for item in found if isinstance(item, Source)}
    assert set(workdir.iterdir()) == kept
    assert all(path.name.startswith("source-") for path in kept)
    assert not (tmp_path / "evil.png").exists() and not (workdir.parent / "evil.png").exists()
