"""A command loads what it needs and no more: what only a build or a search needs is not on the way of the others."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from kb.commands.app import app_of, signatures
from kb.commands.main import main
from kb.commands.names import COMMANDS

ROOT = Path(__file__).parents[2]
HEAVY = ("whoosh", "sqlmodel", "sqlalchemy", "jinja2", "typer", "pydantic", "rich")
LOADED = """\
import sys
from kb.commands.main import main
main({words})
print("loaded", *sorted({heavy} & {{*sys.modules}}), file=sys.stderr)
"""
TELLING = ["loaded", "pydantic", "rich", "typer"]


@pytest.mark.parametrize(
    ("words", "loaded"),
    [
        (["check", "--help"], TELLING),
        (["check", "--policies", "tests/data/good"], ["loaded"]),
        (["--version"], ["loaded"]),
        (["build", "--help"], TELLING),
        (["build", "--policies", "none"], ["loaded"]),
    ],
)
def test_what_a_command_does_not_need_is_not_loaded(words, loaded):
    call = LOADED.format(words=words, heavy=set(HEAVY))
    done = subprocess.run([sys.executable, "-c", call], cwd=ROOT, capture_output=True, check=True, text=True)
    assert loaded == done.stderr.splitlines()[-1].split()


def test_every_command_is_there_by_its_name():
    assert list(COMMANDS) == list(signatures(app_of()))
    for name in COMMANDS:
        assert [name] == list(signatures(app_of([name])))


def test_garbage_is_collected_from_when_a_command_is_loaded(good_library):
    gc.disable()
    try:
        assert 0 == main(["check", "--policies", str(good_library)])
        assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.enable()
