"""Makes the builders of page facts (``tests.rules.pages``) importable from any folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
