"""Calls handed to an executor that may fail in any way: a fault is what the future gives, and is told in words."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

T = TypeVar("T")


def submitted(executor: Executor, call: Callable[..., T], *given: Any, **named: Any) -> Future[T]:
    """Hand a call over; an executor that cannot take it gives a future with its fault."""
    try:
        return executor.submit(call, *given, **named)
    except Exception as fault:
        failed: Future[T] = Future()
        failed.set_exception(fault)
        return failed


def in_words(fault: Exception) -> str:
    """Return the fault of a worker on one line: its kind, and what it says."""
    return " ".join(f"{type(fault).__name__} {fault}".split())
