"""Which scopes the comparison offers to begin with: those whose coverage is known and differs."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kb.domain.vocabulary import CONFLICT, QUESTIONS, UNKNOWN
from kb.pages.compare_pairs import MOST_PAIRS, pairs
from kb.pages.grid import Cell, Grid, GridGroup, GridRow


def row(scope, coverage, more=0):
    """Make the answers of a scope: its coverage, and so many more that are known."""
    values = [coverage, *["known"] * more, *[UNKNOWN] * (len(QUESTIONS) - 1 - more)]
    return GridRow(
        scope, scope, tuple(Cell(q, v, "", "", "", "", "", ()) for q, v in zip(QUESTIONS, values, strict=True))
    )


def grid(*rows, code="0709T"):
    payers = dict.fromkeys(one.scope.partition("/")[0] for one in rows)
    of = {payer: tuple(one for one in rows if one.scope.startswith(f"{payer}/")) for payer in payers}
    return Grid(code, QUESTIONS, tuple(GridGroup(payer, payer.title(), found) for payer, found in of.items()))


def chosen(*rows):
    return [(pair.one.scope, pair.other.scope, pair.known) for pair in pairs({"0709T": grid(*rows)})]


def test_scopes_that_say_the_same_or_of_which_one_is_not_known_are_no_pair():
    assert [] == chosen(row("a/one", "covered"), row("a/two", "covered"))
    for other in (UNKNOWN, CONFLICT):
        assert [] == chosen(row("a/one", "covered"), row("a/two", other))


def test_of_the_scopes_of_one_payer_and_of_two_the_pair_of_which_most_is_known_stands():
    found = chosen(
        *(row("a/one", "covered", 1), row("a/two", "not covered", 1), row("a/three", "not covered", 3)),
        *(row("b/one", "not covered", 2), row("b/two", "case by case", 4)),
    )
    assert [("b/one", "b/two", 3), ("a/one", "a/two", 2), ("a/three", "b/two", 4)] == found


def test_no_more_pairs_than_fit_are_given():
    rows = [row(f"{payer}/one", f"value {payer}") for payer in "abcdefgh"]
    assert MOST_PAIRS == len(chosen(*rows))


def test_the_code_of_which_most_is_known_is_the_one_compared():
    little = grid(row("a/one", "covered"), row("a/two", "not covered"), code="0708T")
    more = grid(row("a/one", "covered", 2), row("a/two", "not covered"), code="0709T")
    assert ["0709T"] == [pair.code for pair in pairs({"0708T": little, "0709T": more})]


def test_a_scope_is_named_with_its_payer():
    (pair,) = pairs({"0709T": grid(row("acme/one", "covered"), row("acme/two", "not covered"))})
    assert ["Acme, acme/one", "Acme, acme/two"] == [pair.one.name, pair.other.name]


@pytest.mark.parametrize("library", ["good", "real"])
def test_pairs_of_a_library_differ_and_open_the_section_that_says_so(library, request):
    content, grids = request.getfixturevalue(library)
    found = pairs(grids)
    within = [pair.one.scope.partition("/")[0] == pair.other.scope.partition("/")[0] for pair in found]
    assert all(one >= two for one, two in pairwise(within))
    for pair in found:
        assert pair.one.coverage.value != pair.other.coverage.value
        for side in (pair.one, pair.other):
            assert side.coverage.address.endswith("#coverage")
            assert f"{side.coverage.entry}.md" in content.by_path
