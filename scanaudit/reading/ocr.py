"""The OCR port, and its adapter to PaddleOCR on ONNX Runtime.

Detection, the choice of lines and recognition are separate steps, because recognition is 85–95 % of the
time: a caller detects once and recognises only what it needs, with the model size it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, get_args

import cv2
import numpy as np

from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Quad
from scanaudit.reading.models import model_dir
from scanaudit.reading.paddle import construct
from scanaudit.settings import Settings
from scanaudit.spelling import spelling

Size = Literal["tiny", "small"]

# The recogniser was trained on lines 48 px high; lines much taller than they are wide are set vertically.
_VERTICAL_RATIO = 1.5


# PaddleOCR's class, our name of the model, and PaddleOCR's.
_DETECTOR = ("TextDetection", "tiny_det", "PP-OCRv6_tiny_det")

# Without the arena ONNX Runtime gives memory back between pages of different size.
_ONE_THREAD = {"intra_op_num_threads": 1, "inter_op_num_threads": 1, "enable_cpu_mem_arena": False}


class OcrEngine(Protocol):
    """What the rest of the program asks of an OCR engine. Images are H × W × 3 RGB uint8."""

    def detect(self, image: Pixels, max_side: int) -> list[Quad]:
        """Text lines as 4 × 2 corner points in pixels of ``image``, clockwise from the text's top left."""
        ...

    def recognise(self, crops: Sequence[Pixels], size: Size = "tiny") -> list[tuple[str, float]]:
        """The text of each crop and its confidence 0–1, in the order given."""
        ...

    def spell(self, crops: Sequence[Pixels], size: Size = "tiny") -> list[str]:
        """What each crop may say, as ``scanaudit.spelling`` keeps it, in the order given."""
        ...


@dataclass(frozen=True)
class Remembering:
    """An engine that reads the same image of a line only once. For one page: it keeps all that it was shown."""

    engine: OcrEngine
    _read: dict[tuple[Size, tuple[int, ...], bytes], tuple[str, float]] = field(
        default_factory=dict, init=False
    )

    def detect(self, image: Pixels, max_side: int) -> list[Quad]:
        """See ``OcrEngine``."""
        return self.engine.detect(image, max_side)

    def recognise(self, crops: Sequence[Pixels], size: Size = "tiny") -> list[tuple[str, float]]:
        """See ``OcrEngine``."""
        keys = [(size, one.shape, one.tobytes()) for one in crops]
        unread = {key: one for key, one in zip(keys, crops, strict=True) if key not in self._read}
        if unread:
            self._read.update(zip(unread, self.engine.recognise(list(unread.values()), size), strict=True))
        return [self._read[key] for key in keys]

    def spell(self, crops: Sequence[Pixels], size: Size = "tiny") -> list[str]:
        """See ``OcrEngine``."""
        return self.engine.spell(crops, size)


class PaddleEngine:
    """PaddleOCR's detection and recognition models. Models are loaded at first use and kept."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loaded: dict[str, Any] = {}

    def load(self) -> None:
        """Load all models now instead of each at its first use. Raises ModelsError."""
        self._load(*_DETECTOR)
        for size in get_args(Size):
            self._load(*_recogniser(size))

    def detect(self, image: Pixels, max_side: int) -> list[Quad]:
        """See ``OcrEngine``."""
        model = self._load(*_DETECTOR)
        result = model.predict(_bgr(image), limit_side_len=max_side, limit_type="max")[0]
        return [np.asarray(poly, np.float32) for poly in result["dt_polys"] if len(poly) == 4]

    def recognise(self, crops: Sequence[Pixels], size: Size = "tiny") -> list[tuple[str, float]]:
        """See ``OcrEngine``."""
        model = self._load(*_recogniser(size))
        # One at a time: the crops of a batch are padded to the widest of them, which costs more than it saves.
        results = (model.predict([_bgr(one)], batch_size=1)[0] for one in crops)
        return [(result["rec_text"], float(result["rec_score"])) for result in results]

    def spell(self, crops: Sequence[Pixels], size: Size = "tiny") -> list[str]:
        """See ``OcrEngine``. The library tells the likeliest characters only; so its parts are asked in turn here."""
        predictor = self._load(*_recogniser(size)).paddlex_predictor
        told = []
        for one in crops:
            strip = predictor.pre_tfs["ReisizeNorm"](imgs=[one])
            (likelihoods,) = predictor.runner(x=predictor.pre_tfs["ToBatch"](imgs=strip))[0]
            told.append(spelling(likelihoods, predictor.post_op.character))
        return told

    def _load(self, cls: str, name: str, model_name: str) -> Any:
        if name not in self._loaded:
            folder = str(model_dir(name, self._settings))
            self._loaded[name] = construct(cls, model_name, folder, _ONE_THREAD)
        return self._loaded[name]


def _recogniser(size: Size) -> tuple[str, str, str]:
    return "TextRecognition", f"{size}_rec", f"PP-OCRv6_{size}_rec"


def crop(image: Pixels, quad: Quad) -> Pixels:
    """The text line inside ``quad`` as an upright strip; a vertically set line is turned to lie flat."""
    width = max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3]))
    height = max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1]))
    size = (max(round(float(width)), 1), max(round(float(height)), 1))
    corners = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), corners)
    strip = cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    if size[1] >= size[0] * _VERTICAL_RATIO:
        strip = np.rot90(strip)
    return np.ascontiguousarray(strip, dtype=np.uint8)


def _bgr(image: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2BGR), np.uint8)
