"""Structured logs: one JSON object a line, ID numbers masked, never a file's or a person's name."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import traceback
from typing import Any

from scanaudit.privacy import mask

ACCESS = logging.getLogger("scanaudit.access")


class JsonLines(logging.Formatter):
    """A record as one line of JSON. Fields of a request stand in the record's ``request``.

    Of an error its kind and where it was raised are told, not its message: that may quote what was uploaded.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said: dict[str, Any] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        said |= getattr(record, "request", {})
        if record.exc_info and record.exc_info[1] is not None:
            said["error"] = type(record.exc_info[1]).__name__
            said["trace"] = "".join(traceback.format_tb(record.exc_info[2]))
        return mask(json.dumps(said, ensure_ascii=False))


def set_up(level: int = logging.INFO) -> None:
    """Send all logs to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("scanaudit").setLevel(level)
