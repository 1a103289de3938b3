"""How sure a value is: the marks of its sources, and one phrase of it for every citation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.answers.caveats import (
    DOUBTS,
    Certainty,
    caveats,
    certainty_of,
    cited_certainty,
    gravest,
    in_words,
    informs_only,
    marks_of,
    read_in_part,
)
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


def test_sources_that_are_not_recorded_say_nothing_of_a_value(entry):
    cited = replace(entry.answers["coverage"], sources=("nowhere", "example-summary"))
    assert "secondary" == certainty_of(entry, cited).standing


def test_where_nothing_decides_there_is_no_mark_whatever_the_value():
    for value in ("data not available", "sources conflict"):
        assert [] == list(marks_of(value, None, "a warning"))


@pytest.mark.parametrize(
    ("value", "sure", "warning", "marks"),
    [
        ("covered", SURE, "", []),
        ("sources conflict", SURE, "", ["conflict"]),
        ("covered", SURE, "check it", ["check the parent"]),
        (
            "sources conflict",
            replace(SURE, standing="secondary", confidence="low"),
            "check it",
            ["conflict", "secondary", "low confidence", "check the parent"],
        ),
    ],
)
def test_the_marks_of_a_resolved_answer_tell_a_conflict_and_a_warning_too(value, sure, warning, marks):
    assert marks == list(marks_of(value, sure, warning))


def test_the_gravest_mark_is_the_first_of_the_list_of_doubts():
    assert "conflict" == gravest(["old", "conflict", "secondary"])
    assert "old" == gravest(["secondary", "old"])
    assert "" == gravest([])
    assert "conflict" == gravest(reversed(DOUBTS))


def test_an_entry_on_a_concept_or_superseded_decides_nothing(entry):
    assert [False, True, True] == [
        informs_only(one)
        for one in (
            entry,
            replace(entry, reach=concept_reach("cancer vaccines")),
            replace(entry, currency="superseded"),
        )
    ]
