"""Do two scans show the same page of paper? Told from page facts alone: their text, where it stands, their ink.

A form that two people filled in has the same print, so likeness alone says nothing: two pages are the same only
where nothing contradicts it, be it a name, a number, a date or a stroke of handwriting.
"""

from scanaudit.likeness.compare import Likeness, likeness, same_page
from scanaudit.likeness.picture import same_picture
from scanaudit.likeness.search import duplicates

__all__ = ["Likeness", "duplicates", "likeness", "same_page", "same_picture"]
