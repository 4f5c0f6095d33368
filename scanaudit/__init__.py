"""Check the scans of a professional-title application against its notice, before submission."""

__version__ = "0.1.0"
