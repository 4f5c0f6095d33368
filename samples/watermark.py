"""A watermark over a page, as people lay one over copies of their papers: the same words aslant, again and again."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageDraw

from samples.fonts import family

WORDS = ("仅用于职称申报 他用无效", "仅限职称评审使用", "此件仅供职称申报使用,再次复印无效", "职称评审专用")
# Colour and opacity.
INKS = {
    "red": ((220, 60, 60), 0.45),
    "blue": ((60, 90, 200), 0.35),
    "grey": ((120, 120, 120), 0.35),
    "pale": ((150, 150, 150), 0.2),
}
_ANGLES = (20, 25, 30, 35, 45)  # degrees
_HEIGHTS = (0.018, 0.024, 0.03)  # of the page's long side


def watermarked(image: Image.Image, ink: str, rng: random.Random) -> Image.Image:
    """``image`` with one of the ``INKS`` over it."""
    colour, opacity = INKS[ink]
    width, height = image.size
    text, size = rng.choice(WORDS), round(max(width, height) * rng.choice(_HEIGHTS))
    font = family(rng).font("hei", size)
    side = math.ceil(math.hypot(width, height))
    across, down = font.getlength(text) * rng.uniform(1.15, 1.6), size * rng.uniform(4, 7)
    sheet = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(sheet)
    for row in range(math.ceil(side / down)):
        for place in range(-1, math.ceil(side / across)):
            draw.text(
                ((place + 0.5 * (row % 2)) * across, row * down), text, font=font, fill=round(255 * opacity)
            )
    left, top = (side - width) // 2, (side - height) // 2
    turned = sheet.rotate(rng.choice(_ANGLES), resample=Image.Resampling.BICUBIC)
    mask = turned.crop((left, top, left + width, top + height))
    return Image.composite(Image.new("RGB", image.size, colour), image.convert("RGB"), mask)
