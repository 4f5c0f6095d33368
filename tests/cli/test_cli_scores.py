from __future__ import annotations

from scanaudit.cli.scores import markdown
from scanaudit.evaluation.evaluate import score
from scanaudit.evaluation.labels import Label
from scanaudit.facts import PageFacts


def label(file: str, **changed: object) -> Label:
    values = {
        "file": file,
        "page_kind": "id_card",
        "rotation": 0,
        "blur": "sharp",
        "width": 100,
        "height": 100,
    }
    return Label.model_validate({**values, **changed})


def test_scores_name_every_wrong_page_and_what_was_wrong() -> None:
    right = PageFacts(file="a|b.jpg", page=1, kind="id_card", rotation=90, text="姓名")
    pairs = [
        (label("a|b.jpg", text_contains=["姓名", "住址"]), right),
        (label("none.jpg"), PageFacts(file="none.jpg", page=None)),
    ]
    text = markdown(score(pairs))
    assert "| pages | 2, of which 2 could not be read |" in text
    assert "| labelled text on sharp pages | 1 of 2 (50.0 %) of the strings found |" in text
    assert "a\\|b.jpg p. 1 | rotation 0 told 90" in text
    assert "| id_card | other | 1 |" in text
    assert "none.jpg p. 1" in text
