"""A build that goes on from the last one writes byte for byte what a build from nothing writes."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import incremental
from benchmarks.incremental import commit, damage, different, foreign, place_in, read, sentence, sentences, spare
from benchmarks.words import seeded
from kb.published.commit import newest_commit
from kb.site.recorded import CATALOGUE, NAME_THE_COMMIT

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


@pytest.fixture(scope="module")
def make_place():
    with incremental.places() as made:
        yield made


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_after_random_edits_it_is_the_same(make_place, seed, git):
    assert [] == list(incremental.sequence(seeded(seed), make_place(git), Counter()))


def test_a_place_that_was_built_stands_as_it_was_built(make_place):
    for git in (False, True):
        place = make_place(git)
        place.build("site", place.top / "cache")
        assert "Nothing has changed since the last build" == place.built[-1]


def test_a_sentence_is_made_alone_and_is_the_same(place):
    for number, edit in enumerate((sentence, sentences)):
        edit(place, seeded(number))
        assert [] == list(different(place))
        assert number + 1 == touched(place)


@pytest.mark.parametrize("address", ["", "https://example.org/policies/"])
def test_a_sentence_after_a_commit_is_made_alone_and_so_is_taking_it_back(tmp_path, address):
    place = place_in(tmp_path, git=True)
    place.base = address
    for number, edit in enumerate((sentence, sentence, sentence)):
        edit(place, seeded(number))
    commit(place, seeded(0))
    place.build("site", tmp_path / "cache")
    texts = {path: path.read_bytes() for path in place.entries()}
    sentence(place, seeded(1))
    assert [] == list(different(place))
    sentences(place, seeded(6))
    assert [] == list(different(place))
    for path, text in texts.items():
        path.write_bytes(text)
    assert [] == list(different(place))
    assert 3 == touched(place)
    sentence(place, seeded(1))
    commit(place, seeded(1))
    assert [] == list(different(place))
    assert 3 == touched(place)


def test_the_files_that_name_the_commit_are_just_those_that_a_build_changes(tmp_path):
    place = place_in(tmp_path, git=True)
    place.build("site", None)
    named = newest_commit(place.policies).told.encode()
    holding = {name for name, content in read(tmp_path / "site").items() if named in content}
    assert {*NAME_THE_COMMIT, CATALOGUE} == holding


def test_where_a_text_names_the_commit_all_is_made(tmp_path):
    place = place_in(tmp_path, git=True)
    place.build("site", tmp_path / "cache")
    path = place.entries()[0]
    path.write_text(
        f"{path.read_text(encoding='utf-8').rstrip()} See {newest_commit(place.policies).commit}.\n", "utf-8"
    )
    assert [] == list(different(place))
    assert 0 == touched(place)


@pytest.mark.parametrize("spoil", [damage, foreign, spare])
def test_with_a_damaged_cache_it_is_the_same(place, spoil):
    sentence(place, seeded(3))
    assert [] == list(different(place))
    spoil(place, seeded(4))
    sentence(place, seeded(4))
    assert [] == list(different(place))
