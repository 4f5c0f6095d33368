"""What is known about one page, before any notice is looked at.

These models are the line in the middle of the architecture: everything that makes them knows nothing
of notices, everything that uses them knows nothing of pixels. They are what ``scanaudit inspect``
prints and what the cache stores.

Units, everywhere: ``bbox`` is ``(x0, y0, x1, y1)`` in fractions of the displayed page's width and
height; pages count from 1; angles are clockwise degrees; confidences are probabilities.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from scanaudit.text import Text

Box = tuple[float, float, float, float]
Rotation = Literal[0, 90, 180, 270]
Colour = Literal["colour", "grey", "bilevel"]
SealShape = Literal["round", "oval", "square", "rectangle", "triangle"]
SealColour = Literal["red", "blue", "black"]


class Fact(BaseModel):
    """Base of all facts: frozen, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Problem(Fact):
    """Something that kept a file or a page from being read, or that it was read in spite of."""

    code: str
    message: Text
    advice: Text


class TextLine(Fact):
    """One line of text as it was read; ``bbox`` on the displayed page."""

    text: str
    bbox: Box
    confidence: float


class Capture(Fact):
    """How well the page was captured.

    ``sharpness`` is 0 (no edge left) to 1 (as sharp as its resolution allows); ``sharp`` is the
    judgement of a reviewer's glance, ``readable`` whether the text that matters can be read.
    ``text_height`` is the median character height in pixels of the original picture, None without text;
    ``text_height_mm`` the same on paper, None where the file does not say its resolution. ``motion``: degrees
    clockwise from horizontal (0, 45, 90 or 135) along which an unsharp page is smeared. ``table``: the
    background shows on at least three sides; ``screen``: taken off a screen; ``toner``: a copier's black
    edge and specks; ``seal_cut``: the picture's edge cuts a seal; ``legibility``: 0–1, the odds that a reader keeps
    at least 97 % of the characters; ``mirrored``: left and right are changed, so that nobody can read it.
    """

    sharp: bool
    readable: bool
    sharpness: float
    cut_off: bool
    too_dark: bool
    overexposed: bool
    glare: bool
    low_resolution: bool
    blank: bool
    colour: Colour
    is_copy: bool = Field(alias="copy")
    text_height: float | None = None
    text_height_mm: float | None = None
    motion: int | None = None
    low_contrast: bool = False
    shadow: bool = False
    colour_cast: bool = False
    finger: bool = False
    table: bool = False
    page_small: bool = False
    several_sheets: bool = False
    perspective: bool = False
    screen: Literal["photo", "capture"] | None = None
    toner: bool = False
    seal_cut: bool = False
    nearly_blank: bool = False
    legibility: float = 1.0
    mirrored: bool = False


class Seal(Fact):
    """One stamped seal. ``text`` is None when it could not be read for certain; ``guess`` is then what was read most
    often, which may bear out what is printed under the seal or be the employer's name; where it is clearly another
    unit's, it is a doubt and no more.

    ``ink_pattern``: how the ink lies, by which one picture of a seal on two pages is known (``scanaudit.ink_pattern``);
    None for small seals and those cut by the page's edge. ``spelled``: what the strips of an unread seal's arc may say
    (``scanaudit.spelling``), by which it is known whether it could be the employer's.
    """

    bbox: Box
    shape: SealShape
    colour: SealColour
    photocopied: bool
    text: str | None
    confidence: float
    partial: bool = False
    ink_pattern: str | None = None
    guess: str | None = None
    spelled: tuple[str, ...] = ()


class Signature(Fact):
    """One handwritten signature. ``label`` is the printed label it stands beside, if any."""

    bbox: Box
    confidence: float
    text: str | None = None
    label: str | None = None


class Portrait(Fact):
    """One portrait photograph and the colour of its background."""

    bbox: Box
    background: Literal["red", "blue", "white", "other"]
    confidence: float


class QRCode(Fact):
    """One machine-readable code and what it says."""

    bbox: Box
    payload: str


class Hours(Fact):
    """One entry of continuing-education hours; in credits (学分) where ``unit`` says so: what a credit is worth, the
    notice says.
    """

    hours: float
    unit: Literal["hour", "credit"] = "hour"
    year: int | None = None
    category: Literal["common", "specialist"] | None = None
    raw: str = ""


class Evidence(Fact):
    """Where a field's value stands and how sure it is. ``valid``: a check digit's answer, None without one."""

    raw: str
    bbox: Box | None
    confidence: float
    valid: bool | None = None

    def placed(self, where: Callable[[Box], Box]) -> Evidence:
        """The same, its box where ``where`` puts it."""
        return self.model_copy(update={"bbox": where(self.bbox)}) if self.bbox else self


