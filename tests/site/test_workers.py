"""What is made beside the pages is the same whoever makes it: this process, another one, or what takes calls."""

from __future__ import annotations

import multiprocessing
import os
import time
import weakref
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.connection import wait

import pytest

from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.rules.check import check
from kb.site import beside, workers
from kb.site.beside import begin_beside, files_beside
from kb.site.workers import other_processes
from tests.site.executors import FAILING, Never, Unasked


@pytest.fixture
def clocks(good_library):
    return read_clocks(check(load(good_library)).library)


def made_here(clocks):
    return dict(files_beside(clocks))


@pytest.mark.slow
@pytest.mark.parametrize("executor", [lambda: ProcessPoolExecutor(1), lambda: ThreadPoolExecutor(1)])
def test_another_process_makes_the_same_files(clocks, monkeypatch, executor):
    monkeypatch.setattr(beside, "WORTH_IT", 0)
    with executor() as other:
        assert made_here(clocks) == dict(begin_beside(clocks, other, pytest.fail)())


def test_what_is_handed_over_is_the_library_as_it_was_then(clocks, monkeypatch):
    class Later(Executor):
        """Takes a call, and makes it when its result is asked for."""

        def submit(self, call, *given):
            found = Future()
            found.result = lambda _: call(*given)
            return found

    monkeypatch.setattr(beside, "WORTH_IT", 0)
    expected, made = made_here(clocks), begin_beside(clocks, Later(), pytest.fail)
    for name in [*vars(clocks)]:
        object.__delattr__(clocks, name)
    assert expected == dict(made())


def test_a_small_library_is_indexed_here(clocks):
    begun = [begin_beside(clocks, executor, pytest.fail) for executor in (Unasked(), None)]
    assert [made_here(clocks)] * 2 == [dict(made()) for made in begun]


@pytest.mark.slow
@pytest.mark.parametrize(("executor", "told"), FAILING)
def test_what_a_worker_does_not_give_is_made_here_and_told(clocks, monkeypatch, executor, told):
    monkeypatch.setattr(beside, "WORTH_IT", 0)
    monkeypatch.setattr(beside, "longest_wait", lambda _: 0.0 if executor is Never else 60.0)
    lines = []
    with executor(1) as other:
        assert made_here(clocks) == dict(begin_beside(clocks, other, lines.append)())
    (line,) = lines
    assert f"Indexing in this process, since the worker failed: {told}" in line


def _begun(number):
    """The process of a number, where it has not ended; other tests may have begun more."""
    return [one for one in multiprocessing.active_children() if one.pid == number]


@pytest.mark.slow
def test_each_call_has_a_process_of_its_own_that_ends_once_it_is_answered():
    with other_processes() as other:
        numbers = []
        for _ in range(2):
            numbers.append(other.submit(os.getpid).result(60))
            ends = [one.sentinel for one in _begun(numbers[-1])]  # the pool joins it, too: one of two is told so late
            assert sorted(ends) == sorted(wait(ends, 60))
    assert len({os.getpid(), *numbers}) == 3


@pytest.mark.slow
def test_what_a_worker_was_handed_is_no_longer_held_here_while_it_works():
    given = {3.0}
    held = weakref.ref(given)
    with other_processes() as other:
        made = other.submit(min, given, key=time.sleep)
        del given
        while held() and not made.done():
            time.sleep(0.01)
        assert not made.done()
        assert made.result(60) == 3.0


def test_a_worker_that_has_much_to_do_is_waited_for_longer():
    """Measured: 13 ms an entry."""
    assert workers.longest_wait(1) >= 900
    assert workers.longest_wait(100_000) > 5 * 0.013 * 100_000


@pytest.mark.parametrize(("processors", "made"), [(1, False), (None, False), (2, True)])
def test_a_machine_of_one_processor_has_no_second_process(monkeypatch, processors, made):
    monkeypatch.setattr(workers.os, "cpu_count", lambda: processors)
    assert made is (other_processes() is not None)
