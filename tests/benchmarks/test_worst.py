"""The search for the slowest content tries every command of each kind of content, and none of them breaks."""

from __future__ import annotations

import pytest

from benchmarks.worst import SURFACES, Shape, search

EXAMPLES = 3
SIZE = 32 * 1024
"""Smaller than what the benchmark tries, for a test that takes seconds."""


@pytest.mark.slow
@pytest.mark.parametrize("surface", SURFACES)
def test_no_command_breaks_on_content_that_is_said_over_and_over(surface):
    worst = search(surface, EXAMPLES, SIZE)
    assert worst.tried >= EXAMPLES
    assert worst.command


@pytest.mark.parametrize("share", [1, 64])
def test_a_text_is_as_long_as_asked_at_most(share):
    text = Shape("\u00e9", 100, "a", "\n- ", share).say(10_000)
    assert 9_000 // share < len(text.encode()) <= 10_000 // share
