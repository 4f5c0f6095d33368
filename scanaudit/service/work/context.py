"""What every piece of work needs."""

from __future__ import annotations

from dataclasses import dataclass

from scanaudit.facts import Problem
from scanaudit.inspection.pool import WorkerPool
from scanaudit.service.crypto import Vault
from scanaudit.service.database import Database, Task
from scanaudit.service.looking import Looks
from scanaudit.service.settings import ServiceSettings
from scanaudit.service.storage import Store
from scanaudit.settings import Settings

# Problems that a process ended in rather than the file: worth a second try in a fresh process.
_PROCESS = frozenset({"F190", "F191", "F192"})
_TRIES = 2


@dataclass(frozen=True)
class Context:
    """One worker's connections and its decoding processes."""

    database: Database
    store: Store
    vault: Vault
    settings: ServiceSettings
    program: Settings
    pool: WorkerPool
    looks: Looks


class TryAgain(Exception):
    """The task is worth another try."""


def settled(answer: object, task: Task) -> None:
    """Raise TryAgain where the answer is a process's death and not the file's own fault."""
    if isinstance(answer, Problem) and answer.code in _PROCESS and task.attempts < _TRIES:
        raise TryAgain
