"""A second process for the search index and the answers by day, which are made while this one makes the pages.

Any `concurrent.futures.Executor` will do, such as that of a cluster; without one, all is made in this process. A
worker needs no file of this machine: the library with its versions is sent to it, and the files are sent back; both
are packed, since they wait in memory while pages are made.
"""

from __future__ import annotations

import gzip
import io
import pickle
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from functools import partial
from typing import Final, cast

from kb.content.markdown import take
from kb.content.prose import parsed_sections
from kb.domain.executors import in_words, submitted
from kb.domain.memory import give_back
from kb.history.clocks import Clocks
from kb.pages.ask_scripts import ask_scripts
from kb.pages.claim_days import ClaimDays
from kb.pages.claim_plans import PlanScripts
from kb.pages.claim_scripts import claim_scripts
from kb.search.files import search_files
from kb.site.garbage import made_to_stay
from kb.site.unchanged import code_key, refuse_other_code
from kb.site.workers import longest_wait

WORTH_IT: Final = 300
"""Entries from which on a second process saves more time than it costs."""

FAST: Final = 1
"""How hard what is sent to a worker, and what it made of it, are packed: they wait in memory."""

Files = dict[str, bytes]
"""Files by address."""


def files_beside(clocks: Clocks) -> Iterator[tuple[str, bytes]]:
    """Yield the files that a second process may make: those of the search, and the answers by day."""
    days = ClaimDays(clocks)
    of_plans = PlanScripts(days)
    asked = ask_scripts(clocks, days, of_plans.add)  # both find answers by day, of which those of one plan are held
    yield from ((address, text.encode()) for address, text in asked)
    yield from ((address, text.encode()) for address, text in claim_scripts(clocks, of_plans.made))
    library = [clocks.library]
    del clocks, days, of_plans, asked  # where nobody else holds them, what they take is free for the search
    give_back()
    found = search_files(library.pop())
    yield from ((address, found.pop(address)) for address in tuple(found))


def begin_beside(
    clocks: Clocks, executor: Executor | None, tell: Callable[[str], None]
) -> Callable[[], Iterator[tuple[str, bytes]]]:
    """Begin to make `files_beside` if an executor is given and the library is large; returns what yields them.

    If the executor fails, as when its worker is killed, the files are made here, and `tell` says so.
    """
    if executor is None or len(clocks.library.entries) < WORTH_IT:
        return lambda: files_beside(clocks)
    made = submitted(executor, _files_of, [_packed(clocks)], code_key())
    return partial(_result, made, longest_wait(len(clocks.library.entries)), clocks, tell)


def _packed(clocks: Clocks) -> bytes:
    """Pack what a worker needs of clocks: each version of an entry is read first, and each section parsed."""
    every = (version for lineage in clocks.lineages.values() for version in lineage.versions)
    documents = clocks.documents.alone(version for version in every if not version.withdrawn)
    history = replace(clocks.history, contents=documents.contents, commits=())
    held = io.BytesIO()  # packed piece by piece: as a whole it takes as much room again as what it says
    with gzip.GzipFile(fileobj=held, mode="wb", compresslevel=FAST, mtime=0) as file:
        sections = parsed_sections(clocks.library.documents)
        pickle.dump((replace(clocks, history=history, documents=documents), sections), file, pickle.HIGHEST_PROTOCOL)
    return held.getvalue()


def _unpacked(packed: bytes) -> Clocks:
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file, made_to_stay():
        clocks, sections = pickle.load(file)  # noqa: S301  (made by begin_beside)
    take(sections)
    return cast("Clocks", clocks)


def _result(
    made: Future[Files], longest: float, clocks: Clocks, tell: Callable[[str], None]
) -> Iterator[tuple[str, bytes]]:
    """Take the files from a worker, or make them here if it gives none so long; a fault of ours is raised by that."""
    try:
        packed = made.result(longest)
    except Exception as fault:
        tell(f"Indexing in this process, since the worker failed: {in_words(fault)}")
        yield from files_beside(clocks)
        return
    yield from ((address, zlib.decompress(content)) for address, content in packed.items())


def _files_of(pickled: list[bytes], code: str) -> Files:
    """Make the files, packed, from clocks that were pickled when they were handed over, and are taken from a list.

    An executor pickles what it is given at some later time, in a thread of its own, while this process goes on and
    keeps what it finds out in the same library. Raises ToolError if the worker runs other code, by its key.
    """
    refuse_other_code(code)
    made = {address: zlib.compress(content, FAST) for address, content in files_beside(_unpacked(pickled.pop()))}
    give_back()  # they are pickled once more, and so are in memory twice
    return made
