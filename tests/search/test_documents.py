"""A library to search documents: one a section, with the texts and filters it is found by."""

from __future__ import annotations

import pytest

from kb.content.parse import parse
from kb.rules.check import gather
from kb.search.analysis import words
from kb.search.documents import collect, concepts_of
from kb.search.plan_tables import EXCHANGES

REVIEWED = "reviewed: 2026-03-02\nreview_by: 2026-09-02\n"
SOURCES = """sources:
  own:
    title: Own policy
    publisher: Example
    url: https://example.org/own
    standing: primary
    read: whole
    retrieved: 2026-03-02
  report:
    title: A report
    publisher: Reporter
    url: https://example.org/report
    standing: secondary
    read: whole
    retrieved: 2026-03-02
"""
PAYER = f"""---
title: Example Health
aliases: [EH, Example]
{REVIEWED}contacts: data not available
contacts_reason: not looked up
scopes:
  plans:
    name: Commercial plans
    kind: line of business
    aliases: [Example commercial]
  brand:
    name: The brand
    kind: brand
---

## Summary

Who they are.

## Who decides

The plan document.
"""
PARENT = f"---\ntitle: The first item\nfamily: CPT Category III\n{REVIEWED}---\n\n## Summary\n\nThe first one.\n"
CODE = f"""---
title: Each further item
family: CPT Category III
add_on_to: 0708T
concepts: [cancer vaccines]
{REVIEWED}units:
  - setting: practitioner
    units: 4
    indicator: 3
    rationale: Nature of the service
    effective: 2026-01-01
    sources: own
{SOURCES}---

## Summary

An [add-on](0708t.md) [own].

## Units

At most **four** [own].
"""
RULE = f"""---
title: Category III codes
codes: category III
document: Policy CPB-0557
currency: current
{REVIEWED}coverage: investigational
coverage_words: not proven
coverage_sources: [report, own]
coverage_confidence: high
coverage_note: Unless a policy says otherwise.
prior_authorization: data not available
prior_authorization_reason: not looked up
{SOURCES}---

## Summary

A rule.

## Coverage

Called *unproven* [own]
[report].

## Prior authorization

Data not available.
"""


def entry(codes, **answers):
    """Write an entry on some codes, with a section for each answer."""
    given = "".join(
        f"{key}: {value}\n{key}_sources: report\n{key}_confidence: low\n" for key, value in answers.items()
    )
    sections = "".join(f"\n## {key.replace('_', ' ').capitalize()}\n\nText.\n" for key in answers)
    return f"---\ntitle: An entry\n{codes}\ncurrency: old\n{REVIEWED}{given}{SOURCES}---\n{sections}"


TEXTS = {
    "codes/0708t.md": PARENT,
    "codes/0709t.md": CODE,
    "example/payer.md": PAYER,
    "example/plans/rule.md": RULE,
    "example/brand/named.md": entry("codes: [0708T]", coverage="not covered", billing="investigational"),
    "example/plans/range.md": entry("codes: 0700T-0710T", coverage="covered"),
    "example/plans/vaccines.md": entry("concept: cancer vaccines", coverage="covered"),
}


@pytest.fixture(scope="module")
def library():
    parsed = [parse(path, text) for path, text in TEXTS.items()]
    assert [] == [problem for file in parsed for problem in file.problems]
    return gather((file.document for file in parsed), (("prior authorization", "prior auth"),))


@pytest.fixture(scope="module")
def documents(library):
    return {document.url: document for document in collect(library)}


def test_there_is_one_for_each_section_codes_first_then_payers_then_entries(documents):
    assert [
        "codes/0708t.html#summary",
        "codes/0709t.html#summary",
        "codes/0709t.html#units",
        "codes/0709t.html#units-1",
        "example/payer.html#summary",
        "example/payer.html#who-decides",
        "example/brand/named.html#coverage",
        "example/brand/named.html#billing",
        "example/plans/range.html#coverage",
        "example/plans/rule.html#summary",
        "example/plans/rule.html#coverage",
        "example/plans/rule.html#prior-authorization",
        "example/plans/vaccines.html#coverage",
    ] == list(documents)


def test_a_title_says_whose_section_it_is(documents):
    assert "0709T: Each further item" == documents["codes/0709t.html#units"].title
    assert (
        "Example Health, Commercial plans: Category III codes" == documents["example/plans/rule.html#coverage"].title
    )
    assert "Example Health" == documents["example/payer.html#summary"].title


def test_text_is_plain_with_the_payers_words_and_the_note_and_without_citations(documents):
    text = documents["example/plans/rule.html#coverage"].fields["text"]
    assert "Called unproven. not proven Unless a policy says otherwise." == text


def test_each_row_of_a_code_page_is_found_by_itself_below_the_section_that_it_stands_in(documents):
    section, row = documents["codes/0709t.html#units"], documents["codes/0709t.html#units-1"]
    heads = "(Claims, MUE, MAI, Rationale, Effective)"
    assert f"At most four. Medically unlikely edits (MUE) {heads}." == section.fields["text"]
    assert row.fields["text"].startswith("Medically unlikely edits (MUE). Claims: practitioner. MUE: 4. ")
    assert ("units", "Units") == (row.section, row.heading)


