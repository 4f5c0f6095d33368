from __future__ import annotations

from pathlib import Path

import pytest

from scanaudit.errors import DataError
from scanaudit.notices import load
from scanaudit.notices.loader import problems

BASE = """\
id: base-2024
title: {zh: 省, en: Province}
authority: {zh: 省厅, en: Province}
year: 2024
cutoff: 2024-12-31
windows:
  - {id: online, title: {zh: 网上, en: Online}, opens: 2024-09-01, closes: 2024-09-20}
requirements:
  - id: B-01
    title: {zh: 身份证, en: Identity card}
    clause: [一]
    who: [A]
    via: [U]
    upload: required
    evidence: {kinds: [id_card]}
    demands: [{demand: name}, {demand: not_classified}]
    advice: {zh: 上传。, en: Upload.}
  - id: B-02
    title: {zh: 公示, en: Publicity}
    clause: [二]
    who: [E]
    via: [U]
    upload: required
    evidence: {kinds: [public_notice_proof]}
    advice: {zh: 公示。, en: Publicise.}
"""
CHANGE = """\
extends: base.yaml
id: city-2024
title: {zh: 市, en: City}
"""


def files(tmp_path: Path, change: str, base: str = BASE) -> Path:
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    path = tmp_path / "city.yaml"
    path.write_text(change, encoding="utf-8")
    return path


def test_what_is_not_named_stays(tmp_path: Path) -> None:
    notice = load(files(tmp_path, CHANGE))
    assert (notice.id, notice.title.zh, notice.authority.zh, notice.year) == ("city-2024", "市", "省厅", 2024)
    assert [row.id for row in notice.requirements] == ["B-01", "B-02"]


def test_a_key_is_replaced_as_a_whole_and_the_others_stay(tmp_path: Path) -> None:
    change = CHANGE + "requirements:\n  - {id: B-01, demands: [{demand: name}], clause: [三]}\n"
    row = load(files(tmp_path, change)).requirements[0]
    assert [demand.demand for demand in row.demands] == ["name"]
    assert row.clause == ("三",) and row.title.zh == "身份证"


def test_dropped_ids_go_and_new_ones_come_last(tmp_path: Path) -> None:
    new = BASE[BASE.index("  - id: B-02") :].replace("B-02", "C-01")
    notice = load(files(tmp_path, f"{CHANGE}drop: [B-02, online]\nrequirements:\n{new}"))
    assert [row.id for row in notice.requirements] == ["B-01", "C-01"]
    assert notice.windows == ()


def test_a_chain_of_changes(tmp_path: Path) -> None:
    files(tmp_path, CHANGE + "requirements:\n  - {id: B-01, upload: optional}\n")
    unit = tmp_path / "unit.yaml"
    unit.write_text(
        "extends: city.yaml\nid: unit-2024\nrequirements:\n  - {id: B-02, upload: optional}\n",
        encoding="utf-8",
    )
    notice = load(unit)
    assert [row.upload for row in notice.requirements] == ["optional", "optional"]
    assert notice.title.zh == "市"


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ("drop: [B-09]\n", 4, "Did you mean B-0"),
        ("requirements:\n  - {id: B-01, uplaod: optional}\n", 5, "Did you mean upload"),
        ("requirements:\n  - {id: B-01, evidence: {kinds: [id_crad]}}\n", 5, "Did you mean id_card"),
        ("requirements:\n  - {id: C-01}\n", 5, "is missing"),
        ("windows:\n  - {id: online, closes: 2024-08-01}\n", 5, "opens after it closes"),
    ],
)
def test_a_mistake_is_told_in_the_file_that_makes_it(
    tmp_path: Path, lines: str, line: int, said: str
) -> None:
    path = files(tmp_path, CHANGE + lines)
    try:
        told = [(one.line, one.message.en) for one in problems(path)]
    except DataError as error:
        told = [(int(one.removeprefix(f"{path}:").split(":")[0]), one) for one in error.text.en.splitlines()]
    assert {at for at, _ in told} == {line}
    assert any(said in message for _, message in told)


def test_a_wrong_base_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"base\.yaml:15:\d+: unknown page kind"):
        load(files(tmp_path, CHANGE, BASE.replace("id_card", "id_crad")))


@pytest.mark.parametrize("base", ["nowhere-2024", "none.yaml", "city.yaml"])
def test_a_base_that_is_not_there_or_is_the_file_itself(tmp_path: Path, base: str) -> None:
    with pytest.raises(DataError, match=r"city\.yaml:1:1: unknown checklist to extend"):
        load(files(tmp_path, CHANGE.replace("base.yaml", base)))
