"""Jobs in a process of their own, over recorded pages: for tests that kill it or watch it from outside.

python working.py DATABASE            read what is submitted until it is killed
python working.py DATABASE FOLDER     read one folder, and end
"""

from __future__ import annotations

import sys
import threading

import recorded

from scanaudit.jobs.engine import Jobs
from scanaudit.jobs.orders import Order
from scanaudit.jobs.reading import Reader
from scanaudit.settings import Settings

if __name__ == "__main__":
    with Jobs(sys.argv[1], Settings(workers=1), reader=Reader(recorded.count, recorded.read)) as jobs:
        print(jobs.worker, flush=True)
        if len(sys.argv) > 2:
            print(jobs.wait([jobs.submit(Order("张三", (sys.argv[2],)))]).pages_done)
        else:
            jobs.work_until(threading.Event(), idle_seconds=600)
