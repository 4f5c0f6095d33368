"""Graded faults of light, framing, resolution and origin, done to a clean page (RGB array).

Each fault takes the picture, a strength from 0 (a reviewer would call it so) to 1 (badly), a source of chance and
the ``Hand`` that it is done with: colours, shapes and textures differ between the hand that thresholds were tuned
with and the one that they are validated with. It returns the picture and the homography (3 × 3, pixels to pixels)
that it went through.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

Image = np.ndarray
Made = tuple[Image, np.ndarray]
STAY = np.eye(3)


@dataclass(frozen=True)
class Hand:
    """What differs between tuning and validation."""

    name: str
    tables: tuple[tuple[int, int, int], ...]
    grain: tuple[float, int]
    skins: tuple[tuple[int, int, int], ...]
    casts: tuple[tuple[float, float, float], ...]
    shadow: str
    pitch: tuple[float, float]
    screens: tuple[tuple[int, int], ...]


TUNING = Hand(
    "tuning",
    ((112, 84, 58), (60, 62, 66), (34, 30, 30), (150, 120, 84)),
    (4.0, 6),
    ((214, 164, 134), (178, 124, 96)),
    ((1.0, 0.86, 0.6), (0.72, 0.88, 1.0)),
    "round",
    (2.6, 4.2),
    ((1080, 2340), (1920, 1080)),
)
VALIDATION = Hand(
    "validation",
    ((96, 58, 40), (84, 92, 84), (48, 56, 78), (128, 118, 104), (22, 24, 22)),
    (9.0, 3),
    ((226, 176, 150), (196, 140, 108), (150, 100, 76)),
    ((1.0, 0.9, 0.66), (0.66, 0.84, 1.0), (0.82, 1.0, 0.74)),
    "straight",
    (2.3, 5.0),
    ((1170, 2532), (1440, 3200), (2560, 1440), (1366, 768)),
)


def _mix(low: float, high: float, strength: float) -> float:
    return low + (high - low) * strength


def _clip(pixels: np.ndarray) -> Image:
    return np.clip(pixels, 0, 255).astype(np.uint8)


def _field(shape: tuple[int, ...], deviation: float, grain: int, rng: random.Random) -> np.ndarray:
    generator = np.random.default_rng(rng.getrandbits(32))
    height, width = shape[:2]
    rough = generator.normal(0, deviation, (height // grain + 2, width // grain + 2)).astype(np.float32)
    return cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)[..., None]


def _grid(shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    height, width = shape[:2]
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    return rows / height, columns / width


def _on_table(
    image: Image, corners: np.ndarray, size: tuple[int, int], rng: random.Random, hand: Hand
) -> Made:
    """The sheet on a table, its corners (4 × 2 pixels, clockwise from the top left) in a picture of ``size``."""
    height, width = image.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners.astype(np.float32))
    tone = np.array(rng.choice(hand.tables), np.float32)
    desk = tone + _field((size[1], size[0]), *hand.grain, rng)
    inside = cv2.warpPerspective(np.ones((height, width), np.float32), matrix, size, flags=cv2.INTER_LINEAR)
    sheet = cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    return _clip(desk * (1 - inside[..., None]) + sheet * inside[..., None]), matrix


def _box(width: float, height: float, left: float, top: float) -> np.ndarray:
    return np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])


# -- light ----------------------------------------------------------------------------------------


def too_dark(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    factor = _mix(0.33, 0.16, strength)
    return _clip(image * factor + _field(image.shape, 1.5, 1, rng)), STAY


def washed_out(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    return _clip(255 - (255 - image.astype(np.float32)) * _mix(0.17, 0.09, strength)), STAY


def low_contrast(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    middle = _mix(175, 150, rng.random())
    part = _mix(0.24, 0.15, strength)
    return _clip(middle + (image.astype(np.float32) - 200) * part + _field(image.shape, 1.0, 1, rng)), STAY


def glare(
    image: Image, strength: float, rng: random.Random, hand: Hand, at: tuple[float, float] | None = None
) -> Made:
    """A lamp's reflection about ``at`` (down and across, in fractions of the page)."""
    rows, columns = _grid(image.shape)
    power = 3.0 if hand.name == "tuning" else 2.4
    wide, high = _mix(0.12, 0.2, strength), _mix(0.08, 0.13, strength)
    y, x = at or (rng.uniform(0.3, 0.6), rng.uniform(0.35, 0.65))
    spot = np.exp(-(np.hypot((columns - x) / wide, (rows - y) / high) ** power)) * _mix(1.3, 2.2, strength)
    pixels = image.astype(np.float32) * 0.84
    return _clip(pixels + (255 - pixels) * np.clip(spot, 0, 1)[..., None]), STAY


