"""An interrupt ends the command quietly with 130, whatever it is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kb import __main__ as door
from kb.commands import main as cli

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("moment", ["while modules load", "while it runs"])
def test_it_ends_quietly_with_130(moment, monkeypatch, capsys):
    def interrupt(*_):
        raise KeyboardInterrupt

    if moment == "while it runs":
        monkeypatch.setattr(cli, "main", interrupt)
    else:
        monkeypatch.delitem(sys.modules, "kb.commands.main")
        monkeypatch.setattr(sys, "meta_path", [type("Interrupting", (), {"find_spec": interrupt})()])
    assert (130, "", "") == (door.main(), *capsys.readouterr())


def test_else_its_exit_code_is_that_of_the_command(monkeypatch):
    monkeypatch.setattr(cli, "main", lambda: 7)
    assert 7 == door.main()


def test_one_that_comes_while_build_py_loads_its_modules_ends_it_quietly(tmp_path):
    (tmp_path / "hashlib.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    call = [sys.executable, str(ROOT / "build.py"), "check"]
    done = subprocess.run(call, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, check=False)
    assert (130, b"", b"") == (done.returncode, done.stdout, done.stderr)


def test_any_other_fault_of_that_time_is_told(tmp_path):
    (tmp_path / "hashlib.py").write_text("raise OSError('broken')\n")
    call = [sys.executable, str(ROOT / "build.py"), "check"]
    done = subprocess.run(call, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, check=False)
    assert (1, True) == (done.returncode, b"OSError: broken" in done.stderr)


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="only POSIX holds signals back")
def test_one_held_back_while_python_starts_is_answered_by_kb():
    held = "import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, [2]); os.kill(os.getpid(), 2)"
    start = f"{held}; os.execv(sys.executable, [sys.executable, '-m', 'kb', 'check'])"
    done = subprocess.run([sys.executable, "-c", start], cwd=ROOT, capture_output=True, check=False)
    assert (130, b"", b"") == (done.returncode, done.stdout, done.stderr)
