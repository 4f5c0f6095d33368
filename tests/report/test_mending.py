"""What the to-do list says of pages of which a mended copy was written."""

from __future__ import annotations

from scanaudit.report.mending import with_copies
from scanaudit.report.todo import todo
from scanaudit.report.view import MendedCopy
from scanaudit.rules.wording import messages
from scanaudit.verdicts import AuditReport


def _turned(report: AuditReport, *files: str) -> AuditReport:
    """The report with a turned page in each of these files and nothing else to do."""
    wording = messages().codes["C101"]
    changes = {"code": "C101", "message": wording.message.fill(angle=90), "advice": wording.advice, "page": 1}
    told = [report.findings[0].model_copy(update={**changes, "file": file}) for file in files]
    return report.model_copy(update={"findings": tuple(told), "questions": ()})


def _copy(name: str, page: int | None = None, act: str = "turned") -> MendedCopy:
    return MendedCopy(f"mended/{name}", (), (), path=f"mended/{name}", page=page, acts=(act,))


def test_a_mended_page_is_to_be_replaced_by_its_copy_and_not_mended_again(report: AuditReport) -> None:
    turned = _turned(report, "a.jpg", "b.jpg", "c.jpg", "d.jpg")
    copies = {
        ("a.jpg", 1): _copy("01-毕业证书.jpg"),
        ("b.jpg", 1): _copy("02-论文.pdf", 3),
        ("d.jpg", 1): _copy("04.jpg", act="compressed"),
    }
    tasks = [task for task in todo(with_copies(turned, copies)) if task.code == "C101"]
    said = {tuple(place.file for place in task.places): task.advice.zh for task in tasks}
    assert set(said) == {("a.jpg", "b.jpg"), ("c.jpg", "d.jpg")}
    mended = said["a.jpg", "b.jpg"]
    assert "mended/01-毕业证书.jpg、mended/02-论文.pdf 第 3 页" in mended and "不要再传原来的" in mended
    assert said["c.jpg", "d.jpg"] == messages().codes["C101"].advice.zh


def test_many_copies_are_counted(report: AuditReport) -> None:
    files = [f"{n}.jpg" for n in range(9)]
    told = with_copies(_turned(report, *files), {(file, 1): _copy(file) for file in files})
    assert "另有 4 个文件" in todo(told)[0].advice.zh and "4 more" in todo(told)[0].advice.en
