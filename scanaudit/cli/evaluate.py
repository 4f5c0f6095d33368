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
    marks: Annotated[bool, typer.Option("--marks")] = False,
    workers: Workers = None,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Inspect a labelled folder and print the scores. Raises DataError for wrong labels.

    ``--marks``: look for seals and signatures only, with the labelled lines in place of recognition.
    """
    from scanaudit.cli.looking import progress, settings_for
    from scanaudit.cli.scores import markdown, marks_markdown
    from scanaudit.evaluation import evaluate as measure
    from scanaudit.evaluation import evaluate_marks
    from scanaudit.report.files import write_atomically

    with progress(spoken(context)) as tell:
        settings = settings_for(workers, show_ids=False)
        if marks:
            looked = evaluate_marks(folder, settings, tell)
            as_json, text = looked.model_dump_json(indent=1), marks_markdown(looked)
        else:
            result = measure(folder, settings, tell)
            as_json, text = result.model_dump_json(indent=1), markdown(result)
    if json_out is not None:
        write_atomically(json_out, as_json + "\n")
    typer.echo(text)
    return 0
