"""The server's side of a deployment: its connections, and what it counts."""

from __future__ import annotations

import asyncio
import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scanaudit.inspection.pool import WorkerPool
from scanaudit.review.queue import Leases
from scanaudit.service.confinement import start
from scanaudit.service.crypto import Vault
from scanaudit.service.database import Database
from scanaudit.service.looking import REAL, Looks
from scanaudit.service.problems import refused
from scanaudit.service.settings import ServiceSettings
from scanaudit.service.storage import Store, open_store
from scanaudit.service.submissions import LOCAL_UNIT, ensure_unit
from scanaudit.settings import Settings

_MOST_CALLERS = 10_000


class RateLimit:
    """So many requests in a minute for each caller, in bursts of as many; counted in this process."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._callers: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def spend(self, caller: str) -> None:
        """Count one request. Raises Refused (A429) with the seconds to wait."""
        now = time.monotonic()
        with self._lock:
            left, since = self._callers.pop(caller, (float(self._per_minute), now))
            left = min(float(self._per_minute), left + (now - since) * self._per_minute / 60)
            self._callers[caller] = (max(0.0, left - 1), now)
            if len(self._callers) > _MOST_CALLERS:
                self._callers.popitem(last=False)
        if left < 1:
            raise refused("too_fast", seconds=math.ceil(60 / self._per_minute))


class InstantPool:
    """The server's own decoding processes, for pages that somebody waits for; started at the first of them."""

    def __init__(self, settings: ServiceSettings, program: Settings) -> None:
        self._workers = settings.instant_workers
        alone = program.model_copy(update={"workers": max(1, self._workers), "use_cache": False})
        self.program = alone
        self._limits = (settings.memory_bytes, program.limits.max_archive_bytes)
        self._pool: WorkerPool | None = None
        self._lock = threading.Lock()

    def get(self) -> WorkerPool:
        """The processes. Raises Refused where the operator turned them off."""
        if not self._workers:
            raise refused("turned_off")
        with self._lock:
            if self._pool is None:
                self._pool = WorkerPool(self.program, start, *self._limits).__enter__()
        return self._pool

    def stop(self) -> None:
        """End the processes."""
        with self._lock:
            if self._pool is not None:
                self._pool.__exit__(None, None, None)
                self._pool = None


@dataclass
class Portal:
    """Everything that a request may need. ``self_check``: anybody at this computer is its applicant."""

    settings: ServiceSettings
    program: Settings
    database: Database
    store: Store
    vault: Vault
    self_check: bool
    looks: Looks
    rates: RateLimit
    instant: InstantPool
    leases: Leases = field(default_factory=Leases)
    uploads: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(16))

    def host_allowed(self, host: str) -> bool:
        """Whether a request for ``host`` is for this service: against names that were bent to point here."""
        name = urlsplit(f"//{host}").hostname or ""
        if self.settings.public_url and name == urlsplit(self.settings.public_url).hostname:
            return True
        if is_loopback(name):
            return True
        return not self.self_check and self.settings.public_url is None


def is_loopback(host: str) -> bool:
    """Whether ``host`` names this computer itself.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("10.0.0.1")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def opened(
    settings: ServiceSettings, program: Settings, *, self_check: bool, looks: Looks = REAL
) -> Iterator[Portal]:
    """The portal of these settings, its tables up to date."""
    database = Database(settings.database_url())
    database.migrate()
    ensure_unit(database, LOCAL_UNIT, LOCAL_UNIT)
    portal = Portal(
        settings=settings,
        program=program,
        database=database,
        store=open_store(settings.storage_url()),
        vault=Vault.of(settings),
        self_check=self_check,
        looks=looks,
        rates=RateLimit(settings.requests_per_minute),
        instant=InstantPool(settings, program),
        uploads=asyncio.Semaphore(settings.max_parallel_uploads),
    )
    try:
        yield portal
    finally:
        portal.instant.stop()
        database.close()
