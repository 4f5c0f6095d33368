"""Pictures of screens: a photograph of one shows its grid, a capture of one shows its bars and its clock."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.picture import Grey, Picture
from scanaudit.reading.lines import Line

# Patches of the picture that are looked at, in pixels of it; the six with the least print of 36 are taken, and
# of those only what is not perfectly flat.
_PATCH, _ALONG, _PATCHES, _LEAST_PATCHES, _FLAT = 160, 6, 6, 3, 0.4
# Cycles a pixel below which texture and print lie; a screen's cells are 2 to 6 pixels wide in a photograph.
_LOWEST = 0.12
# JPEG's own blocks of 8 pixels, with this many steps of the spectrum around them, are left out.
_BLOCK = 2
# How far a line of the spectrum stands above what surrounds it, in nats of power, in the mean of the patches.
# Real pictures of paper stay below 7.5, but for one certificate printed on a fine regular ground (10.7).
_PEAK = 7.5

# Side of the window at the top and bottom in which a telephone or a window shows its bars.
_BAR = 0.08
_CLOCK = re.compile(r"^(上午|下午|AM|PM)?\s?([01]?\d|2[0-3])[:：][0-5]\d(\s?(AM|PM))?\b", re.IGNORECASE)
_STATUS = re.compile(r"[45]G|4GHD|HD|LTE|WLAN|Wi-?Fi|\d{1,3}\s?%|[KM]B?/s", re.IGNORECASE)
_WINDOW = re.compile(
    r"WPS|Adobe|Acrobat|Microsoft|Chrome|Edge|Word|Foxit|福昕|\.pdf|\.docx?|\.jpe?g|文件\s*编辑|编辑\s*视图|视图\s*窗口|"
    r"开始\s*插入|图片查看|照片查看|文件预览|分享|返回",
    re.IGNORECASE,
)
# Rows of one colour from side to side, as bars have them; paper never has, not even in a clean scan of one.
_FLAT_ROWS = 0.012


def _patches(grey: Grey) -> list[Grey]:
    """The patches with the least print."""
    height, width = grey.shape
    ys = np.linspace(0.04, 0.96, _ALONG) * (height - _PATCH)
    xs = np.linspace(0.04, 0.96, _ALONG) * (width - _PATCH)
    every = [grey[int(y) : int(y) + _PATCH, int(x) : int(x) + _PATCH] for y in ys for x in xs]
    spread = [float(patch[::2, ::2].std()) for patch in every]
    order = np.argsort(spread)
    return [every[i] for i in order if spread[i] > _FLAT][:_PATCHES]


def _wanted() -> NDArray[np.bool_]:
    down, across = np.abs(np.fft.fftfreq(_PATCH))[:, None], np.fft.rfftfreq(_PATCH)[None]
    step = _BLOCK / _PATCH
    off = [np.abs(along - np.round(along * 8) / 8) for along in (down, across)]
    return np.asarray((np.hypot(down, across) > _LOWEST) & ~((off[0] < step) & (off[1] < step)))


_WANTED = _wanted()
_WINDOW_OF_PATCH = np.outer(np.hanning(_PATCH), np.hanning(_PATCH)).astype(np.float32)
# Rows and columns of the spectrum on its axes: print and rules fill them, so they are judged by themselves.
_AXIS = _BLOCK + 1


def _above_surroundings(spectrum: NDArray[np.float64]) -> float:
    """The highest line of the spectrum over the median of what it stands among."""
    seen = np.where(_WANTED, spectrum, np.nan)
    best = float(np.nanmax(seen[_AXIS:-_AXIS, _AXIS:]) - np.nanmedian(seen[_AXIS:-_AXIS, _AXIS:]))
    for row in (*range(_AXIS), *range(-_AXIS, 0)):
        best = max(best, float(np.nanmax(seen[row]) - np.nanmedian(seen[row])))
    for column in range(_AXIS):
        best = max(best, float(np.nanmax(seen[:, column]) - np.nanmedian(seen[:, column])))
    return best


def grid(grey: Grey) -> float:
    """How far the strongest regular grid stands out, in nats, in the mean of the barest patches (``grey``: H × W)."""
    if min(grey.shape) < 2 * _PATCH:
        return 0.0
    patches = _patches(grey)
    if len(patches) < _LEAST_PATCHES:
        return 0.0
    spectra = []
    for patch in patches:
        level = patch.astype(np.float32)
        power = np.abs(np.fft.rfft2((level - level.mean()) * _WINDOW_OF_PATCH)) ** 2
        spectra.append(np.log(power + 1.0))
    return _above_surroundings(np.asarray(np.mean(spectra, axis=0), np.float64))


def photographed(picture: Picture) -> bool:
    """Whether the picture was taken of a screen."""
    return grid(picture.grey) > _PEAK


def _flat_rows(picture: Picture) -> bool:
    """Whether there are rows of exactly one colour from side to side at the top, of another colour than white."""
    top = picture.middle[: max(2, int(_BAR * picture.middle.shape[0]))].astype(np.int16)
    flat = (np.ptp(top, axis=1).max(axis=1) <= 1) & (top.mean(axis=(1, 2)) < 250)
    return bool(flat.sum() > _FLAT_ROWS * picture.middle.shape[0])


def captured(picture: Picture, lines: Sequence[Line]) -> bool:
    """Whether it is a capture of a screen: two of a clock, a telephone's signs, a window's words, flat bars."""
    height = picture.pixels.shape[0]
    top = [line for line in lines if line.box[3] < _BAR * height]
    bars = [*top, *(line for line in lines if line.box[1] > (1 - _BAR) * height)]
    clock = any(_CLOCK.search(line.text.strip()) for line in bars)
    status = any(_STATUS.search(line.text) for line in top)
    window = any(_WINDOW.search(line.text) for line in top)
    return (clock or window) and (clock + status + window >= 2 or _flat_rows(picture))
