"""Memory that a process no longer needs: the system is given it back where it can be."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Give the system what is free of what this process has: Python keeps it, though other processes lack room.

    Only the C library of GNU has a call for that; it takes no more than some milliseconds.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
