"""Which rules speak of a code that may have no page, and which reach many codes."""

from __future__ import annotations

import pytest

from kb.answers.wide_rules import WideRule, rule_record, rules_on, wide_entries, wide_rule
from kb.content.load import load
from kb.domain.model import Answer
from kb.rules.check import check
from tests.answers.made import PLANS, SECOND, entry, library, says, silent


@pytest.mark.parametrize(("code", "reached"), [("0708T", True), ("0001T", True), ("99213", False)])
def test_a_rule_for_a_category_is_told_of_its_codes_alone(code, reached, good_library):
    found = rules_on(check(load(good_library)).library, code, add_on=False)
    assert reached == ("example-health/commercial/category-iii" in {rule.entry for rule in found})


REACHES = {
    "named": "0709T, 96401",
    "span": "0700T-0710T",
    "category": "category III",
    "every": "all codes",
    "add-ons": "add-on codes",
    "concept": "cancer vaccines",
}
RULES = [says(name, codes, "covered") for name, codes in REACHES.items()]


def ids(found):
    return [rule.entry.removeprefix("example/") for rule in found]


@pytest.mark.parametrize(
    ("code", "add_on", "names"),
    [
        ("0709T", True, ["named", "span", "add-ons", "category", "every"]),
        ("0709T", False, ["named", "span", "category", "every"]),
        ("12001", False, ["every"]),
    ],
)
def test_every_rule_but_one_on_a_concept_speaks_of_its_codes_the_closest_first(code, add_on, names):
    found = rules_on(library(*RULES), code, add_on=add_on)
    assert [f"plans/{name}" for name in names] == ids(found)


def test_rules_stand_plan_by_plan_and_a_superseded_one_speaks_no_more():
    rules = [
        says("a", "all codes", "covered", scope=SECOND),
        says("b", "0709T", "covered", scope=SECOND),
        says("c", "all codes", "covered"),
        says("gone", "0709T", "covered", currency="superseded"),
    ]
    assert ["plans/c", "second/b", "second/a"] == ids(rules_on(library(*rules), "0709T", add_on=False))


def test_wide_are_a_range_a_category_and_all_codes_but_no_named_code_no_concept_and_nothing_superseded():
    gone = says("gone", "all codes", "covered", currency="superseded")
    assert ["span", "category", "every", "add-ons"] == [one.document for one in wide_entries(library(*RULES, gone))]


def test_a_rule_says_what_it_knows_by_question_and_how_it_reaches():
    rule = entry("rule", "0700T-0710T", PLANS, Answer("billing", "One a day"))
    rule.answers["coverage"] = Answer("coverage", "covered")
    rule.answers["appeals"] = Answer("appeals", "data not available")
    found = wide_rule(library(rule), rule)
    answers = (("Coverage", "covered"), ("Billing", "One a day"))
    assert (
        WideRule("example/plans/rule", "example, plans", "Title of rule", "code range: 0700T to 0710T", answers)
        == found
    )
    assert {
        "entry": "example/plans/rule",
        "scope": "example, plans",
        "title": "Title of rule",
        "by": "code range: 0700T to 0710T",
        "answers": {"Coverage": "covered", "Billing": "One a day"},
    } == rule_record(found)


def test_a_rule_that_knows_nothing_says_nothing():
    rule = silent("rule", "all codes", "not looked up")
    assert () == wide_rule(library(rule), rule).answers
