"""What is measured, for Prometheus: requests by route, the queue, submissions. No name and no id is a label."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import func, select

from scanaudit.service import queue
from scanaudit.service.database import Submission
from scanaudit.service.portal import Portal


class Metrics:
    """The counters of one server process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._requests = Counter("scanaudit_requests", "Requests answered.", labels, registry=self.registry)
        self._seconds = Histogram(
            "scanaudit_request_seconds", "Time to answer.", ("route",), registry=self.registry
        )
        self._queue = Gauge("scanaudit_tasks", "Tasks in the queue.", ("kind",), registry=self.registry)
        self._submissions = Gauge(
            "scanaudit_submissions", "Submissions stored.", ("state",), registry=self.registry
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer; ``route`` is the route's pattern, not the address."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def page(self, portal: Portal) -> bytes:
        """What Prometheus reads."""
        with portal.database.read() as session:
            waiting = queue.depth(session)
            states = session.execute(select(Submission.state, func.count()).group_by(Submission.state)).all()
        for kind in ("open", "read", "audit", "deliver"):
            self._queue.labels(kind).set(waiting.get(kind, 0))
        for state, count in states:
            self._submissions.labels(state).set(count)
        return generate_latest(self.registry)
