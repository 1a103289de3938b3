"""The search files are the same whoever makes them: this process, another one, or whatever takes calls."""

from __future__ import annotations

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
        assert search_files(library) == begin_search(library, other)()


def test_what_is_handed_over_is_the_library_as_it_was_then(library, monkeypatch):
    class Later(Executor):
        """Takes a call, and makes it when its result is asked for."""

        def submit(self, call, *given):
            found = Future()
            found.result = lambda: call(*given)
            return found

    monkeypatch.setattr(workers, "WORTH_IT", 0)
    expected, made = search_files(library), begin_search(library, Later())
    for name in [*vars(library)]:
        object.__delattr__(library, name)
    assert expected == made()


def test_a_small_library_is_indexed_here(library):
    class Unasked:
        def submit(self, *_):
            raise AssertionError

    assert search_files(library) == begin_search(library, Unasked())() == begin_search(library, None)()


@pytest.mark.parametrize(("processors", "made"), [(1, False), (None, False), (2, True)])
def test_a_machine_of_one_processor_has_no_second_process(monkeypatch, processors, made):
    monkeypatch.setattr(workers.os, "cpu_count", lambda: processors)
    assert made is (one_process() is not None)
