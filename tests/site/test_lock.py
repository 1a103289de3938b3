"""A lock is held by one, and is free when its process is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kb.site import lock as module
from kb.site.lock import lock

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from kb.site.lock import lock
file = open(sys.argv[1], "r+b")
lock(file, wait=True)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")
def test_another_process_has_the_lock_until_it_is_killed(tmp_path):
    path = tmp_path / "lock"
    path.touch()
    call = [sys.executable, "-c", HOLD, str(path)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(call, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert b"held\n" == holder.stdout.readline()
        with path.open("r+b") as file:
            assert lock(file, wait=False) is False
            holder.send_signal(signal.SIGKILL)
            holder.wait()
            assert lock(file, wait=False) is True


def test_a_system_or_a_file_system_without_locks_says_so(tmp_path, monkeypatch):
    class Without:
        LOCK_EX, LOCK_NB = 2, 4

        def flock(self, *_):
            raise OSError(37, "No locks available")

    with (tmp_path / "lock").open("xb") as file:
        monkeypatch.setattr(module, "FCNTL", Without())
        assert lock(file, wait=False) is None
        monkeypatch.setattr(module, "FCNTL", None)
        assert lock(file, wait=False) is None
