"""Which fonts pages are set in: Debian's open CJK fonts where installed, else the one PyMuPDF carries.

A *role* is what a typesetter would say (song, kai, hei, fang, and the bold ones); a *family* is one choice
of a face for every role, so that the pages of one office look alike and the pages of two offices do not.
``SAMPLES_FONTS`` in the environment is ``builtin`` for PyMuPDF's Droid Sans Fallback only, or a folder.
"""

from __future__ import annotations

import functools
import io
import os
import random
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont

Face = tuple[str, int]  # file ("" is the built-in font), index of the face inside a collection

# Index 2 of Noto's collections is the Simplified Chinese face.
_ROLES: dict[str, tuple[Face, ...]] = {
    "song": (("NotoSerifCJK-Regular.ttc", 2), ("uming.ttc", 0), ("simsun.ttc", 0)),
    "songb": (("NotoSerifCJK-Bold.ttc", 2), ("simsun.ttc", 0)),
    "hei": (("NotoSansCJK-Regular.ttc", 2), ("wqy-microhei.ttc", 0), ("simhei.ttf", 0)),
    "heib": (("NotoSansCJK-Bold.ttc", 2), ("simhei.ttf", 0)),
    "kai": (("ukai.ttc", 0), ("simkai.ttf", 0)),
    "fang": (("ukai.ttc", 0), ("NotoSerifCJK-Regular.ttc", 2), ("simfang.ttf", 0)),
}
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "C:/Windows/Fonts")
_HANDS = (
    "ma-shan-zheng-chinese-simplified-400-normal.woff",
    "zhi-mang-xing-chinese-simplified-400-normal.woff",
    "liu-jian-mao-cao-chinese-simplified-400-normal.woff",
    "long-cang-chinese-simplified-400-normal.woff",
)


@functools.cache
def _installed() -> dict[str, str]:
    """File name → path of every font file found."""
    chosen = os.environ.get("SAMPLES_FONTS", "")
    if chosen == "builtin":
        return {}
    folders = [chosen] if chosen else list(_FOLDERS)
    found: dict[str, str] = {}
    for folder in folders:
        for path in sorted(Path(folder).expanduser().rglob("*.[tToO][tT][fFcC]")):
            found.setdefault(path.name, str(path))
    return found


@functools.cache
def faces(role: str) -> tuple[Face, ...]:
    """Every face installed for a role; never empty."""
    at_hand = tuple((_installed()[name], index) for name, index in _ROLES[role] if name in _installed())
    return at_hand or (("", 0),)


@functools.cache
def hands() -> tuple[str, ...]:
    """Handwriting fonts (fontsource's woff) below the folder in ``SAMPLES_HANDWRITING``; may be empty."""
    folder = os.environ.get("SAMPLES_HANDWRITING")
    if not folder:
        return ()
    return tuple(str(path) for name in _HANDS for path in sorted(Path(folder).rglob(name)))


@functools.cache
def _builtin() -> bytes:
    import pymupdf

    return bytes(pymupdf.Font("cjk").buffer)


@functools.lru_cache(maxsize=256)
def load(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The face at a size in pixels."""
    file, index = face
    source = file or io.BytesIO(_builtin())
    return ImageFont.truetype(source, size, index=index, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True)
class Family:
    """One face for every role; ``fake_bold`` where no bold face is at hand."""

    chosen: tuple[tuple[str, Face], ...]

    def font(self, role: str, size: int) -> ImageFont.FreeTypeFont:
        """The role's font at a size in pixels."""
        return load(dict(self.chosen)[role], size)

    def fake_bold(self, role: str) -> bool:
        """True where a bold role is set in the built-in regular face and has to be thickened."""
        return role.endswith("b") and dict(self.chosen)[role][0] == ""


def family(rng: random.Random) -> Family:
    """One choice of faces."""
    return Family(tuple((role, rng.choice(faces(role))) for role in _ROLES))
