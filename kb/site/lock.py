"""A lock on an open file, which the system takes back when its process ends, however it ends."""

from __future__ import annotations

import importlib
import os
from typing import IO, Any, Final

FCNTL: Final[Any] = importlib.import_module("fcntl") if os.name != "nt" else None
"""The standard library's module of that name, which Windows does not have."""


def lock(file: IO[bytes], *, wait: bool) -> bool | None:
    """Take the lock of a file; False if another process has it, None if there are no locks here."""
    if FCNTL is None:
        return None
    try:
        FCNTL.flock(file, FCNTL.LOCK_EX | (0 if wait else FCNTL.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return None
    return True
