"""What tests of commands that write share: a copy of the small library, and a command run on it."""

from __future__ import annotations

import shutil

import pytest

from kb.commands import main as cli

TODAY = ("--today", "2026-03-09")


@pytest.fixture
def policies(tmp_path, good_library):
    """A copy of the small library."""
    return shutil.copytree(good_library, tmp_path / "policies")


@pytest.fixture
def run(capsys, policies):
    """Run a command on the copy, and give the exit code and what was printed."""

    def go(*words):
        code = cli.main([*map(str, words), "--policies", str(policies), *TODAY])
        told = capsys.readouterr()
        return code, told.out, told.err

    return go
