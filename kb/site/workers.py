"""A second process for what a build makes beside the pages, where this machine has two processors."""

from __future__ import annotations

import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from kb.domain.processes import end_with_parent


class OneCall(ProcessPoolExecutor):
    """One other process that takes one call, and ends once it has answered: what it holds is then free again."""

    def submit(self, *call: Any, **named: Any) -> Future[Any]:
        """Hand over the call. Raises RuntimeError for a second one."""
        made = super().submit(*call, **named)
        self.shutdown(wait=False)
        return made


def one_process() -> Executor | None:
    """Return an executor of one call in another process, which ends with this one; None where one processor is.

    It is a new process, not a copy of this one, which would hold all that this one holds.
    """
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004  (one for each process)
        return None
    return OneCall(1, get_context("spawn"), initializer=end_with_parent)
