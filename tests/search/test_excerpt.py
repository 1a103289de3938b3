"""What a hit shows: the words around the match, and why it matched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.analysis import analyse, make_concepts
from kb.search.documents import SearchDocument
from kb.search.excerpt import PLACES, WIDTH, excerpt, why
from kb.search.query import parse_query
from kb.search.scoring import FIELDS

CONCEPTS = make_concepts(
    [
        ("prior authorization", ("prior authorization", "prior auth")),
        ("not covered", ("not covered", "non-covered")),
        ("uhc", ("UnitedHealthcare", "United Healthcare")),
    ]
)
FILLING = [f"filling{number}" for number in range(100)]


def section(**fields):
    return SearchDocument("e", "s", "entry", "", "", "", fields, ("payer=uhc", "kind=entry"), "category III")


def cut(text, typed):
    return excerpt(section(text=text), parse_query(typed, CONCEPTS), CONCEPTS)


def reasons(typed, **fields):
    return why(section(**fields), parse_query(typed, CONCEPTS), CONCEPTS)


def test_a_short_text_is_shown_whole():
    assert "Only a few words." == cut("Only  a\nfew\u00a0words.", "words")
    assert "" == cut("", "words")


def test_a_long_text_is_cut_around_the_words_that_match():
    text = " ".join([*FILLING[:50], "Vaccines", *FILLING[50:]])
    shown = cut(text, "vaccine")
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "Vaccines" in shown


def test_the_part_with_most_of_the_words_is_shown():
    text = " ".join(["vaccine", *FILLING[:40], "vaccines", "billing", *FILLING[40:]])
    assert "vaccines billing" in cut(text, "vaccine billing")


def test_a_sentence_is_shown_from_its_start_where_all_the_words_fit():
    sentence = ["Data not available: no source names a", *FILLING[:9], "modifier."]
    text = " ".join([*FILLING[:40], "End.", *sentence, *FILLING])
    assert cut(text, "modifier").startswith("… Data not available: no source names a")


def test_of_equal_parts_the_first_is_shown():
    assert cut(" ".join(FILLING), "zebra") == f"{' '.join(FILLING[:WIDTH])} …"


def test_a_part_at_the_end_says_what_went_before():
    assert cut(" ".join([*FILLING, "vaccine"]), "vaccine") == f"… {' '.join([*FILLING, 'vaccine'][-WIDTH:])}"


@given(st.lists(st.sampled_from(["vaccine", "other", "0709T,", "(code)"]), max_size=60))
def test_an_excerpt_is_a_run_of_the_texts_own_words(words):
    shown = cut(" ".join(words), "vaccine 0709T").removeprefix("… ").removesuffix(" …").split()
    assert len(shown) == min(len(words), WIDTH)
    assert any(words[at : at + len(shown)] == shown for at in range(len(words) + 1))


@pytest.mark.parametrize(
    ("typed", "fields", "expected"),
    [
        ("0709T", {"lead": "0709T", "named": "0709T", "text": "0709T"}, ("0709t (this page)",)),
        ("0709T", {"named": "0708T 0709T", "text": "0709T"}, ("0709t (named code)",)),
        ("0709T", {"named": "0708T–0710T"}, ("0709t (named code)",)),  # noqa: RUF001
        ("0709T", {"reached": "0709T"}, ("0709t (reached: category III)",)),
        ("0707T-0709T", {"named": "0709T"}, ("0707t-0709t → 0709t (named code)",)),
        ("billing", {"heading": "Billing", "text": "bill"}, ("billing (heading)",)),
        ("united healthcare", {"name": "UnitedHealthcare"}, ("united healthcare → uhc (payer)",)),
        ("prior auth", {"heading": "Prior authorization"}, ("prior auth → prior authorization (heading)",)),
        ("prior authorization", {"text": "a prior auth"}, ("prior authorization (text)",)),
        ("cpb 557", {"title": "CPB-0557"}, ("cpb 557 (title)",)),
        ("not covered", {"value": "not covered"}, ("not covered (answer)",)),
        ('"Not Covered"', {"value": "not covered"}, ("Not Covered (answer)",)),
        ("non-covered", {"value": "not covered"}, ("non-covered → not covered (answer)",)),
        ("not covered", {"title": "Non-covered", "denied": "not covered"}, ("not covered (counts as a denial)",)),
        ('"of two words"', {"title": "two words of", "text": "of two words"}, ("of two words (text)",)),
    ],
)
def test_a_reason_names_what_was_found_and_the_field_that_counts_most(typed, fields, expected):
    assert expected == reasons(typed, **fields)


def test_each_group_has_its_reason_once_and_in_the_order_typed():
    assert ("coverage (heading)", "aetna (payer)") == reasons(
        "coverage aetna coverage", name="Aetna", heading="Coverage"
    )


def test_a_field_is_read_once_however_many_words_are_asked_for(monkeypatch):
    read = []
    monkeypatch.setattr(
        "kb.search.excerpt.analyse", lambda text, concepts: read.append(text) or analyse(text, concepts)
    )
    reasons("one two three four five one two three", text="one and five")
    assert 1 == read.count("one and five")


def test_what_is_not_there_or_must_not_be_there_is_no_reason():
    assert () == reasons("zebra -aetna", name="Aetna")


def test_a_filter_is_told_only_where_it_holds():
    assert ("filter payer: uhc",) == reasons("payer:UHC payer:nobody -kind:entry")


def test_every_field_but_the_reached_one_has_a_name_for_people():
    assert {field.name for field in FIELDS} == {*PLACES, "reached"}
