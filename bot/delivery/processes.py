"""Names the running process so that another one can tell whether it has ended."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_PROC = Path("/proc")


def this_process() -> str:
    """A name for this process, at most 80 characters, that no other process ever has.

    On Linux it says which kernel, which process namespace, which process and when that began.
    """
    place, started = _place(), _started(os.getpid())
    if place is None or started is None:
        return f"?:{secrets.token_hex(16)}"
    return f"{place}:{os.getpid()}:{started}:{secrets.token_hex(4)}"


def is_gone(claimed_by: str) -> bool:
    """Whether the process of this name is known to have ended; False if that cannot be told from here."""
    place, number, started, *_ = [*claimed_by.split(":"), "", "", ""]
    if place != _place() or not number.isdecimal():
        return False
    return _started(int(number)) != started


def _place() -> str | None:
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()[:13]
        namespace = os.stat(_PROC / "self/ns/pid").st_ino
    except OSError:
        return None
    return f"{boot}.{namespace}"


def _started(number: int) -> str | None:
    """When a process began, in ticks since the kernel did; None if there is none of this number, or it has ended."""
    try:
        fields = (_PROC / str(number) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in {"Z", "X"} else fields[19]
