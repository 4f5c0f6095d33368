"""Pages worded by people who did not know the classifier, nothing of which was learnt or chosen on."""

from __future__ import annotations

from benchmarks import wordings
from scanaudit.kinds import catalogue


def test_unseen_wordings_are_told_right_or_with_a_doubt() -> None:
    pages = wordings.told(wordings.FOLDER / "unseen.yaml")
    assert len(pages) > 300
    assert {one.kind for one, _ in pages} == set(catalogue().by_id) - {"blank"}
    right = sum(seen.kind == one.kind for one, seen in pages)
    surely_wrong = sum(seen.kind not in (one.kind, "other") and seen.confidence >= 0.8 for one, seen in pages)
    assert right >= 0.95 * len(pages)
    assert surely_wrong <= 0.01 * len(pages)
