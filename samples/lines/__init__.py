"""Pages as lines of text: invented documents set without pixels, as an OCR engine would hand them on.

``held_out/`` holds layouts that nothing was tuned on; ``pages`` sets them in many ways, ``noise`` misreads them.
"""

from samples.lines.noise import misread
from samples.lines.page import LinePage, Piece, pages, set_page, templates
from samples.lines.values import Values

__all__ = ["LinePage", "Piece", "Values", "misread", "pages", "set_page", "templates"]
