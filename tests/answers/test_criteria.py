"""What criteria say of a code and an item: the closest rule on the code, and nothing that no source says."""

from __future__ import annotations

import pytest

from kb.answers.criteria import lacking_words, printed_criteria, said_of, verdict
from kb.answers.lists_beside import lists_beside
from kb.domain.criteria import DIAGNOSES, Criterion
from tests.answers.made import BRAND, LOCAL, MAC, NATIONAL, PLANS, SECOND, SOURCES, library, says


def printed(*items, verdict="supports", read="whole", kind=DIAGNOSES, note=""):
    return Criterion(kind, verdict, items, "pw", read, note=note)


def rule(name, codes, *criteria, scope=PLANS, **fields):
    return says(name, codes, "covered", scope=scope, sources=SOURCES, criteria=criteria, **fields)


def asked(made, item, code="0709T", scope=PLANS):
    return verdict(said_of(printed_criteria(made, code, scope), item))


def test_a_listed_diagnosis_has_the_verdict_of_its_list_and_is_told_with_document_and_plan():
    made = library(rule("policy", "0709T", printed("C43.0-C43.9", note="Stage III alone.")))
    [said] = said_of(printed_criteria(made, "0709T", PLANS), "c439")
    assert "supports" == asked(made, "c439")
    told = "C43.9 is listed as “supports” in policy (example, plans, on 0709T), as C43.0-C43.9. Stage III alone."
    assert told == said.told(made)


def test_a_diagnosis_that_is_only_listed_is_never_called_supported():
    made = library(rule("policy", "0709T", printed("C43.9", verdict="listed without a verdict")))
    assert "listed without a verdict" == asked(made, "C43.9")


def test_what_a_wholly_read_list_lacks_is_not_listed_and_of_one_read_in_part_nothing_is_known():
    whole = library(rule("policy", "0709T", printed("C43.9")))
    assert "not listed" == asked(whole, "C50.9")
    [said] = said_of(printed_criteria(whole, "0709T", PLANS), "C50.9")
    assert (
        "C50.9 is not in the diagnoses of policy (example, plans, on 0709T), a list that was read whole."
        == said.told(whole)
    )
    part = library(rule("policy", "0709T", printed("C43.9", read="part")))
    assert "data not available" == asked(part, "C50.9")
    assert () == said_of(printed_criteria(part, "0709T", PLANS), "C50.9")
    [only] = printed_criteria(part, "0709T", PLANS)
    assert "" == lacking_words(only, part)


def test_the_closest_rule_decides_and_equally_close_ones_that_differ_conflict():
    wide = rule("wide", "all codes", printed("C43.9", verdict="does not support"))
    close = rule("close", "0709T", printed("C43.9"))
    other = rule("other", "0709T", printed("C43.9", verdict="does not support"))
    assert "supports" == asked(library(wide, close), "C43.9")
    assert "sources conflict" == asked(library(close, other), "C43.9")
    assert "does not support" == asked(library(wide), "C43.9")


def test_a_verdict_of_a_wider_rule_goes_before_a_list_without_one():
    close = rule("close", "0709T", printed("C43.9", verdict="listed without a verdict"))
    wide = rule("wide", "all codes", printed("C43.9"))
    assert "supports" == asked(library(close, wide), "C43.9")


@pytest.mark.parametrize("fields", [{"codes": "cancer vaccines"}, {"codes": "0709T", "currency": "superseded"}])
def test_a_policy_on_a_service_and_a_replaced_edition_inform_and_do_not_decide(fields):
    codes = fields.pop("codes")
    made = library(rule("policy", codes, printed("C43.9"), **fields))
    assert "data not available" == asked(made, "C43.9")
    [said] = said_of(printed_criteria(made, "0709T", PLANS), "C43.9")
    assert "background" in said.told(made)


def test_no_other_plan_and_no_brand_speaks_for_a_plan_but_the_national_rules_for_a_contractor():
    made = library(
        rule("second", "0709T", printed("C43.9"), scope=SECOND),
        rule("brand", "0709T", printed("C43.9"), scope=BRAND),
        rule("national", "0709T", printed("C43.9"), scope=NATIONAL),
    )
    assert () == printed_criteria(made, "0709T", PLANS)
    assert () == printed_criteria(made, "0709T", LOCAL)
    assert "supports" == asked(made, "C43.9", scope=MAC)


def test_an_add_on_has_the_criteria_of_its_parent_and_another_code_has_none():
    made = library(rule("policy", "0708T", printed("C43.9")))
    assert ["inherited"] == [one.rank for one in printed_criteria(made, "0709T", PLANS)]
    assert () == printed_criteria(made, "96401", PLANS)


def test_a_modifier_is_asked_of_all_kinds_but_diagnoses_and_is_never_called_unlisted():
    modifiers = printed("59", "XU", verdict="refused", kind="modifiers")
    made = library(rule("policy", "0709T", modifiers, printed("C43.9")))
    assert "refused" == asked(made, "xu")
    assert () == said_of(printed_criteria(made, "0709T", PLANS), "25")


def test_lists_beside_an_answer_are_lines_and_plain_values():
    made = library(rule("policy", "0709T", printed("C43.9")))
    [line] = lists_beside(made, "0709T", PLANS).lines
    assert "diagnoses, supports: C43.9 (example/plans/policy)" == line
    found = lists_beside(made, "0709T", PLANS, "C43.9")
    assert "C43.9: supports." == next(iter(found.lines))
    said = [{"entry": "example/plans/policy", "says": "supports", "within": "C43.9"}]
    assert {"item": "C43.9", "answer": "supports", "said": said} == found.record["with"]
    assert {} == lists_beside(made, "0709T", SECOND).record


@pytest.mark.parametrize(
    ("currency", "ends"), [("current", "(example/plans/policy)"), ("superseded", "policy, background only)")]
)
def test_a_criterion_on_a_line_says_where_it_decides_nothing(currency, ends):
    [printed_one] = printed_criteria(
        library(rule("policy", "0709T", printed("C43.9"), currency=currency)), "0709T", PLANS
    )
    assert printed_one.told.endswith(ends)
