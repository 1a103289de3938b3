"""Values kept in this machine's cache between runs, each by a key of all that it is made from.

A value is a pickle behind the hash of its bytes. To read one is to run code: the cache folder is trusted as much as
the folder of the program, in which it lies. None is published. One that is damaged counts as none; where none can be
written, each run makes its own.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from kb.content.save import save
from kb.facts.kept import drop_older

T = TypeVar("T")

DIGEST: Final = hashlib.sha256().digest_size


def remembered(make: Callable[[], T], kind: str, key: str, cache: Path | None) -> T:
    """Return a value of a kind from the cache folder, by its key; make it, and keep it, where it is not there.

    Without a folder, or with an empty key, it is made.
    """
    if cache is None or not key:
        return make()
    file = cache / f"{kind}-{hashlib.sha256(key.encode()).hexdigest()[:20]}.pickle"
    held: tuple[T] | None = _read(file)
    if held:
        return held[0]
    value = make()
    written = pickle.dumps((value,), pickle.HIGHEST_PROTOCOL)
    with suppress(OSError):  # it is as good where it cannot be kept
        cache.mkdir(parents=True, exist_ok=True)
        save(file, hashlib.sha256(written).digest() + written)
        drop_older(cache, f"{kind}-*.pickle")
    return value


def _read(file: Path) -> Any:
    try:
        written = file.read_bytes()
    except OSError:
        return None
    with suppress(OSError):  # it is as good where its last use cannot be noted
        os.utime(file)  # the files that were not used for longest are dropped first
    if hashlib.sha256(written[DIGEST:]).digest() != written[:DIGEST]:
        return None
    with without_collector():
        return pickle.loads(written[DIGEST:])  # noqa: S301  (its hash stands before it, and its name has the key)


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the collector from going through very many new values again and again, none of which is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
