"""Can it be mended here? Upright, level, cropped, evenly lit copies that keep a portal's limits.

Nothing is invented: geometry moves pixels, a smooth field of light scales them, and what was not captured (a blurred
line, a page cut off) is told and left as it is.
"""

from scanaudit.remedy.changes import Changes
from scanaudit.remedy.fix import fix
from scanaudit.remedy.wanted import FileFormat, Wanted

__all__ = ["Changes", "FileFormat", "Wanted", "fix"]
