"""A diagnosis in a query: the lists of the plan asked of, of no other plan, and no verdict that no list gives."""

from __future__ import annotations

import pytest

from kb.search.find import find


@pytest.fixture(scope="module")
def notes(real_searcher):

    def of(typed):
        return " ".join(find(real_searcher, typed).notes)

    return of


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0709T C43.9 aetna", "C43.9 is listed (coverage not stated) in CPB 0557"),
        ("aetna d05.12 cancer vaccine dx", "as D00.00-D09.9"),
        ("aetna D03.4 dendritic cell", "D03.4 is listed (coverage not stated) in CPB 0377"),
        ("0709T C439 aetna", "C43.9 is listed (coverage not stated) in CPB 0557"),
        ("aetna cpb 0377 dendritic C61", "C61 is listed (coverage not stated)"),
        ("aetna dendritic cell d034", "D03.4 is listed (coverage not stated)"),
        ("c61.0 aetna", "C61.0 is listed (coverage not stated)"),
        ("cigna 0709T c43.9", "C43.9: data not available; no list of diagnoses of Cigna"),
        ("uhc 0709T dx c79.31", "C79.31: data not available; no list of diagnoses of UnitedHealthcare"),
        ("0709T z00.00 aetna", "Z00.00: data not available; no list of diagnoses of Aetna"),
        ("z00.00", "Z00.00: data not available; no list of diagnoses here holds it."),
    ],
)
def test_a_diagnosis_is_told_as_the_lists_of_the_plan_have_it_or_as_not_available(notes, typed, said):
    told = notes(typed)
    assert said in told
    assert "listed as" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "aetna 0709T c43",
        "z67 highmark",
        "8.01.01",
        "0709T $43.90",
        "cigna 0709T",
        "cigna c439",
        "aetna z67",
        "aetna j9325",
    ],
)
def test_what_is_no_diagnosis_with_its_dot_is_not_told_as_one(notes, typed):
    assert "list of diagnoses" not in notes(typed)


def test_a_word_that_lists_speak_of_is_not_told_as_missing(notes):
    assert "the word “c43.9”" not in notes("0709T C43.9 aetna")
    assert "the word “c43.9”" not in notes("cigna 0709T c43.9")
