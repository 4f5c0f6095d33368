"""Marks alone, against labels."""

import json

import cv2
import numpy as np

from scanaudit.cli.scores import marks_markdown
from scanaudit.evaluation import evaluate_marks
from scanaudit.evaluation.labels import Label
from scanaudit.evaluation.marks import marks_of, names_taken
from scanaudit.facts import PageFacts, Seal, Signature
from scanaudit.settings import Settings


def label(**more):
    return Label.model_validate({"file": "a.jpg", "width": 100, "height": 100, "page_kind": "other", **more})


def signature(box, confidence=0.9):
    return Signature(bbox=box, confidence=confidence)


def test_bare_pages_are_looked_at_and_scored(tmp_path):
    cv2.imwrite(str(tmp_path / "a.png"), np.full((700, 500, 3), 255, np.uint8))
    record = {
        "file": "a.png",
        "width": 500,
        "height": 700,
        "page_kind": "other",
        "lines": [["签名：", [50, 80, 120, 100]]],
    }
    missed = {"seals": [{"bbox": [10, 10, 90, 90]}]}
    (tmp_path / "labels.jsonl").write_text(json.dumps({**record, **missed}) + "\n", encoding="utf-8")
    told = []
    result = evaluate_marks(tmp_path, Settings(), told.append)
    assert (result.pages, result.false_mark_pages, len(told)) == (1, (0, 0), 1)
    assert result.marks["red seals, boxes"].missed == 1
    assert result.wrong == (("a.png", "red seals, boxes: 1 missed, 0 false"),)
    assert "a.png" in marks_markdown(result)


def test_a_name_counts_as_taken_unless_it_is_signed_across():
    facts = PageFacts(file="a.jpg", page=1, signatures=(signature((0.1, 0.1, 0.3, 0.2)),))
    name = {"printed_names": [[10, 10, 30, 20], [60, 60, 80, 70]]}
    assert names_taken([(label(**name), facts)]) == (1, 2)
    assert names_taken([(label(**name, signatures=[{"bbox": [10, 10, 30, 20]}]), facts)]) == (0, 1)


def test_doubtful_marks_are_neither_found_nor_false():
    facts = PageFacts(file="a.jpg", page=1, signatures=(signature((0.1, 0.1, 0.3, 0.2), 0.4),))
    assert marks_of([(label(), facts)])["signatures, presence"].false == 0


def test_hard_seals_are_counted_on_pages_without_easy_ones():
    box = (0.1, 0.1, 0.3, 0.2)
    seal = Seal(bbox=box, shape="round", colour="blue", photocopied=False, text=None, confidence=0.9)
    facts = PageFacts(file="a.jpg", page=1, seals=(seal,))
    hard = {"bbox": [10, 10, 30, 20], "colour": "red", "hard": True}
    easy = {**hard, "hard": False}
    assert marks_of([(label(seals=[hard]), facts)])["hard seals, presence"].right == 1
    assert "hard seals, presence" not in marks_of([(label(seals=[easy]), facts)])
