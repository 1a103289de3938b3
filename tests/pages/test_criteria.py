"""The criteria on a code's page: those of every plan that apply to it, kind by kind, and a number for the rest."""

from __future__ import annotations

from kb.domain.criteria import Criterion
from kb.pages.criteria import MOST_ROWS, criteria_of_plans, criteria_table
from tests.answers.made import PLANS, SECOND, SOURCES, library, says


def rule(name, codes, *criteria, scope=PLANS):
    return says(name, codes, "covered", scope=scope, sources=SOURCES, criteria=criteria)


def modifier(number, says="refused"):
    return Criterion("modifiers", says, (f"{number:02d}",), "pw", "part", heading=str(number))


LISTED = Criterion("diagnoses", "supports", ("C43.9",), "pw", "part")


def test_rows_go_by_kind_then_rules_on_the_code_before_background_each_with_its_plan():
    made = library(
        rule("policy", "0708T", modifier(22), LISTED),
        rule("service", "cancer vaccines", LISTED, scope=SECOND),
    )
    rows = criteria_table(made, "0709T").rows
    assert ["example, plans", "example, second", "example, plans"] == [row.plan for row in rows]
    assert ["diagnoses", "diagnoses", "modifiers"] == [row.printed.criterion.kind for row in rows]
    assert [True, False, True] == [row.printed.decides for row in rows]


def test_a_code_that_no_criterion_is_on_has_no_table():
    assert criteria_table(library(rule("policy", "0708T", LISTED)), "96401") is None
    assert criteria_table(library(rule("policy", "0708T")), "0708T") is None


def test_a_long_table_says_how_many_rows_it_leaves_out():
    table = criteria_table(library(rule("policy", "0708T", *(modifier(n) for n in range(MOST_ROWS + 3)))), "0708T")
    assert (MOST_ROWS, 3) == (len(table.rows), table.more)


def test_beside_the_answers_of_a_plan_stand_the_criteria_of_its_own_rules_in_brief():
    many = Criterion("diagnoses", "supports", tuple(f"C43.{n}" for n in range(6)), "pw", "part")
    made = library(
        rule("policy", "0708T", modifier(22), many), rule("service", "cancer vaccines", LISTED, scope=SECOND)
    )
    ((plan, told),) = criteria_of_plans(made, "0708T").items()
    assert (PLANS, ("modifiers", "diagnoses")) == (plan, told.kinds)
    assert f"{PLANS}/policy.html#criteria" == told.address
    assert "diagnoses, supports: C43.0; C43.1; C43.2; C43.3 and 2 more" == told.lines[1]
    assert {} == criteria_of_plans(made, "96401")
