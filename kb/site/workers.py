"""A second process for the search index, which is made while this one makes the pages.

Any `concurrent.futures.Executor` will do, such as that of a cluster; without one, all is made in this process.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from typing import Final

from kb.domain.model import Library
from kb.search.export import export
from kb.search.gather import gather

WORTH_IT: Final = 300
"""Entries from which on a second process saves more time than it costs."""

PR_SET_PDEATHSIG: Final = 1

SearchFiles = dict[str, bytes]
"""By address: the files that the browser searches."""


def search_files(library: Library) -> SearchFiles:
    """Make the files that the browser searches."""
    return {address: text.encode() for address, text in export(gather(library)).items()}


def begin_search(library: Library, executor: Executor | None) -> Callable[[], SearchFiles]:
    """Begin to make the search files if an executor is given and the library is large; returns what gives them."""
    if executor is not None and len(library.entries) >= WORTH_IT:
        return executor.submit(_files_of, pickle.dumps(library)).result
    return partial(search_files, library)


def _files_of(pickled: bytes) -> SearchFiles:
    """Make the search files of a library that was pickled when it was handed over.

    An executor pickles what it is given at some later time, in a thread of its own, while this process goes on and
    keeps what it finds out in the same library.
    """
    return search_files(pickle.loads(pickled))  # noqa: S301  (made by begin_search)


def one_process() -> Executor | None:
    """Return an executor of one other process, which ends with this one; None on a machine of one processor."""
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004  (one for each process)
        return None
    return ProcessPoolExecutor(1, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Let the system end this process at an interrupt, and where its parent is killed and can no longer say so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
