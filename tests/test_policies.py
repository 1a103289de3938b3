from __future__ import annotations

from pathlib import Path

from kb.check import check
from kb.load import load

POLICIES = Path(__file__).parents[1] / "policies"


def test_the_content_of_the_library_has_no_problem():
    assert [] == [str(problem) for problem in check(load(POLICIES)).problems]
