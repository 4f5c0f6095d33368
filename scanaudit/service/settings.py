"""What an operator can set, each by an environment variable with the prefix ``SCANAUDIT_SERVICE_``."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

MIB = 1024 * 1024


class ServiceSettings(BaseSettings):
    """Settings of the server and of its workers; frozen. All processes of one deployment need the same ones."""

    model_config = SettingsConfigDict(env_prefix="SCANAUDIT_SERVICE_", frozen=True, extra="forbid")

    data_dir: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("scanaudit")) / "service",
        description="Folder for the SQLite database, the stored files and the key, where nothing else is set.",
    )
    database: str | None = Field(
        default=None, description="SQLAlchemy URL (`postgresql://…`); default: SQLite in the data folder."
    )
    storage: str | None = Field(
        default=None, description="fsspec URL of a folder or bucket (`s3://…`); default: the data folder."
    )
    encryption_key: str | None = Field(
        default=None,
        description="Secret that encrypts files and facts at rest; default: one made in the data folder.",
    )
    self_check: bool = Field(
        default=True,
        description="On a loopback address: anybody at this computer checks their own scans, without an account.",
    )
    public_url: str | None = Field(
        default=None,
        description="Address under which browsers reach the service, behind a proxy (`https://…`).",
    )
    max_upload_bytes: int = Field(default=100 * MIB, gt=0, description="Bytes of one uploaded file or ZIP.")
    max_page_bytes: int = Field(
        default=40 * MIB, gt=0, description="Bytes of one page to be checked at once."
    )
    max_files: int = Field(default=500, gt=0, description="Files of one submission, archives unpacked.")
    max_pages: int = Field(default=1000, gt=0, description="Pages of one submission.")
    max_parallel_uploads: int = Field(
        default=16, gt=0, description="Uploads that are received at one time; others wait for their turn."
    )
    unit_submissions_per_day: int = Field(
        default=2000, gt=0, description="Submissions that one unit may create in 24 hours."
    )
    unit_bytes: int = Field(
        default=200 * 1024 * MIB,
        gt=0,
        description="Bytes of scans that one unit may have stored at one time.",
    )
    requests_per_minute: int = Field(
        default=3000, gt=0, description="Requests that one key or session may make in a minute."
    )
    retention_days: int = Field(
        default=90, gt=0, description="A submission is removed so many days after its last change."
    )
    session_hours: float = Field(
        default=12.0, gt=0, description="A browser's session ends after so many hours."
    )
    instant_workers: int = Field(
        default=1, ge=0, description="Processes of the server for instant page checks; 0 turns these off."
    )
    memory_bytes: int = Field(
        default=6 * 1024 * MIB, gt=0, description="Address space that one decoding process may use."
    )
    mended_copies: bool = Field(
        default=True, description="Make mended copies of pages once their report is there."
    )
    private_webhooks: bool = Field(
        default=False, description="Let webhooks call private, loopback and link-local addresses."
    )

    def database_url(self) -> str:
        """The SQLAlchemy URL, with the driver that is installed."""
        url = self.database or f"sqlite:///{(self.data_dir / 'scanaudit.db').absolute()}"
        scheme, _, rest = url.partition("://")
        return f"postgresql+psycopg://{rest}" if scheme in {"postgresql", "postgres"} else url

    def storage_url(self) -> str:
        """The fsspec URL of the stored files."""
        return self.storage or str((self.data_dir / "files").absolute())
