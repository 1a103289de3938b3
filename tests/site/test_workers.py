"""The search files are the same whoever makes them: this process, another one, or whatever takes calls."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from kb.content.load import load
from kb.rules.check import check
from kb.site import workers
from kb.site.workers import begin_search, one_process, search_files


@pytest.fixture
def library(good_library):
    return check(load(good_library)).library


@pytest.mark.slow
@pytest.mark.parametrize("executor", [lambda: ProcessPoolExecutor(1), lambda: ThreadPoolExecutor(1)])
def test_another_process_makes_the_same_files(library, monkeypatch, executor):
    monkeypatch.setattr(workers, "WORTH_IT", 0)
    with executor() as other:
        assert search_files(library) == dict(begin_search(library, other, pytest.fail)())


def test_what_is_handed_over_is_the_library_as_it_was_then(library, monkeypatch):
    class Later(Executor):
        """Takes a call, and makes it when its result is asked for."""

        def submit(self, call, *given):
            found = Future()
            found.result = lambda _: call(*given)
            return found

    monkeypatch.setattr(workers, "WORTH_IT", 0)
    expected, made = search_files(library), begin_search(library, Later(), pytest.fail)
    for name in [*vars(library)]:
        object.__delattr__(library, name)
    assert expected == dict(made())


def test_a_small_library_is_indexed_here(library):
    class Unasked:
        def submit(self, *_):
            raise AssertionError

    begun = [begin_search(library, executor, pytest.fail) for executor in (Unasked(), None)]
    assert [search_files(library)] * 2 == [dict(made()) for made in begun]


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

    def submit(self, call, library, code):
        return super().submit(call, library, f"not {code}")


class Never(ThreadPoolExecutor):
    """Gives no result, as a cluster all of whose workers went away."""

    def submit(self, *_):
        return Future()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("executor", "told"),
    [
        (Refusing, "OSError no scheduler"),
        (Killed, "BrokenProcessPool"),
        (OfOtherCode, "ToolError the worker has another version"),
        (Never, "TimeoutError"),
    ],
)
def test_what_a_worker_does_not_give_is_made_here_and_told(library, monkeypatch, executor, told):
    monkeypatch.setattr(workers, "WORTH_IT", 0)
    monkeypatch.setattr(workers, "LONGEST_WAIT", 0.0 if executor is Never else 60.0)
    lines = []
    with executor(1) as other:
        assert search_files(library) == dict(begin_search(library, other, lines.append)())
    (line,) = lines
    assert f"Indexing in this process, since the worker failed: {told}" in line


@pytest.mark.slow
def test_the_second_process_ends_once_its_call_is_answered():
    with one_process() as other:
        number = other.submit(os.getpid).result(60)
        (worker,) = multiprocessing.active_children() or [None]
        if worker:
            assert number == worker.pid
            worker.join(60)
        assert [] == multiprocessing.active_children()
        with pytest.raises(RuntimeError):
            other.submit(os.getpid)


@pytest.mark.parametrize(("processors", "made"), [(1, False), (None, False), (2, True)])
def test_a_machine_of_one_processor_has_no_second_process(monkeypatch, processors, made):
    monkeypatch.setattr(workers.os, "cpu_count", lambda: processors)
    assert made is (one_process() is not None)
