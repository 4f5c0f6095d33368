"""What the mended files should be like: a portal's limits, from options or from the notice."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

FileFormat = Literal["pdf", "jpeg", "png"]
SUFFIX: Final[dict[FileFormat, str]] = {"pdf": ".pdf", "jpeg": ".jpg", "png": ".png"}


class Wanted(BaseModel):
    """``max_kb``: largest file, in units of 1024 bytes. ``dpi``: finest resolution; coarser pages stay as they
    are. ``formats``: what the portal takes, the first for what is in none of them; empty: all. ``one_pdf``: each
    material one PDF.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_kb: int | None = Field(default=None, ge=20)
    dpi: int | None = Field(default=None, ge=72, le=1200)
    formats: tuple[FileFormat, ...] = ()
    one_pdf: bool = False

    @property
    def max_bytes(self) -> int | None:
        """The largest file in bytes."""
        return None if self.max_kb is None else self.max_kb * 1024
