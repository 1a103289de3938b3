"""A document is found by its number however that is typed, and a number that others hold is told with its holder."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.search.document_numbers import as_held, joined, lettered, names_document
from kb.search.find import find
from kb.search.lexicon import Lexicon
from kb.search.number_keys import key_of, keys_at
from kb.search.query import Group

TODAY = dt.date(2026, 11, 28)
LEXICON = Lexicon(("#ab7", "#cgmed67", "#med24", "#z67", "#z67.96", "0504", "455", "a12345"), (), {}, ())

# Each way of typing a number, and the entry that is first.
TYPED = {
    "bcbs/highmark-pa/experimental-services": ("Z-67", "z 67", "z67", "Z.67", "policy z-67", "z-67-096", "z67-96"),
    "bcbs/anthem/adoptive-immunotherapy": ("MED.00024", "med 24", "MED-00024", "med00024", "anthem med 024"),
    "bcbs/anthem/melanoma-vaccines": ("CG-MED-67", "cg med 67", "cgmed67", "cg-med 67", "anthem CG.MED.67"),
    "bcbs/alabama/adoptive-immunotherapy": ("MP-105", "mp 105", "mp105", "mp-0105", "bcbs alabama MP.105"),
    "bcbs/vermont/experimental-services": ("VT204", "10.01.VT204", "vt bcbs vt 204", "10.1.vt204", "vt-204"),
    "bcbs/premera/adoptive-immunotherapy": (
        *("premera 8.01.01", "premera 8.1.1", "premera 8.01.1"),
        *("premera med 8.01.01", "premera mp 8.01.01", "premera policy med-8.01.01"),
    ),
    "bcbs/mississippi/adoptive-immunotherapy": ("A.8.01.01", "a8.01.01", "bcbs miss a 8.01.01", "bcbsms 8.01.01"),
    "bcbs/mississippi/melanoma-vaccines": ("L.2.03.404", "l2.3.404", "bcbs ms L 2.03.404"),
    "bcbs/new-mexico/adoptive-immunotherapy": ("THE801.024", "the 801.024", "801.024", "the801.24"),
    "bcbs/massachusetts/timely-filing": ("MPC-052218-1H", "mpc 052218-1h", "mpc052218-1h"),
    "aetna/commercial/cancer-vaccines": ("cpb 557", "CPB-0557", "aetna 557", "cpb #557", "aetna policy 0557"),
    "cigna/commercial/category-iii": (
        "cigna 0558",
        "cigna 558",
        "cigna policy 558",
        "cigna cpb 0558",
        "cigna mp 558",
    ),
    "bcbs/massachusetts/adoptive-immunotherapy": ("bcbsma 455", "bcbsma 0455", "bcbs ma policy 455", "bcbsma mp 455"),
    "medicare/ngs/category-iii": ("L33392", "l 33392", "L-33392", "lcd 33392"),
}

# A number that the plan asked of has not, and whose it is.
OTHERS = {
    "upmc health plan z-67": "Highmark Pennsylvania",
    "cigna z 67": "Highmark Pennsylvania",
    "empire bcbs ny MED.00024": "Anthem Blue Cross and Blue Shield",
    "credence bcbs mp-105 lung": "Blue Cross and Blue Shield of Alabama",
    "humana cpb 557": "Aetna, Commercial plans",
    "uhc 0558": "Cigna Healthcare, Commercial plans",
    "oscar L33392": "Medicare, NGS",
}

# A number that no entry is on, and what the section that mentions it says.
MENTIONED = {
    "cigna 0225 adoptive immunotherapy": "the text of 0225 was not found",
    "cigna 504": "Omnibus Codes 0504 of 2021",
    "cigna policy 1808": "Policy 1808 of 2021",
    "2026T0644O": "names the predecessor, 2026T0644O, as archived",
    "2026T0644": "names the predecessor, 2026T0644O, as archived",
    "2026T0644 uhc": "names the predecessor, 2026T0644O, as archived",
    "policy 2026T644 uhc commercial": "names the predecessor, 2026T0644O, as archived",
    "uhc 2026t644o": "names the predecessor, 2026T0644O, as archived",
}


@pytest.fixture(scope="module")
def searcher(real_searcher):
    return real_searcher


@pytest.mark.parametrize(("typed", "entry"), [(typed, entry) for entry, ways in TYPED.items() for typed in ways])
def test_a_document_is_first_however_its_number_is_typed(typed, entry, searcher):
    found = find(searcher, typed, 1, TODAY)
    assert [entry] == [hit.document.entry for hit in found.hits]
    assert [] == [note for note in found.notes if "Nothing" in note]


@pytest.mark.parametrize("typed", OTHERS)
def test_a_number_of_another_plan_is_told_with_the_plan(typed, searcher):
    found = find(searcher, typed, 10, TODAY)
    told = [note for note in found.notes if "is held as a document of" in note]
    assert len(told) == 1
    assert OTHERS[typed] in told[0]
    assert [] == [note for note in found.notes if "Nothing here" in note]


@pytest.mark.parametrize("typed", MENTIONED)
def test_what_only_mentions_a_number_is_quoted_and_answers_nothing(typed, searcher):
    found = find(searcher, typed, 1, TODAY)
    assert MENTIONED[typed] in found.notes[0]
    assert "has no entry of its own here" in found.notes[0]
    assert [""] == [hit.document.value for hit in found.hits]


@pytest.mark.parametrize("typed", ["Z-99", "2026T0334SS", "L39923", "MED.00199", "cg-dme-44"])
def test_a_number_that_nothing_holds_is_told_as_one(typed, searcher):
    found = find(searcher, typed, 10, TODAY)
    assert found.hits == ()
    assert any(f"“{typed.lower()}”" in note for note in found.notes)


@pytest.mark.parametrize(
    "typed", ["aetna 120 days", "cigna 90 days appeal", "medicare mue 2", "pos 11 0709T", "2026 uhc"]
)
def test_a_number_that_counts_something_is_no_document(typed, searcher):
    found = find(searcher, typed, 10, TODAY)
    assert [] == [note for note in found.notes if "document" in note or "entry of its own" in note]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("upmc z 67", "upmc z67"),
        ("cg med 67 anthem", "cgmed67 anthem"),
        ("x cg med 67", "x cgmed67"),
        ("z-99", "z99"),
        ("z 99", "z 99"),
        ("for 67", "for 67"),
        ("pos 67", "pos 67"),
        ('"z 67"', '"z 67"'),
        ("uhc 0709t", "uhc 0709t"),
        ("ab-7", "ab-7"),
    ],
)
def test_letters_and_digits_are_put_together_where_they_make_a_number(typed, text):
    assert text == joined(typed, LEXICON)[0]


@pytest.mark.parametrize(
    ("typed", "terms", "note"),
    [
        ("504", ("0504",), "504 is read as 0504."),
        ("0455", ("455",), "0455 is read as 455."),
        ("455", ("455",), ""),
        ("z67", ("#z67",), ""),
        ("120", ("120",), ""),
        ("z99", ("z99",), ""),
    ],
)
def test_a_number_is_looked_up_as_the_library_writes_it(typed, terms, note):
    held, told = as_held(Group("word", (typed,), typed), LEXICON)
    assert (terms, note) == (held.terms, told)


@pytest.mark.parametrize(
    ("written", "key"),
    [("z-67-096", "z67.96"), ("med.00024", "med24"), ("10.01.vt204", "10.1vt204"), ("vp-0274", "vp274")],
)
def test_a_number_has_one_key(written, key):
    assert key == key_of(written)


@pytest.mark.parametrize(
    "text",
    ["2026-04-15", "1-800-624-0756", "j9000-j9999", "0708t-0709t", "90-day", "car-t", "c43.9", "nov-2023", "3.5"],
)
def test_dates_spans_and_diagnoses_are_no_numbers_of_documents(text):
    assert () == keys_at(text, 0)


@pytest.mark.parametrize(
    ("term", "is_one"),
    [
        *((one, True) for one in ("#z67", "0504", "1808", "2022013", "8.01.01")),
        *((one, False) for one in ("504", "0709t", "96401", "2026", "c43.9", "120")),
    ],
)
def test_a_code_a_year_and_a_number_of_days_name_no_document(term, is_one):
    assert is_one == names_document(term)


def test_a_number_without_the_letter_of_its_edition_is_told_with_it(searcher):
    assert "2026T0644 is read as revision 2026T0644O." in find(searcher, "2026T0644", today=TODAY).notes
    assert not any("held as edition" in note for note in find(searcher, "2026T0644O", today=TODAY).notes)


@pytest.mark.parametrize(
    ("key", "held"), [("#2026t644", ("#2026t644o",)), ("#cgmed6", ()), ("#z67", ()), ("#2026t64", ())]
)
def test_only_letters_behind_the_last_digit_are_an_edition(key, held):
    lexicon = Lexicon(("#2026t644o", "#cgmed67", "#z67a"), (), {}, ())
    assert held == lettered(key, lexicon)
