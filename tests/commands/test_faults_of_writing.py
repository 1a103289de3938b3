"""Each write of each command may fail: the old file stands, or the new one, whole; the next call is right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("fail_at_every_write.py")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="no forks")]


@pytest.mark.parametrize(
    ("command", "how", "least"),
    [
        ("fmt", "ENOSPC", 8),
        ("guide", "ENOSPC", 2),
        ("guide", "SIGKILL", 2),
        ("evidence", "ENOSPC", 2),
        ("publish", "ENOSPC", 6),
        ("publish", "SIGKILL", 6),
    ],
)
def test_a_write_that_fails_or_is_the_last_thing_done_tears_and_loses_nothing(command, how, least, tmp_path):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, SCRIPT, tmp_path, command, how]
    done = subprocess.run(call, env=env, capture_output=True, check=False)
    assert b"" == done.stderr
    *faults, last = done.stdout.decode().splitlines()
    assert [] == faults
    assert int(last.removesuffix(" failures")) >= least
