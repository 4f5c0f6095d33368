"""The orientation model and the real OCR on rendered pages, in Chinese, by the font that PyMuPDF carries."""

from __future__ import annotations

from functools import cache

import fitz
import numpy as np
import pytest

from scanaudit.capture import OrientationModel, coarse, decide
from scanaudit.reading.models import model_dir
from scanaudit.reading.ocr import PaddleEngine
from scanaudit.settings import Settings

pytestmark = pytest.mark.models

FULL = [
    "关于申报高级职称人员继续教育情况的证明",
    "经审核该同志近五年参加专业技术人员继续教育",
    "其中公需科目学时与专业科目学时均已达到要求",
    "所提交材料真实有效并已在单位公示栏公示",
    "公示期间未收到任何异议特此证明",
    "二〇二三年九月十二日",
]
NEARLY_EMPTY = ["单位意见：同意推荐申报"]


@cache
def models() -> tuple[OrientationModel, PaddleEngine]:
    settings = Settings()
    return OrientationModel(model_dir("orientation", settings) / "inference.onnx"), PaddleEngine(settings)


def rendered(texts: list[str], first: float = 120) -> np.ndarray:
    page = fitz.open().new_page(width=595, height=842)
    for row, text in enumerate(texts):
        page.insert_text((80, first + 30 * row), text, fontname="china-s", fontsize=14)
    drawn = page.get_pixmap(dpi=120)
    return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width, 3)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize(("texts", "first"), [(FULL, 120), (NEARLY_EMPTY, 700)])
def test_the_turn_of_full_and_of_nearly_empty_pages(texts: list[str], first: float, degrees: int) -> None:
    direction, engine = models()
    pixels = np.ascontiguousarray(np.rot90(rendered(texts, first), -(degrees // 90)))
    quads = engine.detect(pixels, 960)
    decision = decide(coarse(pixels, direction), quads, pixels, engine.recognise)
    assert decision.rotation == degrees or (decision.rotation is None and texts is NEARLY_EMPTY)


def test_an_empty_page_has_no_direction() -> None:
    direction, engine = models()
    pixels = rendered([])
    guess = coarse(pixels, direction)
    assert decide(guess, engine.detect(pixels, 960), pixels, engine.recognise).rotation is None
