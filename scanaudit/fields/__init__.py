"""Which values stand on a page? One module a number, in the manner of python-stdnum, and ``extract``."""

from scanaudit.fields.extraction import extract, needs_exact

__all__ = ["extract", "needs_exact"]
