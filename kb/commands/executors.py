"""Where a command's work is done beside this process: other processes of this machine, or a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event, Thread
from typing import Final

from kb.domain.problem import ToolError
from kb.domain.processes import begin

INSTALL: Final = (
    "--scheduler needs Dask: install it by `.venv/bin/python -m pip install -e '.[cluster]'`, or with uv by "
    "`uv pip install --python .venv/bin/python -e '.[cluster]'`"
)

LISTENS: Final = 0.2
"""Seconds after which it is looked whether there is still anything to hear."""


def cluster_at(scheduler: str) -> AbstractContextManager[Executor]:
    """Give the executor of the Dask cluster whose scheduler is at an address. Raises ToolError without Dask."""
    try:
        cluster = import_module("kb.site.cluster")
    except ModuleNotFoundError as fault:
        raise ToolError(INSTALL) from fault
    found: AbstractContextManager[Executor] = cluster.cluster(scheduler)
    return found


@contextmanager
def processes(most: int, heard: Callable[[str], None]) -> Iterator[Executor]:
    """Give an executor of at most so many new processes, one for each processor; they end with this one.

    What they tell (`kb.domain.processes.tell`) is given to `heard`, in a thread of its own.
    """
    count, own = max(1, min(most, os.cpu_count() or 1)), get_context("spawn")
    hears, told = own.Pipe(duplex=False)
    over = Event()
    thread = Thread(target=_hear, args=(hears, heard, over), daemon=True)
    thread.start()
    try:
        with ProcessPoolExecutor(count, own, initializer=begin, initargs=(told,)) as executor:
            yield executor
    finally:
        over.set()
        thread.join(2 * LISTENS)  # it may wait for the end of a message that a killed process began


def _hear(hears: Connection, heard: Callable[[str], None], over: Event) -> None:
    while not over.is_set() or hears.poll():
        if hears.poll(LISTENS):
            heard(hears.recv())
