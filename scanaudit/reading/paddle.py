"""PaddleOCR imported for its text models alone.

The library imports all of PaddleX: table writers, clients of model hubs, time series. Reading lines needs none of
it, and the hubs are never to be asked. So while it is imported, those packages are stood in for by empty ones: on the
machine of docs/performance.md the import takes 0.4 instead of 0.95 s of processor time.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Final

_TABLES_AND_DOCUMENTS: Final = frozenset({"pandas", "openpyxl", "lxml", "pypdfium2", "psutil"})
_HUBS: Final = frozenset({"modelscope", "aistudio_sdk", "huggingface_hub", "aiohttp", "httpx", "requests"})
_UNUSED: Final = _TABLES_AND_DOCUMENTS | _HUBS


def construct(cls: str, model_name: str, folder: str, options: dict[str, int | bool]) -> Any:
    """One of PaddleOCR's module-level classes on ONNX Runtime, with the model in ``folder``; no hub is asked."""
    make = getattr(_library(), cls)
    with _libyaml():
        return make(model_name=model_name, model_dir=folder, engine="onnxruntime", engine_config=options)


def _library() -> ModuleType:
    os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"  # read at import; it asks model hosts
    if "paddleocr" in sys.modules:
        return sys.modules["paddleocr"]
    with _stood_in(_UNUSED - {name.partition(".")[0] for name in sys.modules}):
        return importlib.import_module("paddleocr")


_importing: list[MetaPathFinder] = []


class _Anything(type):
    """A class that has every attribute, is its own instance, and does nothing while the library is imported; called
    afterwards it says so, rather than let a reading go wrong without a word.
    """

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return cls

    def __call__(cls, *_: object, **__: object) -> Any:
        if not _importing:
            raise RuntimeError(
                "PaddleOCR called a package that reading text was not to need (scanaudit.reading.paddle)"
            )
        return cls


class _Nothing(metaclass=_Anything):
    """What an empty package has under any name: PaddleX names classes and functions of it while it is imported."""


class _Empty(ModuleType):
    __path__ = []  # noqa: RUF012  # so the import system knows a package

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing


class _Finder(MetaPathFinder, Loader):
    """Finds an empty package under every name that begins with one of ``names``."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        """See ``MetaPathFinder``."""
        known = fullname.partition(".")[0] in self._names
        return ModuleSpec(fullname, self, is_package=True) if known else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """See ``Loader``."""
        return _Empty(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """See ``Loader``: there is nothing to run."""


@contextmanager
def _stood_in(names: frozenset[str]) -> Iterator[None]:
    """Inside, importing one of ``names`` gives an empty package; outside, the real one again."""
    finder = _Finder(names)
    sys.meta_path.insert(0, finder)
    _importing.append(finder)
    try:
        yield
    finally:
        _importing.remove(finder)
        sys.meta_path.remove(finder)
        for name in [name for name, module in sys.modules.items() if isinstance(module, _Empty)]:
            del sys.modules[name]


@contextmanager
def _libyaml() -> Iterator[None]:
    """PaddleX reads a dictionary of 18,710 characters with PyYAML's own parser in 0.4 s; libyaml, which tells the same,
    needs a tenth. Where PyYAML was built without it, nothing changes.
    """
    import yaml

    own = yaml.FullLoader
    yaml.FullLoader = getattr(yaml, "CFullLoader", own)
    try:
        yield
    finally:
        yaml.FullLoader = own
