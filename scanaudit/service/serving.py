"""The running service: a web server and a worker, in one command or each by itself."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Literal

import uvicorn

from scanaudit.service import purge, submissions
from scanaudit.service.app import make_app
from scanaudit.service.crypto import Vault
from scanaudit.service.database import Database
from scanaudit.service.logs import set_up
from scanaudit.service.looking import REAL, Looks
from scanaudit.service.portal import Portal, is_loopback, opened
from scanaudit.service.settings import ServiceSettings
from scanaudit.service.work.loop import Worker
from scanaudit.settings import Settings

Role = Literal["all", "web", "worker"]
_LOG = logging.getLogger(__name__)
# Workers give way to the server, whose answers somebody waits for.
_NICE = 10
_RESTART = 1.0
_PURGE_EVERY = 6 * 3600.0


def serve(
    settings: ServiceSettings,
    program: Settings,
    *,
    host: str,
    port: int,
    role: Role = "all",
    looks: Looks = REAL,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Run until stopped by a signal. ``on_ready`` is told the address once the server listens."""
    set_up()
    if role == "worker":
        Database(settings.database_url()).migrate()
        _give_way()
        work(settings, program, looks)
        return
    self_check = settings.self_check and is_loopback(host) and settings.public_url is None
    with opened(settings, program, self_check=self_check, looks=looks) as portal:
        helper = _Helper(settings, program, looks) if role == "all" else None
        cleaner = threading.Thread(target=_clean, args=(portal,), daemon=True)
        cleaner.start()
        try:
            _listen(portal, host, port, on_ready)
        finally:
            if helper is not None:
                helper.stop()


def _listen(portal: Portal, host: str, port: int, on_ready: Callable[[str], None] | None) -> None:
    config = uvicorn.Config(
        make_app(portal),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=portal.settings.public_url is not None,
        timeout_graceful_shutdown=5,
    )
    server = _Server(config, on_ready)
    server.run()


class _Server(uvicorn.Server):
    """Tells when it listens, and where."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[str], None] | None) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started and self._on_ready is not None:
            port = self.servers[0].sockets[0].getsockname()[1]
            host = f"[{self.config.host}]" if ":" in self.config.host else self.config.host
            self._on_ready(f"http://{host}:{port}/")


def _clean(portal: Portal) -> None:
    """Purge now and then, for as long as the server lives."""
    time.sleep(60)
    while True:
        try:
            purge.purge(portal.database, portal.store, portal.settings)
        except Exception as error:
            _LOG.error("purge interrupted", exc_info=error)
        time.sleep(_PURGE_EVERY)


def work(settings: ServiceSettings, program: Settings, looks: Looks = REAL) -> None:
    """Be a worker until stopped by a signal."""
    worker = Worker(settings, program, looks)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: worker.stop())
    worker.run()


class _Helper:
    """The worker beside the server, in a process of its own; started again when it dies, ended with the server."""

    def __init__(self, settings: ServiceSettings, program: Settings, looks: Looks) -> None:
        self._arguments = (settings, program, looks)
        self._context = multiprocessing.get_context("spawn")
        self._stopping = threading.Event()
        self._watch = threading.Thread(target=self._keep_alive, daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """End the worker: at once, since what it leaves is taken up at the next start."""
        self._stopping.set()
        self._watch.join(timeout=20)

    def _keep_alive(self) -> None:
        while not self._stopping.is_set():
            theirs, ours = self._context.Pipe()
            process = self._context.Process(target=_beside, args=(theirs, *self._arguments))
            process.start()
            theirs.close()
            while process.is_alive() and not self._stopping.wait(0.2):
                continue
            ours.close()
            process.join(timeout=10)
            if process.is_alive():
                process.kill()
            self._stopping.wait(_RESTART)


def _give_way() -> None:
    with suppress(OSError):
        os.nice(_NICE)


def _beside(server: Connection, settings: ServiceSettings, program: Settings, looks: Looks) -> None:
    """A worker that ends when the server does, however that ends."""
    set_up()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _give_way()
    worker = Worker(settings, program, looks)

    def wait() -> None:
        with suppress(EOFError, OSError):
            server.recv()
        worker.stop()

    threading.Thread(target=wait, daemon=True).start()
    worker.run()


def vault_and_store(settings: ServiceSettings) -> tuple[Database, Vault]:
    """What the commands that look after a service need."""
    database = Database(settings.database_url())
    database.migrate()
    submissions.ensure_unit(database, submissions.LOCAL_UNIT, submissions.LOCAL_UNIT)
    return database, Vault.of(settings)
