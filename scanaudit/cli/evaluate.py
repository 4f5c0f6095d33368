"""``scanaudit evaluate``: how right the looks are on a labelled folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scanaudit.cli.options import Debug, LangOption, Workers, spoken


def evaluate(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", show_default=False)],
    *,
    json_out: Annotated[Path | None, typer.Option("--json", metavar="FILE", show_default=False)] = None,
    workers: Workers = None,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Inspect a labelled folder and print the scores. Raises DataError for wrong labels."""
    from scanaudit.cli.looking import progress, settings_for
    from scanaudit.cli.scores import markdown
    from scanaudit.evaluation import evaluate as measure
    from scanaudit.report.files import write_atomically

    with progress(spoken(context)) as tell:
        result = measure(folder, settings_for(workers, show_ids=False), tell)
    if json_out is not None:
        write_atomically(json_out, result.model_dump_json(indent=1) + "\n")
    typer.echo(markdown(result))
    return 0
