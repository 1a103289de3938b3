from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.domain.reach import (
    ADD_ON,
    CATEGORIES,
    CATEGORY_RULES,
    EVERY,
    RANKS,
    REACH_WORDS,
    Reach,
    concept_reach,
    is_code,
    may_share,
    reaches,
    read_reach,
    rule_words,
    shape,
    takes_in,
)

CODES = st.from_regex(r"[0-9]{5}|[0-9]{4}[TFU]|[A-V][0-9]{4}", fullmatch=True)


@pytest.mark.parametrize("word", ["00100", "96401", "0709T", "0500F", "0001U", "J1234", "V5000"])
def test_cpt_and_hcpcs_codes_are_codes(word):
    assert is_code(word)


@pytest.mark.parametrize(
    "word",
    ["0709t", "709T", "00709T", "0709X", "W1234", "1E500", " 0709T", "0709T\n", "", "\u0660\u0661\u0662\u0663T"],
)
def test_other_words_are_no_codes(word):
    assert not is_code(word)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("0709T",), Reach("named code", "0709T", ("0709T",))),
        (("0708T", "0709T"), Reach("named code", "0708T, 0709T", ("0708T", "0709T"))),
        (("0708T-0710T",), Reach("range", "0708T to 0710T", ("0708T", "0710T"))),
        (("category III",), Reach("category", "category III")),
        (("HCPCS Level II",), Reach("category", "HCPCS Level II")),
        (("add-on codes",), Reach("category", "add-on codes")),
        (("all codes",), Reach("all codes", "all codes")),
    ],
)
def test_each_form_of_a_reach_is_read(words, expected):
    assert expected == read_reach(words)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("709T",), "'709T' is no code"),
        (("Category III",), "'Category III' is no code"),
        (tuple(f"{number:05}" for number in range(1_001)), "1,001 codes; name at most 1,000"),
        (("0709T", "all codes"), "'all codes' does not go with other codes"),
        (("0708T-0710T", "0709T"), "'0708T-0710T' does not go with other codes"),
        (("0709T", "0709T"), "named twice"),
        (("0710T-0708T",), "does not run upwards"),
        (("0708T-0708T",), "does not run upwards"),
        (("0708T-0710F",), "within one kind"),
        (("0708T-",), "'0708T-' is no code"),
        (("0715T, 0716T",), "write [0715T, 0716T]"),
        (("0715T and 0716t",), "write [0715T, 0716T]"),
        (("0709t",), "write 0709T"),
        (("O709T",), "write 0709T"),
        (("0708T\u20130710T",), "for it holds U+2013 EN DASH; write 0708T-0710T"),
        (("Category  III",), "write category III"),
    ],
)
def test_what_is_no_reach_is_refused_with_the_reason(words, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        read_reach(words)


@pytest.mark.parametrize(
    ("written", "code", "add_on", "expected"),
    [
        ("0709T", "0709T", True, True),
        ("0709T", "0708T", False, False),
        ("0708T-0710T", "0708T", False, True),
        ("0708T-0710T", "0710T", False, True),
        ("0708T-0710T", "0711T", False, False),
        ("0708T-0710T", "0709F", False, False),
        ("00100-01999", "00100", False, True),
        ("category III", "0709T", True, True),
        ("category III", "96401", False, False),
        ("category I", "96401", False, True),
        ("category II", "0500F", False, True),
        ("HCPCS Level II", "J1234", False, True),
        ("add-on codes", "0709T", True, True),
        ("add-on codes", "0709T", False, False),
        ("all codes", "J1234", False, True),
    ],
)
def test_a_reach_holds_its_codes_and_no_others(written, code, add_on, expected):
    assert expected == reaches(read_reach((written,)), code, add_on=add_on)


def test_a_concept_holds_no_code_by_itself():
    assert not reaches(concept_reach("cancer vaccines"), "0709T", add_on=True)


@given(CODES)
def test_every_code_reaches_itself_and_falls_under_all_codes(code):
    assert is_code(code)
    assert reaches(read_reach((code,)), code, add_on=False)
    assert reaches(read_reach(("all codes",)), code, add_on=False)


@given(CODES, CODES)
def test_a_range_is_read_only_upwards_within_one_kind_and_holds_both_its_ends(first, last):
    if shape(first) == shape(last) and first < last:
        reach = read_reach((f"{first}-{last}",))
        assert reaches(reach, first, add_on=False)
        assert reaches(reach, last, add_on=False)
    else:
        with pytest.raises(ValueError, match="does not run upwards"):
            read_reach((f"{first}-{last}",))


@given(st.lists(st.text() | CODES, min_size=1, max_size=4))
def test_any_words_are_a_reach_with_a_label_or_a_value_error(words):
    with contextlib.suppress(ValueError):
        assert read_reach(tuple(words)).label


def test_each_rank_by_which_an_entry_may_decide_has_its_words():
    assert {*RANKS} - {"concept"} == {*REACH_WORDS}


@pytest.mark.parametrize(
    ("rank", "label", "expected"),
    [
        ("named code", "0708T, 0709T", "code listed"),
        ("range", "0708T to 0710T", "code range"),
        ("category", "category III", "Category III rule"),
        ("category", ADD_ON, "add-on code rule"),
        ("all codes", EVERY, "plan-wide rule"),
        ("inherited", "0708T", "from the primary code"),
        ("concept", "cancer vaccines", ""),
    ],
)
def test_a_rule_is_called_by_how_it_applies_to_a_code(rank, label, expected):
    assert expected == rule_words(rank, label)


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (("category III",), "Category III codes"),
        (("HCPCS Level II",), "HCPCS Level II codes"),
        ((ADD_ON,), "add-on codes"),
        (("0708T", "0709T"), "0708T, 0709T"),
        ((EVERY,), "all codes"),
    ],
)
def test_a_reader_is_told_the_codes_that_a_rule_applies_to(codes, told):
    assert told == read_reach(codes).in_words


