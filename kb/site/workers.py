"""A second process for the search index, which is made while this one makes the pages.

Any `concurrent.futures.Executor` will do, such as that of a cluster; without one, all is made in this process. A
worker needs no file of this machine: the library is sent to it, and the search files are sent back; both are packed,
since they wait in memory while pages are made.
"""

from __future__ import annotations

import gzip
import io
import os
import pickle
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any, Final

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
"""How hard the library, and what a worker made of it, are packed: they wait in memory."""

SearchFiles = dict[str, bytes]
"""By address: the files that the browser searches."""


def search_files(library: Library) -> SearchFiles:
    """Make the files that the browser searches."""
    data = gather(library)
    del library  # where nobody else holds it, what it takes is free for the files
    texts = export(data)
    return {address: texts.pop(address).encode() for address in tuple(texts)}


def begin_search(
    library: Library, executor: Executor | None, tell: Callable[[str], None]
) -> Callable[[], Iterator[tuple[str, bytes]]]:
    """Begin to make the search files if an executor is given and the library is large; returns what yields them.

    If the executor fails, as when its worker is killed, the files are made here, and `tell` says so.
    """
    if executor is None or len(library.entries) < WORTH_IT:
        return lambda: iter(search_files(library).items())
    return partial(_result, _submit(executor, _packed(library)), library, tell)


def _packed(library: Library) -> bytes:
    """Pickle a library and pack that piece by piece: as a whole it takes as much room again as what it says."""
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb", compresslevel=FAST, mtime=0) as file:
        pickle.dump(library, file, pickle.HIGHEST_PROTOCOL)
    return held.getvalue()


def _unpacked(packed: bytes) -> Library:
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
        library: Library = pickle.load(file)  # noqa: S301  (made by begin_search)
    return library


def _submit(executor: Executor, pickled: bytes) -> Future[SearchFiles]:
    """Hand the library over; an executor that cannot take it gives a future with its fault."""
    try:
        return executor.submit(_files_of, pickled, code_key())
    except Exception as fault:
        failed: Future[SearchFiles] = Future()
        failed.set_exception(fault)
        return failed


def _result(made: Future[SearchFiles], library: Library, tell: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
    """Take the files from a worker, or make them here if it gives none; a fault of ours is raised by that."""
    try:
        packed = made.result(LONGEST_WAIT)
    except Exception as fault:
        words = f"{type(fault).__name__} {fault}".split()
        tell(f"Indexing in this process, since the worker failed: {' '.join(words)}")
        yield from search_files(library).items()
        return
    yield from ((address, zlib.decompress(content)) for address, content in packed.items())


def _files_of(pickled: bytes, code: str) -> SearchFiles:
    """Make the search files, packed, of a library that was pickled when it was handed over.

    An executor pickles what it is given at some later time, in a thread of its own, while this process goes on and
    keeps what it finds out in the same library. Raises ToolError if the worker runs other code, by its key.
    """
    if code != code_key():
        raise ToolError("the worker has another version of the code or of Python; give it the build's")
    made = search_files(_unpacked(pickled))
    return {address: zlib.compress(made.pop(address), FAST) for address in tuple(made)}


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
