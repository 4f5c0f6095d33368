"""Every error as one clear sentence, what to type next, and an exit code."""

from __future__ import annotations

import re
import sys
from typing import Any

from pydantic import ValidationError

from scanaudit.cli.run import INTERRUPTED, UNEXPECTED, USAGE
from scanaudit.errors import ScanauditError
from scanaudit.privacy import mask
from scanaudit.report.phrases import say
from scanaudit.text import Lang

# The parser's own words for a value that is none, and ours.
_PARSER_SAYS = {
    r"less than or equal to (?P<most>[\d.]+)": "at_most",
    r"greater than or equal to (?P<least>[\d.]+)": "at_least",
    r"valid (?:integer|number)": "as_number",
    r"'(?P<value>.*)' is not one of (?P<values>.+?)\.?$": "one_of",
    r"'(?P<value>.*)' does not match the formats?": "as_day",
}


def tell(error: Exception, lang: Lang) -> int:
    """Write ``error`` to standard error in ``lang``; returns the exit code that belongs to it."""
    if type(error).__name__ == "NoArgsIsHelpError":  # the help has been printed
        return USAGE
    sentence, code = explained(error, lang)
    sys.stderr.write(say(lang, "error.prefix") + mask(sentence) + "\n")
    return code


def explained(error: Exception, lang: Lang) -> tuple[str, int]:
    """The sentence and the exit code of ``error``."""
    if isinstance(error, ScanauditError):
        return error.text.say(lang), error.exit_code
    kind = type(error).__name__
    if kind == "Abort":
        return say(lang, "error.interrupted"), INTERRUPTED
    if hasattr(error, "format_message"):
        return _usage(error, lang), USAGE
    if isinstance(error, ValidationError) and error.title == "Settings":
        first = error.errors(include_url=False)[0]
        name = "SCANAUDIT_" + "__".join(str(part) for part in first["loc"]).upper()
        return say(lang, "error.setting_bad", name=name, reason=first["msg"]), USAGE
    return say(lang, "error.unexpected", kind=kind), UNEXPECTED


def _usage(error: Any, lang: Lang) -> str:
    """A mistake in what was typed (typer's exceptions, told by their class names, which are stable)."""
    kind = type(error).__name__
    message = error.format_message()
    if kind == "MissingParameter":
        said = say(lang, "error.missing_parameter", name=_name(error))
    elif kind == "NoSuchOption":
        said = say(lang, "error.no_such_option", name=error.option_name)
        if getattr(error, "possibilities", None):
            said += " " + say(lang, "error.did_you_mean", name=error.possibilities[0])
    elif kind == "BadParameter":
        said = say(lang, "error.bad_value", name=_name(error), reason=_reason(error, lang))
    elif message.startswith("No such command"):
        said = say(lang, "error.no_such_command", name=message.split("'")[1])
    else:
        said = say(lang, "error.bad_usage", reason=message)
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "scanaudit"
    return said + " " + say(lang, "error.see_help", command=command)


def _reason(error: Any, lang: Lang) -> str:
    """What the value of an option has to be, in the user's language where the parser's own words are known."""
    message = str(error.message).removeprefix("Value error, ")
    for pattern, phrase in _PARSER_SAYS.items():
        if found := re.search(pattern, message):
            return say(lang, f"error.{phrase}", **found.groupdict())
    return message


def _name(error: Any) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar or param.name.upper())
