"""Places that are written down are those that were given."""

from __future__ import annotations

import copy
import sys

from hypothesis import given
from hypothesis import strategies as st

from kb.content.parse import parse
from kb.domain.places import Places
from kb.domain.problem import Place
from kb.rules.check import hold_alone

PATHS = st.lists(st.one_of(st.text(), st.integers(0, 10**6)), max_size=4).map(tuple)
KNOWN = st.dictionaries(PATHS, st.builds(Place, st.integers(1, 10**6), st.integers(1, 10**4)))


@given(KNOWN)
def test_every_place_is_found_again(known):
    found = copy.deepcopy(Places(known))
    assert known == dict(found)
    assert len(known) == len(found)
    assert list(known) == list(found)


def test_a_file_that_was_checked_has_its_places_in_a_third_of_the_room(real_policies):
    path = "codes/0709t.md"
    text = (real_policies / path).read_text(encoding="utf-8")
    known, found = parse(path, text).document.places, hold_alone(path, text).document.places
    assert known == dict(found)
    loose = sum(map(sys.getsizeof, (known, *known, *known.values())))
    assert loose > 3 * sum(map(sys.getsizeof, (found, found._written)))
