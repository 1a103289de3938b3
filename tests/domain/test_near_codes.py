"""The codes that a reach may include are found by what it names; none that it does include is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.domain.near_codes import NearCodes
from kb.domain.reach import Reach, reaches, read_reach

CODES = ("0708T", "0709T", "0710T", "0711T", "99213", "99214", "99215", "A0001", "A0009", "J1000")
PARENTS = (*CODES, "0707T", "99000", "")

codes = st.sampled_from(CODES)
named = st.lists(codes, min_size=1, max_size=3, unique=True).map(lambda found: read_reach(tuple(found)))
ends = st.sampled_from(("0707T-0709T", "0700T-0799T", "99000-99214", "A0001-A0005", "99214-99999"))
wide = st.sampled_from(("category III", "add-on codes", "all codes"))
one_word = st.one_of(ends, wide).map(lambda word: read_reach((word,)))


@given(st.dictionaries(codes, st.sampled_from(PARENTS)), st.one_of(named, one_word))
def test_no_code_that_a_reach_includes_is_left_out(parents: dict[str, str], reach: Reach) -> None:
    found = list(NearCodes(parents).of(reach))
    included = [
        code
        for code, parent in parents.items()
        if reaches(reach, code, add_on=bool(parent)) or reaches(reach, parent, add_on=False)
    ]
    assert [code for code in found if code in included] == included
    assert found == [code for code in parents if code in found]


def test_of_a_reach_that_names_codes_only_these_and_their_add_ons_are_looked_at() -> None:
    near = NearCodes({"0710T": "0709T", "0709T": "", "0708T": ""})
    assert list(near.of(read_reach(("0709T",)))) == ["0710T", "0709T"]
    assert list(near.of(read_reach(("0700T-0708T",)))) == ["0708T"]


def test_the_add_ons_of_a_parent_without_a_page_are_found() -> None:
    assert list(NearCodes({"0710T": "0709T"}).of(read_reach(("0708T-0709T",)))) == ["0710T"]
    assert list(NearCodes({"0710T": "0709T"}).of(read_reach(("0709T",)))) == ["0710T"]
