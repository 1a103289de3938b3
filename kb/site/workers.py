"""A second process for what a build makes beside the pages, where this machine has two processors."""

from __future__ import annotations

import os
from concurrent.futures import Executor, Future
from importlib import import_module
from typing import Any


class OneCall(Executor):
    """One other process that takes one call, and ends once it has answered: what it holds is then free again.

    What begins it is loaded with the call, which most builds do not make.
    """

    _pool: Executor | None = None

    def submit(self, *call: Any, **named: Any) -> Future[Any]:
        """Hand over the call. Raises RuntimeError for a second one."""
        self._pool = self._pool or _new_process()
        made = self._pool.submit(*call, **named)
        self._pool.shutdown(wait=False)
        return made

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  (as Executor)
        """Wait for the process, where one was begun."""
        if self._pool:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)


def _new_process() -> Executor:
    """Return what begins a new process that ends with this one. A copy of this one would hold all that it holds."""
    own = import_module("multiprocessing").get_context("spawn")
    end_with_parent = import_module("kb.domain.processes").end_with_parent
    pool: Executor = import_module("concurrent.futures.process").ProcessPoolExecutor(1, own, end_with_parent)
    return pool


def one_process() -> Executor | None:
    """Return an executor of one call in another process, which ends with this one; None where one processor is."""
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004  (one for each process)
        return None
    return OneCall()
