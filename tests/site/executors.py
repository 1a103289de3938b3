"""Executors that fail: each way in which a worker gives no result, and what is told of it."""

from __future__ import annotations

import os
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor


class Refusing(ThreadPoolExecutor):
    """Takes no call, as an executor whose scheduler went away."""

    def submit(self, *_):
        raise OSError("no scheduler")


class Killed(ProcessPoolExecutor):
    """Kills the process that is given a call."""

    def submit(self, *_):
        return super().submit(os._exit, 1)


class OfOtherCode(ThreadPoolExecutor):
    """Runs other code than the one that asks."""

    def submit(self, call, given, code):
        return super().submit(call, given, f"not {code}")


class Never(ThreadPoolExecutor):
    """Gives no result, as a cluster all of whose workers went away."""

    def submit(self, *_):
        return Future()


class Unasked:
    """Is handed no call."""

    def submit(self, *_):
        raise AssertionError


FAILING = (
    (Refusing, "OSError no scheduler"),
    (Killed, "BrokenProcessPool"),
    (OfOtherCode, "ToolError the worker has another version"),
    (Never, "TimeoutError"),
)
