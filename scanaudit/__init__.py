"""Check the scans of a professional-title application against its notice, before submission."""

import os

__version__ = "0.1.0"

# onnxruntime (1.29 and later) reports its use to its maker unless this is set before it is loaded; nothing here opens a
# connection by itself. Processes that are started from here inherit it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
