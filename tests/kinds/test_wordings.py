"""Pages worded by authors who had not seen the classifier, nothing of which is learnt."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks import wordings
from scanaudit.kinds import catalogue

_NUMBER = r"(?<!\d)(\d{6})(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
LEARNT_FROM = Path(__file__).parents[2] / "training" / "wordings"


def test_unseen_wordings_are_told_right_or_with_a_doubt() -> None:
    pages = wordings.told(wordings.FOLDER / "unseen.yaml")
    assert len(pages) > 300
    assert {one.kind for one, _ in pages} == set(catalogue().by_id) - {"blank"}
    right = sum(seen.kind == one.kind for one, seen in pages)
    surely_wrong = sum(
        seen.kind not in (one.kind, "other") and seen.confidence >= wordings.SURE for one, seen in pages
    )
    assert right >= 0.95 * len(pages)
    assert surely_wrong <= 0.01 * len(pages)


def test_wordings_show_no_region_and_no_number_that_somebody_could_have() -> None:
    files = [*wordings.FOLDER.glob("*.yaml"), *LEARNT_FROM.glob("*.yaml")]
    assert len(files) > 10
    for path in files:
        text = re.sub(r"\s", "", path.read_text(encoding="utf-8"))
        numbers = re.findall(_NUMBER, text)
        assert set(numbers) <= {"990000"}, path.name
