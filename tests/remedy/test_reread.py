"""A copy that is read worse than its original is made again in another way."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rapidfuzz.distance import Levenshtein

from scanaudit.facts import PageFacts, Rotation, Seal, TextLine
from scanaudit.intake.sources import Source
from scanaudit.remedy import Wanted, pages, reread
from scanaudit.remedy.pages import MendedPage, PageTask, mend
from scanaudit.settings import Settings
from tests.remedy.drawn import detect, jpeg, leaning, sheet
from tests.rules.pages import page

SAID = ("申报单位宁远机电设备有限公司", "2017年7月30日")


def _facts(said: Sequence[str] = SAID, confidence: float = 0.99, seals: tuple[Seal, ...] = ()) -> PageFacts:
    lines = [
        TextLine(text=text, bbox=(0.5, 0.5 + 0.05 * row, 0.7, 0.53 + 0.05 * row), confidence=confidence)
        for row, text in enumerate(said)
    ]
    return page(skew=0.0, rotation=0, seals=seals).model_copy(
        update={"lines": tuple(lines), "text": "\n".join(said)}
    )


def test_what_is_not_read_any_more_is_lost() -> None:
    assert reread.lost(_facts(), _facts()) == 0
    assert reread.lost(_facts(), _facts(["申报单位 宁远机电设备有限公司 2017年7月30日"])) == 0
    half = reread.lost(_facts(), _facts(SAID[:1]))
    assert 0.2 < half < 0.5
    assert reread.lost(_facts(confidence=0.6), _facts([])) == 0, "an unsure reading proves nothing"


def test_what_is_read_between_the_letters_of_a_title_spoils_it() -> None:
    title = list("荣誉证书")
    assert reread.lost(_facts(title), _facts(title)) == 0
    assert reread.lost(_facts(title), _facts(["荣", "TM", *title[1:]])) > 0.1


def test_a_scrap_of_a_seal_may_vanish() -> None:
    seal = Seal(
        bbox=(0.45, 0.5, 0.75, 0.7), shape="round", colour="red", photocopied=False, text=None, confidence=0.9
    )
    scrap = ["申报单位", "专用章"]
    assert reread.lost(_facts(scrap), _facts(["申报单位"])) > 0.1
    assert reread.lost(_facts(scrap, seals=(seal,)), _facts([])) == 0
    assert reread.lost(_facts(["9937752737551"], seals=(seal,)), _facts([])) == 0
    for date in ("2017年7月30日", "一年十", "2017.7.30", "2017-07-30", "20170730"):
        assert reread.lost(_facts([date], seals=(seal,)), _facts([])) == 1


@pytest.fixture
def task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PageTask:
    monkeypatch.setattr(
        pages, "_engine", lambda settings: SimpleNamespace(detect=lambda image, _: detect(image))
    )
    path = tmp_path / "p.jpg"
    path.write_bytes(jpeg(leaning(sheet(), 1.6)))
    before = _facts().model_copy(update={"skew": 1.6})
    return PageTask(Source("p", path, None, "jpeg", "0" * 64), before, "jpeg", Wanted())


def _mended(task: PageTask, monkeypatch: pytest.MonkeyPatch, *readings: PageFacts) -> tuple[int, int]:
    """How often the copy was read, and how wide the one is that was taken."""
    left = list(readings)
    monkeypatch.setattr(reread, "facts_of", lambda content, settings: left.pop(0))
    made = mend(task, Settings())
    assert isinstance(made, MendedPage) and made.encoded is not None
    assert [one.act for one in made.changes] == ["straightened"]
    with Image.open(io.BytesIO(made.encoded.content)) as image:
        return len(readings) - len(left), image.width


def test_a_copy_that_is_read_as_well_is_taken(task: PageTask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _mended(task, monkeypatch, _facts(), _facts())[0] == 1


def test_a_copy_that_loses_a_date_is_made_again(task: PageTask, monkeypatch: pytest.MonkeyPatch) -> None:
    _, plain = _mended(task, monkeypatch, _facts())
    times, wide = _mended(task, monkeypatch, _facts(SAID[:1]), _facts())
    assert times == 2 and wide == pytest.approx(1.03 * plain, abs=1)
    times, wide = _mended(task, monkeypatch, _facts(SAID[:1]), *[_facts([])] * 5)
    assert (times, wide) == (6, plain), "where all lose, the one that loses least"
    leaning = _facts().model_copy(update={"skew": -0.4})
    _, wide = _mended(task, monkeypatch, _facts(SAID[:1]), leaning, _facts())
    assert wide == pytest.approx(1.06 * plain, abs=1), "nor may it lean"


@pytest.mark.parametrize(("turn", "readings"), [(0, 0), (90, 2)])
def test_a_page_that_is_written_anew_is_read_too(
    task: PageTask, monkeypatch: pytest.MonkeyPatch, turn: Rotation, readings: int
) -> None:
    task.source.path.write_bytes(jpeg(sheet()))
    level = _facts().model_copy(update={"skew": 0.0, "rotation": turn})
    left = [_facts(SAID[:1]), _facts()]
    monkeypatch.setattr(reread, "facts_of", lambda content, settings: left.pop(0))
    made = mend(replace(task, facts=level), Settings())
    assert isinstance(made, MendedPage) and len(left) == 2 - readings
    assert (made.encoded is not None) == bool(turn)
    if made.encoded is not None:
        assert made.encoded.height == pytest.approx(1.03 * sheet().shape[1], abs=1)


def test_a_copy_that_cannot_be_looked_at_is_taken_as_it_is(task: PageTask) -> None:
    limits = Settings().limits.model_copy(update={"max_file_bytes": 1})
    assert reread.facts_of(task.source.path.read_bytes(), Settings(limits=limits)) is None
    made = mend(task, Settings(limits=limits))
    assert isinstance(made, MendedPage) and made.encoded is not None


def test_a_slow_machine_makes_the_same_copy(task: PageTask, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [_facts(SAID[:1]), _facts()]
    monkeypatch.setattr(reread, "facts_of", lambda content, settings: left.pop(0))
    mend(task, Settings(page_seconds=1e-9))
    assert not left, "the second way is tried however long the first took"


@given(st.text("校长签名澄学", min_size=1, max_size=8), st.text("校长签名澄学", max_size=20))
def test_edits_to_the_nearest_stretch(line: str, text: str) -> None:
    stretches = {text[at:end] for at in range(len(text) + 1) for end in range(at, len(text) + 1)}
    assert reread.edits(line, text) == min(Levenshtein.distance(line, one) for one in stretches)
