"""Ranges of codes in texts and names: counted as search reads them, and refused where they take in too many codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.content.parse import parse
from kb.domain.model import Scope
from kb.rules.check import gather
from kb.rules.code_ranges import MOST, MOST_IN_NAME, WIDEST, many_ranges, range_in_name
from kb.search.analysis import WIDEST_RANGE, range_at, words
from kb.search.analysis import fold as folded
from tests.answers.made import code_page, payer_page, says

ENTRY = "example-health/commercial/spare.md"
THOUSAND = "10001-11000"


def counted(text):
    """Count the codes of all ranges, as search does."""
    found, lowered = words(text), folded(text)
    ranged = (range_at(found, at, lowered) for at in range(len(found)))
    return sum(len(one[1]) for one in ranged if one)


def told(text):
    return [message for _, message in many_ranges(parse(ENTRY, text))]


@pytest.mark.parametrize("between", ["-", " - ", "\u2013", " \u2013 ", " to ", " through ", "\nto "], ids=repr)
def test_a_range_is_counted_however_it_is_written(between):
    full = " and ".join([THOUSAND.replace("-", between)] * (MOST // 1_000))
    assert [] == told(full)
    (message,) = told(f"{full} and a1000{between}a1001")
    assert message.startswith("up to here ranges take in 50,002 codes; a file has at most 50,000; split it")


@pytest.mark.parametrize(
    "text", ["10000-11001", "10000-0709T", "10002-10001", "x10000-10500", "10000-105001", "10000 10500"]
)
def test_what_search_takes_for_no_range_is_not_counted(text):
    assert 0 == counted(text)
    assert [] == told(f"{text} " * 200)


def test_search_and_the_rule_know_the_same_widest_range():
    assert WIDEST == WIDEST_RANGE
    assert WIDEST + 1 == counted("10000-11000")


def test_a_chain_of_ranges_counts_each_of_them():
    chain = "-".join(str(number) for number in range(10_000, 60_000, 1_000))
    assert 49 * 1_001 == counted(chain)
    assert [] == told(chain)
    assert told(f"{chain} {THOUSAND}")


def test_a_name_takes_in_few_codes_as_it_is_indexed_with_every_section():
    library = gather([], ())
    fits, too_many = f"10001-{10_000 + MOST_IN_NAME}", f"10001-{10_001 + MOST_IN_NAME}"
    payer = payer_page("example")
    of_scope = Scope("plans", too_many, "line of business", ())
    for document in (
        replace(says("rule", "0709T", "covered"), title=too_many),
        replace(says("rule", "0709T", "covered"), document=too_many),
        replace(code_page("0709T", ""), title=too_many),
        replace(payer, scopes=(of_scope,)),
    ):
        assert ["the ranges take in 301 codes; at most 300 fit a name; write them in the text"] == [
            message for _, message in range_in_name(document, library)
        ]
    assert [] == list(range_in_name(replace(says("rule", "0709T", "covered"), title=fits, document=fits), library))