def test_the_rule_on_each_category_has_a_name():
    assert {*CATEGORIES, ADD_ON} == {*CATEGORY_RULES}


def test_only_a_list_of_codes_names_codes():
    assert ("0708T", "0709T") == read_reach(("0708T", "0709T")).named_codes
    assert [(), (), ()] == [read_reach((word,)).named_codes for word in ("0708T-0710T", "category III", "all codes")]


WRITTEN = (
    ["0708T"],
    ["0708T", "0709T"],
    ["0708T", "0500F"],
    ["0707T-0710T"],
    ["0709T-0712T"],
    ["0710T-0712T"],
    ["00100-01999"],
    ["category I"],
    ["category II"],
    ["category III"],
    ["add-on codes"],
    ["all codes"],
)
SAMPLE = ("0707T", "0708T", "0709T", "0710T", "0711T", "0712T", "0500F", "0600F", "00100", "01999", "96401", "J1234")
"""Codes with the ends of every range above, and others."""

PAIRS = [(read_reach(tuple(one)), read_reach(tuple(other))) for one in WRITTEN for other in WRITTEN]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_reach_takes_in_another_only_where_it_holds_every_code_of_it(one, other):
    held = all(
        reaches(one, code, add_on=add) for code in SAMPLE for add in (True, False) if reaches(other, code, add_on=add)
    )
    assert takes_in(one, other) == held


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_reaches_may_share_a_code_where_one_is_held_by_both(one, other):
    shared = any(reaches(one, code, add_on=True) and reaches(other, code, add_on=True) for code in SAMPLE)
    assert may_share(one, other) == shared


def test_named_codes_never_stand_for_a_range_whose_ends_they_are():
    assert not takes_in(read_reach(("0708T", "0710T")), read_reach(("0708T-0710T",)))


def test_a_concept_takes_in_and_shares_with_itself_only():
    concept, other, every = concept_reach("cancer vaccines"), concept_reach("gene tests"), read_reach(("all codes",))
    assert takes_in(concept, concept)
    assert may_share(concept, concept)
    for one, two in ((concept, other), (concept, every), (every, concept)):
        assert not takes_in(one, two)
        assert not may_share(one, two)
