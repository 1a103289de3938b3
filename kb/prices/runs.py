"""Where files are read: one after the other in this process, or by the workers of an executor, in any order.

Any `concurrent.futures.Executor` will do: processes of this machine, or a cluster, whose workers share nothing with
this process but the paths of files. What a worker does not give, since it was killed or cannot reach a file, is read
here, so that nothing is missing and nothing counts twice.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from multiprocessing import active_children
from typing import Any, Final

from kb.domain.executors import in_words, submitted
from kb.official.source import Named
from kb.prices.opening import Progress, how_far
from kb.prices.task import Outcome, Task, read_task

Run = Callable[[Sequence[Task]], Iterator[Outcome]]
"""Reads files, and gives what each has, in their order."""

WORTH_IT: Final = 1 << 26
"""Bytes of several files from which on processes save more time than they cost."""


def here(progress: Progress) -> Run:
    """Give what reads files one after the other in this process."""
    return lambda tasks: (read_task(task, progress) for task in tasks)


def spread(executor: Executor, progress: Progress, tell: Progress | None = None, **options: Any) -> Run:
    """Give what reads files by an executor, which takes the options with each task. It may fail in any way.

    `tell` is by what a worker tells how far it is in a file; without it files are told that are done.
    """

    def run(tasks: Sequence[Task]) -> Iterator[Outcome]:
        futures = deque(_submit(executor, task, tell, options) for task in tasks)
        whole, done, begun = size_of(task.named for task in tasks), 0, time.monotonic()
        try:
            for count, task in enumerate(tasks, 1):
                outcome = _result(task, futures.popleft(), progress)
                done += _size(task.named)
                progress(how_far(f"{count:,} of {len(tasks):,} files", done, whole, time.monotonic() - begun))
                yield outcome
        except BaseException:
            _stop(futures)
            raise

    return run


def size_of(files: Iterable[Named]) -> int:
    """Give the bytes of files, those of whole archives where members are named; 0 for what cannot be asked."""
    return sum(map(_size, files))


def _size(named: Named) -> int:
    try:
        return named.path.stat().st_size
    except OSError:
        return 0


def _submit(executor: Executor, task: Task, tell: Progress | None, options: dict[str, Any]) -> Future[Outcome]:
    """Hand a task over, whose path is seen from any folder; an executor that cannot take it gives its fault."""
    named = replace(task.named, path=task.named.path.absolute())
    return submitted(executor, read_task, replace(task, named=named), *([tell] if tell else []), **options)


def _result(task: Task, future: Future[Outcome], progress: Progress) -> Outcome:
    try:
        return future.result()
    except Exception as fault:
        progress(f"Reading {task.named.name} in this process, since the worker failed: {in_words(fault)}")
        return read_task(task, progress)


def _stop(futures: Iterable[Future[Outcome]]) -> None:
    """Begin nothing more, and end the processes that this one began, so that it need not wait for a whole file."""
    for future in futures:
        future.cancel()
    for process in active_children():
        process.terminate()