def test_the_first_section_of_a_page_leads_with_what_the_page_is_about(documents):
    led = {address: document.fields["lead"] for address, document in documents.items() if document.fields.get("lead")}
    assert {
        "codes/0708t.html#summary": "0708T",
        "codes/0709t.html#summary": "0709T",
        "example/payer.html#summary": "Example Health, EH, Example",
    } == led


def test_the_scopes_of_a_payer_stand_in_its_first_section(documents):
    assert "Who they are. Commercial plans, The brand" == documents["example/payer.html#summary"].fields["text"]
    assert "The plan document." == documents["example/payer.html#who-decides"].fields["text"]


def test_an_entry_names_codes_and_reaches_others(documents):
    """A code that is named is not also reached, and an add-on is reached through its parent."""
    reaching = {
        document.entry: (document.fields["named"], document.fields["reached"], document.reach)
        for document in documents.values()
        if document.kind == "entry"
    }
    assert {
        "example/brand/named": ("0708T", "0709T", "inherited from its parent"),
        "example/plans/range": ("0700T–0710T", "0708T 0709T", "0700T to 0710T"),  # noqa: RUF001
        "example/plans/rule": ("", "0708T 0709T", "category III"),
        "example/plans/vaccines": ("", "0709T", "on cancer vaccines"),
    } == reaching


def test_a_section_has_the_value_of_its_own_question_only(documents):
    assert "not covered" == documents["example/brand/named.html#coverage"].value
    assert "investigational" == documents["example/brand/named.html#billing"].fields["value"]
    assert "" == documents["example/plans/rule.html#summary"].value


def test_an_entry_that_only_informs_shows_so_beside_its_value(documents):
    section = documents["example/plans/vaccines.html#coverage"]
    assert ("covered", "covered") == (section.value, section.fields["value"])
    assert ("secondary", "old", "low confidence", "background only") == section.marks


def test_what_amounts_to_a_denial_is_found_by_not_covered_in_a_field_of_its_own(documents):
    denied = [address for address, document in documents.items() if document.fields.get("denied")]
    assert ["example/plans/rule.html#coverage"] == denied
    assert "not covered" == documents[denied[0]].fields["denied"]


def test_a_document_and_its_number_stand_beside_the_title(documents):
    assert "Category III codes. Policy CPB-0557" == documents["example/plans/rule.html#summary"].fields["title"]


def test_an_entry_can_be_filtered_by_all_that_it_is(documents):
    assert {
        "kind=entry",
        "payer=example",
        "scope=plans",
        "scope=example/plans",
        "code=0708t",
        "code=0709t",
        "status=current",
        "coverage=investigational",
        "pa=data-not-available",
        "question=coverage",
        "section=coverage",
        "topic=coverage",
        "standing=primary",
        "review=2026-09-02",
    } == set(documents["example/plans/rule.html#coverage"].facets)


def test_a_question_and_a_standing_are_those_of_the_section(documents):
    def filters(address):
        return {facet for facet in documents[address].facets if facet.startswith(("question", "standing"))}

    assert set() == filters("example/plans/rule.html#summary")
    assert {"question=prior-authorization", "standing=none"} == filters("example/plans/rule.html#prior-authorization")
    assert {"question=billing", "standing=secondary"} == filters("example/brand/named.html#billing")


def test_pages_can_be_filtered_by_kind_and_name(documents):
    of_units = ("kind=code", "code=0709t", "section=units", "topic=billing", "of=medicare")
    assert of_units == documents["codes/0709t.html#units"].facets
    assert ("kind=payer", "payer=example") == documents["example/payer.html#summary"].facets


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("prior auth", "~prior authorization"),
        ("Example Health", "~example"),
        ("EH", "~example"),
        ("Example commercial", "~example/plans"),
        ("Texas", "~@TX"),
    ],
)
def test_synonyms_and_the_names_of_payers_and_their_parts_are_concepts(library, name, concept):
    terms = tuple(word.term for word in words(name))
    assert concept == concepts_of(library)[terms[0]][terms]


def test_a_name_that_any_payer_may_use_for_its_plans_is_none_of_theirs(library):
    assert "~line:commercial" == concepts_of(library)["commerci"]["commerci", "plan"]
    concepts = {concept for phrases in concepts_of(library).values() for concept in phrases.values()}
    names = {concept for concept in concepts if not concept.startswith(("~@", "~line:", "~asks:"))}
    names -= {f"~{name}" for name in EXCHANGES}
    assert {"~prior authorization", "~example", "~example/brand", "~example/plans"} == names


def test_an_unknown_of_an_entry_by_name_shows_what_a_wider_rule_of_its_scope_answers(real_library):
    found = {document.url: document.value for document in collect(real_library)}
    assert (
        "data not available here; the rule for all Category III codes says investigational"
        == found["cigna/commercial/0709t.html#coverage"]
    )
    assert "data not available" == found["aetna/commercial/0709t.html#coverage"]
