"""A server or a worker in a process of its own, with eyes that need no models: ``python -m`` this, data, port, role."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from scanaudit.service.serving import serve
from scanaudit.service.settings import ServiceSettings
from scanaudit.settings import Settings
from tests.service import scans


def main() -> None:
    data, port, role = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    serve(
        ServiceSettings(data_dir=data, requests_per_minute=1_000_000),
        Settings(cache_dir=data / "cache", workers=int(os.environ.get("SCANAUDIT_TEST_WORKERS", "1"))),
        host="127.0.0.1",
        port=port,
        role=role,  # type: ignore[arg-type]
        looks=scans.LOOKS,
    )


if __name__ == "__main__":
    main()
