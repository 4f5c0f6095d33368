"""Everything that can be set, each by an environment variable with the prefix ``SCANAUDIT_``."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from scanaudit.intake.limits import Limits


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Settings(BaseSettings):
    """Settings of one run; frozen. Nested limits: ``SCANAUDIT_LIMITS__MAX_PAGES=500``."""

    model_config = SettingsConfigDict(
        env_prefix="SCANAUDIT_", env_nested_delimiter="__", frozen=True, extra="forbid"
    )

    limits: Limits = Field(default_factory=Limits)
    models_dir: Path | None = Field(
        default=None, description="Folder of model files laid out as in the model package, instead of it."
    )
    cache_dir: Path = Field(
        default_factory=lambda: Path(platformdirs.user_cache_dir("scanaudit")),
        description="Folder for page facts that are already known, and for prepared model files.",
    )
    use_cache: bool = Field(default=True, description="Keep page facts on disk, encrypted, between runs.")
    workers: int = Field(
        default_factory=_usable_cores, ge=1, description="Worker processes; each uses one core."
    )
    page_seconds: float = Field(
        default=120.0, gt=0, description="A page that takes longer is given up with a typed problem."
    )
    worker_pages: int = Field(
        default=200,
        ge=1,
        description="A worker process is replaced after so many pages, to keep memory flat.",
    )
    show_ids: bool = Field(default=False, description="Write ID numbers in full instead of masked.")
