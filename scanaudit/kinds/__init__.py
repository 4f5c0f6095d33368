"""Which page is it? The catalogue of page kinds, the classifier, neighbours and documents."""

from scanaudit.kinds.catalogue import Catalogue, Kind, catalogue
from scanaudit.kinds.classifier import KindDecision, classify
from scanaudit.kinds.documents import Document, group
from scanaudit.kinds.evidence import PageEvidence
from scanaudit.kinds.neighbours import refine

__all__ = [
    "Catalogue",
    "Document",
    "Kind",
    "KindDecision",
    "PageEvidence",
    "catalogue",
    "classify",
    "group",
    "refine",
]
