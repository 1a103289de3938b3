"""A command loads what it needs and no more: what only a build or a search needs is not on the way of the others."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from kb.commands.main import COMMANDS, app_of, main
from kb.commands.options import signatures

ROOT = Path(__file__).parents[2]
HEAVY = ("whoosh", "sqlmodel", "sqlalchemy", "jinja2")
LOADED = """\
import sys
from kb.commands.main import main
main({words})
print(*{heavy} & {{*sys.modules}}, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("words", "needed"), [(["check", "--help"], ""), (["--version"], ""), (["build", "--help"], "jinja2")]
)
def test_what_a_command_does_not_need_is_not_loaded(words, needed):
    call = LOADED.format(words=words, heavy=set(HEAVY))
    done = subprocess.run([sys.executable, "-c", call], cwd=ROOT, capture_output=True, check=True, text=True)
    assert needed == done.stderr.strip()


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