class Fields(Fact):
    """The values that stand on a page, normalised. Dates are ISO strings, as exact as the page says
    (``2023``, ``2023-09`` or ``2023-09-01``); ``evidence`` has an entry for each field that has a value.
    """

    name: str | None = None
    id_number: str | None = None
    credit_code: str | None = None
    certificate_number: str | None = None
    issn: str | None = None
    cn: str | None = None
    isbn: str | None = None
    cip: str | None = None
    patent_number: str | None = None
    hours: tuple[Hours, ...] = ()
    dates: tuple[str, ...] = ()
    issue_date: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    valid_until: str | None = None
    issuer: str | None = None
    employer: str | None = None
    education: Literal["doctor", "master", "bachelor", "college", "secondary"] | None = None
    level: str | None = None
    specialty: str | None = None
    paper_title: str | None = None
    journal: str | None = None
    issue: str | None = None
    authors: tuple[str, ...] = ()
    corresponding: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    grantor: str | None = None
    award_level: str | None = None
    assessment: str | None = None
    printed_page: int | None = None
    evidence: dict[str, Evidence] = {}

    def placed(self, where: Callable[[Box], Box]) -> Fields:
        """The same values, their boxes where ``where`` puts them."""
        evidence = {name: found.placed(where) for name, found in self.evidence.items()}
        return self.model_copy(update={"evidence": evidence})


class Imprint(Fact):
    """Where the ink lies on the upright page, in ``rows`` × ``columns`` cells too coarse to be read: by it and by
    the text a page is known again (``scanaudit.likeness``). ``ink``: as ``scanaudit.imprint`` packs it.
    """

    columns: int = Field(gt=0, le=512)
    rows: int = Field(gt=0, le=2048)
    ink: str


class Cue(Fact):
    """One reason why the classifier chose a kind: what it saw and how much that counted."""

    cue: str
    weight: float


class Part(Fact):
    """One of several certificates or cards on one picture: where it lies, what it is and what stands on it."""

    bbox: Box
    kind: str
    kind_confidence: float
    kind_candidates: tuple[tuple[str, float], ...] = ()
    kind_cues: tuple[Cue, ...] = ()
    fields: Fields = Fields()
    text: str = ""


class PageFacts(Fact):
    """All that is known about one page, or about a file that could not be opened (``page`` is None).

    ``parts``: the documents of a picture that shows several; ``kind`` and ``fields`` are then those of the first of
    them that the whole page reads like.
    """

    file: str
    page: int | None
    width: int = 0
    height: int = 0
    kind: str = "other"
    kind_confidence: float = 0.0
    kind_candidates: tuple[tuple[str, float], ...] = ()
    kind_cues: tuple[Cue, ...] = ()
    rotation: Rotation | None = None
    skew: float | None = None
    capture: Capture | None = None
    seals: tuple[Seal, ...] = ()
    signatures: tuple[Signature, ...] = ()
    portraits: tuple[Portrait, ...] = ()
    qr_codes: tuple[QRCode, ...] = ()
    classification: Literal["秘密", "机密", "绝密"] | None = None
    fields: Fields = Fields()
    parts: tuple[Part, ...] = ()
    text: str = ""
    lines: tuple[TextLine, ...] = ()
    imprint: Imprint | None = None
    dpi: float | None = None
    container: str | None = None
    content_hash: str = ""
    problems: tuple[Problem, ...] = ()

    def evidence_of(self, name: str) -> tuple[Evidence, ...]:
        """Where the field ``name`` stands on the page, and on each of its parts."""
        all_fields = (self.fields, *(part.fields for part in self.parts))
        return tuple(fields.evidence[name] for fields in all_fields if name in fields.evidence)


def turned(box: Box, rotation: Rotation) -> Box:
    """A box of the upright page on the page as displayed, whose content is turned clockwise by ``rotation``."""
    x0, y0, x1, y1 = box
    if rotation == 90:
        return (1 - y1, x0, 1 - y0, x1)
    if rotation == 180:
        return (1 - x1, 1 - y1, 1 - x0, 1 - y0)
    if rotation == 270:
        return (y0, 1 - x1, y1, 1 - x0)
    return box


def unturned(box: Box, rotation: Rotation) -> Box:
    """A box of the page as displayed on the upright page: ``turned`` undone."""
    back: dict[Rotation, Rotation] = {0: 0, 90: 270, 180: 180, 270: 90}
    return turned(box, back[rotation])
