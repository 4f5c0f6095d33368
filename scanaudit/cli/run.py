"""One run of the command line: language, command, and what happens when it goes wrong."""

from __future__ import annotations

import logging
import os
import sys
import traceback
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO, cast

if TYPE_CHECKING:
    from scanaudit.text import Lang

USAGE = 64
UNEXPECTED = 70
INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run ``scanaudit`` with ``arguments``; returns the exit code and never raises."""
    _speak_utf8()
    lang = language(arguments, os.environ)
    _quieten("--debug" in arguments)
    try:
        from scanaudit.cli.program import program

        code = program().main(list(arguments), prog_name="scanaudit", standalone_mode=False, obj=lang)
        return _interrupted(lang) if code == INTERRUPTED else int(code or 0)
    except KeyboardInterrupt:
        return _interrupted(lang)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        from scanaudit.cli.failures import tell

        if "--debug" in arguments:
            from scanaudit.privacy import mask

            _write(sys.stderr, mask(traceback.format_exc()))
        return tell(error, lang)


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language asked for by ``--lang``, else by ``SCANAUDIT_LANG``, else Chinese.

    Looked up before anything is parsed, because the help and the messages of the parser are in it too.
    """
    asked = environment.get("SCANAUDIT_LANG", "")
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            asked = arguments[at + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return "en" if asked.strip().lower().startswith("en") else "zh"


def _speak_utf8() -> None:
    """Chinese must come out right whatever the locale; an undecodable file name must not end the run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            cast(Any, reconfigure)(encoding="utf-8", errors="backslashreplace")


def _quieten(debug: bool) -> None:
    """What libraries log or warn of is for developers; a user gets sentences."""
    logging.basicConfig(level=logging.INFO if debug else logging.CRITICAL + 1)
    if not debug:
        warnings.simplefilter("ignore")
        return
    logging.getLogger("scanaudit").setLevel(logging.DEBUG)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(_Masked(logging.BASIC_FORMAT))


class _Masked(logging.Formatter):
    """A record, its traceback included, with ID numbers masked."""

    def format(self, record: logging.LogRecord) -> str:
        from scanaudit.privacy import mask

        return mask(super().format(record))


def _interrupted(lang: Lang) -> int:
    from scanaudit.report.phrases import say

    _write(sys.stderr, "\n" + say(lang, "error.interrupted") + "\n")
    return INTERRUPTED


def _write(stream: TextIO, text: str) -> None:
    stream.write(text)
    stream.flush()
