from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scanaudit.errors import DataError, UsageError
from scanaudit.notices import available, get, load, loader

KINDS = ("id_card", "title_certificate")
GOOD = """\
id: test-2024
title: {zh: 测试, en: Test}
authority: {zh: 测试局, en: Test bureau}
year: 2024
cutoff: 2024-12-31
windows:
  - {id: online, title: {zh: 网上, en: Online}, closes: 2024-09-20}
requirements:
  - id: T-01
    title: {zh: 身份证, en: Identity card}
    clause: [一]
    who: [A]
    via: [U]
    upload: required
    when: {fact: route, is: regular}
    evidence: {kinds: [id_card]}
    demands:
      - {demand: seal, of: employer}
    advice: {zh: 上传。, en: Upload.}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "test-2024.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_checklist_loads(tmp_path: Path) -> None:
    notice = load(written(tmp_path, GOOD), KINDS)
    assert notice.id == "test-2024"
    assert notice.requirements[0].demands[0].demand == "seal"


def test_get_takes_a_path_to_a_checklist(tmp_path: Path) -> None:
    assert get(str(written(tmp_path, GOOD))).id == "test-2024"


@pytest.mark.parametrize(
    ("right", "wrong", "place", "said"),
    [
        ("upload: required", "uplaod: required", "14:5", "uplaod. Did you mean upload?"),
        ("upload: required", "upload: allways", "14:5", "Allowed: never, optional, required"),
        ("clause: [一]", "note: {zh: 无, en: none}", "9:5", "clause is missing"),
        ("demand: seal", "demand: seel", "18:9", "Did you mean seal?"),
        ("{demand: seal, ", "{", "18:9", "demand is missing"),
        ("of: employer", "of: employr", "18:24", "Did you mean employer?"),
        ("kinds: [id_card]", "kinds: [id_crad]", "16:24", "Did you mean id_card?"),
        ("kinds: [id_card]", "kidns: [id_card]", "16:5", "one of these keys is expected: kinds, set"),
        ("fact: route", "fact: rout", "15:12", "Did you mean route?"),
        ("is: regular", "is: irregular", "15:25", "Did you mean regular?"),
        ("when: {fact: route, ", "when: {fct: route, ", "15:5", "one of these keys is expected: fact, all"),
        ("cutoff: 2024-12-31", "cutoff: soon", "5:1", "a date (2019-12-31) expected, not soon"),
        ("year: 2024", "year: 二〇二四", "4:1", "a whole number expected"),
        ("closes: 2024-09-20", "close: 2024-09-20", "7:47", "Did you mean closes?"),
        ("title: {zh: 测试, en", "title: {zh: 测试, eng", "2:17", "Did you mean en?"),
    ],
)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, right: str, wrong: str, place: str, said: str
) -> None:
    assert right in GOOD
    path = written(tmp_path, GOOD.replace(right, wrong, 1))
    with pytest.raises(DataError) as caught:
        load(path, KINDS)
    line = next(line for line in caught.value.text.en.splitlines() if said in line)
    assert line.startswith(f"{path}:{place}: "), line
    assert str(path) in caught.value.text.zh


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    row = GOOD[GOOD.index("  - id: T-01") :]
    with pytest.raises(DataError, match=r":20:5: the id T-01 stands twice"):
        load(written(tmp_path, GOOD + row), KINDS)


def test_broken_yaml_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"test-2024\.yaml:3:\d+: YAML syntax"):
        load(written(tmp_path, "id: a\ntitle: b\n  c: [d\n"), KINDS)


@pytest.mark.parametrize("content", [b"", b"- a\n- b\n", b"\xff\xfe\x00", b"a: 1\na: 2\n", b"x" * 3_000_000])
def test_what_is_no_checklist_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"x\.yaml"):
        load(path, KINDS)


def test_a_missing_file_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Cannot read"):
        get(str(tmp_path / "none.yaml"))


def test_an_unknown_notice_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean anhui-2024-engineering"):
        get("anhui-2023-engineering")


def test_available_lists_the_newest_first() -> None:
    found = available()
    assert [one.year for one in found] == sorted((one.year for one in found), reverse=True)
    assert {one.id: one.requirements for one in found}["jianyang-2020-engineering"] == 40


def test_file_names_are_the_ids() -> None:
    assert all(load(path).id == stem for stem, path in loader.shipped().items())


def test_an_installed_package_finds_its_own_checklists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = tmp_path / "checklists"
    packed.mkdir()
    (packed / "test-2024.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(loader.resources, "files", lambda _: tmp_path)
    assert list(loader.shipped()) == ["test-2024"]


def test_reading_notices_loads_nothing_heavy() -> None:
    code = (
        "import sys; import scanaudit.notices as n; n.get('anhui-2024-engineering'); "
        "print([m for m in ('cv2', 'paddleocr', 'fitz', 'pymupdf', 'onnxruntime') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