def shadow(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    rows, columns = _grid(image.shape)
    soft = rng.uniform(0.01, 0.04)
    if hand.shadow == "round":
        y, x = rng.choice((0.05, 0.95)), rng.choice((0.1, 0.9))
        beyond = _mix(0.4, 0.6, rng.random()) - np.hypot(rows - y, columns - x)
    else:
        angle = rng.uniform(0, 2 * np.pi)
        beyond = (rows - 0.5) * np.sin(angle) + (columns - 0.5) * np.cos(angle) - rng.uniform(-0.05, 0.3)
    share = 1 / (1 + np.exp(np.clip(-beyond / soft, -40, 40)))
    depth = _mix(0.38, 0.62, strength)
    return _clip(image * (1 - depth * share)[..., None]), STAY


def colour_cast(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    cast = np.array(rng.choice(hand.casts), np.float32) ** _mix(1.0, 1.6, strength)
    return _clip(image * cast), STAY


# -- framing --------------------------------------------------------------------------------------


def desk(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    """Not small, but with table on at least three sides."""
    height, width = image.shape[:2]
    margin = _mix(0.05, 0.11, strength)
    size = round(width * (1 + 2 * margin)), round(height * (1 + 2 * margin))
    jitter = np.array([[rng.uniform(-0.008, 0.008) * width for _ in range(2)] for _ in range(4)])
    left, top = (margin * side * rng.uniform(0.6, 1.4) for side in (width, height))
    return _on_table(image, _box(width, height, left, top) + jitter, size, rng, hand)


def page_small(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    height, width = image.shape[:2]
    side = float(np.sqrt(_mix(0.42, 0.22, strength)))
    size = round(width / side), round(height / side)
    left, top = rng.uniform(0.2, 0.8) * (size[0] - width), rng.uniform(0.2, 0.8) * (size[1] - height)
    return _on_table(image, _box(width, height, left, top), size, rng, hand)


def two_pages(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    """The sheet twice, side by side or one above the other, with a gap."""
    height, width = image.shape[:2]
    gap = max(4, round(_mix(0.05, 0.02, strength) * width))
    across = rng.random() < 0.6
    size = (2 * width + 3 * gap, height + 2 * gap) if across else (width + 2 * gap, 2 * height + 3 * gap)
    picture, matrix = _on_table(image, _box(width, height, gap, gap), size, rng, hand)
    left, top = (2 * gap + width, gap) if across else (gap, 2 * gap + height)
    picture[top : top + height, left : left + width] = image
    return picture, matrix


def perspective(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    height, width = image.shape[:2]
    margin, drawn_in = 0.05, _mix(0.07, 0.15, strength)
    size = round(width * (1 + 2 * margin)), round(height * (1 + 2 * margin))
    corners = _box(width, height, margin * width, margin * height)
    side = rng.choice(("top", "bottom", "left", "right"))
    pairs = {"top": (0, 1, 0), "bottom": (3, 2, 0), "left": (0, 3, 1), "right": (1, 2, 1)}
    first, second, axis = pairs[side]
    length = (width, height)[axis]
    corners[first, axis] += drawn_in * length
    corners[second, axis] -= drawn_in * length
    return _on_table(image, corners, size, rng, hand)


def finger(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    """A finger tip, 16 to 20 mm wide, that reaches 20 to 45 mm into the page."""
    height, width = image.shape[:2]
    millimetre = width / 210
    wide, deep = rng.uniform(16, 20) * millimetre, _mix(20, 45, strength) * millimetre
    side, along = rng.choice(("left", "right", "bottom")), rng.uniform(0.3, 0.75)
    base = {
        "left": (0.0, along * height),
        "right": (float(width), along * height),
        "bottom": (along * width, float(height)),
    }[side]
    inward = {"left": (1, 0), "right": (-1, 0), "bottom": (0, -1)}[side]
    lean = rng.uniform(-0.25, 0.25)
    direction = np.array([inward[0] + lean * inward[1], inward[1] + lean * inward[0]], float)
    direction /= np.linalg.norm(direction)
    start = np.array(base) - direction * wide
    end = np.array(base) + direction * (deep - wide / 2)
    mask = np.zeros(image.shape[:2], np.uint8)
    cv2.line(mask, tuple(int(v) for v in start), tuple(int(v) for v in end), 255, max(3, round(wide)))
    soft = cv2.GaussianBlur(mask, (0, 0), max(1.0, wide / 25)).astype(np.float32)[..., None] / 255
    tone = np.array(rng.choice(hand.skins), np.float32)
    round_off = cv2.GaussianBlur(mask, (0, 0), wide / 5).astype(np.float32)[..., None] / 255
    skin = tone * (0.7 + 0.3 * round_off) + _field(image.shape, 3.0, 4, rng)
    return _clip(image * (1 - soft) + skin * soft), STAY


def cut_at(image: Image, boxes: np.ndarray, side: str) -> Made | None:
    """Cropped through text (``boxes``: N × 4 pixels of the lines) at one side; None where no line offers itself."""
    height, width = image.shape[:2]
    tall = float(np.median(np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])))
    x0, y0, x1, y1 = 0, 0, width, height
    long = boxes[boxes[:, 2] - boxes[:, 0] > 6 * tall]
    if len(long) < 3:
        return None
    if side == "left":
        x0 = int(np.quantile(long[:, 0], 0.5) + 2.3 * tall)
    elif side == "right":
        x1 = int(np.quantile(long[:, 2], 0.5) - 2.3 * tall)
    elif side == "top":
        one = long[np.argsort(long[:, 1])[len(long) // 4]]
        y0 = int(one[1] + 0.5 * (one[3] - one[1]))
    else:
        one = long[np.argsort(-long[:, 3])[len(long) // 4]]
        y1 = int(one[1] + 0.5 * (one[3] - one[1]))
    if x1 - x0 < width / 4 or y1 - y0 < height / 4:
        return None
    matrix = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], float)
    return np.ascontiguousarray(image[y0:y1, x0:x1]), matrix


# -- origin ---------------------------------------------------------------------------------------


def grey(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    return cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB), STAY


def bilevel(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    dark = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return cv2.cvtColor(
        np.where(dark > _mix(165, 140, strength), 255, 0).astype(np.uint8), cv2.COLOR_GRAY2RGB
    ), STAY


def toner(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    """A copier's black edge along one or two sides, and its specks."""
    dark = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    height, width = dark.shape
    generator = np.random.default_rng(rng.getrandbits(32))
    curve = np.where(dark > 190, 255.0, dark * 0.75)
    sides = rng.sample(("left", "right", "top", "bottom"), rng.choice((1, 2)))
    for side in sides:
        length, across = (height, width) if side in ("left", "right") else (width, height)
        thick = _mix(0.008, 0.03, strength) * across
        rough = cv2.GaussianBlur(generator.normal(0, 1, (1, length)).astype(np.float32), (0, 0), length / 60)[
            0
        ]
        depth = np.maximum(1, thick * (1 + 0.4 * rough / max(float(rough.std()), 1e-6)))
        inside = np.arange(across)[None] < depth[:, None]
        inside = inside if side in ("left", "top") else inside[:, ::-1]
        curve[inside if side in ("left", "right") else inside.T] = rng.uniform(5, 40)
    count = int(_mix(250, 900, strength))
    for x, y in zip(generator.integers(0, width, count), generator.integers(0, height, count), strict=True):
        cv2.circle(curve, (int(x), int(y)), int(generator.integers(0, 2 + (width > 1800))), 30, -1)
    return cv2.cvtColor(_clip(cv2.GaussianBlur(curve, (0, 0), 0.6)), cv2.COLOR_GRAY2RGB), STAY


def screen_photo(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    """Photographed off a screen: its grid of coloured cells, a little turned, against the camera's pixels."""
    height, width = image.shape[:2]
    pitch, angle = rng.uniform(*hand.pitch), np.radians(rng.uniform(-6, 6))
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    across = (columns * np.cos(angle) + rows * np.sin(angle)) / pitch
    down = (rows * np.cos(angle) - columns * np.sin(angle)) / pitch
    depth = _mix(0.1, 0.25, strength)
    cells = np.stack([1 + depth * np.cos(2 * np.pi * (across - k / 3)) for k in range(3)], axis=2)
    lines = 1 + 0.6 * depth * np.cos(2 * np.pi * down)
    pixels = image * cells * lines[..., None] * 0.86
    return _clip(pixels + _field(image.shape, 2.0, 1, rng)), STAY


def screen_capture(image: Image, strength: float, rng: random.Random, hand: Hand) -> Made:
    """A screenshot: the page in a viewer, with a telephone's status bar or a window's title and task bars."""
    from PIL import Image as Pictures
    from PIL import ImageDraw

    from benchmarks.capturing.pages import face

    wide, high = rng.choice(hand.screens)
    telephone = high > wide
    dark = rng.random() < 0.4
    back = (24, 24, 26) if dark else rng.choice(((255, 255, 255), (243, 243, 243), (82, 86, 89)))
    picture = Pictures.new("RGB", (wide, high), back)
    draw = ImageDraw.Draw(picture)
    bar = round(high * (0.036 if telephone else 0.05))
    ink = (240, 240, 240) if sum(back) < 380 else (20, 20, 20)
    font = face(round(bar * 0.42))
    clock = f"{rng.randrange(6, 24)}:{rng.randrange(60):02d}"
    if telephone:
        draw.text((wide * 0.05, bar * 0.3), clock, ink, font)
        draw.text((wide * 0.7, bar * 0.3), rng.choice(("5G 86%", "4G  62%", "HD 5G 71")), ink, font)
        top, bottom, room = bar * 3, high - bar * 2, wide
        draw.text(
            (wide * 0.4, bar * 1.6),
            rng.choice(("文件预览", "图片", "扫描件.pdf")),
            ink,
            face(round(bar * 0.5)),
        )
    else:
        draw.rectangle((0, 0, wide, bar), fill=(43, 87, 154) if dark else (240, 240, 240))
        text = rng.choice(("证明材料.pdf - WPS Office", "扫描件.pdf - Adobe Acrobat Reader"))
        draw.text((wide * 0.02, bar * 0.3), text, (255, 255, 255) if dark else (20, 20, 20), font)
        draw.text((wide * 0.02, bar * 1.3), "文件  编辑  视图  窗口  帮助", ink, font)
        draw.rectangle((0, high - bar, wide, high), fill=(30, 30, 34))
        draw.text((wide * 0.92, high - bar * 0.75), clock, (240, 240, 240), font)
        top, bottom, room = bar * 2, high - bar, round(wide * 0.9)
    height, width = image.shape[:2]
    factor = (
        min(room / width, (bottom - top) / height)
        if telephone
        else min(room / width, 1.6 * (bottom - top) / height)
    )
    size = round(width * factor), round(height * factor)
    page = cv2.resize(image, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
    page = page[: bottom - top]
    left, upper = (wide - size[0]) // 2, top + (bottom - top - len(page)) // 2
    picture.paste(Pictures.fromarray(page), (left, upper))
    return np.asarray(picture), np.array([[factor, 0, left], [0, factor, upper], [0, 0, 1]], float)


def few_pixels(image: Image, height: float, strength: float) -> Made:
    """Reduced until characters that are ``height`` pixels high have 8.5 to 6."""
    factor = min(1.0, _mix(8.5, 6.0, strength) / height)
    made = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return made, np.diag([made.shape[1] / image.shape[1], made.shape[0] / image.shape[0], 1.0])


# -- blur -----------------------------------------------------------------------------------------


def jpeg(image: Image, quality: int) -> Image:
    return cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)


def _kernel(size: float, inside: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> np.ndarray:
    side, fine = int(np.ceil(size)) // 2 * 2 + 3, 8
    rows, columns = (np.mgrid[: side * fine, : side * fine] + 0.5) / fine - side / 2
    drawn = cv2.resize(inside(columns, rows).astype(np.float32), (side, side), interpolation=cv2.INTER_AREA)
    return drawn / drawn.sum()


def gauss(image: Image, sigma: float) -> Image:
    return cv2.GaussianBlur(image, (0, 0), sigma) if sigma > 0.05 else image


def defocus(image: Image, radius: float) -> Image:
    return cv2.filter2D(image, -1, _kernel(2 * radius, lambda x, y: np.hypot(x, y) <= radius))


def motion(image: Image, length: float, degrees: float) -> Image:
    """Moved along ``degrees`` clockwise from horizontal."""
    along = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])

    def stroke(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        onward, aside = x * along[0] + y * along[1], y * along[0] - x * along[1]
        return (np.abs(onward) <= length / 2) & (np.abs(aside) <= 0.5)

    return cv2.filter2D(image, -1, _kernel(length, stroke))


PLAIN: dict[str, Callable[[Image, float, random.Random, Hand], Made]] = {
    "too_dark": too_dark,
    "washed_out": washed_out,
    "low_contrast": low_contrast,
    "glare": glare,
    "shadow": shadow,
    "colour_cast": colour_cast,
    "desk": desk,
    "page_small": page_small,
    "two_pages": two_pages,
    "perspective": perspective,
    "finger": finger,
    "grey": grey,
    "bilevel": bilevel,
    "toner": toner,
    "screen_photo": screen_photo,
    "screen_capture": screen_capture,
}
