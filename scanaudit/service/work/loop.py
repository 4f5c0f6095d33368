"""A worker: takes tasks from the queue for as long as it lives, as many at once as it has processes."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from scanaudit.inspection.pool import WorkerPool
from scanaudit.service import queue
from scanaudit.service.confinement import start
from scanaudit.service.content import sweep_scratch
from scanaudit.service.crypto import Vault
from scanaudit.service.database import Database, File, Submission, Task
from scanaudit.service.ids import new_id
from scanaudit.service.looking import REAL, Looks
from scanaudit.service.settings import ServiceSettings
from scanaudit.service.storage import open_store
from scanaudit.service.work import auditing, delivering, mending, opening, reading
from scanaudit.service.work.context import Context, TryAgain
from scanaudit.settings import Settings

_LOG = logging.getLogger(__name__)
# Seconds between looks at an empty queue: what an applicant waits for before a page is begun.
_IDLE = 0.25
_AGAIN = 2.0
# After a failure that is nobody's page (the database is away, the disk is full): seconds, longer each time.
_TROUBLE = (1, 2, 5, 10, 30)

_WORK: dict[str, Callable[[Context, Task], None]] = {
    "open": opening.run,
    "read": reading.run,
    "audit": auditing.run,
    "deliver": delivering.run,
    "mend": mending.run,
}


def perform(context: Context, task: Task) -> None:
    """Do one task that was claimed. What is worth another try goes back into the queue; the rest is raised."""
    began = time.monotonic()
    try:
        _WORK[task.kind](context, task)
    except queue.LostLease:
        _LOG.warning("another worker took over %s %s, or it was removed", task.kind, task.id)
        clear(context, task)
    except TryAgain:
        queue.postpone(context.database, task, 0 if task.kind != "audit" else _AGAIN)
    except BaseException:
        queue.postpone(context.database, task, _AGAIN)
        raise
    finally:
        _LOG.info("%s %s took %.2f s", task.kind, task.id, time.monotonic() - began)


def clear(context: Context, task: Task) -> None:
    """Remove what a task stored for a file or submission that was removed meanwhile."""
    if task.submission_id is None:
        return
    with context.database.read() as session:
        if session.get(Submission, task.submission_id) is None:
            gone = task.submission_id
        elif task.file_id is not None and session.get(File, task.file_id) is None:
            gone = f"{task.submission_id}/{task.file_id}"
        else:
            return
    context.store.remove(gone)


class Worker:
    """``run`` returns after ``stop`` was called, when the tasks at hand are done."""

    def __init__(self, settings: ServiceSettings, program: Settings, looks: Looks = REAL) -> None:
        self._owner = new_id()
        self._stopping = threading.Event()
        self._looks = looks
        # Facts hold what stands on people's papers: here they are in the database only, where they are deleted.
        self._program = program.model_copy(update={"use_cache": False})
        self._settings = settings
        self._database = Database(settings.database_url())

    def stop(self) -> None:
        """Take no more tasks."""
        self._stopping.set()

    def run(self) -> None:
        """Work until stopped."""
        sweep_scratch()
        limits = (self._settings.memory_bytes, self._program.limits.max_archive_bytes)
        with WorkerPool(self._program, start, *limits, warm=self._looks is REAL) as pool:
            context = Context(
                self._database,
                open_store(self._settings.storage_url()),
                Vault.of(self._settings),
                self._settings,
                self._program,
                pool,
                self._looks,
            )
            hands = [
                threading.Thread(target=self._work, args=(context,), daemon=True)
                for _ in range(self._program.workers)
            ]
            for hand in (*hands, threading.Thread(target=self._renew, daemon=True)):
                hand.start()
            for hand in hands:
                hand.join()
        self._database.close()

    def _renew(self) -> None:
        while not self._stopping.wait(queue.RENEW):
            try:
                queue.renew(self._database, self._owner)
            except Exception as error:
                _LOG.warning("leases not renewed: %s", type(error).__name__)

    def _work(self, context: Context) -> None:
        troubles = 0
        while not self._stopping.is_set():
            try:
                task = queue.claim(self._database, self._owner)
                if task is None:
                    self._stopping.wait(_IDLE)
                    continue
                perform(context, task)
                troubles = 0
            except Exception as error:
                _LOG.error("work interrupted: %s", type(error).__name__, exc_info=error)
                self._stopping.wait(_TROUBLE[min(troubles, len(_TROUBLE) - 1)])
                troubles += 1
