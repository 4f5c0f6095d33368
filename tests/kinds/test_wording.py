"""What the wording says of a page's kind, where no list names its title."""

from __future__ import annotations

import math

import pytest
from layouts import build

from scanaudit import pinned
from scanaudit.errors import ModelsError
from scanaudit.kinds import catalogue, classify
from scanaudit.kinds.evidence import view
from scanaudit.kinds.wording import model, runs, vote


def test_runs_are_of_letters_and_characters_and_a_titles_are_marked() -> None:
    found = runs(view(build("#学时年审\n2021年 30学时")))
    assert {"学时年审", "#学时", "#$年审"} <= found
    assert not any(c.isdigit() for run in found for c in run)


def test_every_kind_of_the_model_is_in_the_catalogue() -> None:
    assert set(model().kinds) <= set(catalogue().by_id)


def test_a_page_without_known_words_has_no_vote() -> None:
    assert vote(view(build("Q 1\n3.14"))) is None


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        (
            "post_approval_form",
            "#岗位空缺使用备案单\n单位 海西市政设计院\n核定岗位 12 已聘 10 空缺 2\n拟推荐人 周文海 申报职务 高级工程师"
            "\n主管部门意见 同意使用空缺岗位推荐评审(盖章)\n人社部门意见 同意(盖章)",
        ),
    ],
)
def test_what_no_list_names_is_known_by_its_wording(kind: str, page: str) -> None:
    decision = classify(build(page))
    assert decision.kind == kind, decision.candidates
    assert any(cue.cue.startswith("wording: ") for cue in decision.cues)


def test_probabilities_are_probabilities() -> None:
    told = vote(view(build("#聘用合同书\n甲方 海西市政设计院\n乙方 周文海\n一、合同期限 三年\n二、工作内容")))
    assert told is not None
    assert abs(sum(map(math.exp, told.log_probability.values())) - 1) < 0.01
    assert max(told.log_probability, key=lambda kind: told.log_probability[kind]) == "labour_contract"
    assert "合同" in "".join(told.telling["labour_contract"])


def test_a_damaged_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pin = pinned.pin("scanaudit.kinds", "wording")
    monkeypatch.setattr(pinned, "pin", lambda *_: pin.model_copy(update={"sha256": "0" * 64}))
    model.cache_clear()
    with pytest.raises(ModelsError, match=r"wording\.npz"):
        model()
    model.cache_clear()


def test_only_in_favour_of_kinds() -> None:
    paper = classify(build("#请假条\n尊敬的领导:\n本人因家中有事需请假3天,请予批准。\n请假人 周文海"))
    assert paper.kind == "other"
    assert all(cue.weight >= 0 for cue in paper.cues if cue.cue.startswith("wording"))
