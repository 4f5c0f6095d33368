"""The tables, on SQLite or PostgreSQL by one code path."""

from scanaudit.service.database.engine import Database
from scanaudit.service.database.tables import (
    Answer,
    Base,
    Decision,
    Delivery,
    File,
    Key,
    PageRow,
    Part,
    Session,
    Submission,
    Task,
    Trail,
    Unit,
    Webhook,
)

__all__ = [
    "Answer",
    "Base",
    "Database",
    "Decision",
    "Delivery",
    "File",
    "Key",
    "PageRow",
    "Part",
    "Session",
    "Submission",
    "Task",
    "Trail",
    "Unit",
    "Webhook",
]
