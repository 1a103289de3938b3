"""Each threat that the security page names has the test that it names, and the page stays one page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / ".github" / "SECURITY.md").read_text(encoding="utf-8")
THREATS = [line for line in PAGE.splitlines() if line.startswith("| ") and "tests/" in line]
NAMED = [re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", line) for line in THREATS]


def test_it_is_one_page():
    assert len(PAGE.splitlines()) <= 80
    assert 20 <= len(THREATS)


@pytest.mark.parametrize("named", NAMED, ids=lambda named: named[0][1] if named else "none")
def test_a_threat_has_its_test(named):
    ((path, test),) = named
    assert f"\ndef {test}(" in (ROOT / path).read_text(encoding="utf-8")


def test_a_tool_that_it_names_is_there():
    for path in re.findall(r"`((?:benchmarks|kb)/[\w/.]+)`", PAGE):
        assert (ROOT / path).exists()
