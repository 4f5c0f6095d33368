"""Which values stand on a page? One module a number, in the manner of python-stdnum, and ``extract``."""

from scanaudit.fields.exact_lines import needs_exact
from scanaudit.fields.extraction import extract

__all__ = ["extract", "needs_exact"]
