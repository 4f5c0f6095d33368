"""Model files are found, checked byte by byte, and what is wrong is told in one sentence with its mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scanaudit.errors import ModelsError
from scanaudit.reading import models
from scanaudit.settings import Settings


@pytest.fixture
def own_folder(tmp_path: Path) -> Settings:
    """Settings with a folder of models of its own, filled from the installed package."""
    installed = models.where(Settings())
    if installed is None:
        pytest.skip("the model package is not installed: run scanaudit models install")
    for model in models.manifest().models.values():
        for pinned in model.files.values():
            target = tmp_path / "models" / pinned.path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(installed / pinned.path, target)
    return Settings(models_dir=tmp_path / "models", cache_dir=tmp_path / "cache")


def test_a_given_folder_replaces_the_package(own_folder: Settings) -> None:
    assert models.verify(own_folder) == own_folder.models_dir


def test_an_altered_file_is_told_with_its_name_and_the_mend(own_folder: Settings) -> None:
    assert own_folder.models_dir is not None
    path = own_folder.models_dir / models.manifest().models["tiny_rec"].files["inference.onnx"].path
    data = bytearray(path.read_bytes())
    data[1000] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelsError, match=r"tiny/rec/rec\.onnx does not match its checksum") as caught:
        models.verify(own_folder)
    assert "scanaudit models install" in caught.value.text.zh
    with pytest.raises(ModelsError):
        models.model_dir("tiny_rec", own_folder)


def test_a_missing_file_is_told(own_folder: Settings) -> None:
    assert own_folder.models_dir is not None
    (own_folder.models_dir / models.manifest().models["orientation"].files["inference.onnx"].path).unlink()
    with pytest.raises(ModelsError, match="is missing"):
        models.verify(own_folder)


def test_a_folder_that_does_not_exist_is_told_with_its_setting(tmp_path: Path) -> None:
    with pytest.raises(ModelsError, match="SCANAUDIT_MODELS_DIR"):
        models.verify(Settings(models_dir=tmp_path / "nowhere"))


def test_a_package_that_is_not_installed_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelsError, match="Run: scanaudit models install"):
        models.verify(Settings())


def test_prepared_folders_have_the_names_that_the_engine_expects(own_folder: Settings) -> None:
    folder = models.model_dir("tiny_det", own_folder)
    assert sorted(path.name for path in folder.iterdir()) == ["inference.onnx", "inference.yml"]
    (folder / "inference.yml").write_text("altered")
    again = models.model_dir("tiny_det", own_folder)
    assert (again / "inference.yml").read_text() != "altered"


def test_the_recognisers_are_prepared_without_padding_and_checked_as_such(own_folder: Settings) -> None:
    folder = models.model_dir("tiny_rec", own_folder)
    assert b"- 48\r\n      - 48\r\n" in (folder / "inference.yml").read_bytes()
    (folder / "inference.yml").write_bytes(b"altered")
    again = models.model_dir("tiny_rec", own_folder)
    assert b"- 48\r\n      - 48\r\n" in (again / "inference.yml").read_bytes()


def test_every_file_is_pinned_by_a_full_digest() -> None:
    pinned = [f.sha256 for model in models.manifest().models.values() for f in model.files.values()]
    assert all(len(digest) == 64 for digest in pinned)
    assert models.version() == models.version()
