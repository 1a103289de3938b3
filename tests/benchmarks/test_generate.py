"""What is generated to measure with keeps the rules that the project's own content keeps."""

from __future__ import annotations

import pytest

from benchmarks.generate import main
from kb.content.load import load
from kb.rules.check import check

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", [7, 8])
def test_a_generated_library_has_no_problems(tmp_path, seed):
    assert 0 == main(["--entries", "150", "--seed", str(seed), "--out", str(tmp_path / "made")])
    found = check(load(tmp_path / "made"))
    assert [] == [str(problem) for problem in found.problems]
    assert 150 == len(found.library.entries)
