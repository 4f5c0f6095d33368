"""QR codes and the like, read by zxing-cpp."""

from __future__ import annotations

import cv2

from scanaudit.boxes import inside_page
from scanaudit.facts import QRCode
from scanaudit.intake.page import Pixels

_READING_SIDE = 1600  # pixels; a 15 mm code of 33 modules on A4 then has 2.7 pixels a module


def find_qr_codes(rgb: Pixels) -> tuple[QRCode, ...]:
    """All two-dimensional codes of the page that can be decoded, in reading order."""
    import zxingcpp

    height, width = rgb.shape[:2]
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    scale = min(1.0, _READING_SIDE / max(height, width))
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    kinds = zxingcpp.BarcodeFormat
    codes = []
    for result in zxingcpp.read_barcodes(grey, formats=[kinds.QRCode, kinds.MicroQRCode, kinds.DataMatrix]):
        place = result.position
        corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        xs, ys = [c.x for c in corners], [c.y for c in corners]
        h, w = grey.shape
        box = inside_page((min(xs) / w, min(ys) / h, max(xs) / w, max(ys) / h))
        codes.append(QRCode(bbox=box, payload=result.text))
    return tuple(sorted(codes, key=lambda code: (code.bbox[1], code.bbox[0])))
