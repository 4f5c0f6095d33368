"""What tests of the recipe share: a folder of what others made."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

_SQUARE = '<path fill="currentColor" d="M2 2h12v12H2z"/>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve grey pictures, each a series of its own, and one set of 40 icons."""
    made = tmp_path / "elsewhere"
    (made / "set").mkdir(parents=True)
    icons = {f"icon-{i}": {"body": _SQUARE} for i in range(40)}
    (made / "set" / "icons.json").write_text(json.dumps({"prefix": "set", "width": 16, "icons": icons}))
    for letter in "abcdefghijkl":
        Image.fromarray(np.full((400, 500, 3), 90, np.uint8)).save(made / f"picture{letter}.png")
    return made
