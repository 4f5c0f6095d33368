"""What the mended files should be like: a portal's limits, from options or from the notice."""

from __future__ import annotations

from typing import Final, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

FileFormat = Literal["pdf", "jpeg", "png"]
SUFFIX: Final[dict[FileFormat, str]] = {"pdf": ".pdf", "jpeg": ".jpg", "png": ".png"}


def file_format(name: str) -> FileFormat | None:
    """The format of that name, if mended files can have it."""
    return next((form for form in SUFFIX if form == name), None)


class Portal(Protocol):
    """What a notice says of its portal: formats it takes, the largest file in KB, the finest resolution."""

    @property
    def formats(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def max_kb(self) -> int | None: ...  # noqa: D102
    @property
    def max_dpi(self) -> int | None: ...  # noqa: D102
    @property
    def one_pdf(self) -> bool: ...  # noqa: D102


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

    @classmethod
    def by(cls, portal: Portal | None) -> Wanted:
        """The limits of a notice's portal, none where it states none."""
        if portal is None:
            return cls()
        return cls(
            max_kb=max(portal.max_kb, 20) if portal.max_kb else None,
            dpi=portal.max_dpi,
            formats=tuple(form for one in portal.formats if (form := file_format(one))),
            one_pdf=portal.one_pdf,
        )

    @property
    def max_bytes(self) -> int | None:
        """The largest file in bytes."""
        return None if self.max_kb is None else self.max_kb * 1024
