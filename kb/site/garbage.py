"""When a build looks for garbage: not while it makes what stays, and seldom after that."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

NEW_BETWEEN: Final = 10_000
"""How many objects come to be between two looks for garbage: a build makes many, and few of them are any."""


@contextmanager
def made_to_stay() -> Iterator[None]:
    """Let what is made meanwhile stay: the collector waits, and passes it over from then on.

    It would go through all documents of a library again and again.
    """
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(NEW_BETWEEN)
        gc.enable()
