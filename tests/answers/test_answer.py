"""A question as asked on the command line, and its answer as a record that other programs read."""

from __future__ import annotations

import json

import pytest

from kb.answers.answer import ask, record, searched_words, source_words
from kb.answers.resolve import resolve
from kb.content.load import load
from kb.domain.problem import UsageError
from kb.domain.vocabulary import CONFLICT, QUESTIONS, UNKNOWN, through_what
from kb.rules.check import check
from tests.answers.made import PLANS, says
from tests.answers.made import library as made

COMMERCIAL, ADVANTAGE, REGIONAL = (
    "example-health/commercial",
    "example-health/medicare-advantage",
    "sample-mutual/regional",
)
DATES = "reviewed: 2026-03-02\nreview_by: 2026-09-02"
ENTRY = """\
---
title: A list with {codes}
codes: {codes}
document: Example List
currency: current
{dates}
coverage: {value}
coverage_sources: example-list
coverage_confidence: low
sources:
  example-list:
    title: Example list
    publisher: Example Health
    url: https://example.org/list
    standing: secondary
    read: part
    retrieved: 2026-03-02
---

## Coverage

Told [example-list].
"""
BRAND = f"""\
---
title: Example Brand
{DATES}
contacts: data not available
contacts_reason: not looked up
scopes:
  brand:
    name: Example Brand as a whole
    kind: brand
  local:
    name: Example Brand of the Town
    kind: licensee
---

## Who decides

Data not available.
"""
SEARCHED = f"""\
---
title: Both codes by name
codes: [0708T, 0709T]
currency: undated
{DATES}
coverage: data not available
coverage_reason: not applicable
coverage_note: Each licensee decides for itself.
documentation: data not available
documentation_reason: not looked up
looked:
  - for: [coverage, billing]
    where: Lists of licensees
    words: 0708T, 0709T
    on: 2026-03-02
    through: stored copies
    plans: local
  - for: benchmarks
    where: Price files
    words: 0709T
    on: 2026-03-01
---

## Coverage

Data not available.

## Documentation

Data not available.
"""


def read(folder):
    checked = check(load(folder))
    assert () == checked.problems
    return checked.library


@pytest.fixture
def library(good_library):
    return read(good_library)


@pytest.fixture
def with_brand(laid_over):
    return read(laid_over({"example-brand/payer.md": BRAND, "example-brand/brand/0709t.md": SEARCHED}))


def asked(library, code, scope, question):
    return record(ask(library, code, scope, question))


def test_a_record_tells_the_answer_the_entry_why_and_who_says_so(library):
    sources = [
        ("example-policy-1", "Example Policy 1", "Example Health", "primary", "2026-01-01", "2026-03-02"),
        ("example-summary", "Summary of Example Policy 1", "Example Reporter", "secondary", None, "2026-02-27"),
    ]
    addresses = ["https://example.org/health/policy-1", "https://example.org/summaries/policy-1"]
    keys = ("id", "title", "publisher", "standing", "printed", "retrieved")
    told = asked(library, "0709T", COMMERCIAL, "coverage")
    why = told.pop("why")
    assert "“Example Policy 1, Category III Codes” applies to all Category III codes" in why
    assert {
        "code": "0709T",
        "scope": "example-health/commercial",
        "question": "coverage",
        "answer": "investigational",
        "reason": None,
        "entry": "example-health/commercial/category-iii",
        "reach": "category",
        "reach_label": "category III",
        "decided": True,
        "warning": None,
        "effective": "2026-01-01",
        "date_basis": "date of service",
        "currency": "current",
        "standing": "primary",
        "confidence": "high",
        "words": "not proven",
        "note": "The example default, unless another example policy covers the code.",
        "periods": [],
        "contacts": [],
        "sources": [
            {**dict(zip(keys, source, strict=True)), "url": url, "read": "whole"}
            for source, url in zip(sources, addresses, strict=True)
        ],
        "informed_by": [
            {
                "entry": "example-health/commercial/0709t",
                "reach": "named code",
                "answer": UNKNOWN,
                "reason": "looked and not found",
                "currency": "undated",
            },
            {
                "entry": "example-health/commercial/policy-1-2019",
                "reach": "category",
                "answer": "case by case",
                "reason": None,
                "currency": "superseded",
            },
        ],
        "searched": [
            {
                "where": "Example policies 1 to 9",
                "words": "0708T, 0709T, example item",
                "on": "2026-03-02",
                "through": "stored copies",
            }
        ],
    } == told


def test_the_record_of_an_unknown_has_a_reason_and_null_for_what_only_a_value_has(library):
    told = asked(library, "0709T", COMMERCIAL, "benchmarks")
    assert [UNKNOWN, "contract-confidential", False] == [told["answer"], told["reason"], told["decided"]]
    assert ["example-health/commercial/0709t", "named code", "0708T, 0709T"] == [
        told["entry"],
        told["reach"],
        told["reach_label"],
    ]
    only = ("effective", "date_basis", "currency", "standing", "confidence", "words", "warning", "note")
    assert dict.fromkeys(only) == {key: told[key] for key in only}
    assert ([], []) == (told["sources"], told["searched"])


