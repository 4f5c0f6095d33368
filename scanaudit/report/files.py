"""Writing a report so that a reader never sees half of one."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scanaudit.errors import OutputError
from scanaudit.report.phrases import phrases

_PART = ".part"
_FULL = {errno.ENOSPC, errno.EDQUOT}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR}


def write_atomically(path: Path, content: str) -> Path:
    """Write ``content`` as UTF-8 beside ``path``, then rename: the old file or the new one, never half.

    Raises OutputError (folder read-only, disk full) with what to do about it.
    """
    return write_bytes(path, content.encode("utf-8", errors="backslashreplace"))


def write_bytes(path: Path, content: bytes) -> Path:
    """The same for ``content`` that is no text."""
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name}.{os.getpid()}.", suffix=_PART
        )
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
    return path


def unfinished(folder: Path) -> Iterator[tuple[Path, int]]:
    """Files in ``folder`` that a process was writing, and the process: one that was killed leaves them behind."""
    for path in folder.glob(f".*{_PART}"):
        told = path.name.removesuffix(_PART).split(".")
        if len(told) > 2 and told[-2].isdecimal():
            yield path, int(told[-2])


def _umask() -> int:
    """The permissions that new files are not to have; the system tells them only while setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def output_error(path: Path, error: OSError) -> OutputError:
    """What a user should read when ``path`` cannot be written."""
    key = (
        "output_full"
        if error.errno in _FULL
        else "output_denied"
        if error.errno in _DENIED
        else "output_other"
    )
    reason = error.strerror or type(error).__name__
    return OutputError(phrases().error[key].fill(path=path, reason=reason))
