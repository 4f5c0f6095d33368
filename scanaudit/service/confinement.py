"""What a decoding process may not do: use the network, take all memory, fill the disk, leave a core dump.

Decoders are large, old and native; a picture that takes one over should gain nothing. On Linux the kernel enforces
this: resource limits, and a seccomp filter (Documentation/userspace-api/seccomp_filter.rst) that lets no socket be
made but local ones. Elsewhere the resource limits hold and the network does not.
"""

from __future__ import annotations

import ctypes
import logging
import platform
import struct
import sys

from scanaudit.inspection import worker

_LOG = logging.getLogger(__name__)
# linux/prctl.h, linux/seccomp.h, linux/filter.h
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # EACCES
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_AF_UNIX = 1
_X32, _IO_URING = 0x40000000, 425
# machine: (AUDIT_ARCH_…, number of socket(2))
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


def start(memory_bytes: int, file_bytes: int) -> None:
    """Prepare a fresh decoding process, then confine it."""
    worker.start()
    _limit(memory_bytes, file_bytes)
    if not forbid_network():
        _LOG.warning("the network stays open to decoding processes on this system")


def _limit(memory_bytes: int, file_bytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    wanted = (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
    )
    for which, value in wanted:
        _, hard = resource.getrlimit(which)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (bound, bound))


def forbid_network() -> bool:
    """Refuse every socket but local ones, for the rest of this process's life; whether that could be done."""
    known = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    architecture, socket = known
    program = b"".join(
        struct.pack("HBBI", *line)
        for line in (
            (_LOAD, 0, 0, _ARCHITECTURE),
            (_EQUAL, 1, 0, architecture),
            (_RETURN, 0, 0, _REFUSE),  # another machine's system calls: none of ours
            (_LOAD, 0, 0, _NUMBER),
            (_AT_LEAST, 4, 0, _X32),
            (_EQUAL, 3, 0, _IO_URING),  # a ring makes sockets without socket(2)
            (_EQUAL, 0, 3, socket),
            (_LOAD, 0, 0, _FIRST_ARGUMENT),
            (_EQUAL, 1, 0, _AF_UNIX),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        )
    )
    lines = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(lines))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.create_string_buffer(header), 0, 0) == 0)
