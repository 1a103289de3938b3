"""The answer grid: cells, the marks beside their values, and what is counted."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.catalogue import tables as catalogue
from kb.catalogue.resolved import ResolvedAnswer, ResolvedAnswers
from kb.catalogue.schema import ScopeRow
from kb.content.load import load
from kb.domain.vocabulary import CONFLICT, QUESTIONS, UNKNOWN
from kb.pages.grid import FEW, GridGroup, make_grids
from kb.rules.check import check

SCOPES = [
    ScopeRow(id=f"{payer}/{name}", position=number, payer=payer, payer_title=title, name=name.title(), kind="")
    for number, (payer, title, name) in enumerate(
        [("zeta", "Zeta Health", "plans"), ("zeta", "Zeta Health", "advantage"), ("alpha", "Alpha Mutual", "plans")]
    )
]
KNOWN = {
    "value": "covered",
    "reason": "",
    "why": "“Example” lists 0709T.",
    "warning": "",
    "entry": "zeta/plans/0709t",
    "decided": True,
    "reach": "named code",
    "rule": "code listed",
    "named": True,
    "standing": "primary",
    "confidence": "high",
    "part_read": False,
    "currency": "current",
    "effective": dt.date(2026, 1, 1),
}
SILENT = {"value": UNKNOWN, "decided": False, "named": False, "standing": "", "confidence": "", "currency": ""}
UNSEEN = {
    **KNOWN,
    **SILENT,
    "reason": "not looked up",
    "why": "Nothing.",
    "entry": None,
    "reach": "",
    "rule": "",
    "effective": None,
}


def resolved(scope, question, **told):
    return ResolvedAnswer(scope=scope, question=question, **{**UNSEEN, **told})


def grid(**told):
    """Make the grid of three scopes; `told` gives what is resolved by question, all in the first scope."""
    answers = {
        (scope.id, question.slug): resolved(scope.id, question.slug) for scope in SCOPES for question in QUESTIONS
    }
    slugs = {question.key: question.slug for question in QUESTIONS}
    found = {("zeta/plans", slugs[key]): resolved("zeta/plans", slugs[key], **row) for key, row in told.items()}
    every, count = tuple({**answers, **found}.values()), len(QUESTIONS)
    sets = tuple(tuple(range(count * number, count * number + count)) for number in range(len(SCOPES)))
    of = {"0709T": {scope.id: number for number, scope in enumerate(SCOPES)}}
    return make_grids(SCOPES, ResolvedAnswers(every, sets, of))["0709T"]


def cell(**told):
    """Make the cell of a known answer on coverage with these columns changed."""
    return grid(coverage={**KNOWN, **told}).groups[0].rows[0].cells[0]


def test_scopes_stand_by_payer_in_the_order_of_lists():
    groups = [(g.payer, g.title, [(row.scope, row.name) for row in g.rows]) for g in grid().groups]
    assert [
        ("zeta", "Zeta Health", [("zeta/plans", "Plans"), ("zeta/advantage", "Advantage")]),
        ("alpha", "Alpha Mutual", [("alpha/plans", "Plans")]),
    ] == groups


def test_every_scope_has_a_cell_for_every_question_in_order():
    found = grid()
    assert ("0709T", QUESTIONS) == (found.code, found.questions)
    assert [QUESTIONS] * 3 == [
        tuple(cell.question for cell in row.cells) for group in found.groups for row in group.rows
    ]


def test_a_cell_shows_the_value_why_and_the_section_that_says_it():
    found = cell()
    assert ("covered", "good", "“Example” lists 0709T.") == (found.value, found.tone, found.why)
    assert ("code listed", "zeta/plans/0709t.html#coverage", ()) == (found.by, found.address, found.marks)
    assert found.known


def test_the_address_of_a_question_is_the_anchor_of_its_section():
    found = grid(prior_authorization={**KNOWN, "value": "required"}).groups[0].rows[0].cells[1]
    assert ("zeta/plans/0709t.html#prior-authorization", "action") == (found.address, found.tone)


def test_a_value_tells_how_its_rule_applies_to_the_code():
    assert "Category III rule" == cell(reach="category", rule="Category III rule").by


def test_an_unknown_tells_its_reason_and_opens_what_informs_it():
    found = cell(**SILENT, reason="behind login")
    assert (UNKNOWN, "unknown", "behind login", "zeta/plans/0709t.html#coverage") == (
        found.value,
        found.tone,
        found.by,
        found.address,
    )
    assert not found.known


def test_what_nobody_looked_up_opens_nothing():
    found = grid().groups[0].rows[0].cells[0]
    assert ("not yet searched", "", "Nothing.", ()) == (found.by, found.address, found.why, found.marks)


MARKS = {
    "nothing doubtful": ({}, ()),
    "a report of somebody": ({"standing": "secondary"}, ("secondary",)),
    "the payer's document elsewhere": ({"standing": "primary elsewhere"}, ("primary elsewhere",)),
    "a part": ({"part_read": True}, ("part-read",)),
    "an old edition": ({"currency": "old"}, ("old",)),
    "an edition without a date": ({"currency": "undated"}, ("undated",)),
    "low confidence": ({"confidence": "low"}, ("low confidence",)),
    "medium confidence": ({"confidence": "medium"}, ()),
    "a conflict": ({"value": CONFLICT, "reason": CONFLICT}, ("conflict",)),
    "a parent in doubt": ({"warning": "The parent 0708T stands at “not covered”."}, ("check the parent",)),
    "all of it": (
        {
            "value": CONFLICT,
            "standing": "secondary",
            "part_read": True,
            "currency": "old",
            "confidence": "low",
            "warning": "Check.",
        },
        ("conflict", "secondary", "part-read", "old", "low confidence", "check the parent"),
    ),
}


@pytest.mark.parametrize(("told", "expected"), MARKS.values(), ids=MARKS)
def test_a_value_is_marked_for(told, expected):
    assert expected == cell(**told).marks


def test_an_unknown_is_never_marked():
    doubtful = {
        "standing": "secondary",
        "part_read": True,
        "currency": "old",
        "confidence": "low",
        "warning": "Check.",
    }
    assert () == cell(**{**doubtful, "value": UNKNOWN, "decided": False}).marks


def test_known_answers_are_counted_by_row_payer_and_grid_and_a_conflict_is_one():
    found = grid(coverage=KNOWN, billing={**KNOWN, "value": CONFLICT}, appeals={**UNSEEN, "reason": "lapsed"})
    each = len(QUESTIONS)
    assert [[2, 0], [0]] == [[row.known for row in group.rows] for group in found.groups]
    assert [(2, 2 * each), (0, each)] == [(group.known, group.total) for group in found.groups]
    assert (2, 3 * each) == (found.known, found.total)


def test_the_reasons_of_a_row_are_counted_the_most_frequent_first():
    lapsed, hidden = {**UNSEEN, "reason": "lapsed"}, {**UNSEEN, "reason": "behind login"}
    found = grid(coverage=lapsed, prior_authorization=KNOWN, documentation=hidden, billing=hidden)
    rows = [row for group in found.groups for row in group.rows]
    assert (("not yet searched", len(QUESTIONS) - 4), ("behind login", 2), ("expired or superseded", 1)) == rows[
        0
    ].reasons
    assert (("not yet searched", len(QUESTIONS)),) == rows[1].reasons


def test_a_row_without_unknowns_has_no_reasons():
    found = grid(**{question.key: KNOWN for question in QUESTIONS})
    assert () == found.groups[0].rows[0].reasons


def test_the_grid_of_a_catalogue_shows_every_answer_and_counts_what_is_decided(good_library):
    library = check(load(good_library)).library
    with catalogue.open_catalogue(library) as tables:
        for code in library.codes:
            answers = catalogue.grid(tables, code)
            found = make_grids(catalogue.scopes(tables), tables.resolved)[code]
            assert (sum(row.decided for row in answers.values()), len(answers)) == (found.known, found.total)


def test_scopes_of_which_nothing_is_known_stand_apart_and_none_is_lost():
    for group in grid(coverage=KNOWN).groups:
        assert {*group.rows} == {*group.shown_rows, *group.dispute_rows, *group.national_rows, *group.unknown_rows}
        assert [] == [row.scope for row in group.unknown_rows if row.known]
    assert [["zeta/advantage"], ["alpha/plans"]] == [
        [row.scope for row in group.unknown_rows] for group in grid(coverage=KNOWN).groups
    ]


def test_plans_with_rules_on_filing_and_appeals_alone_are_folded_where_they_are_many():
    covered = grid(coverage=KNOWN).groups[0].rows[0]
    appeals = grid(appeals={**KNOWN, "value": "180 days"}).groups[0].rows[0]
    filing = grid(timely_filing={**KNOWN, "value": "90 days"}, coverage=KNOWN).groups[0].rows[0]
    few = GridGroup("zeta", "Zeta", (covered, *[appeals] * FEW))
    many = GridGroup("zeta", "Zeta", (covered, filing, *[appeals] * (FEW + 1)))
    assert (few.rows, ()) == (few.shown_rows, few.dispute_rows)
    assert ((covered, filing), (appeals,) * (FEW + 1)) == (many.shown_rows, many.dispute_rows)


def test_the_coverage_of_a_payer_is_counted_over_its_scopes_with_the_unknown_last():
    first, second = grid(coverage={**KNOWN, "value": "not covered"}).groups
    assert (("not covered", "bad", 1), (UNKNOWN, "unknown", 1)) == first.coverage
    assert ((UNKNOWN, "unknown", 1),) == second.coverage


def test_a_value_of_a_fixed_list_is_not_in_words():
    found = grid(coverage=KNOWN, billing={**KNOWN, "value": "Two units a day"}, appeals={**KNOWN, "value": CONFLICT})
    cells = {cell.question.key: cell.in_words for cell in found.groups[0].rows[0].cells}
    assert ["billing"] == [question for question, in_words in cells.items() if in_words]


def test_a_cell_is_found_by_scope_and_question():
    found = grid(coverage=KNOWN)
    assert "covered" == found.cells["zeta/plans", "coverage"].value
    assert len(SCOPES) * len(QUESTIONS) == len(found.cells)