def test_the_note_of_an_unknown_is_that_of_the_entry_to_open_first(with_brand):
    assert (
        "Each licensee decides for itself." == asked(with_brand, "0709T", "example-brand/brand", "coverage")["note"]
    )


def test_the_record_of_what_nobody_looked_up_names_no_entry(library):
    told = asked(library, "0709T", REGIONAL, "billing")
    assert [UNKNOWN, "not looked up", None, None, None] == [
        told[key] for key in ("answer", "reason", "entry", "reach", "reach_label")
    ]
    assert ([], [], []) == (told["sources"], told["informed_by"], told["searched"])


def test_what_a_source_or_an_entry_does_not_give_is_null(library):
    told = asked(library, "0709T", ADVANTAGE, "timely-filing")
    assert ["90 days from the visit", None, None, "old"] == [
        told[key] for key in ("answer", "effective", "date_basis", "currency")
    ]
    assert [("part", "2024-05-06")] == [(source["read"], source["printed"]) for source in told["sources"]]


def test_the_record_of_a_conflict_shows_both_sides_and_their_sources(laid_over):
    files = {
        f"{COMMERCIAL}/{name}.md": ENTRY.format(codes=codes, value=value, dates=DATES)
        for name, codes, value in [("a", "0709T", "covered"), ("b", "[0708T, 0709T]", "not covered")]
    }
    told = asked(read(laid_over(files)), "0709T", COMMERCIAL, "coverage")
    assert [CONFLICT, CONFLICT, True, f"{COMMERCIAL}/a"] == [
        told[key] for key in ("answer", "reason", "decided", "entry")
    ]
    assert f"{COMMERCIAL}/a says “covered”; {COMMERCIAL}/b says “not covered”" in told["why"]
    assert ["example-list"] == [source["id"] for source in told["sources"]]


def test_the_record_of_an_add_on_that_looks_better_than_its_parent_has_a_warning(laid_over):
    covered = ENTRY.format(codes="0709T", value="covered", dates=DATES)
    told = asked(read(laid_over({f"{REGIONAL}/0709t.md": covered})), "0709T", REGIONAL, "coverage")
    assert "The parent 0708T stands at “data not available”" in told["warning"]
    assert [("cancer-vaccines", "concept", "covered with criteria", None)] == [
        (found["entry"].split("/")[-1], found["reach"], found["answer"], found["reason"])
        for found in told["informed_by"]
    ]


@pytest.mark.parametrize(
    ("code", "scope", "value", "told"),
    [
        ("9999T", COMMERCIAL, "investigational", "the answer comes from wider rules only"),
        ("99999", COMMERCIAL, UNKNOWN, "no rule here decides it"),
    ],
)
def test_the_record_of_a_code_without_a_page_says_that_it_has_none(library, code, scope, value, told):
    given = asked(library, code, scope, "coverage")
    assert value == given["answer"]
    assert given["warning"].startswith(f"There is no page for {code} here, and no entry names it: {told}. Check the")


def test_a_licensee_s_record_shows_the_brand_s_receipts_for_this_question_and_no_other(with_brand):
    told = asked(with_brand, "0709T", "example-brand/local", "coverage")
    assert [UNKNOWN, "looked and not found", "example-brand/brand/0709t"] == [
        told["answer"],
        told["reason"],
        told["entry"],
    ]
    receipt = {"where": "Lists of licensees", "words": "0708T, 0709T", "on": "2026-03-02", "through": "stored copies"}
    assert [receipt] == told["searched"]
    assert ["looked and not found"] == [found["reason"] for found in told["informed_by"]]
    assert [] == asked(with_brand, "0709T", "example-brand/local", "documentation")["searched"]


def test_a_receipt_that_two_entries_hold_is_shown_once(laid_over):
    first = SEARCHED.replace("    plans: local\n", "")
    files = {f"{REGIONAL}/a.md": first, f"{REGIONAL}/b.md": first.replace("currency:", "document: A list\ncurrency:")}
    told = asked(read(laid_over(files)), "0709T", REGIONAL, "coverage")
    assert ["a", "b", "cancer-vaccines"] == [found["entry"].split("/")[-1] for found in told["informed_by"]]
    assert ["Lists of licensees"] == [receipt["where"] for receipt in told["searched"]]


def test_what_was_looked_for_and_not_found_shows_the_receipt_of_an_entry_that_only_informs(laid_over):
    receipt = "looked:\n  - for: coverage\n    where: Later lists\n    words: 0709T\n    on: 2026-03-02\nsources:"
    entry = ENTRY.format(codes="0709T", value="covered", dates=DATES).replace(
        "codes: 0709T", "concept: cancer vaccines"
    )
    rule = entry.replace("sources:\n  example", f"{receipt}\n  example")
    files = {f"{REGIONAL}/cancer-vaccines.md": rule}
    told = asked(read(laid_over(files)), "0709T", REGIONAL, "coverage")
    assert ["looked and not found", ["Later lists"]] == [told["reason"], [one["where"] for one in told["searched"]]]


