"""Attacks of every kind in every field: each is refused by its place, or shown as the text it is."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.content.load import Texts, load
from kb.history.clocks import read_clocks
from kb.rules.check import check
from kb.site.whole import site_files
from tests.site.attacks import KINDS, spots

GOOD = Path(__file__).parents[1] / "data" / "good"
QUESTIONS = """\
questions:
  - ask: is 0709t covered
    first: codes/0709t#what-it-is
not_yet:
  - ask: what does it cost
    first: codes/0709t#what-it-is
"""
LOOKUP = """\
other_plans:
  - name: Another Plan
"""
DENIAL = "example-health/commercial/category-iii.md"
MARKED = """\
## Coverage

Our reading: *one* **two** `three`.

- Our reading: five.

"""
"""Every element that a writer may ask for."""


SHOWN = ("element", "address", "formula", "template", "path", "nested", "yaml")
"""Kinds of which some pass the check in some place."""


@pytest.fixture(scope="module")
def texts():
    """The small library, with questions and a lookup table."""
    files = load(GOOD).files
    return {**files, "questions.yml": QUESTIONS, "lookup.yml": LOOKUP}


@pytest.mark.parametrize("kind", KINDS)
def test_an_attack_is_taken_as_text_or_refused_by_its_place_in_words_that_can_be_printed(kind, texts):
    places = spots(texts)

    @settings(max_examples=25)
    @given(st.sampled_from(places), KINDS[kind], st.booleans())
    def holds(spot, attack, quoted):
        attacked = spot.filled(texts, attack, quoted=quoted)
        for problem in check(Texts(attacked, ())).problems:
            lines = attacked[problem.path].split("\n")
            assert 1 <= problem.place.line <= len(lines) + 1
            assert 1 <= problem.place.column
            assert str(problem).isprintable()

    holds()


def site(texts):
    """Give the elements of all pages with the names of their attributes, and the schemes of all addresses."""
    library = check(Texts(texts, ())).library
    elements, schemes = set(), set()
    for name, content in site_files(read_clocks(library), lambda _: None):
        if not name.endswith(".html"):
            continue
        for node in html5lib.HTMLParser(namespaceHTMLElements=False).parse(content).iter():
            if isinstance(node.tag, str):
                elements |= {(node.tag, attribute) for attribute in ("", *node.keys())}
                leads = (value for key, value in node.items() if key in {"href", "src", "action", "data"})
                schemes |= {urlsplit(value).scheme for value in leads}
    return elements, schemes


def filled(texts, attacks):
    """Put each attack in its place, if that leaves no problem; gives the texts and how many were taken."""
    taken = 0
    for spot, attack, quoted in attacks:
        tried = spot.filled(texts, attack, quoted=quoted)
        if not check(Texts(tried, ())).problems:
            texts, taken = tried, taken + 1
    return texts, taken


def test_what_is_taken_brings_no_kind_of_element_attribute_or_address_into_any_page(texts):
    plain = {**texts, DENIAL: texts[DENIAL].replace("## Coverage", MARKED)}
    elements, schemes = site(plain)
    taken = []
    every = st.one_of(
        [KINDS[kind] for kind in ("element", "address", "formula", "template", "path", "nested", "yaml")]
    )
    attack = st.tuples(st.sampled_from(spots(texts)), every, st.just(value=True))

    @settings(max_examples=2, suppress_health_check=list(HealthCheck))
    @given(st.lists(attack, min_size=60, max_size=60))
    def holds(attacks):
        attacked, number = filled(plain, attacks)
        found, ways = site(attacked)
        assert set() == found - elements
        assert set() == ways - schemes
        taken.append(number)

    holds()
    assert 8 < max(taken)
