"""Encryption at rest: every file has a key of its own, so that removing the key removes what it locked.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits before the ciphertext; what is encrypted is bound to
its place by the associated data. Keys of files and submissions are stored wrapped by the deployment's key.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import zlib
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from scanaudit.errors import DataError
from scanaudit.service.settings import ServiceSettings
from scanaudit.text import Text

_NONCE = 12
_KEY_FILE = "encryption.key"


def new_key() -> bytes:
    """A fresh key of 256 bits."""
    return AESGCM.generate_key(256)


def seal(key: bytes, content: bytes, place: str) -> bytes:
    """``content`` encrypted for ``place`` (what it is and whose)."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """What ``seal`` was given. Raises InvalidTag where key or place is another, or the bytes were altered."""
    return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())


def seal_text(key: bytes, text: str, place: str) -> bytes:
    """Text, compressed and encrypted."""
    return seal(key, zlib.compress(text.encode()), place)


def unseal_text(key: bytes, sealed: bytes, place: str) -> str:
    """What ``seal_text`` was given."""
    return zlib.decompress(unseal(key, sealed, place)).decode()


class Vault:
    """The deployment's key: wraps the keys that are stored."""

    def __init__(self, secret: bytes) -> None:
        self._key = hashlib.sha256(b"scanaudit wrapping key\0" + secret).digest()
        self._signing = hashlib.sha256(b"scanaudit signing key\0" + secret).digest()

    @classmethod
    def of(cls, settings: ServiceSettings) -> Vault:
        """The vault of these settings; makes the key file at first use."""
        if settings.encryption_key:
            return cls(settings.encryption_key.encode())
        return cls(_key_file(settings.data_dir / _KEY_FILE))

    @property
    def signing_key(self) -> bytes:
        """For signatures that only this deployment checks (CSRF tokens)."""
        return self._signing

    def wrap(self, key: bytes) -> bytes:
        """``key`` as it may be stored."""
        return seal(self._key, key, "key")

    def unwrap(self, wrapped: bytes) -> bytes:
        """The key that was wrapped. Raises DataError where the deployment's key is another one."""
        try:
            return unseal(self._key, wrapped, "key")
        except InvalidTag as error:
            raise DataError(
                Text(
                    zh="解密失败：SCANAUDIT_SERVICE_ENCRYPTION_KEY 与保存数据时的不同。请设回原来的密钥。",
                    en="Cannot decrypt: SCANAUDIT_SERVICE_ENCRYPTION_KEY is not the one the data was stored "
                    "with. Set the former key again.",
                )
            ) from error


def _key_file(path: Path) -> bytes:
    """The secret in ``path``, made at first use, readable by this user only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    staging = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        descriptor = os.open(staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_urlsafe(32))
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(staging, path)  # of two processes that start together, one makes the key
        except FileExistsError:
            pass
        finally:
            staging.unlink()
    return path.read_bytes()
