"""The board holds every answer that somebody should look at, says why, and says the next step."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.catalogue import tables as catalogue
from kb.catalogue.review import ACTIONS, DUE_WITHIN, KINDS, REVIEW, REVIEWS, answer_due, later_reviews, to_do
from kb.content.load import load
from kb.domain.vocabulary import CONFLICT, QUESTIONS, REASONS, UNKNOWN, question
from kb.rules.check import check

SCOPE = "example-health/commercial"
RULE = f"{SCOPE}/category-iii"


@pytest.fixture
def library(good_library):
    return check(load(good_library)).library


def board(library, day=None):
    with catalogue.open_catalogue(library) as tables:
        return to_do(library, tables.resolved, day or max(d.reviewed for d in library.documents))


def answers(library):
    with catalogue.open_catalogue(library) as tables:
        return list(tables.resolved.every())


def with_entry(library, name, **changed):
    entries = tuple(replace(entry, **changed) if entry.id == name else entry for entry in library.entries)
    return replace(library, entries=entries)


def of_kind(rows, kind):
    return [row for row in rows if row.kind == kind]


@pytest.mark.parametrize("which", ["good_library", "real_policies"])
def test_each_doubtful_answer_stands_on_a_row_of_its_kind_and_no_other_answer_does(which, request):
    library = check(load(request.getfixturevalue(which))).library
    brands = {f"{payer.name}/{scope.id}" for payer, scope in library.scopes if scope.kind == "brand"}
    expected = set()
    for code, row in answers(library):
        key = row.scope, row.question, code
        if row.value == UNKNOWN and row.reason != "not applicable" and row.scope not in brands:
            expected.add(("unknown", *key))
        if row.decided:
            expected |= {("conflicting", *key)} if row.value == CONFLICT else set()
            expected |= {("secondary-only", *key)} if row.standing == "secondary" else set()
            expected |= {("part-read", *key)} if row.part_read else set()
            expected |= {("old", *key)} if row.currency in {"old", "undated"} else set()
    rows = [row for row in board(library) if row.kind not in {"due", "overdue", "conflict noted"}]
    shown = [(r.kind, r.scope, q.slug, code) for r in rows for q in r.questions for code in r.codes]
    assert sorted(expected) == sorted(shown)


def test_an_entry_that_tells_of_sources_in_conflict_stands_on_a_row_that_opens_there(real_library):
    telling = {
        entry.id for entry in real_library.entries if "conflicts" in {section.slug for section in entry.sections}
    }
    assert telling
    assert {f"{id_}.html#conflicts" for id_ in telling} == {
        r.address for r in of_kind(board(real_library), "conflict noted")
    }


def test_an_unknown_says_its_reason_and_the_next_step_and_asks_where_a_call_may_help(library):
    rows = of_kind(board(library), "unknown")
    assert {ACTIONS[row.reason] for row in rows} == {row.action for row in rows}
    for row in rows:
        called = row.reason in {"looked and not found", "lapsed", "sources conflict", "behind login"}
        assert tuple(q.asks for q in row.questions if called) == row.asks
    assert {"not looked up", "behind login"} <= {row.reason for row in rows}


def test_each_reason_and_each_kind_has_a_next_step():
    reasons = {reason.name for reason in REASONS} - {"not applicable"}
    kinds = {kind.name for kind in KINDS} - {"due", "overdue", "unknown"}
    assert reasons | kinds == set(ACTIONS)


@pytest.mark.parametrize(("days", "kind"), [(-1, "overdue"), (0, "due"), (DUE_WITHIN, "due"), (DUE_WITHIN + 1, "")])
def test_an_entry_is_overdue_after_its_day_due_before_it_and_else_not_on_the_board(library, days, kind):
    day = dt.date(2026, 6, 1)
    coverage = {"coverage": next(entry for entry in library.entries if entry.id == RULE).answers["coverage"]}
    moved = with_entry(library, RULE, answers=coverage, reviewed=day, review_by=day + dt.timedelta(days=days))
    found = [row for row in board(moved, day) if row.address == f"{RULE}.html" and row.action == REVIEW]
    assert ([kind] if kind else []) == [row.kind for row in found]


def test_a_known_answer_is_due_when_its_half_life_ends_if_its_entry_is_due_later(library):
    entry = next(entry for entry in library.entries if entry.id == RULE)
    asked = question("prior authorization")
    known = replace(entry.answers["coverage"], question=asked.key, value="required")
    day = dt.date(2026, 6, 1)
    held = replace(entry, answers={asked.key: known}, reviewed=day, review_by=dt.date(2027, 6, 1))
    assert day + dt.timedelta(days=30) == answer_due(held, asked)
    soon = replace(held, review_by=dt.date(2026, 6, 2))
    assert dt.date(2026, 6, 2) == answer_due(soon, asked)
    unknown = replace(held, answers={asked.key: replace(known, value=UNKNOWN)})
    assert held.review_by == answer_due(unknown, asked)
    (row,) = [row for row in board(with_entry(library, RULE, **vars_of(held)), day) if row.address == f"{RULE}.html"]
    assert ("due", (asked,), "the review interval of the answer ends") == (row.kind, row.questions, row.reason)


def vars_of(entry):
    return {"answers": entry.answers, "reviewed": entry.reviewed, "review_by": entry.review_by}


def test_half_lives_are_those_of_the_field():
    told = {q.key: q.half_life for q in QUESTIONS if q.half_life}
    assert {"prior_authorization": 30, "benchmarks": 90, "timely_filing": 365} == told


def test_the_most_pressing_kind_stands_first(library):
    order = [kind.name for kind in KINDS]
    late = with_entry(library, RULE, review_by=dt.date(2020, 1, 1))
    places = [order.index(row.kind) for row in board(late)]
    assert places == sorted(places)
    assert "overdue" == board(late)[0].kind


def test_a_brand_has_nobody_to_call(library):
    payer = library.payers["example-health"]
    scopes = tuple(replace(scope, kind="brand") for scope in payer.scopes)
    brand = replace(library, payers={**library.payers, "example-health": replace(payer, scopes=scopes)})
    assert of_kind([row for row in board(library) if row.payer == payer.name], "unknown")
    assert [] == of_kind([row for row in board(brand) if row.payer == payer.name], "unknown")


@pytest.mark.parametrize("ahead", [0, 10, 200, 400])
def test_each_document_has_one_row_of_its_review_on_the_board_or_among_those_that_come_later(library, ahead):
    day = library.newest_review + dt.timedelta(days=ahead)
    here = [row for row in board(library, day) if row.kind in REVIEWS]
    later = later_reviews(library, day)
    assert sorted(f"{document.id}.html" for document in library.documents) == sorted(
        row.address for row in (*here, *later)
    )
    latest = day + dt.timedelta(days=DUE_WITHIN)
    assert [] == [row for row in here if row.day > latest] + [row for row in later if row.day <= latest]


def test_a_later_review_is_the_row_that_it_will_be_when_it_comes_to_the_board(library):
    for row in later_reviews(library, library.newest_review):
        (there,) = [
            found for found in board(library, row.day) if found.kind == "due" and found.address == row.address
        ]
        assert row == there
