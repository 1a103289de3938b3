"""The workers of a Dask cluster as an executor. Loaded only where a scheduler is named, since Dask is an extra."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Final, cast

from distributed import Client

from kb.domain.problem import ToolError, UsageError

SECONDS: Final = 10
"""How long to wait for a scheduler to answer, and for its first worker."""

ADDRESS: Final = re.compile(r"((tcp|tls|ws|wss)://)?[\w.\[\]:-]+:\d+")
"""The addresses that a scheduler can have: Dask waits for ever for one of a kind that it does not know."""

WAY_OUT: Final = (
    "start one by `dask scheduler` and workers by `dask worker ADDRESS` in this environment, or leave out --scheduler"
)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Give the executor of the cluster whose scheduler is at an address, such as tcp://10.0.0.1:8786.

    Raises ToolError if no scheduler answers there, or it has no worker.
    """
    with _client(address) as client:
        yield cast("Executor", client.get_executor())


def _client(address: str) -> Client:
    if not ADDRESS.fullmatch(address):
        raise UsageError(f"--scheduler: {address} is no address of a Dask scheduler; type tcp://HOST:8786")
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, ImportError) as fault:
        raise ToolError(f"--scheduler: no Dask scheduler answers at {address}; {WAY_OUT}") from fault
    try:
        client.wait_for_workers(1, timeout=SECONDS)
    except TimeoutError as fault:
        client.close()
        raise ToolError(f"--scheduler: the Dask scheduler at {address} has no worker; {WAY_OUT}") from fault
    return client
