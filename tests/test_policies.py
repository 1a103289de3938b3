from __future__ import annotations

from pathlib import Path

from kb.content.load import load
from kb.layout.folder import lay_out_all
from kb.rules.check import check

POLICIES = Path(__file__).parents[1] / "policies"


def test_the_content_of_the_library_has_no_problem():
    assert [] == [str(problem) for problem in check(load(POLICIES)).problems]


def test_the_content_of_the_library_is_laid_out_as_the_formatter_wants():
    """So that a change of one fact stays a change of one line; `python3 build.py fmt` lays it out."""
    laid = lay_out_all(POLICIES)
    assert [] == [f"{one.path}:{line}: {change}" for one in laid for line, change in one.changed_lines()]
