"""Signals that end a command: it ends as by an interrupt, so that what it began is cleared away."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

NAMES: Final = ("SIGTERM", "SIGHUP")
"""What a system sends to a command that is to end; Windows has no SIGHUP."""

BY_SIGNAL: Final = 128
"""Added to the number of a signal, this is the exit code of what it ended."""


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """While the block runs, raise SystemExit if a signal asks the command to end.

    A signal that is ignored, as SIGHUP is under `nohup`, stays ignored.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    taken = [number for number in numbers if before[number] is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number])


def _end(number: int, _: object) -> None:
    sys.exit(BY_SIGNAL + number)
