"""How much one upload may ask of this machine."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

MIB = 1024 * 1024


class Limits(BaseModel):
    """Limits of intake; whatever exceeds one becomes a typed problem of its file, never a crash.

    The defaults are wide enough for every honest dossier: they were chosen from paper sizes and
    cameras (below), and from complaints about scanners of the field that refused real bills as "bombs".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_file_bytes: int = Field(512 * MIB, gt=0)
    """Bytes of one file or unpacked entry: 300 colour pages of A4 at 300 dpi need about 300 MiB."""
    max_files: int = Field(5000, gt=0)
    """Files of one upload, archives unpacked."""
    max_pages: int = Field(1000, gt=0)
    """Pages of one file: the thickest dossiers are 200 to 400 pages."""
    max_pixels: int = Field(200_000_000, gt=0)
    """Pixels of one picture as stored: A2 at 600 dpi has 139 million, phone pictures 200."""
    working_megapixels: float = Field(8.0, gt=0)
    """Pixels that the other rooms get to see: A4 at 200 dpi is 3.9 million, A3 at 200 dpi 7.7 million."""
    scan_dpi: float = Field(200.0, ge=72)
    """Pixels per inch that a scanned A4 page of a PDF is rendered at, at most; the page's own if it has fewer."""
    max_text_spans: int = Field(20_000, ge=0)
    """Lines of one page's text layer: a dense A4 has about 80, a spreadsheet printed to A0 some thousands."""
    max_archive_ratio: float = Field(200.0, gt=1)
    """Unpacked to packed bytes of one large archive entry (see ``archive_ratio_floor``)."""
    archive_ratio_floor: int = Field(64 * MIB, ge=0)
    """Entries up to this size may have any ratio: a blank TIFF of A3 at 300 dpi (50 MiB) packs 1000:1."""
    max_archive_entries: int = Field(2000, gt=0)
    """Entries of one archive."""
    max_archive_bytes: int = Field(2048 * MIB, gt=0)
    """Bytes unpacked from all archives of one upload together."""
    max_archive_depth: int = Field(3, ge=1)
    """Archives within archives: 1 allows none inside another."""
