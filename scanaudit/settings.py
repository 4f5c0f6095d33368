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
    page_megabytes: int = Field(
        default=4096,
        ge=256,
        description="A page that takes more memory is given up with a typed problem (bulk runs, on Linux).",
    )
    worker_megabytes: int = Field(
        default=1500,
        ge=128,
        description="Worker processes are replaced when one has grown beyond this (bulk runs).",
    )
    jobs_key: str | None = Field(
        default=None,
        repr=False,
        description="Key (Fernet, base64) that the jobs' database is encrypted under; the same on all machines. "
        "Without it: the user's own key in the cache folder.",
    )
    show_ids: bool = Field(default=False, description="Write ID numbers in full instead of masked.")
