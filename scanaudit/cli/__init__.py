"""The command line: ``scanaudit check``, ``inspect``, ``demo`` and what goes with them."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that was typed and end the process with its exit code."""
    from scanaudit.cli.run import run

    sys.exit(run(sys.argv[1:]))
