"""The queue of orders, by dbos: every order runs on one worker, and again where that worker died.

dbos keeps its tables in the same database. What it stores of an order is its id; names, places and results stand,
encrypted, in the tables of ``scanaudit.jobs.database``.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from scanaudit.jobs.database import ORDERS, Database
from scanaudit.jobs.orders import Orders

_LOG = logging.getLogger(__name__)
_APPLICATION: Final = "scanaudit"
_VERSION: Final = "scanaudit-jobs-1"
"""Of the workflow's form. Workers take only what has their version, so it changes with that form alone."""
_QUEUE: Final = "scanaudit-orders"
_WORKFLOW: Final = "scanaudit_read_order"
_ORDERS_AT_ONCE: Final = 4
"""Orders under way in one worker: enough to keep its processes busy while one order waits for its last page. The
number stands in the database for all workers, so it is not made from one machine's cores."""
_POLL_SECONDS: Final = 0.2
_TAKEOVERS: Final = 5
"""An order whose workers died so often, without one page stored in between, is given up: it may be what kills them."""


class Queue:
    """dbos, as the jobs use it."""

    def __init__(self, database: Database, orders: Orders) -> None:
        self._database = database
        self._orders = orders
        self._client: Any = None
        self._works = False

    def open(self, worker: str, run: Callable[[str], None]) -> None:
        """Begin to take orders under the name of ``worker``; each is given to ``run`` in a thread of its own."""
        dbos = _dbos()
        _RUN[:] = [run, self._orders.finish]
        dbos.DBOS(config=self._config(dbos, worker))
        dbos.DBOS.launch()
        dbos.DBOS.register_queue(
            _QUEUE,
            worker_concurrency=_ORDERS_AT_ONCE,
            polling_interval_sec=_POLL_SECONDS,
            on_conflict="always_update",
        )
        self._works = True
        self._connect(dbos)

    def watch(self) -> None:
        """Be able to put orders in, without taking any."""
        dbos = _dbos()
        dbos.DBOS.migrate(self._database.url)
        self._connect(dbos)

    def close(self) -> None:
        """Take no more orders. Those under way stay with this worker until another one takes over."""
        if self._client is not None:
            self._client.destroy()
        if self._works:
            _dbos().DBOS.destroy(workflow_completion_timeout_sec=0)

    def put(self, connection: sa.Connection, job: str, attempt: int) -> None:
        """Enqueue a job within the caller's transaction; the same attempt again changes nothing."""
        options = {
            "workflow_name": _WORKFLOW,
            "queue_name": _QUEUE,
            "workflow_id": f"{job}-{attempt}",
            "app_version": _VERSION,
        }
        self._client.enqueue_in_transaction(connection, options, job)

    def take_over(self, dead: str) -> None:
        """Put the orders that a dead worker had under way back into the queue."""
        left = self._client.list_workflows(
            status="PENDING", executor_id=dead, load_input=False, load_output=False
        )
        for one in left:
            job = one.workflow_id.rpartition("-")[0]
            with self._database.writing() as connection:
                row = sa.update(ORDERS).where(ORDERS.c.id == job).values(takeovers=ORDERS.c.takeovers + 1)
                connection.execute(row)
                asked = sa.select(ORDERS.c.takeovers).where(ORDERS.c.id == job)
                takeovers = connection.execute(asked).scalar() or 0
            if takeovers > _TAKEOVERS:
                self._client.cancel_workflow(one.workflow_id)
                self._orders.finish(job, "failed")
            else:
                self._client.resume_workflow(one.workflow_id, queue_name=_QUEUE)

    def _connect(self, dbos: Any) -> None:
        self._client = dbos.DBOSClient(
            system_database_engine=self._database.engine,
            application_name=_APPLICATION,
            serializer=dbos.DBOSPortableJSONSerializer(),
        )

    def _config(self, dbos: Any, worker: str) -> Any:
        return {
            "name": _APPLICATION,
            "system_database_url": self._database.url,
            "system_database_engine": self._database.engine,
            "application_version": _VERSION,
            "executor_id": worker,
            "serializer": dbos.DBOSPortableJSONSerializer(),
            "log_level": "CRITICAL",
            "enable_otlp": False,
            "scheduler_polling_interval_sec": 3600.0,
        }


_RUN: list[Callable[..., None]] = []
"""What this process does with an order, and how it says that one failed: dbos knows one application a process."""


@cache
def _dbos() -> Any:
    """The library, imported with its switches to the cloud off, and the workflow made known to it."""
    for name in [name for name in os.environ if name.startswith(("DBOS_", "OTEL_"))]:
        del os.environ[name]
    import dbos

    @dbos.DBOS.workflow(name=_WORKFLOW)
    def read_order(job: str) -> None:
        _run(job)

    return dbos


def _run(job: str) -> None:
    """One order: the body may run again at any time, since each page is a checkpoint of its own."""
    from scanaudit.jobs.work import Stopped

    run, finish = _RUN
    try:
        run(job)
    except Stopped:
        # Not over: this worker says good-bye, and the next one finds the order under way in its name.
        raise SystemExit from None
    except Exception as error:
        _LOG.error("an order could not be read: %s", type(error).__name__, exc_info=error)
        finish(job, "failed")
        raise
