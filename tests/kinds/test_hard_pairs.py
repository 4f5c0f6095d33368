"""Look-alikes: two pages a pair, each told as its own kind or not at all, whatever their file's name says."""

from __future__ import annotations

from pathlib import Path

import pytest
from layouts import ENGLISH, PARA, build
from ruamel.yaml import YAML

from scanaudit.facts import PageFacts
from scanaudit.kinds import KindDecision, catalogue, classify, refine

_DATA = YAML(typ="safe").load(Path(__file__).with_name("hard_pairs.yaml").read_text(encoding="utf-8"))
PAGES = [(kind, text.replace("{para}", PARA).replace("{english}", ENGLISH)) for kind, text in _DATA]
PAIRS = [(PAGES[k], PAGES[k + 1]) for k in range(0, len(PAGES), 2)]
IDS = [f"{one[0]}/{other[0]}-{k}" for k, (one, other) in enumerate(PAIRS)]


def test_there_are_sixty_pairs_of_different_kinds() -> None:
    assert len(PAIRS) >= 60
    assert all(one[0] != other[0] for one, other in PAIRS)
    assert {kind for kind, _ in PAGES} <= set(catalogue().by_id)


@pytest.mark.parametrize("pair", PAIRS, ids=IDS)
def test_look_alikes_are_told_apart(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    for kind, text in pair:
        decision = classify(build(text))
        assert decision.kind in (kind, "other"), (text[:30], decision.candidates, decision.cues[:5])


def test_hardly_any_page_is_left_without_an_answer() -> None:
    told = [classify(build(text)).kind for _, text in PAGES]
    abstained = sum(seen == "other" != kind for (kind, _), seen in zip(PAGES, told, strict=True))
    assert abstained <= 0.05 * len(PAGES)


@pytest.mark.parametrize("pair", PAIRS[:12], ids=IDS[:12])
def test_the_other_ones_file_name_does_not_turn_a_page(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    for (kind, text), (other, _) in (pair, pair[::-1]):
        words = catalogue().by_id[other].file_words
        (page,) = refine([_facts(classify(build(text)), f"{words[0]}.jpg" if words else "1.jpg")])
        assert page.kind in (kind, "other")


def _facts(decision: KindDecision, file: str) -> PageFacts:
    return PageFacts(
        file=file,
        page=1,
        kind=decision.kind,
        kind_confidence=decision.confidence,
        kind_candidates=decision.candidates,
        kind_cues=decision.cues,
        text="x",
    )
