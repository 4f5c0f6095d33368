"""A small audit report, built in code, with one of everything that a report has to tell."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw

from scanaudit.facts import (
    Capture,
    Evidence,
    Fields,
    PageFacts,
    Problem,
    Seal,
    Signature,
    TextLine,
)
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport, Finding, PageRef, RequirementResult

# Invented; the check digit is right. 990102 is no district.
ID_NUMBER = "990102190001010011"


def capture(**changed: object) -> Capture:
    values: dict[str, object] = {
        "sharp": True, "readable": True, "sharpness": 0.8, "cut_off": False, "too_dark": False,
        "overexposed": False, "glare": False, "low_resolution": False, "blank": False,
        "colour": "colour", "is_copy": False,
    }  # fmt: skip
    return Capture.model_validate({**values, **changed})


def seal(text: str | None = "示例市测绘院", **changed: object) -> Seal:
    values: dict[str, object] = {
        "bbox": (0.6, 0.7, 0.85, 0.87), "shape": "round", "colour": "red", "photocopied": False,
        "text": text, "confidence": 0.98,
    }  # fmt: skip
    return Seal.model_validate({**values, **changed})


def page(file: str, number: int | None = 1, kind: str = "other", **changed: object) -> PageFacts:
    values: dict[str, object] = {
        "file": file, "page": number, "width": 800, "height": 1130, "kind": kind,
        "kind_confidence": 0.95, "rotation": 0, "capture": capture(), "content_hash": "0" * 64,
    }  # fmt: skip
    return PageFacts.model_validate({**values, **changed})


def finding(
    code: str, severity: str, requirement: str | None, message: Text | str, **changed: object
) -> Finding:
    values: dict[str, object] = {
        "code": code, "severity": severity, "requirement": requirement, "message": message,
        "advice": "补上后重新扫描这一页。", "confidence": 0.9,
    }  # fmt: skip
    return Finding.model_validate({**values, **changed})


def pages() -> tuple[PageFacts, ...]:
    broken = Problem(
        code="F103",
        message=Text(zh="文件已加密，打不开。", en="The file is encrypted and cannot be opened."),
        advice=Text(zh="去掉密码后重新上传。", en="Remove the password and upload it again."),
    )
    line = f"公民身份号码 {ID_NUMBER}"
    return (
        page(
            "身份证.jpg",
            kind="id_card",
            width=1000,
            height=630,
            text=line,
            lines=(TextLine(text=line, bbox=(0.1, 0.8, 0.7, 0.88), confidence=0.99),),
            fields=Fields(
                name="李示例",
                id_number=ID_NUMBER,
                evidence={"id_number": Evidence(raw=ID_NUMBER, bbox=(0.3, 0.8, 0.7, 0.88), confidence=0.99)},
            ),
        ),
        page("继续教育.pdf", 1, "ce_name_page", seals=(seal(),)),
        page(
            "继续教育.pdf",
            2,
            "ce_registration_page",
            signatures=(Signature(bbox=(0.15, 0.8, 0.4, 0.87), confidence=0.9, label="本人签名"),),
        ),
        page("诚信承诺书.jpg", 1, "commitment_letter"),
        page("风景.png", 1, "other"),
        page("论文.pdf", None, problems=(broken,), capture=None, rotation=None, width=0, height=0),
    )


def requirement(id_: str, title: str, status: str, **changed: object) -> RequirementResult:
    return RequirementResult.model_validate(
        {"id": id_, "title": title, "clause": "二(一)4", "status": status, **changed}
    )


def sample_report() -> AuditReport:
    """A failing report with one task of each urgency, a file that did not open, and an unused page."""
    findings = (
        finding(
            "M202",
            "block",
            "AH-05a",
            Text(zh="继续教育证书姓名页没有本人签名", en="The name page bears no signature"),
            file="继续教育.pdf",
            page=1,
            bbox=(0.1, 0.75, 0.5, 0.85),
            advice=Text(zh="本人在这一页签名后重新扫描。", en="Sign this page and scan it again."),
        ),
        finding("K301", "block", "AH-12", "没有找到单位公示证明", confidence=0.8),
        finding("M201", "warn", "AH-01", "看不清有没有签名", file="诚信承诺书.jpg", page=1),
        finding("F103", "warn", None, "文件已加密，打不开", file="论文.pdf"),
        finding("K305", "warn", "AH-14", "建议附上户口本"),
        finding("V402", "info", "AH-05e", "五年共 450 学时"),
    )
    return AuditReport(
        notice="anhui-2024-engineering",
        notice_title=Text(zh="安徽省2024年度工程系列职称评审", en="Anhui 2024 engineering titles"),
        applicant={"name": "李示例", "id_number": ID_NUMBER, "employer": "示例市测绘院"},
        verdict="fail",
        requirements=(
            requirement(
                "AH-01",
                "诚信承诺书",
                "unsure",
                evidence=(PageRef(file="诚信承诺书.jpg", page=1),),
                findings=(2,),
            ),
            requirement(
                "AH-05a",
                "继续教育证书姓名页",
                "unmet",
                evidence=(PageRef(file="继续教育.pdf", page=1),),
                findings=(0,),
            ),
            requirement("AH-05b", "继续教育登记页", "met", evidence=(PageRef(file="继续教育.pdf", page=2),)),
            requirement("AH-05e", "学时", "met", findings=(5,)),
            requirement("AH-12", "单位公示证明", "unmet", findings=(1,)),
            requirement("AH-14", "身份证", "met", evidence=(PageRef(file="身份证.jpg", page=1),)),
            requirement("AH-15", "破格审批表", "not_applicable"),
            requirement("AH-17", "委托评审函", "on_paper"),
            requirement("AH-23", "任职年限", "unsure"),
        ),
        findings=findings,
        unused_pages=(PageRef(file="风景.png", page=1),),
        questions=(Text(zh="您有没有发表论文？", en="Have you published a paper?"),),
        pages=pages(),
    )


@pytest.fixture
def report() -> AuditReport:
    return sample_report()


def drawn_page(file: str, page_number: int) -> bytes:
    """A drawn page: white, with a few grey strokes."""
    size = (1100, 693) if file == "身份证.jpg" else (780, 1100)
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for row in range(6, 40):
        draw.line((80, row * 24, size[0] - 90 - row * 7, row * 24), fill="#556", width=5)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


@pytest.fixture
def id_number() -> str:
    return ID_NUMBER


@pytest.fixture
def preview() -> Callable[[str, int], bytes]:
    return drawn_page
