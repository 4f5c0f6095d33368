"""Errors that end a run, each with its exit code and a message that ends in what to do next.

What is wrong with a single file never raises to the top: it becomes a ``Problem`` of that file.
"""

from __future__ import annotations

from collections.abc import Sequence

from scanaudit.text import Text


class ScanauditError(Exception):
    """Base of all errors that a user may see. ``exit_code`` is 64 and up (0–2 are verdicts)."""

    exit_code = 70

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class UsageError(ScanauditError):
    """The command was called wrongly: a path, an option or a notice id that does not exist."""

    exit_code = 64


class DataError(ScanauditError):
    """A file that the user wrote (notice, profile, labels) is wrong; names file and line."""

    exit_code = 65


def together(errors: Sequence[ScanauditError]) -> ScanauditError:
    """One error that says what all of them say, a line each; a wrong call only where all of them are."""
    said = Text(zh="\n".join(one.text.zh for one in errors), en="\n".join(one.text.en for one in errors))
    return UsageError(said) if all(isinstance(one, UsageError) for one in errors) else DataError(said)


class NoInputError(ScanauditError):
    """Nothing that could be read was found in the given paths."""

    exit_code = 66


class ModelsError(ScanauditError):
    """The model files are missing or altered."""

    exit_code = 69


class OutputError(ScanauditError):
    """The report could not be written (read-only folder, disk full)."""

    exit_code = 73
