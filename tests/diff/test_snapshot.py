"""A document as named facts: each with its kind and the record it belongs to, and what differs between two."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from kb.diff.snapshot import NamedFact, facts, snapshot
from kb.domain.code_facts import Conflict, FeeRow, LifeEvent, Modifier
from kb.domain.code_list import CodeList
from kb.domain.criteria import Criterion
from kb.domain.model import Adoption, Answer, Portal, Scope, Source
from tests.answers.made import DAY, SEARCHED, code_page, entry, payer_page, says

POLICY = Source("policy", "Policy 1", "Example", "https://e.org/1", "primary", DAY, "whole", printed="2026")
RULE = says("rule", "0709T", "covered")
EVENT = LifeEvent("added", "2022-07-01", "printed", ("cpt",), "a note")


def told(before, after):
    return [(fact.name, fact.kind, fact.before, fact.after, fact.direction) for fact in facts(before, after)]


def edited(before, **fields):
    return told(before, replace(before, **fields))


def named(document):
    return {fact.name: fact for fact in snapshot(document)}


def test_a_document_compared_with_itself_has_no_facts_and_with_nothing_all_that_it_says():
    assert () == facts(RULE, RULE)
    assert () == facts(None, None)
    added = told(None, RULE)
    assert ("Coverage", "answer", "", "covered", "newly known") in added
    assert ("reviewed", "date", "", "2026-03-02", "dates only") in added
    assert {(name, kind, after, before) for name, kind, before, after, _ in added} == {
        (name, kind, before, after) for name, kind, before, after, _ in told(RULE, None)
    }


@pytest.mark.parametrize(
    ("fields", "fact"),
    [
        ({"title": "T"}, ("title", "wording", "Title of rule", "T", "wording only")),
        ({"owner": "appeals"}, ("owner", "other", "", "appeals", "neutral")),
        ({"review_by": dt.date(2027, 1, 1)}, ("review by", "date", "2026-03-02", "2027-01-01", "dates only")),
        ({"document": "D"}, ("document", "wording", "rule", "D", "wording only")),
        ({"currency": "old"}, ("currency", "other", "current", "old", "neutral")),
        ({"effective": DAY}, ("effective", "date", "", "2026-03-02", "dates only")),
        ({"ends": DAY}, ("ends", "date", "", "2026-03-02", "dates only")),
        ({"date_basis": "not stated"}, ("date basis", "other", "", "not stated", "neutral")),
        ({"replaces": ("a/b/c", "a/b/d")}, ("replaces", "other", "", "a/b/c, a/b/d", "neutral")),
        ({"scope": "second"}, ("scope", "other", "example/plans", "example/second", "neutral")),
    ],
)
def test_each_field_of_an_entry_is_a_fact_of_its_kind(fields, fact):
    assert [fact] == edited(RULE, **fields)


def test_a_concept_is_told_from_a_category_of_that_name():
    assert (
        "concept: cancer vaccines"
        == named(entry("x", "cancer vaccines", "a/b", Answer("coverage", "x")))["codes"].text
    )
    assert "category III" == named(says("x", "category III", "covered"))["codes"].text


def test_each_part_of_an_answer_is_a_fact_that_names_its_question():
    parts = Answer("coverage", "covered", ("b", "a"), "medically necessary", "high", "a note", "none")
    found = [fact for fact in snapshot(entry("x", "0709T", "a/b", parts)) if fact.question]
    assert {"coverage"} == {fact.question for fact in found}
    assert [
        ("Coverage", "covered", "answer"),
        ("Coverage: reason", "none", "other"),
        ("Coverage: payer's words", "medically necessary", "wording"),
        ("Coverage: sources", "a, b", "other"),
        ("Coverage: confidence", "high", "other"),
        ("Coverage: note", "a note", "wording"),
    ] == [(fact.name, fact.text, fact.kind) for fact in found]


def test_the_order_of_the_sources_of_an_answer_says_nothing():
    one, other = (says("x", "0709T", "covered", sources=ids) for ids in (("a", "b"), ("b", "a")))
    assert () == facts(replace(one, sources={}), replace(other, sources={}))


def test_a_record_that_one_side_has_is_told_as_a_whole():
    whole = "Policy 1, Example (payer document, read whole) https://e.org/1"
    assert [("source policy", "other", "", whole, "neutral")] == edited(RULE, sources={"policy": POLICY})
    assert [("source policy", "other", whole, "", "neutral")] == told(replace(RULE, sources={"policy": POLICY}), RULE)


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("title", "Policy 2", "wording"),
        ("publisher", "Other", "wording"),
        ("url", "https://e.org/2", "other"),
        ("standing", "secondary", "other"),
        ("retrieved", dt.date(2026, 4, 1), "date"),
        ("read", "part", "other"),
        ("printed", "2027", "date"),
        ("own_url", "https://e.org/own", "other"),
        ("note", "n", "wording"),
    ],
)
def test_of_a_record_that_both_sides_have_its_parts_are_told_and_not_the_whole(field, value, kind):
    before, after = (replace(RULE, sources={"policy": one}) for one in (POLICY, replace(POLICY, **{field: value})))
    (name, found, *_), *more = told(before, after)
    assert (f"source policy: {field.replace('_', ' ')}", kind, []) == (name, found, more)


def test_a_receipt_is_known_by_its_day_place_and_words_and_differs_in_its_questions():
    (receipt,) = SEARCHED
    name = "searched 2026-03-02: Example lists; words: 0708T"
    before = replace(RULE, looked=(receipt,))
    assert [(name, "other", "", "searched", "neutral")] == told(RULE, before)
    after = replace(RULE, looked=(replace(receipt, questions=("coverage", "billing")),))
    assert [(f"{name}: for", "other", "coverage", "coverage, billing", "neutral")] == told(before, after)


def test_an_adoption_is_known_by_its_team():
    before = replace(RULE, adopted=(Adoption("billing", DAY, "first"),))
    after = replace(RULE, adopted=(Adoption("billing", dt.date(2026, 4, 1), "then"), Adoption("appeals", DAY)))
    assert [
        ("adopted by billing: on", "date", "2026-03-02", "2026-04-01", "dates only"),
        ("adopted by billing: note", "wording", "first", "then", "wording only"),
        ("adopted by appeals", "date", "", "since 2026-03-02", "dates only"),
    ] == told(before, after)


def test_a_criterion_is_known_by_kind_verdict_and_heading_and_each_item_is_a_fact():
    listed = Criterion("diagnoses", "supports", ("C43.9", "D03.9"), "pw", "part", heading="Group 1")
    assert [
        ("criterion: diagnoses, supports, Group 1: read", "other", "part", "whole", "neutral"),
        ("criterion: diagnoses, supports, Group 1: item “C44.9”", "other", "", "listed", "neutral"),
        ("criterion: diagnoses, supports, Group 1: item “D03.9”", "other", "listed", "", "neutral"),
    ] == told(
        replace(RULE, criteria=(listed,)),
        replace(RULE, criteria=(replace(listed, items=("C43.9", "C44.9"), read="whole"),)),
    )
    new = edited(RULE, criteria=(listed,))
    assert ("criterion: diagnoses, supports, Group 1", "other", "", "2 items", "neutral") in new


def test_a_code_list_is_told_as_a_whole_when_new_and_code_by_code_when_it_differs():
    listed = CodeList("policy", "part", ("0708T", "0709T-0710T"), "Codes")
    assert [("code list", "other", "", "2 codes and ranges", "neutral")] == edited(RULE, listed=listed)
    assert [
        ("code list: read", "other", "part", "whole", "neutral"),
        ("code list: 0711T", "other", "", "listed", "neutral"),
        ("code list: 0708T", "other", "listed", "", "neutral"),
    ] == edited(replace(RULE, listed=listed), listed=replace(listed, read="whole", codes=("0709T-0710T", "0711T")))


def test_a_payer_is_its_scopes_names_portals_and_where_there_are_no_contacts():
    before = replace(
        payer_page("example"),
        scopes=(Scope("plans", "Plans", "brand", ("commercial",)),),
        portals=(Portal("Site", "https://e.org"),),
    )
    after = replace(
        before,
        scopes=(
            Scope("plans", "All plans", "licensee", ("commercial", "exchange")),
            Scope("new", "New", "brand", ()),
        ),
        aliases=("Ex",),
        portals=(Portal("Portal", "https://e.org"),),
        contacts_reason="not looked up",
    )
    assert [
        ("scope plans: name", "wording", "Plans", "All plans", "wording only"),
        ("scope plans: kind", "other", "brand", "licensee", "neutral"),
        ("scope plans: line of business", "other", "commercial", "commercial, exchange", "neutral"),
        ("scope new", "other", "", "New (brand)", "neutral"),
        ("alias “Ex”", "other", "", "listed", "neutral"),
        ("portal https://e.org: name", "wording", "Site", "Portal", "wording only"),
        ("contacts", "other", "", "not looked up", "neutral"),
    ] == told(before, after)


def test_a_code_is_its_family_its_parents_and_its_concepts():
    before = replace(code_page("0709T", "0708T"), primaries=("0708T",))
    assert [
        ("family", "other", "", "immunotherapy", "neutral"),
        ("add on to", "other", "0708T", "0708T, 12001", "neutral"),
        ("add on type", "other", "", "1", "neutral"),
        ("add on sources", "other", "", "a, b", "neutral"),
        ("concept “clinical trials”", "other", "listed", "", "neutral"),
    ] == edited(
        before,
        family="immunotherapy",
        primaries=("0708T", "12001"),
        add_on_type="1",
        add_on_sources=("a", "b"),
        concepts=("cancer vaccines",),
    )


def test_a_row_of_a_table_is_known_by_its_columns_and_told_whole_when_new():
    page = code_page("0709T", "")
    whole = "event added; on 2022-07-01; basis printed; sources cpt; note a note"
    assert [("life cycle: added", "other", "", whole, "neutral")] == edited(page, life_cycle=(EVENT,))
    before = replace(page, life_cycle=(EVENT,))
    assert [("life cycle: added: on", "date", "2022-07-01", "2023-01-01", "dates only")] == edited(
        before, life_cycle=(replace(EVENT, on="2023-01-01"),)
    )


def test_a_second_row_of_the_same_name_gets_a_number_and_no_first_one_does():
    rows = (EVENT, replace(EVENT, on="2023-01-01"), replace(EVENT, on="2024-01-01"), replace(EVENT, event="gone"))
    page = named(replace(code_page("0709T", ""), life_cycle=rows))
    heads = [name for name, fact in page.items() if name == fact.record and name.startswith("life cycle")]
    assert ["life cycle: added", "life cycle: added (2)", "life cycle: added (3)", "life cycle: gone"] == heads


def test_numbers_dates_lists_and_what_is_not_given_are_written_as_text():
    row = FeeRow("2026", "C", "ZZZ", Decimal("0.00"), *"012345", ("pfs", "rvu"))
    page = named(replace(code_page("0709T", ""), fee_schedule=(row,), modifiers=(Modifier("59", "may", ("x",)),)))
    assert ("0.00", "pfs, rvu", "") == tuple(
        page[f"fee schedule: 2026: {part}"].text for part in ("total rvu", "sources", "conversion factor")
    )
    assert "conversion factor" not in page["fee schedule: 2026"].text
    assert NamedFact("modifiers: 59: rule", "may", "other", record="modifiers: 59") == page["modifiers: 59: rule"]


def test_how_we_read_a_conflict_is_wording():
    page = named(replace(code_page("0709T", ""), conflicts=(Conflict("units", "one", "two", "r", ("x",)),)))
    assert ("wording", "other") == (page["conflicts: units: reading"].kind, page["conflicts: units: says"].kind)
