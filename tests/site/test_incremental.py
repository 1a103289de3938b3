"""A build that goes on from the last one writes byte for byte what a build from nothing writes."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import incremental
from benchmarks.incremental import damage, different, foreign, place_in, sentence, sentences
from benchmarks.words import seeded

pytestmark = pytest.mark.slow

TOUCHES = "Making the pages of"


@pytest.fixture
def place(tmp_path):
    made = place_in(tmp_path, git=False)
    made.build("site", tmp_path / "cache")
    return made


def touched(place):
    """Tell how often a build made only what an edit touched."""
    return sum(told.startswith(TOUCHES) for told in place.built)


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_after_random_edits_it_is_the_same(seed, git):
    assert [] == list(incremental.sequence(seeded(seed), git=git, tried=Counter()))


def test_a_sentence_is_made_alone_and_is_the_same(place):
    for number, edit in enumerate((sentence, sentences)):
        edit(place, seeded(number))
        assert [] == list(different(place))
        assert number + 1 == touched(place)


@pytest.mark.parametrize("spoil", [damage, foreign])
def test_with_a_damaged_cache_it_is_the_same(place, spoil):
    spoil(place, seeded(4))
    sentence(place, seeded(4))
    assert [] == list(different(place))
