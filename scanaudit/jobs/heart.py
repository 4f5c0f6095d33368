"""Which workers live: each gives a sign of life, and what a dead one left is taken over by another."""

from __future__ import annotations

import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable
from typing import Final

import sqlalchemy as sa

from scanaudit.jobs.database import WORKERS, Database

BEAT_SECONDS: Final = 5.0
DEAD_AFTER_SECONDS: Final = 25.0
"""Five missed signs: a takeover then begins at most 30 s after a death, half of the minute that is promised."""
_LOG = logging.getLogger(__name__)


class Heart:
    """Beats for one worker process and listens for the others'."""

    def __init__(self, database: Database, take_over: Callable[[str], None]) -> None:
        """``take_over`` is called with the id of each worker found dead."""
        self._database = database
        self._take_over = take_over
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._live, name="scanaudit-heart", daemon=True)
        self._host = socket.gethostname()[:64]
        self.worker = f"{self._host}-{os.getpid()}-{uuid.uuid4().hex[:8]}"

    def start(self) -> None:
        """Be known as alive before the first job is taken; take over from workers that died on this machine."""
        with self._database.writing() as connection:
            values = {"id": self.worker, "host": self._host, "pid": os.getpid()}
            connection.execute(sa.insert(WORKERS).values(beat_at=self._database.clock(), **values))
        self.look_after()
        self._thread.start()

    def stop(self) -> None:
        """Stop beating and say so, that others need not wait to take over what is left."""
        self._stop.set()
        self._thread.join(timeout=10)
        row = sa.update(WORKERS).where(WORKERS.c.id == self.worker).values(beat_at=0.0)
        with self._database.writing() as connection:
            connection.execute(row)

    def living(self) -> int:
        """How many workers gave a sign of life lately."""
        lately = WORKERS.c.beat_at >= self._database.clock() - DEAD_AFTER_SECONDS
        with self._database.engine.connect() as connection:
            asked = sa.select(sa.func.count()).select_from(WORKERS).where(lately)
            return int(connection.execute(asked).scalar_one())

    def look_after(self) -> None:
        """Take over from every worker that has died; of several survivors one gets each."""
        for dead, last_beat in self._dead():
            if self._claim(dead, last_beat):
                self._take_over(dead)
                with self._database.writing() as connection:
                    connection.execute(sa.delete(WORKERS).where(WORKERS.c.id == dead))
                _LOG.info("took over from %s", dead)

    def _claim(self, dead: str, last_beat: float) -> bool:
        """Put this process in the dead worker's place: should it die too, the next one finds it so."""
        row = sa.update(WORKERS).where(WORKERS.c.id == dead, WORKERS.c.beat_at == last_beat)
        mine = row.values(host=self._host, pid=os.getpid(), beat_at=self._database.clock())
        with self._database.writing() as connection:
            return connection.execute(mine).rowcount == 1

    def _live(self) -> None:
        while not self._stop.wait(BEAT_SECONDS):
            try:
                with self._database.writing() as connection:
                    row = sa.update(WORKERS).where(WORKERS.c.id == self.worker)
                    beaten = connection.execute(row.values(beat_at=self._database.clock())).rowcount
                    if not beaten:  # taken for dead, after a long sleep of the machine: here again
                        values = {"id": self.worker, "host": self._host, "pid": os.getpid()}
                        connection.execute(
                            sa.insert(WORKERS).values(beat_at=self._database.clock(), **values)
                        )
                self.look_after()
            except sa.exc.SQLAlchemyError as error:  # the database is away: it may come back
                _LOG.warning("no sign of life could be given: %s", type(error).__name__)

    def _dead(self) -> list[tuple[str, float]]:
        silent = WORKERS.c.beat_at < self._database.clock() - DEAD_AFTER_SECONDS
        asked = sa.select(WORKERS, silent.label("silent"))
        with self._database.engine.connect() as connection:
            rows = connection.execute(asked.where(WORKERS.c.id != self.worker)).all()
        return [
            (row.id, row.beat_at)
            for row in rows
            if row.silent or (row.host == self._host and not is_running(row.pid))
        ]


def is_running(pid: int) -> bool:
    """Whether a process of this machine runs under ``pid``."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
