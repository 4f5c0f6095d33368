"""Names that nobody can guess."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

_ID = re.compile(r"[a-z0-9]{26}")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def new_id() -> str:
    """26 characters, 134 bits of chance; safe in paths, addresses and logs."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(26))


def is_id(text: str) -> bool:
    """Whether ``text`` has the form of an id.

    >>> is_id(new_id()), is_id("../../etc/passwd")
    (True, False)
    """
    return _ID.fullmatch(text) is not None


def digest(secret: str) -> str:
    """What is stored of a secret of full entropy: its SHA-256. No salt is needed against guessing 134 bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compared in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
