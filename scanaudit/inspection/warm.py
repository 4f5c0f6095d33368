"""Imported by the fork server before the first worker process forks from it: libraries and models are loaded once.

The OCR library takes more than a second to import and its dictionaries as long to read; a worker that is forked
afterwards has them at once, and so has the one that replaces it.
"""

from __future__ import annotations

import logging

from scanaudit.inspection import worker
from scanaudit.settings import Settings

worker.start()
try:
    worker.load(Settings())
except Exception as error:
    # Missing models, a cache folder that cannot be written …: each worker meets the same and tells it with its page.
    logging.getLogger(__name__).debug("models could not be loaded ahead: %s", type(error).__name__)
