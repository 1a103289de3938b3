"""A process that other ones begin for work of theirs: how it tells of its steps, and how it ends."""

from __future__ import annotations

import ctypes
import signal
import sys
from multiprocessing.connection import Connection
from typing import Final

PR_SET_PDEATHSIG: Final = 1
LONGEST: Final = 400
"""Signs of a step that are told: so short a message is written whole, also where another process writes too."""

_heard_by: list[Connection] = []  # of this process: where its steps are told


def begin(told: Connection) -> None:
    """Begin in a process whose steps are told by a connection."""
    end_with_parent()
    _heard_by[:] = [told]


def tell(step: str) -> None:
    """Tell a step to the process that began this one, if it hears."""
    for told in _heard_by:
        told.send(step[:LONGEST])


def end_with_parent() -> None:
    """Let the system end this process at an interrupt, and where its parent is killed and can no longer say so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
