"""Measures the looks of ``scanaudit/capture``: pages of its own, graded faults, and the table of docs/capture.md."""
