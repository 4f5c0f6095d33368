"""What intake is expected to make of one file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """``pages``: lines with a page number; ``shown``: how many of them have pixels; ``codes``: all problem
    codes of the file's lines together, in any order."""

    pages: int
    shown: int
    codes: frozenset[str] = frozenset()


Made = dict[str, tuple[bytes, Expected]]


def good(pages: int = 1, *codes: str) -> Expected:
    """Every page is shown, with these warnings."""
    return Expected(pages, pages, frozenset(codes))


def refused(*codes: str) -> Expected:
    """The file as a whole is refused."""
    return Expected(0, 0, frozenset(codes))


def unshown(*codes: str) -> Expected:
    """One page that cannot be shown."""
    return Expected(1, 0, frozenset(codes))
