"""A draft as a commented YAML file: each row with its clause, its words and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from scanaudit.drafting.draft import Draft, Row

_HEAD = """\
# 由 scanaudit notices draft 从通知文字起草，尚未核对。每一条前面写明依据的条款、原文词语和把握程度（0–1）。
# A draft made from the notice's text, not yet reviewed. Above each row: clauses, words, confidence.
# 1. 逐条对照通知原文改正；把握低的先看。 Compare row by row with the notice, the least sure first.
# 2. 末尾列出没有归到任何一条的语句。 At the end stand the sentences that no row covers.
# 3. scanaudit notices lint 本文件 · scanaudit notices coverage 本文件 --notice 通知原文
"""


def as_yaml(draft: Draft) -> str:
    """The file's text."""
    data = draft.data()
    rows = data.pop("requirements")
    parts = [_HEAD, _dump(data), "requirements:\n"]
    for row, entry in zip(draft.rows, rows, strict=True):
        parts += [*_because(row), _indented(_dump([entry])), "\n"]
    if draft.unplaced:
        parts.append("# 没有归到任何一条的语句 / sentences that no row covers:\n")
        parts += [f"#   {sentence.address}  {sentence.text}\n" for sentence in draft.unplaced]
    return "".join(parts)


def _because(row: Row) -> Iterator[str]:
    yield f"  # 把握 {row.confidence:.2f}\n"
    for address, words in row.because:
        yield f"  #   {address}：“{words}”\n"


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    """Plain data, everything written out."""

    def ignore_aliases(self, data: Any) -> bool:
        """Nothing is referred to: a reviewer edits each row alone."""
        return True


def _dump(data: Any) -> str:
    style: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 110}
    return str(yaml.dump(data, Dumper=_Dumper, default_flow_style=None, **style))
