"""The one fast reader of YAML: libyaml, with the words of YAML 1.2 and no key twice.

What is shipped as data is read at every start and in every worker process, so speed counts: libyaml takes a
tenth of the time of ruamel.yaml, which is kept for naming line and column of a mistake (``notices.source``).
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any, ClassVar

import yaml


class _Loader(yaml.CSafeLoader):  # type: ignore[misc]
    """Plain data only; ``yes``, ``no``, ``on`` and ``010`` are what YAML 1.2 says: words, and a number."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        """The mapping. Raises yaml.YAMLError where a key stands twice: the second would silently win."""
        seen = set()
        for key, _ in node.value:
            if key.tag != "tag:yaml.org,2002:merge" and key.value in seen and isinstance(key.value, str):
                raise yaml.constructor.ConstructorError(None, None, f"key {key.value} twice", key.start_mark)
            seen.add(key.value if isinstance(key.value, str) else id(key))
        made: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return made


def _decimal(loader: Any, node: Any) -> int:
    return int(loader.construct_scalar(node))


for _tag, _form, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("timestamp", r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", "0123456789"),
    ("merge", r"<<", "<"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_form})$"), list(_first))
_Loader.add_constructor("tag:yaml.org,2002:int", _decimal)


def parse(text: str) -> Any:
    """What the YAML (or JSON) in ``text`` says, as plain data; dates are ``datetime.date``.

    Raises ``yaml.YAMLError`` (no YAML, a key twice) or ``ValueError`` (a day that no calendar has).

    >>> parse("a: [1, 2024-12-31, no]")
    {'a': [1, datetime.date(2024, 12, 31), 'no']}
    """
    return yaml.load(text, Loader=_Loader)
