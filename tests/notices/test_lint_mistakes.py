# ruff: noqa: E501
"""Forty mistakes, each in an otherwise sound checklist: one message, at the line of the mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanaudit.errors import DataError
from scanaudit.notices.loader import problems, shipped

SOUND = """\
id: test-2024
title: {zh: 测试, en: Test}
authority: {zh: 测试局, en: Test bureau}
year: 2024
cutoff: 2024-12-31
windows:
  - {id: online, title: {zh: 网上, en: Online}, opens: 2024-09-01, closes: 2024-09-20}
  - {id: paper, title: {zh: 纸质, en: Paper}, closes: 2024-10-20}
portal: {formats: [pdf], max_kb: 500}
requirements:
  - id: T-01
    title: {zh: 身份证, en: Identity card}
    clause: [一(二)3(4)]
    who: [A]
    via: [U, P]
    upload: required
    copies: 2
    due: paper
    when: {fact: nationality, is: [mainland, hmt]}
    evidence: {kinds: [id_card]}
    demands:
      - {demand: number, of: [id_number], when: {fact: nationality, is: mainland}}
      - {demand: name}
    advice: {zh: 上传。, en: Upload.}
  - id: T-02
    title: {zh: 公示, en: Publicity}
    clause: [二]
    who: [E]
    via: [U]
    upload: required
    evidence:
      any_of:
        - {kinds: [public_notice_proof]}
        - {kinds: [unit_statement], practice: true}
    demands:
      - {demand: publicity, working_days: 5}
      - {demand: seal, of: employer}
    advice: {zh: 公示。, en: Publicise.}
  - id: T-03
    title: {zh: 论文, en: Papers}
    clause: [附件1 一(二)]
    who: [A]
    via: [U]
    upload: required
    when: {all: [{fact: has_publication, is: true}, {fact: graduation_year, at_least: 2002}]}
    evidence: {set: paper, parts: {cover: [paper_cover], body: [paper_body]}}
    demands:
      - {demand: number, of: [issn], kinds: [paper_cover]}
      - demand: states
        what: {zh: 作用, en: role}
        phrases: [[作用, 贡献]]
    advice: {zh: 上传论文。, en: Upload the papers.}
  - id: T-04
    title: {zh: 公示二, en: More publicity}
    clause: [三]
    who: [E]
    via: [U]
    upload: required
    when: {fact: employer_type, is: dispatched}
    evidence: {kinds: [public_notice_proof]}
    demands:
      - {demand: publicity, working_days: 5}
    advice: {zh: 公示。, en: Publicise.}
  - id: T-05
    title: {zh: 推荐专家, en: Experts}
    clause: [四]
    who: [A]
    via: [U]
    upload: required
    evidence: {kinds: [title_certificate], count: 2, whose: others}
    demands:
      - {demand: distinct_persons, count: 2}
    advice: {zh: 上传专家证书。, en: Upload the experts' certificates.}
  - id: T-06
    title: {zh: 学时, en: Hours}
    clause: [五]
    who: [A]
    via: [U]
    upload: required
    evidence: {kinds: [ce_registration_page]}
    demands:
      - {demand: hours, common: 30}
    advice: {zh: 核对学时。, en: Check the hours.}
  - id: T-07
    title: {zh: 范围, en: Scope}
    clause: [一]
    who: []
    upload: never
    applies_to: profile
    demands:
      - {demand: scope, must: {fact: service_status, is: in_service}}
    advice: {zh: 核对范围。, en: Check the scope.}
"""

# what is replaced (its first place), by what, and a word of the message
MISTAKES: dict[str, tuple[str, str, str]] = {
    "misspelt key": ("    upload: required", "    uplaod: required", "Did you mean upload"),
    "misspelt choice": ("upload: required", "upload: requird", "Did you mean required"),
    "unknown kind": ("kinds: [id_card]", "kinds: [id_crad]", "Did you mean id_card"),
    "unknown demand": ("{demand: name}", "{demand: nane}", "Did you mean name"),
    "unknown fact": ("fact: nationality, is: [", "fact: nationalty, is: [", "Did you mean nationality"),
    "unknown value": ("is: [mainland, hmt]", "is: [mainlnd, hmt]", "Did you mean mainland"),
    "unknown number": ("of: [id_number]", "of: [id_numbr]", "Did you mean id_number"),
    "unknown party": ("of: employer}", "of: employr}", "Did you mean employer"),
    "missing clause": ("    clause: [二]\n", "", "clause is missing"),
    "missing advice": ("    advice: {zh: 公示。, en: Publicise.}\n", "", "advice is missing"),
    "no such day": ("closes: 2024-10-20", "closes: 2024-10-32", "no such day"),
    "no date": ("cutoff: 2024-12-31", "cutoff: year's end", "a date"),
    "no number": ("working_days: 5", "working_days: five", "whole number"),
    "broken yaml": ("who: [E]", "who: [E", "YAML syntax"),
    "key twice": ("    who: [E]\n", "    who: [E]\n    who: [A]\n", "YAML syntax"),
    "id twice": ("id: T-03", "id: T-02", "stands twice"),
    "window twice": ("closes: 2024-10-20}\n", "closes: 2024-10-20}\n  - {id: online, title: {zh: 又, en: Again}, closes: 2024-10-21}\n", "stands twice"),
    "window turned": ("opens: 2024-09-01", "opens: 2024-09-21", "opens after it closes"),
    "window of another year": ("closes: 2024-10-20", "closes: 2042-10-20", "about 2024"),
    "cutoff of another year": ("cutoff: 2024-12-31", "cutoff: 2014-12-31", "about 2024"),
    "unknown window": ("due: paper", "due: papper", "Did you mean paper"),
    "copies without paper": ("via: [U, P]", "via: [U]", "add P to via"),
    "upload by no way": ("    via: [U]\n", "    via: [P]\n", "via has no U"),
    "no address": ("clause: [二]", "clause: [第二节]", "no clause address"),
    "upload without evidence": ("    evidence: {kinds: [ce_registration_page]}\n    demands:\n      - {demand: hours, common: 30}\n",
                                "", "no evidence"),
    "demand outside the evidence": ("kinds: [paper_cover]}\n", "kinds: [paper_toc]}\n", "not in the evidence"),
    "page demand on the profile": ("{demand: scope, must: {fact: service_status, is: in_service}}", "{demand: name}", "no page"),
    "range turned": ("graduation_year, at_least: 2002", "graduation_year, at_least: 2002, at_most: 1999", "nobody meets"),
    "condition nobody meets": ("when: {fact: employer_type, is: dispatched}",
                               "when: {all: [{fact: employer_type, is: dispatched}, {fact: employer_type, is: private}]}", "nobody meets"),
    "inner condition nobody meets": ("when: {fact: nationality, is: mainland}", "when: {fact: nationality, is: foreign}", "nobody meets"),
    "condition everybody meets": ("when: {fact: employer_type, is: dispatched}",
                                  "when: {any: [{fact: entrusted, is: true}, {fact: entrusted, is: false}]}", "everybody meets"),
    "inner condition said already": ("when: {fact: nationality, is: mainland}", "when: {fact: nationality, is: [mainland, hmt]}", "says so already"),
    "dead alternative": ("- {kinds: [unit_statement], practice: true}", "- {kinds: [public_notice_proof], count: 2}", "earlier branch suffices"),
    "alternative that asks for nothing": ("- {kinds: [unit_statement], practice: true}", "- {kinds: [unit_statement], count: 0}", "asks for nothing"),
    "contradicting rows": ("      - {demand: publicity, working_days: 5}\n    advice", "      - {demand: publicity, working_days: 7}\n    advice", "something else of the same pages"),
    "own name on others' papers": ("- {demand: distinct_persons, count: 2}", "- {demand: name}", "other people's documents"),
    "number that stands on no such page": ("of: [issn]", "of: [patent_number]", "stands on such pages"),
    "hours on no such page": ("kinds: [ce_registration_page]", "kinds: [labour_contract]", "no hours stand"),
    "empty phrases": ("phrases: [[作用, 贡献]]", "phrases: [[]]", "needs a phrase"),
    "no English": ("en: Upload.}", 'en: ""}', "English is missing"),
    "one language only": ("title: {zh: 身份证, en: Identity card}", "title: Identity card", "Chinese is missing"),
    "recommended and demanded": ("    due: paper\n", "    due: paper\n    recommended: true\n", "marked practice"),
    "unknown format": ("formats: [pdf]", "formats: [pdff]", "Did you mean pdf"),
}  # fmt: skip


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "test-2024.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def told(path: Path) -> list[tuple[int, str]]:
    """Line and sentence of each message, as the command prints them."""
    try:
        return [(one.line, one.message.en) for one in problems(path)]
    except DataError as error:
        lines = error.text.en.splitlines()
        return [(int(line.removeprefix(f"{path}:").split(":")[0]), line) for line in lines]


def test_the_sound_checklist_has_no_message(tmp_path: Path) -> None:
    assert told(written(tmp_path, SOUND)) == []


@pytest.mark.parametrize("notice_id", sorted(shipped()))
def test_the_shipped_checklists_have_no_message(notice_id: str) -> None:
    assert told(shipped()[notice_id]) == []


def test_there_are_at_least_forty() -> None:
    assert len(MISTAKES) >= 40


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_once_at_its_line(tmp_path: Path, name: str) -> None:
    right, wrong, said = MISTAKES[name]
    at = SOUND.rindex(right) if name == "contradicting rows" else SOUND.index(right)
    path = written(tmp_path, SOUND[:at] + wrong + SOUND[at + len(right) :])
    ((line, message),) = told(path)
    assert said in message
    first = SOUND[:at].count("\n") + 1
    whole = path.read_text(encoding="utf-8").splitlines()
    row = max(n for n, text in enumerate(whole[: first - 1], 1) if text.startswith("  - id") or n == 1)
    if name in {"missing clause", "missing advice", "upload without evidence", "copies without paper"}:
        assert row <= line <= first + 3, "what is missing is told within its row"
    else:
        assert first <= line <= first + wrong.count("\n")
