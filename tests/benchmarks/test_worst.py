"""No content of at most 256 KiB makes a command slow: a short search for worst cases, of each kind of content."""

from __future__ import annotations

import pytest

from benchmarks.worst import LARGEST, SURFACES, search

SECONDS = 5
EXAMPLES = 4


@pytest.mark.slow
@pytest.mark.parametrize("surface", SURFACES)
def test_no_content_makes_a_command_slow(surface):
    worst = search(surface, EXAMPLES, LARGEST)
    assert worst.tried >= EXAMPLES
    assert worst.seconds < SECONDS, f"{worst.command}: {worst.text}"
