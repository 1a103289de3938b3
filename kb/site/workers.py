"""A second process for the search index, which is made while this one makes the pages.

Any `concurrent.futures.Executor` will do, such as that of a cluster; without one, all is made in this process. A
worker needs no file of this machine: the library is sent to it, and the search files are sent back.
"""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Final

from kb.domain.model import Library
from kb.domain.problem import ToolError
from kb.domain.processes import end_with_parent
from kb.search.export import export
from kb.search.gather import gather
from kb.site.unchanged import code_key

WORTH_IT: Final = 300
"""Entries from which on a second process saves more time than it costs."""

LONGEST_WAIT: Final = 900.0
"""Seconds to wait for the search files when all else is made; then they are made here."""

FAST: Final = 1
"""How hard the library is packed for a worker: it waits in memory until the worker is done."""

SearchFiles = dict[str, bytes]
"""By address: the files that the browser searches."""


def search_files(library: Library) -> SearchFiles:
    """Make the files that the browser searches."""
    texts = export(gather(library))
    return {address: texts.pop(address).encode() for address in tuple(texts)}


def begin_search(
    library: Library, executor: Executor | None, tell: Callable[[str], None]
) -> Callable[[], SearchFiles]:
    """Begin to make the search files if an executor is given and the library is large; returns what gives them.

    If the executor fails, as when its worker is killed, the files are made here, and `tell` says so.
    """
    if executor is None or len(library.entries) < WORTH_IT:
        return partial(search_files, library)
    return partial(_result, _submit(executor, zlib.compress(pickle.dumps(library), FAST)), library, tell)


def _submit(executor: Executor, pickled: bytes) -> Future[SearchFiles]:
    """Hand the library over; an executor that cannot take it gives a future with its fault."""
    try:
        return executor.submit(_files_of, pickled, code_key())
    except Exception as fault:
        failed: Future[SearchFiles] = Future()
        failed.set_exception(fault)
        return failed


def _result(made: Future[SearchFiles], library: Library, tell: Callable[[str], None]) -> SearchFiles:
    """Take the files from a worker, or make them here if it gives none; a fault of ours is raised by that."""
    try:
        return made.result(LONGEST_WAIT)
    except Exception as fault:
        words = f"{type(fault).__name__} {fault}".split()
        tell(f"Indexing in this process, since the worker failed: {' '.join(words)}")
        return search_files(library)


def _files_of(pickled: bytes, code: str) -> SearchFiles:
    """Make the search files of a library that was pickled when it was handed over.

    An executor pickles what it is given at some later time, in a thread of its own, while this process goes on and
    keeps what it finds out in the same library. Raises ToolError if the worker runs other code, by its key.
    """
    if code != code_key():
        raise ToolError("the worker has another version of the code or of Python; give it the build's")
    return search_files(pickle.loads(zlib.decompress(pickled)))  # noqa: S301  (made by begin_search)


def one_process() -> Executor | None:
    """Return an executor of one other process, which ends with this one; None on a machine of one processor.

    It is a new process, not a copy of this one, which would hold all that this one holds.
    """
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004  (one for each process)
        return None
    return ProcessPoolExecutor(1, get_context("spawn"), initializer=end_with_parent)
