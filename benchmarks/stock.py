"""Stock PaddleOCR with the small models that scanaudit reads with, as the peer that it is measured against."""

from __future__ import annotations

import os
from typing import Any

from scanaudit.reading.models import model_dir
from scanaudit.settings import Settings


def stock_ocr(**engine_config: int) -> Any:
    """``PaddleOCR()`` on ONNX Runtime, without its models for turned, bent and upside-down pages."""
    os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
    from paddleocr import PaddleOCR

    settings = Settings()
    return PaddleOCR(
        text_detection_model_name="PP-OCRv6_small_det",
        text_detection_model_dir=str(model_dir("small_det", settings)),
        text_recognition_model_name="PP-OCRv6_small_rec",
        text_recognition_model_dir=str(model_dir("small_rec", settings)),
        use_doc_orientation_classify=False,
        use_doc_unwarping=False,
        use_textline_orientation=False,
        engine="onnxruntime",
        **({"engine_config": engine_config} if engine_config else {}),
    )