def test_the_receipts_of_an_entry_that_gives_a_value_are_not_those_of_an_unknown(laid_over):
    receipt = "looked:\n  - for: coverage\n    where: Later lists\n    words: 0709T\n    on: 2026-03-02\nsources:"
    entry = ENTRY.format(codes="0709T", value="covered", dates=DATES).replace(
        "sources:\n  example", f"{receipt}\n  example"
    )
    lapsed = entry.replace("currency: current", "currency: superseded")
    told = asked(read(laid_over({f"{REGIONAL}/0709t.md": lapsed})), "0709T", REGIONAL, "coverage")
    assert [UNKNOWN, "lapsed", []] == [told["answer"], told["reason"], told["searched"]]


def test_every_answer_of_the_library_is_a_record_of_the_same_keys_that_json_can_hold(library):
    scopes = [f"{payer.path.split('/')[0]}/{scope.id}" for payer, scope in library.scopes]
    told = [asked(library, c, s, q.slug) for c in library.codes for s in scopes for q in QUESTIONS]
    assert {tuple(told[0])} == {tuple(found) for found in told}
    assert told == json.loads(json.dumps(told))
    assert [q.slug for q in QUESTIONS] == [found["question"] for found in told[: len(QUESTIONS)]]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
@pytest.mark.parametrize("form", ["key", "slug", "title"])
def test_a_question_is_asked_by_key_slug_or_title(library, question, form):
    assert question.key == ask(library, "0709T", COMMERCIAL, getattr(question, form)).question


@pytest.mark.parametrize(("code", "scope"), [("0709t", COMMERCIAL), (" 0709T ", " Example-Health/COMMERCIAL ")])
def test_a_code_and_a_scope_are_read_in_any_case_and_with_blanks_around(library, code, scope):
    found = ask(library, code, scope, "coverage")
    assert ("0709T", COMMERCIAL, "investigational") == (found.code, found.scope, found.value)


def test_a_code_without_a_page_can_be_asked_for(library):
    assert "investigational" == ask(library, "0710T", COMMERCIAL, "coverage").value


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("709T", COMMERCIAL, "coverage"), "'709T' is no CPT or HCPCS code; write it like 0709T"),
        (("", COMMERCIAL, "coverage"), "'' is no CPT or HCPCS code; write it like 0709T"),
        (
            ("0709T", "health/comercial", "coverage"),
            "no scope 'health/comercial'; did you mean `example-health/commercial`?",
        ),
        (("0709T", "zzz", "coverage"), f"no scope 'zzz'; use one of: {COMMERCIAL}, {ADVANTAGE}, {REGIONAL}"),
        (("0709T", COMMERCIAL, "coverrage"), "no question 'coverrage'; did you mean `coverage`?"),
        (("0709T", COMMERCIAL, "Prior auth"), "no question 'Prior auth'; did you mean `prior-authorization`?"),
        (("0709T", COMMERCIAL, "zzz"), "no question 'zzz'; use one of: coverage, prior-authorization"),
        (("0709T", COMMERCIAL, ""), "no question ''; use one of: coverage, prior-authorization"),
    ],
)
def test_a_wrong_word_is_told_with_the_way_out(library, words, message, way_out):
    with pytest.raises(UsageError) as told:
        ask(library, *words)
    assert str(told.value).startswith(message)
    assert way_out.search(str(told.value))


def test_what_a_deciding_answer_does_not_give_is_null():
    told = record(resolve(made(says("rule", "0710T", "covered")), "0710T", PLANS, "coverage"))
    assert [None] * 7 == [
        told[key] for key in ("words", "note", "effective", "date_basis", "standing", "reason", "warning")
    ]
    assert ("current", "", True) == (told["currency"], told["confidence"], told["decided"])


SOURCE = {"title": "A policy", "publisher": "A payer", "printed": "2026", "url": "https://example.org/a"}


@pytest.mark.parametrize(("read", "told"), [("whole", ""), ("", ""), ("part", "; read in part")])
def test_a_source_in_words_says_how_much_of_it_was_read(read, told):
    given = {**SOURCE, "standing": "primary", "read": read, "retrieved": "2026-03-02"}
    expected = f"A policy, A payer, 2026 (payer document{told}; retrieved Mar 2, 2026) https://example.org/a"
    assert expected == source_words(given)


def test_a_search_in_words_says_through_what_it_was_made_where_that_is_recorded():
    receipt = {"on": "2026-03-02", "where": "Lists of plans", "through": ""}
    assert searched_words(receipt) == "Searched Mar 2, 2026: Lists of plans."
    through = searched_words({**receipt, "through": "stored copies"})
    assert through == f"Searched Mar 2, 2026 ({through_what('stored copies')}): Lists of plans."
    assert through_what("stored copies")
