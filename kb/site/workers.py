"""A second process for what a build does beside the first one, where this machine has two processors."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from importlib import import_module
from typing import Any, Final

LONGEST_WAIT: Final = 900.0
"""Seconds to wait for a worker when all else is done, however little it is to do; then that is done here."""

OF_EACH: Final = 0.1
"""Seconds to wait longer for each entry: it takes a worker about 13 ms, and eight times as long beside much else."""


def longest_wait(entries: int) -> float:
    """Return the seconds to wait for a worker that was handed so many entries.

    One that ends is told at once. This is for one that hangs, or a cluster that lost all of its own.
    """
    return LONGEST_WAIT + OF_EACH * entries


class _Once:
    """A call that is pickled once: what it is given is then no longer held here, where it would stay to the end."""

    def __init__(self, call: partial[Any]) -> None:
        self._held: Final = [call]

    def __call__(self) -> Any:
        """Make the call."""
        return self._held.pop()()

    def __reduce__(self) -> tuple[Any, ...]:
        """Hand the call over."""
        return _Once, (self._held.pop(),)


class ProcessEach(Executor):
    """A new process for each call, which ends once it has answered: what it holds is then free again.

    What begins it is loaded with the first call, which most builds do not make.
    """

    def __init__(self) -> None:
        self._pools: Final[list[Executor]] = []

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Hand over a call."""
        pool = _new_process()
        self._pools.append(pool)
        made = pool.submit(_Once(partial(call, *given, **named)))
        pool.submit(int)  # what is sent stays in memory until the next call is
        pool.shutdown(wait=False)
        return made

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  (as Executor)
        """Wait for the processes that were begun."""
        for pool in self._pools:
            pool.shutdown(wait, cancel_futures=cancel_futures)


def _new_process() -> Executor:
    """Return what begins a new process that ends with this one. A copy of this one would hold all that it holds."""
    own = import_module("multiprocessing").get_context("spawn")
    end_with_parent = import_module("kb.domain.processes").end_with_parent
    pool: Executor = import_module("concurrent.futures.process").ProcessPoolExecutor(1, own, end_with_parent)
    return pool


def other_processes() -> Executor | None:
    """Return an executor of calls in other processes, which end with this one; None where one processor is."""
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004  (one for each process)
        return None
    return ProcessEach()
