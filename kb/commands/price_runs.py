"""Where a command reads price files: in this process, in several of this machine, or on a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Final

from kb.commands import console
from kb.commands.executors import cluster_at, processes
from kb.commands.options import Option
from kb.domain.processes import tell
from kb.official.source import Named
from kb.prices.opening import Progress
from kb.prices.runs import WORTH_IT, Run, here, size_of, spread

Scheduler = Annotated[
    str, Option("--scheduler", help="A Dask scheduler whose workers read the files: tcp://10.0.0.1:8786.")
]
RETRIES: Final = 3
"""How often a cluster tries a file again that a worker could not read, perhaps on another worker."""


@contextmanager
def price_run(scheduler: str, files: Sequence[Named], progress: Progress) -> Iterator[Run]:
    """Give what reads the files: a cluster where its scheduler is named, else processes where that saves time."""
    if scheduler:
        with cluster_at(scheduler) as executor:
            yield spread(executor, progress, retries=RETRIES)
    elif len(files) > 1 and size_of(files) > WORTH_IT:
        with processes(len(files), progress) as executor:
            yield spread(executor, progress, tell)
    else:
        yield here(progress)


def progress_of(*, as_json: bool) -> Progress:
    """Return what prints the steps of a long run; nothing beside JSON."""
    return (lambda _: None) if as_json else console.print_progress
