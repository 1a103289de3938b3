"""Phrases that few queries have are in files of their own, which every query that has one asks for."""

from __future__ import annotations

import re
from base64 import b64decode
from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.content.load import load
from kb.rules.check import check
from kb.search.by_word import FAR, bits_of, cut
from kb.search.export import tables_of
from kb.search.gather import gather
from kb.search.said_by import MAY, SAID_BY

GOOD = Path(__file__).parents[1] / "data" / "good"


@pytest.fixture(scope="module", params=["good", "policies"])
def tables(request, real_policies):
    """All tables by which a query of a library is read."""
    return tables_of(gather(check(load(real_policies if request.param == "policies" else GOOD)).library))


def asked(terms, held):
    """The files that a query of these terms asks for."""
    filled, size = b64decode(held["filter"]), held["size"]
    gates = [*terms, *(f"{one} {other}" for one, other in pairwise(terms))]
    has = {bit for bit in range(size) if filled[bit // 8] >> bit % 8 & 1}
    return {
        number
        for number in range(held["dates"])
        if any(has.issuperset(bits_of(f"{number} {gate}", size)) for gate in gates)
    }


def test_every_phrase_asks_for_the_file_that_has_it(tables):
    kept, files = cut(tables)
    every = [
        (phrase, number)
        for number, file in enumerate(files[:-2])
        for phrase in chain(
            *(held.split("|") for held in file.get("concepts", {}).values()),
            *file.get("intent", {"values": {FAR: []}})["values"][FAR],
        )
    ]
    assert every
    assert [phrase for phrase, number in every if number not in asked(phrase.split(" "), kept["byWord"])] == []


def test_what_is_cut_is_all_there_once_and_what_other_tables_name_stays(tables):
    kept, files = cut(tables)
    parts = [kept["analysis"], *files]
    names = [name for part in parts for name in part.get("concepts", {})]
    assert sorted(names) == sorted(tables["analysis"]["concepts"])
    named = {name for name in tables["reading"]["intent"]["questions"] if name in names}
    assert named
    assert named <= kept["analysis"]["concepts"].keys()


def test_few_other_queries_ask_for_a_file(tables):
    kept, _ = cut(tables)
    others = [(f"quokka{number}", f"wombat{number}") for number in range(200)]
    assert sum(len(asked(terms, kept["byWord"])) for terms in others) < 20


def test_what_is_asked_for_beside_questions_is_in_the_last_files(tables):
    kept, files = cut(tables)
    groups = tables["reading"]["asks"]["kinds"]
    assert [[] for _ in groups] == kept["reading"]["asks"]["kinds"]
    of_asks = files[kept["byWord"]["asks"] :]
    assert [{"kinds": [number, kinds]} for number, kinds in enumerate(groups)] == of_asks != []


@pytest.mark.parametrize("pattern", [words for words, _, _ in SAID_BY])
def test_the_sentences_that_put_a_question_are_loaded_for_every_text_that_one_is_found_in(pattern):
    @settings(max_examples=200)
    @given(st.from_regex(pattern))
    def loads(text):
        assert re.search(MAY, text)

    loads()


def test_those_sentences_are_not_loaded_for_usual_queries():
    usual = ("uhc prior auth 0709t", "aetna 0709t coverage 2025", "timely filing appeal", "cigna vaccine melanoma")
    assert not [text for text in usual if re.search(MAY, text)]
