"""Names the running process, so that another process can find out whether it has ended."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_PROC = Path("/proc")


def this_process() -> str:
    """A unique name for this process, at most 80 characters.

    On Linux it contains the kernel's boot id, the process namespace, the process id and the start time.
    """
    namespace, started = _namespace(), _started(os.getpid())
    if namespace is None or started is None:
        return f"?:{secrets.token_hex(16)}"
    return f"{namespace}:{os.getpid()}:{started}:{secrets.token_hex(4)}"


def is_gone(claimed_by: str) -> bool:
    """Whether the process with this name is known to have ended; False if this process cannot find out."""
    namespace, number, started, *_ = [*claimed_by.split(":"), "", "", ""]
    if namespace != _namespace() or not number.isdecimal():
        return False
    return _started(int(number)) != started


def _namespace() -> str | None:
    """The boot and the process namespace in which process ids mean the same as here; None where there is no /proc."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()[:13]
        namespace = os.stat(_PROC / "self/ns/pid").st_ino
    except OSError:
        return None
    return f"{boot}.{namespace}"


def _started(number: int) -> str | None:
    """When a process started, in clock ticks since boot; None if there is none with this id, or it has ended."""
    try:
        fields = (_PROC / str(number) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in {"Z", "X"} else fields[19]
