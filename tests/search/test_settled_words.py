"""Beside a code, the words that name plan and question are not looked for where an entry on the code answers."""

from __future__ import annotations

import pytest

from kb.search.find import find


@pytest.fixture(scope="module")
def searcher(real_searcher):
    return real_searcher


@pytest.mark.parametrize(
    ("typed", "settled"),
    [
        ("aetna 0709T coverage", {"aetna", "coverage"}),
        ("0709t cigna prior auth", {"cigna", "prior auth"}),
        ("uhc 0708T auth 2025", {"uhc", "auth"}),
        ("aetna 0709T coverage coverage aetna", {"aetna", "coverage"}),
    ],
)
def test_where_the_plan_has_the_code_on_the_question_its_words_are_settled(searcher, typed, settled):
    found = find(searcher, typed)
    assert settled == {group.written for group in found.ranked.settled}
    assert found.hits
    assert not any(group.written in said for hit in found.hits for said in hit.why for group in found.ranked.settled)


@pytest.mark.parametrize(
    "typed",
    [
        "0709T coverage",  # of no plan
        "aetna coverage",  # on no code
        "aetna 99999 coverage",  # on one that nothing is recorded of
        '"prior authorization" aetna',  # a quote is no code
        "anthem 0709T coverage",  # whose rules are on the subject alone
        "cigna vs aetna 0709T coverage",  # of several payers
        "palmetto 0709T coverage",  # a contractor's own goes before the national
        "aetna 0709T phone number prior auth",  # something else is asked for
    ],
)
def test_elsewhere_they_are_looked_for(searcher, typed):
    assert not {group.written for group in find(searcher, typed).ranked.settled} - {"99999"}


def test_of_a_payers_plans_those_that_are_alike_come_in_the_order_of_the_list(searcher):
    hits = find(searcher, "uhc 0708T billing").hits
    assert ["uhc/commercial/0709t", "uhc/medicare-advantage/0709t"] == [hit.document.entry for hit in hits[:2]]


def test_a_word_beside_the_questions_own_still_ranks(searcher):
    found = find(searcher, "cigna 0709T coverage experimental")
    assert "experimental" not in {group.written for group in found.ranked.settled}
