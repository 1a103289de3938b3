"""Files are checked alike whoever does it: this process alone, or a second one beside it."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from kb.content.load import Texts, is_beside, load
from kb.content.markdown import forget
from kb.rules.check import check, hold_alone
from kb.site import held_beside
from kb.site.held_beside import held_in_two
from tests.site.executors import FAILING, Never, Unasked


@pytest.fixture
def texts(good_library):
    files = load(good_library).files
    broken = {f"aetna/commercial/broken-{number}.md": f"no front matter, {number}\n" for number in range(3)}
    beside = {"people/x.md": "---\nname: x\n---\n", "sources/x.yml": "title: x\n"}
    return Texts(dict(sorted({**files, **broken, **beside}.items())), ())


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(held_beside, "FEW", 2)


def checked(texts, executor=None, tell=pytest.fail):
    forget()
    return check(texts, None, held_in_two(texts.files, executor, tell))


class Counting(ThreadPoolExecutor):
    """Notes which files it is handed."""

    def __init__(self):
        super().__init__(1)
        self.handed = []

    def submit(self, call, files, code):
        self.handed.append([*files])
        return super().submit(call, files, code)


@pytest.mark.slow
def test_two_processes_find_what_one_does(texts):
    with ProcessPoolExecutor(1) as other:
        found = checked(texts, other)
    assert found == checked(texts) == check(texts, None, hold_alone)
    assert found.problems


def test_the_last_of_the_files_are_handed_over_once(texts):
    with Counting() as other:
        assert checked(texts, other) == checked(texts)
    (handed,) = other.handed
    every = [path for path in texts.files if not is_beside(path)]
    assert handed == every[-len(handed) :]
    assert 2 <= len(handed) < len(every) / 2


def test_few_files_are_checked_here(texts, monkeypatch):
    monkeypatch.setattr(held_beside, "FEW", len(texts.files))

    assert checked(texts, Unasked()) == checked(texts)


@pytest.mark.slow
@pytest.mark.parametrize(("executor", "told"), FAILING)
def test_what_a_worker_does_not_check_is_checked_here_and_told(texts, monkeypatch, executor, told):
    monkeypatch.setattr(held_beside, "longest_wait", lambda _: 0.0 if executor is Never else 60.0)
    lines = []
    with executor(1) as other:
        assert checked(texts, other, lines.append) == checked(texts)
    (line,) = lines
    assert f"Checking in this process, since the worker failed: {told}" in line
