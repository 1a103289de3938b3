"""SIGTERM and SIGHUP end a command as an interrupt does: what it began is cleared away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kb.commands.signals import ended_by_signals

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
BUILD = """
import os, signal, sys
from itertools import count
from pathlib import Path
from kb.commands.main import main
real, calls = Path.write_bytes, count(1)
def write(*given):
    if next(calls) == 9:
        os.kill(os.getpid(), getattr(signal, sys.argv[1]))
    return real(*given)
Path.write_bytes = write
sys.exit(main(["--policies", sys.argv[2], "--out", sys.argv[3]]))
"""


@pytest.fixture(autouse=True)
def default_signals():
    """Take signals as a terminal gives them, also where the tests run under nohup, which ignores one."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_what_runs_and_what_stood_before_stands_again(name):
    number, cleared = getattr(signal, name), []
    before = signal.getsignal(number)

    def run():
        try:
            with ended_by_signals():
                os.kill(os.getpid(), number)
        finally:
            cleared.append(name)

    with pytest.raises(SystemExit) as done:
        run()
    assert (128 + number, [name]) == (done.value.code, cleared)
    assert before is signal.getsignal(number)


def test_a_signal_that_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ended_by_signals():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_in_a_thread_which_no_signal_reaches_nothing_is_changed():
    done = []

    def run():
        with ended_by_signals():
            done.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert [signal.getsignal(signal.SIGTERM)] == done


@pytest.mark.slow
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_build_that_is_told_to_end_leaves_no_folder(name, code, tmp_path, good_library):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-c", BUILD, name, str(good_library), str(tmp_path / "place" / "site")]
    assert code == subprocess.run(call, env=env, capture_output=True, check=False).returncode
    assert [] == list((tmp_path / "place").iterdir())
