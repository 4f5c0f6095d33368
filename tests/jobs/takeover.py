"""A worker process of its own, for tests that kill it: reads recorded pages until it is told to stop.

python takeover.py DATABASE
"""

from __future__ import annotations

import sys
import threading

import recorded

from scanaudit.jobs.engine import Jobs
from scanaudit.jobs.reading import Reader
from scanaudit.settings import Settings

if __name__ == "__main__":
    with Jobs(sys.argv[1], Settings(workers=1), reader=Reader(recorded.count, recorded.read)) as jobs:
        print(jobs.worker, flush=True)
        jobs.work_until(threading.Event(), idle_seconds=600)
