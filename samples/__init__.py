"""Invented dossiers and labelled single pages, rendered with their truth; deterministic by seed.

Nothing here is a real paper: people, units, journals and numbers are invented (see ``README.md``).
"""

from __future__ import annotations

from samples.dossier import Dossier, dossier, fault_names

__all__ = ["Dossier", "dossier", "fault_names"]
