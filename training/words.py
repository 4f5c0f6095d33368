"""The list of words by which two readings of a seal's name are told apart (`scanaudit/marks/words.py`)."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

_WORD = re.compile(r"[一-龥]{2,4}")
_PERSONS = "nr"  # what the dictionary marks as a person's name begins so: any two characters may be one
_LEAST_OFTEN = 10  # rarer ones decide nothing more on drawn seals (docs/seals.md), and double the file


def write(dictionary: Path, out: Path) -> int:
    """Write the words of jieba's ``dictionary`` (lines of word, frequency, part of speech) to ``out``, gzip of one a
    line; how many there are.
    """
    entries = [line.split() for line in dictionary.read_text(encoding="utf-8").splitlines()]
    words = sorted(
        {
            word
            for word, often, sort in entries
            if _WORD.fullmatch(word) and int(often) >= _LEAST_OFTEN and not sort.startswith(_PERSONS)
        }
    )
    out.write_bytes(gzip.compress("\n".join(words).encode("utf-8"), mtime=0))
    return len(words)
