"""Where a command's work is done beside this process: other processes of this machine, or a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from multiprocessing import get_context
from typing import Final

from kb.domain.problem import ToolError
from kb.domain.processes import end_with_parent

INSTALL: Final = (
    "--scheduler needs Dask: install it by `.venv/bin/python -m pip install -e '.[cluster]'`, or with uv by "
    "`uv pip install --python .venv/bin/python -e '.[cluster]'`"
)


def cluster_at(scheduler: str) -> AbstractContextManager[Executor]:
    """Give the executor of the Dask cluster whose scheduler is at an address. Raises ToolError without Dask."""
    try:
        cluster = import_module("kb.site.cluster")
    except ModuleNotFoundError as fault:
        raise ToolError(INSTALL) from fault
    found: AbstractContextManager[Executor] = cluster.cluster(scheduler)
    return found


@contextmanager
def processes(most: int) -> Iterator[Executor]:
    """Give an executor of at most so many new processes, one for each processor; they end with this one."""
    count = max(1, min(most, os.cpu_count() or 1))
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=end_with_parent) as executor:
        yield executor
