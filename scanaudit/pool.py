"""Worker processes with a time limit for each task, started at the first task and replaced when one dies or ages.

Threads in native code cannot be stopped and a decoder that crashes takes its process along: so every file is opened
and every page read in one of these.
"""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Callable
from concurrent.futures import TimeoutError as TakesTooLong
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from scanaudit import worker
from scanaudit.facts import Problem
from scanaudit.intake.problems import problem
from scanaudit.intake.reasons import reason
from scanaudit.settings import Settings

Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pending(Generic[Result]):
    """A task that was given to the pool; ``file`` is the one that a problem is told of."""

    file: str
    future: Any

    def result(self) -> Result | Problem:
        """Wait for the task: its result, or the problem that it, or its process, ended in."""
        try:
            answer: Result = self.future.result()
        except TakesTooLong:
            return problem("timed_out", self.file)
        except (ProcessExpired, MemoryError):
            return problem("crashed", self.file)
        except Exception as error:  # a fault of this program's own: told with its page, the run goes on
            _LOG.debug("%s in %s", type(error).__name__, self.file, exc_info=error)
            return problem("unexpected", self.file, reason=reason(error))
        return answer


class WorkerPool:
    """A context manager; leaving it ends the processes."""

    def __init__(
        self, settings: Settings, prepare: Callable[..., None] | None = None, *arguments: object
    ) -> None:
        """``prepare``: what each process does first, with ``arguments``; default: ``worker.start``."""
        self._settings = settings
        self._prepare = prepare
        self._arguments = arguments
        self._pool: ProcessPool | None = None

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()

    def drain(self) -> None:
        """Take no more tasks, finish those that were given, then end the processes."""
        if self._pool is not None:
            self._pool.close()
            self._pool.join()

    def start(
        self,
        file: str,
        function: Callable[Arguments, Result | Problem],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Pending[Result]:
        """Run ``function`` in a worker, within the time limit of one page."""
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self._settings.workers,
                max_tasks=self._settings.worker_pages,
                initializer=self._prepare or worker.start,
                initargs=self._arguments,
                context=multiprocessing.get_context("spawn"),
            )
        limit = self._settings.page_seconds
        return Pending(file, self._pool.schedule(function, args=list(args), kwargs=kwargs, timeout=limit))
