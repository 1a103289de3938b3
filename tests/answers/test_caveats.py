"""How sure a value is: the marks of its sources, and one phrase of it for every citation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.answers.caveats import Certainty, caveats, certainty_of, cited_certainty, in_words, read_in_part
from kb.content.load import load
from kb.domain.reach import concept_reach
from kb.domain.vocabulary import label
from kb.rules.check import check

SURE = Certainty("primary", "high", "current", part_read=False)
SAID = "payer document, current, high confidence"


@pytest.fixture
def entry(good_library):
    return check(load(good_library)).library.by_path["example-health/commercial/category-iii.md"]


def reading(entry, *extents):
    """Give the entry's own sources, each read as far as said."""
    return [replace(source, read=read) for source, read in zip(entry.sources.values(), extents, strict=False)]


def test_of_several_sources_the_best_standing_counts(entry):
    assert SURE == certainty_of(entry, entry.answers["coverage"])


@pytest.mark.parametrize(
    ("extents", "told"),
    [(["whole", "part"], False), (["part", "reference"], True), (["reference"], True), ([], False)],
)
def test_an_answer_is_read_in_part_where_none_of_its_sources_was_read_whole(entry, extents, told):
    assert told == read_in_part(reading(entry, *extents))


@pytest.mark.parametrize(
    ("changed", "mark"),
    [
        ({"standing": "secondary"}, "secondary"),
        ({"standing": "primary elsewhere"}, "primary elsewhere"),
        ({"part_read": True}, "part-read"),
        ({"currency": "old"}, "old"),
        ({"currency": "undated"}, "undated"),
        ({"currency": "superseded"}, "superseded"),
        ({"confidence": "low"}, "low confidence"),
    ],
)
def test_each_doubt_is_a_mark_and_stands_in_the_phrase(changed, mark):
    assert [] == list(caveats(SURE))
    doubtful = replace(SURE, **changed)
    assert [mark] == list(caveats(doubtful))
    assert label(mark) in in_words(doubtful)


def test_a_value_without_a_source_is_said_to_have_none(entry):
    bare = certainty_of(entry, replace(entry.answers["coverage"], sources=()))
    assert "no source, current, high confidence" == in_words(bare)


def test_what_decides_no_answer_is_cited_as_such(entry):
    answer = entry.answers["coverage"]
    assert SAID == cited_certainty(entry, answer)
    on_a_concept = replace(entry, reach=concept_reach("cancer vaccines"))
    assert f"{SAID}; background only, decides nothing" == cited_certainty(on_a_concept, answer)
