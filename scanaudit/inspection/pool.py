"""Worker processes with a time limit for each task, started at the first task and replaced when one dies or ages.

Threads in native code cannot be stopped and a decoder that crashes takes its process along: so every file is opened
and every page read in one of these.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TakesTooLong
from dataclasses import dataclass
from functools import partial
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from queue import Empty
from typing import Any, Final, Generic, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool
from pebble.pool.base_pool import PoolStatus
from pebble.pool.process import BrokenProcessPool, PoolManager

from scanaudit.facts import Problem
from scanaudit.inspection import worker
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
    future: Future[Any]

    def result(self) -> Result | Problem:
        """Wait for the task: its result, or the problem that it, or its process, ended in."""
        try:
            answer: Result = self.future.result()
        except TakesTooLong:
            return problem("timed_out", self.file)
        except (ProcessExpired, BrokenProcessPool, MemoryError):
            return problem("crashed", self.file)
        except Exception as error:  # a fault of this program's own: told with its page, the run goes on
            _LOG.debug("%s in %s", type(error).__name__, self.file, exc_info=error)
            return problem("unexpected", self.file, reason=reason(error))
        return answer


_PATIENCE: Final = 2.0
"""Seconds in which the word of a dead process is waited for, which task it had begun. On two cores with ten programs
running it came after the end of the process in one run of six.
"""


_LOCKED: Final = 10.0
"""Seconds in which those that live give back the lock of the channel, where the dead one did not have it. Theirs are
held for as long as one answer is sent.
"""


_IDLE_DEATHS: Final = 8
"""So many processes in a row may die without having begun a task; more, and none can be started that lives."""


class _Manager(PoolManager):  # type: ignore[misc]  # the library has no types
    """Knows which task a dead process had, even where its word is still on the way, and replaces one that had none:
    otherwise the library takes the whole pool for broken, and every page that waits for it fails.
    """

    _idle_deaths = 0

    def handle_worker_expiration(self, expiration: tuple[int, int]) -> None:
        super().handle_worker_expiration(expiration)
        channel = self.worker_manager.workers_channel
        with channel.lock(timeout=_LOCKED) as locked:
            if not locked:
                raise BrokenProcessPool("a process died at the lock of the channel and took it along")

    def find_expired_task(self, worker_id: int) -> Any:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                found = super().find_expired_task(worker_id)
            except (LookupError, BrokenProcessPool):
                time.sleep(_PATIENCE / 100)
                continue
            self._idle_deaths = 0
            return found
        self._idle_deaths += 1
        if self._idle_deaths > _IDLE_DEATHS:
            raise BrokenProcessPool("no process lives long enough to begin a task")
        raise LookupError("the process had no task")

    def handle_broken_pool(self, error: BrokenProcessPool) -> None:
        super().handle_broken_pool(error)
        self.empty_queue(error)

    def empty_queue(self, error: BrokenProcessPool) -> None:
        """Fail the tasks that no process was offered: the library would leave them waiting."""
        while True:
            try:
                task = self.context.task_queue.get_nowait()
            except Empty:
                return
            if task is None:  # the word to end, for the thread that hands out tasks
                self.context.task_queue.put(None)
                return
            if task.future.set_running_or_notify_cancel():
                task.future.set_exception(error)


class _Pool(ProcessPool):  # type: ignore[misc]
    def __init__(self, *, context: BaseContext, **given: Any) -> None:
        super().__init__(context=context, **given)
        self._pool_manager = _Manager(self._context, context)

    def schedule(self, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = super().schedule(*args, **kwargs)
        if self._context.status == PoolStatus.ERROR:  # since the library looked
            self._pool_manager.empty_queue(BrokenProcessPool("the pool broke as the task was given"))
        return future


class WorkerPool:
    """A context manager; leaving it ends the processes."""

    def __init__(
        self,
        settings: Settings,
        prepare: Callable[..., None] | None = None,
        *arguments: object,
        warm: bool = False,
    ) -> None:
        """``prepare``: what each process does first, with ``arguments``; default: ``worker.start``. ``warm``: the
        processes will read pages, so libraries and models are loaded ahead, once for all of them.
        """
        self._settings = settings
        self._prepare = prepare
        self._arguments = arguments
        self._warm = warm
        self._pool: _Pool | None = None
        self._ended = False
        # the library may fail other tasks while one is given to it, and what follows gives them anew
        self._lock = threading.RLock()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._ended = True
        if self._pool is not None:
            _end(self._pool)

    def drain(self) -> None:
        """Take no more tasks, finish those that were given, then end the processes."""
        self._ended = True
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
        """Run ``function`` in a worker, within the time limit of one page; where the processes are gone for good, in
        fresh ones. Raises RuntimeError after the end.
        """

        def schedule() -> Future[Any]:
            return self._schedule(
                function, args=list(args), kwargs=kwargs, timeout=self._settings.page_seconds
            )

        answer: Future[Any] = Future()
        first = schedule()

        def again(broken: Future[Any]) -> None:
            try:
                second = schedule()
            except RuntimeError:
                _settle(answer, broken)
            else:
                second.add_done_callback(partial(_settle, answer))

        def done(attempt: Future[Any]) -> None:
            # What failed was the pool, not this page: it was with another process, or with none.
            if isinstance(attempt.exception(), BrokenProcessPool):
                again(attempt)
            else:
                _settle(answer, attempt)

        first.add_done_callback(done)
        return Pending(file, answer)

    def _schedule(self, function: Callable[..., object], **given: Any) -> Future[Any]:
        with self._lock:
            if self._pool is not None:
                try:
                    return self._pool.schedule(function, **given)
                except RuntimeError:
                    if self._ended:
                        raise
                _LOG.warning("the worker processes are gone: others are started")
                threading.Thread(target=_end, args=(self._pool,), name="scanaudit-drain", daemon=True).start()
            elif self._ended:
                raise RuntimeError("the worker processes were ended")
            self._pool = self._fresh()
            return self._pool.schedule(function, **given)

    def _fresh(self) -> _Pool:
        return _Pool(
            max_workers=self._settings.workers,
            max_tasks=self._settings.worker_pages,
            initializer=self._prepare or worker.start,
            initargs=self._arguments,
            context=_context(warm=self._warm),
        )


def _settle(answer: Future[Any], attempt: Future[Any]) -> None:
    error = attempt.exception()
    if error is not None:
        answer.set_exception(error)
    else:
        answer.set_result(attempt.result())


def _end(pool: _Pool) -> None:
    pool.stop()
    pool.join()


def warm_up() -> None:
    """Start the server that warm workers are forked from, and return at once: what a program does until its first page
    is asked for then takes no extra time.
    """
    if _context(warm=True).get_start_method() == "forkserver":
        forkserver.ensure_running()


def _context(*, warm: bool) -> BaseContext:
    """How processes are started: forked from a server that has everything loaded, or (Windows) each from nothing.

    The server is a process of its own without threads, so that what is forked from it is in order whatever threads
    this process has.
    """
    if warm and "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["scanaudit.inspection.warm"])
        return context
    return multiprocessing.get_context("spawn")
