"""Everything that can be done or left has a sentence in both languages."""

from __future__ import annotations

from typing import get_args

import pytest

from scanaudit.remedy.changes import Act, Change, Changes, Fault, Left, MendedFile, PageChange
from scanaudit.report.phrases import phrases

VALUES = {
    "degrees": 2.5,
    "remaining": 0.1,
    "percent": 20,
    "quality": 82,
    "dpi": 200,
    "form": "PDF",
    "count": 3,
    "kb": 900,
}


@pytest.mark.parametrize("act", get_args(Act))
def test_every_change_is_told(act: Act) -> None:
    said = Change(act=act, values=VALUES).text
    assert said.zh and said.en and "{" not in said.zh + said.en


@pytest.mark.parametrize("fault", get_args(Fault))
def test_everything_left_is_told(fault: Fault) -> None:
    said = Left(fault=fault, values=VALUES).text
    assert said.zh and said.en and "{" not in said.zh + said.en


def test_no_sentence_is_left_over() -> None:
    told = {
        *get_args(Act),
        *(f"left_{fault}" for fault in get_args(Fault)),
        "material_paper",
        "material_ce_booklet",
    }
    shown = {
        "of_file",
        "done",
        "left",
        "unchanged",
        "over",
        "over_large",
        "over_left",
        "over_not_mended",
        "next_complete",
        "next_left",
        "written",
        "not_mended",
        "mending",
    }
    assert set(phrases().remedy) == told | shown


def test_the_list_tells_codes_and_sentences() -> None:
    page = PageChange(
        file="a.jpg", page=1, mended_page=1, changes=(Change(act="turned", values={"degrees": 90}),)
    )
    file = MendedFile(name="01-a.jpg", bytes=9, identical=False, pages=(page,))
    told = Changes(files=(file,))
    assert told.complete
    entry = told.as_data()["files"][0]["pages"][0]["changes"][0]
    assert entry["act"] == "turned" and "90°" in entry["text"]["zh"] and "90°" in entry["text"]["en"]
    left = page.model_copy(update={"left": (Left(fault="blurred"),)})
    assert not Changes(files=(file.model_copy(update={"pages": (left,)}),)).complete
