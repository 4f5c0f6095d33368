"""How well was a page captured? Its turn and lean, sharpness, light, framing, colour, copy or original.

Called in this order on each page: ``coarse`` and ``decide`` (how far it is turned), ``upright``, ``picture``,
then with its text ``measure`` and ``skew``, once its seals are known ``with_copy``, and ``with_mirroring``.
"""

from scanaudit.capture.imprint import measure as imprint
from scanaudit.capture.look import measure, with_copy
from scanaudit.capture.mirrored import with_mirroring
from scanaudit.capture.orientation import (
    OrientationDecision,
    OrientationGuess,
    OrientationModel,
    coarse,
    decide,
    upright,
)
from scanaudit.capture.picture import Picture, picture
from scanaudit.capture.skew import estimate as skew

__all__ = [
    "OrientationDecision",
    "OrientationGuess",
    "OrientationModel",
    "Picture",
    "coarse",
    "decide",
    "imprint",
    "measure",
    "picture",
    "skew",
    "upright",
    "with_copy",
    "with_mirroring",
]
