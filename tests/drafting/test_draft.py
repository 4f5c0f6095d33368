"""Drafts: the invented notice is checked everywhere; the real ones where they lie beside the checkout."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from scanaudit.drafting.draft import draft
from scanaudit.drafting.writing import as_yaml
from scanaudit.notices import get
from tests.notices.matrix import notice_text

TEXT = """\
某某市人力资源和社会保障局
关于做好2026年度工程系列职称评审工作的通知
一、申报范围
在我市企业从事专业技术工作的在职在岗人员。公务员不得申报。
二、申报材料
（一）网上申报时间为2026年8月1日至8月31日，纸质材料于9月15日前报送。
（二）上传诚信承诺书（须本人签字）、身份证扫描件。
（三）事业单位人员申报的，上传加盖公章的《岗位内申报资格核准表》。
（四）《专业技术资格评审表》一式两份，从系统导出后打印，加盖单位公章。
（五）继续教育：任职周期内年均公需科目不少于30学时、专业科目不少于60学时，不得在一个年度内突击完成。
（六）单位公示不少于7个工作日，出具公示证明。
（七）提交无人机飞行日志。
任职年限计算截止到2026年12月31日。
"""
HELD_OUT = ("jiaxing-2022-engineering", "qiaocheng-2023-junior")
BUILT_FROM = ("anhui-2024-engineering", "jianyang-2020-engineering")


def rows() -> dict[str, dict]:  # type: ignore[type-arg]
    return {row.entry["title"]["zh"]: row.entry for row in draft(TEXT, "test").rows}


def benchmark() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "drafts.py"
    spec = importlib.util.spec_from_file_location("drafts_benchmark", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_notices_own_data_is_found() -> None:
    head = draft(TEXT, "test").head
    assert head.title == "关于做好2026年度工程系列职称评审工作的通知"
    assert (head.authority, head.year) == ("某某市人力资源和社会保障局", 2026)
    assert str(head.cutoff) == "2026-12-31"
    assert [(str(o) if o else None, str(c)) for _, o, c in head.windows] == [
        ("2026-08-01", "2026-08-31"),
        (None, "2026-09-15"),
    ]


def test_what_is_asked_for_is_drafted_with_its_clause_and_details() -> None:
    found = rows()
    assert found["诚信承诺书"]["clause"] == ["二(二)"]
    assert {"demand": "signature", "of": "applicant", "each": "document"} in found["诚信承诺书"]["demands"]
    assert found["岗位内申报"]["when"] == {"fact": "employer_type", "is": "public_institution"}
    assert found["岗位内申报"]["demands"] == [{"demand": "seal", "of": "employer"}]
    assert found["专业技术资格评审表"]["copies"] == 2
    (hours,) = found["继续教育学时"]["demands"]
    assert (hours["common"], hours["specialist"], hours["never_crammed"]) == (30, 60, True)
    assert {"demand": "publicity", "working_days": 7} in found["单位公示"]["demands"]


def test_what_nobody_knows_is_listed_not_dropped() -> None:
    assert any("无人机飞行日志" in sentence.text for sentence in draft(TEXT, "test").unplaced)


def test_a_written_draft_can_be_read_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "test.yaml"
    path.write_text(as_yaml(draft(TEXT, "test")), encoding="utf-8")
    notice = get(str(path))
    assert len(notice.requirements) == len(draft(TEXT, "test").rows)
    text = path.read_text(encoding="utf-8")
    assert "把握" in text and "二(六)" in text and "无人机飞行日志" in text


def test_an_empty_text_drafts_nothing() -> None:
    assert draft("", "test").rows == () and draft("没有条款。", "test").rows == ()


@pytest.mark.parametrize("names", [HELD_OUT, BUILT_FROM])
def test_the_share_found_and_right_on_the_real_notices(names: tuple[str, str]) -> None:
    """The dictionary was built from the second pair; the first pair is what it was not built from."""
    module = benchmark()
    measured = [module.measure(notice_text(name), get(name)) for name in names]
    found = sum(len(one.found) for one in measured)
    assert found / sum(one.rows for one in measured) >= 0.85
    assert found / sum(one.drafted for one in measured) >= 0.80
    assert sum(right for one in measured for _, _, right in one.found) / found >= 0.95
    assert all(one.seconds < 2 for one in measured)
