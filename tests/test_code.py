"""Layout, lint and types of the project itself, so that the one test command holds them too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = {
    "laid out": (["ruff", "format", "--check", "--quiet", "."], "run `ruff format`"),
    "free of lint": (["ruff", "check", "--output-format=concise", "--quiet", "."], "fix what ruff names"),
    "typed": (["mypy", "--no-error-summary"], "fix what mypy names"),
}


@pytest.mark.parametrize("what", TOOLS)
def test_the_project_is(what):
    tool, way_out = TOOLS[what]
    done = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"The project is not {what}; {way_out}\n{done.stdout}{done.stderr}", pytrace=False)
