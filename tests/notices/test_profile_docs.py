"""docs/profile.md tells every key of the applicant file, and its example is one."""

from __future__ import annotations

import re
from pathlib import Path

from scanaudit.notices import load_profile
from scanaudit.notices.document import page

DOCS = Path(__file__).parents[2] / "docs" / "profile.md"


def test_the_page_is_current() -> None:
    assert DOCS.read_text(encoding="utf-8") == page(), (
        "run: python -m scanaudit.notices.document docs/profile.md"
    )


def test_its_example_can_be_read(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", page(), re.DOTALL)
    assert example is not None
    path = tmp_path / "me.yaml"
    path.write_text(example.group(1), encoding="utf-8")
    profile = load_profile(path)
    assert (profile.employer_type, profile.target_level, profile.route) == (
        "public_institution",
        "senior",
        "regular",
    )
