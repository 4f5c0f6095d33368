"""PaddleOCR is imported without what reading lines does not need, and nothing of that shows outside."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scanaudit.reading.paddle import _Empty, _stood_in


def test_an_empty_package_stands_in_and_goes_again() -> None:
    import importlib

    with _stood_in(frozenset({"nowhere_to_be_found"})):
        empty = importlib.import_module("nowhere_to_be_found.inside")
        assert isinstance(empty, _Empty)

        class Below(empty.Frame):  # type: ignore[misc, name-defined]
            """Libraries derive classes from what they import."""

        assert empty.Holiday("Easter", offset=[empty.Easter(), empty.Day(0)]) is not None
    assert "nowhere_to_be_found" not in sys.modules
    with pytest.raises(RuntimeError, match="not to need"):
        empty.Frame()
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("nowhere_to_be_found")


def test_what_is_there_already_stays() -> None:
    import json

    with _stood_in(frozenset({"nowhere_to_be_found"})):
        assert sys.modules["json"] is json


@pytest.mark.models
def test_no_hub_is_imported_and_the_real_packages_are_there_afterwards() -> None:
    program = (
        "import sys; from scanaudit.reading.paddle import _library; _library(); "
        "found = [n for n in ('modelscope', 'huggingface_hub', 'pandas') if n in sys.modules]; "
        "import requests; print(found, requests.get.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] get"
