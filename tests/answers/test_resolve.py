"""The table of cases for the resolution of an answer, and what holds whatever the library."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.answers.applicable import ApplicableEntry, applicable_entries
from kb.answers.caveats import Certainty
from kb.answers.explain import edition
from kb.answers.resolve import ORDERED, resolve
from kb.domain.model import Answer, Later
from kb.domain.vocabulary import CONFLICT, COVERAGE, CURRENCIES, QUESTIONS, REASONS, UNKNOWN, names
from tests.answers.made import (
    BRAND,
    DAY,
    KINDS,
    LOCAL,
    MAC,
    NAMING,
    NATIONAL,
    OF_ANOTHER,
    PLANS,
    SEARCHED,
    SECOND,
    SOURCES,
    entry,
    library,
    says,
    silent,
)


def ids(found):
    """Name the entries that speak: `a b`."""
    return " ".join(speaker.entry.id.split("/")[-1] for speaker in found)


# fmt: off
CASES = {
    # The closest reach decides.
    "a named code goes before a range": (
        [says("a", "0708T", "covered"), says("b", "0700T-0710T", "not covered")], "0708T example/plans coverage",
        ("covered", "a", "named code", "", "“a” lists 0708T, so the answer is “covered”.")),
    "a range goes before a category": (
        [says("a", "category III", "covered"), says("b", "0700T-0710T", "case by case")],
        "0708T example/plans coverage",
        ("case by case", "b", "range", "", "“b” applies to codes 0700T to 0710T, including 0708T")),
    "a category goes before all codes": (
        [says("a", "all codes", "covered"), says("b", "category III", "investigational")],
        "0708T example/plans coverage",
        ("investigational", "b", "category", "", "“b” applies to all Category III codes, including 0708T")),
    "all codes go before what an add-on inherits": (
        [says("a", "0708T", "covered"), says("b", "all codes", "not covered")], "0709T example/plans coverage",
        ("not covered", "b", "all codes", "", "“b” applies to all codes")),
    "an add-on inherits from its parent where nothing else reaches it": (
        [says("a", "0708T", "covered")], "0709T example/plans coverage",
        ("covered", "a", "inherited", "", "“a” lists the primary code of the add-on 0709T")),
    "an add-on inherits from a range that holds its parent alone": (
        [says("a", "0700T-0708T", "covered")], "0709T example/plans coverage",
        ("covered", "a", "inherited", "", "“a” applies to the primary code of the add-on 0709T")),
    "an add-on inherits from the category of its parent": (
        [says("a", "category I", "covered")], "0712T example/plans coverage",
        ("covered", "a", "inherited", "", "“a” applies to the primary code of the add-on 0712T")),
    "an add-on inherits the closest word on its parent": (
        [says("a", "0700T-0708T", "not covered"), says("b", "0708T", "covered")], "0709T example/plans coverage",
        ("covered", "b", "inherited", "", "“b” lists the primary code of the add-on 0709T")),
    "an add-on takes nothing from a code that is not its parent": (
        [says("a", "0710T", "covered"), says("b", "category I", "covered")], "0709T example/plans coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),
    "a parent takes nothing from its add-on": (
        [says("a", "0709T", "covered")], "0708T example/plans coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),
    "a code named beside others is named": (
        [says("a", "0708T, 0709T", "covered"), says("b", "0700T-0710T", "not covered")],
        "0709T example/plans coverage",
        ("covered", "a", "named code", "", "“a” lists 0709T")),
    "the category of add-ons holds an add-on": (
        [says("a", "add-on codes", "covered"), says("b", "all codes", "not covered")],
        "0709T example/plans coverage",
        ("covered", "a", "category", "", "“a” applies to all add-on codes, including 0709T")),
    "the category of add-ons holds no other code": (
        [says("a", "add-on codes", "covered")], "0708T example/plans coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),
    "a range of codes of another kind does not speak": (
        [says("a", "0700F-0710F", "covered")], "0708T example/plans coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),
    "a prior authorization is resolved like a coverage": (
        [says("a", "0708T", "required", question="prior_authorization"),
         says("b", "category III", "not required", question="prior_authorization")],
        "0708T example/plans prior_authorization",
        ("required", "a", "named code", "", "so the answer is “required”")),
    "a text in our own words is an answer like any other": (
        [says("a", "all codes", "90 days from the visit", question="timely_filing")],
        "0708T example/plans timely_filing",
        ("90 days from the visit", "a", "all codes", "", "so the answer is “90 days from the visit”")),
    "an entry without a document is told by our title, and that it is ours": (
        [says("a", "0708T", "covered", document="")], "0708T example/plans coverage",
        ("covered", "a", "named code", "", "Our record “Title of a” lists 0708T, so")),

    # Data not available does not end the search.
    "a named code without an answer leaves it to the category": (
        [silent("a", "0708T", "looked and not found"), says("b", "category III", "investigational")],
        "0708T example/plans coverage",
        ("investigational", "b", "category", "", "0708T is not listed in what could be read: searched, not")),
    "every reach is asked until one gives a value": (
        [silent("a", "0708T", "behind login"), silent("b", "0700T-0710T", "not looked up"),
         silent("c", "category III", "not looked up"), says("d", "all codes", "covered")],
        "0708T example/plans coverage",
        ("covered", "d", "all codes", "", "Code-specific findings for 0708T: behind login. “d” applies")),
    "where no entry gives a value, the closest tells why": (
        [silent("a", "all codes", "behind login"), silent("b", "0708T", "contract-confidential")],
        "0708T example/plans coverage",
        (UNKNOWN, "", "", "contract-confidential", "No policy on file for this plan answers this.")),
    "where nothing is there, nobody has looked": (
        [], "0708T example/plans coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),
    "an answer to another question is none to this one": (
        [says("a", "0708T", "required", question="prior_authorization")], "0708T example/plans coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),
    "a scope that no payer has is not looked up": (
        [says("a", "0708T", "covered")], "0708T nobody/nothing coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),

    # A concept informs and never decides.
    "an entry on a concept does not decide where it stands alone": (
        [says("a", "cancer vaccines", "covered")], "0708T example/plans coverage",
        (UNKNOWN, "", "", "not looked up", "“a”, on cancer vaccines, says “covered”: background only.")),
    "an entry on a concept yields to the widest rule": (
        [says("a", "cancer vaccines", "covered"), says("b", "all codes", "not covered")],
        "0708T example/plans coverage",
        ("not covered", "b", "all codes", "", "“a”, on cancer vaccines, says “covered”: background only.")),
    "an entry on a concept yields to what is inherited": (
        [says("a", "cancer vaccines", "covered"), says("b", "0708T", "not covered")],
        "0709T example/plans coverage",
        ("not covered", "b", "inherited", "", "“a”, on cancer vaccines, says “covered”: background only.")),
    "an entry on a concept that the code's page does not name does not speak": (
        [silent("a", "dendritic cell immunotherapy", "behind login")], "0708T example/plans coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),
    "an unknown on a concept tells why where nothing else does": (
        [silent("a", "cancer vaccines", "behind login"), says("b", "clinical trials", "covered")],
        "0708T example/plans coverage",
        (UNKNOWN, "", "", "behind login", "No policy on file for this plan answers this.")),
    "an unknown on codes tells why before one on a concept": (
        [silent("a", "cancer vaccines", "behind login"), silent("b", "all codes", "not applicable")],
        "0708T example/plans coverage",
        (UNKNOWN, "", "", "not applicable", "No policy on file for this plan answers this.")),

    # What is superseded informs and never decides; what is old yields.
    "a superseded entry leaves a lapsed answer": (
        [says("a", "0708T", "covered", currency="superseded")], "0708T example/plans coverage",
        (UNKNOWN, "", "", "lapsed", "“a” said “covered”: it has very likely been superseded and is background")),
    "a superseded entry yields to the widest rule in force": (
        [says("a", "0708T", "covered", currency="superseded"), says("b", "all codes", "not covered")],
        "0708T example/plans coverage",
        ("not covered", "b", "all codes", "", "“a” said “covered”")),
    "a superseded entry of the parent leaves a lapsed answer": (
        [says("a", "0708T", "covered", currency="superseded")], "0709T example/plans coverage",
        (UNKNOWN, "", "", "lapsed", "“a” said “covered”")),
    "a closer unknown tells why before a superseded entry": (
        [says("a", "category III", "covered", currency="superseded"), silent("b", "0708T", "behind login")],
        "0708T example/plans coverage",
        (UNKNOWN, "", "", "behind login", "Code-specific findings for 0708T: behind login.")),
    "a closer superseded entry tells why before an unknown": (
        [says("a", "0708T", "covered", currency="superseded"), silent("b", "category III", "behind login")],
        "0708T example/plans coverage",
        (UNKNOWN, "", "", "lapsed", "“a” said “covered”")),
    "an unknown in force tells why before a superseded entry of the same reach": (
        [says("a", "0708T", "covered", currency="superseded"), silent("b", "0708T", "behind login")],
        "0708T example/plans coverage",
        (UNKNOWN, "", "", "behind login", "Code-specific findings for 0708T: behind login.")),
    "a superseded unknown tells its own reason": (
        [silent("a", "0708T", "behind login", currency="superseded")], "0708T example/plans coverage",
        (UNKNOWN, "", "", "behind login", "Code-specific findings for 0708T: behind login.")),
    "a superseded concept is no lapsed answer": (
        [says("a", "cancer vaccines", "covered", currency="superseded")], "0708T example/plans coverage",
        (UNKNOWN, "", "", "not looked up", "background only.")),
    "an old entry yields to a current one of the same reach": (
        [says("a", "0708T", "covered", currency="old"), says("b", "0708T", "not covered")],
        "0708T example/plans coverage",
        ("not covered", "b", "named code", "", "“a”, which is older, says “covered”.")),
    "an old entry yields to an undated one of the same reach": (
        [says("a", "0708T", "covered", currency="old"), says("b", "0708T", "not covered", currency="undated")],
        "0708T example/plans coverage",
        ("not covered", "b", "named code", "", "“a”, which is older, says “covered”.")),
    "an old entry by name goes before a current one on the category": (
        [says("a", "0708T", "covered", currency="old"), says("b", "category III", "not covered")],
        "0708T example/plans coverage",
        ("covered", "a", "named code", "", "“a” lists 0708T")),

    # Entries of the same reach.
    "entries of the same reach that disagree are in conflict": (
        [says("a", "0708T", "covered"), says("b", "0708T", "not covered")], "0708T example/plans coverage",
        (CONFLICT, "a b", "named code", CONFLICT,
         "equally closely disagree: example/plans/a says “covered”; example/plans/b says “not covered”.")),
    "entries of the same reach that agree decide together": (
        [says("a", "0708T", "covered"), says("b", "0708T, 0709T", "covered")], "0708T example/plans coverage",
        ("covered", "a b", "named code", "", "so the answer is “covered”")),
    "a current and an undated entry can be in conflict": (
        [says("a", "category III", "covered"), says("b", "category III", "case by case", currency="undated")],
        "0708T example/plans coverage",
        (CONFLICT, "a b", "category", CONFLICT, "disagree")),
    "two old entries can be in conflict": (
        [says("a", "0708T", "covered", currency="old"), says("b", "0708T", "not covered", currency="old")],
        "0708T example/plans coverage",
        (CONFLICT, "a b", "named code", CONFLICT, "disagree")),
    "a conflict by name is not settled by a wider rule": (
        [says("a", "0708T", "covered"), says("b", "0708T", "not covered"), says("c", "all codes", "covered")],
        "0708T example/plans coverage",
        (CONFLICT, "a b", "named code", CONFLICT, "disagree")),
    "a wider rule that disagrees makes no conflict": (
        [says("a", "0708T", "covered"), says("b", "0700T-0710T", "not covered")], "0708T example/plans coverage",
        ("covered", "a", "named code", "", "“a” lists 0708T")),
    "an unknown makes no conflict": (
        [says("a", "0708T", "covered"), silent("b", "0708T", "not looked up")], "0708T example/plans coverage",
        ("covered", "a", "named code", "", "so the answer is “covered”")),

    # A contractor falls back to the national scope; no other scope takes an answer from another.
    "a contractor without an answer takes the national one": (
        [says("a", "all codes", "covered", NATIONAL)], "0708T medicare/mac coverage",
        ("covered", "a", "all codes", "", "This is the national answer.")),
    "a contractor's own entry goes before a national one of the same reach": (
        [says("a", "0708T", "covered", NATIONAL), says("b", "0708T", "not covered", MAC)],
        "0708T medicare/mac coverage",
        ("not covered", "b", "named code", "", "so the answer is “not covered”. “a” says “covered”.")),
    "a national rule by name goes before a contractor's wider one": (
        [says("a", "0708T", "covered", NATIONAL), says("b", "category III", "not covered", MAC)],
        "0708T medicare/mac coverage",
        ("covered", "a", "named code", "", "This is the national answer. “b” says “not covered”.")),
    "a contractor's rule by name goes before a wider national one": (
        [says("a", "all codes", "covered", NATIONAL), says("b", "0708T", "not covered", MAC)],
        "0708T medicare/mac coverage",
        ("not covered", "b", "named code", "", "“b” lists 0708T")),
    "a contractor's old entry yields to a national one in force of the same reach": (
        [says("a", "0708T", "covered", NATIONAL), says("b", "0708T", "not covered", MAC, currency="old")],
        "0708T medicare/mac coverage",
        ("covered", "a", "named code", "", "“b”, which is older, says “not covered”.")),
    "a contractor's old entry goes before an old national one of the same reach, which is not told as older": (
        [says("a", "0708T", "covered", NATIONAL, currency="old"),
         says("b", "0708T", "not covered", MAC, currency="old")],
        "0708T medicare/mac coverage",
        ("not covered", "b", "named code", "", "so the answer is “not covered”. “a” says “covered”.")),
    "a contractor's unknown leaves it to the national scope": (
        [says("a", "all codes", "covered", NATIONAL), silent("b", "0708T", "behind login", MAC)],
        "0708T medicare/mac coverage",
        ("covered", "a", "all codes", "", "Code-specific findings for 0708T: behind login. “a” applies")),
    "a contractor's superseded entry leaves it to the national scope": (
        [says("a", "all codes", "covered", NATIONAL), says("b", "0708T", "not covered", MAC, currency="superseded")],
        "0708T medicare/mac coverage",
        ("covered", "a", "all codes", "", "“b” said “not covered”")),
    "a contractor's concept leaves it to the national scope": (
        [says("a", "all codes", "covered", NATIONAL), says("b", "cancer vaccines", "not covered", MAC)],
        "0708T medicare/mac coverage",
        ("covered", "a", "all codes", "", "“b”, on cancer vaccines, says “not covered”")),
    "a contractor's own reason goes before the national one of the same reach": (
        [silent("a", "0708T", "not applicable", NATIONAL), silent("b", "0708T", "behind login", MAC)],
        "0708T medicare/mac coverage",
        (UNKNOWN, "", "", "behind login", "Code-specific findings for 0708T: behind login.")),
    "a national unknown by name tells why before a contractor's wider one": (
        [silent("a", "0708T", "not applicable", NATIONAL), silent("b", "all codes", "behind login", MAC)],
        "0708T medicare/mac coverage",
        (UNKNOWN, "", "", "not applicable", "Nationally, code-specific findings for 0708T: not applicable.")),
    "the national scope takes nothing from a contractor": (
        [says("a", "0708T", "covered", MAC)], "0708T medicare/national coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),
    "the national scope answers for itself": (
        [says("a", "0708T", "covered", NATIONAL), says("b", "category III", "not covered", NATIONAL)],
        "0708T medicare/national coverage",
        ("covered", "a", "named code", "", "“a” lists 0708T")),
    "plans take nothing from the national scope, from a brand, from a licensee or from other plans": (
        [says("a", "0708T", "covered", NATIONAL), says("b", "0708T", "covered", BRAND),
         says("c", "0708T", "covered", LOCAL), says("d", "0708T", "covered", SECOND)], "0708T example/plans coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),
    "a licensee takes nothing from the national scope or from plans": (
        [says("a", "0708T", "covered", NATIONAL), says("b", "0708T", "covered", PLANS)],
        "0708T example/local coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),

    # The brand of a licensee lends its receipt and never its answer.
    "a brand's receipt tells a licensee that it was searched": (
        [silent("a", "0708T", "not applicable", BRAND, looked=NAMING)], "0708T example/local coverage",
        (UNKNOWN, "", "", "looked and not found", "Searched across the licensees of the brand: searched, not")),
    "a brand's receipt that names no licensee, or another, is no search for this one": (
        [silent("a", "0708T", "not applicable", BRAND, looked=SEARCHED),
         silent("b", "0708T", "not applicable", BRAND, looked=OF_ANOTHER)], "0708T example/local coverage",
        (UNKNOWN, "", "", "not looked up", "Not yet searched.")),
    "a brand's unknown without a receipt is nobody's search": (
        [silent("a", "category III", "not applicable", BRAND)], "0708T example/local coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this.")),
    "a brand's receipt for another question is none for this one": (
        [silent("a", "category III", "not applicable", BRAND, "documentation", looked=NAMING)],
        "0708T example/local documentation",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this.")),
    "a brand's value is not a licensee's": (
        [says("a", "0708T", "covered", BRAND)], "0708T example/local coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this.")),
    "a brand's named code without a receipt is told as nobody's search": (
        [silent("a", "0708T", "not applicable", BRAND)], "0708T example/local coverage",
        (UNKNOWN, "", "", "not looked up", "Not yet searched.")),
    "a brand's value is told as the brand's": (
        [says("a", "0708T", "covered", BRAND)], "0708T example/local coverage",
        (UNKNOWN, "", "", "not looked up", "“a”, of the brand, says “covered”: background only.")),
    "a brand's superseded value is no lapsed answer of a licensee": (
        [says("a", "0708T", "covered", BRAND, currency="superseded")], "0708T example/local coverage",
        (UNKNOWN, "", "", "not looked up", "background only.")),
    "a licensee's own reason stands without the brand's receipt": (
        [silent("a", "0708T", "not applicable", BRAND, looked=NAMING), silent("b", "all codes", "lapsed", LOCAL)],
        "0708T example/local coverage",
        (UNKNOWN, "", "", "lapsed", "No policy on file for this plan answers this.")),
    "a licensee's own answer stands without the brand's receipt": (
        [silent("a", "0708T", "not applicable", BRAND, looked=NAMING), says("b", "all codes", "covered", LOCAL)],
        "0708T example/local coverage",
        ("covered", "b", "all codes", "", "“b” applies to all codes")),
    "a licensee's entry on a concept leaves the brand's receipt": (
        [silent("a", "0708T", "not applicable", BRAND, looked=NAMING),
         says("b", "cancer vaccines", "covered", LOCAL)],
        "0708T example/local coverage",
        (UNKNOWN, "", "", "looked and not found", "searched, not found. No policy on file for this plan answers")),
    "a licensee's own search is told where its brand has no receipt": (
        [silent("a", "0708T", "not looked up", BRAND),
         silent("b", "cancer vaccines", "looked and not found", LOCAL, looked=SEARCHED)],
        "0708T example/local coverage",
        (UNKNOWN, "", "", "looked and not found", "No policy on file for this plan answers this.")),
    "a licensee's search is told beside a value that only informs": (
        [silent("a", "0708T", "not looked up", BRAND),
         says("b", "cancer vaccines", "covered", LOCAL, looked=SEARCHED)],
        "0708T example/local coverage",
        (UNKNOWN, "", "", "looked and not found", "on cancer vaccines, says “covered”: background only.")),
    "a value that only informs is no search": (
        [silent("a", "0708T", "not looked up", BRAND), says("b", "cancer vaccines", "covered", LOCAL)],
        "0708T example/local coverage",
        (UNKNOWN, "", "", "not looked up", "Not yet searched.")),
    "a brand keeps its own reason": (
        [silent("a", "0708T", "not applicable", BRAND, looked=NAMING)], "0708T example/brand coverage",
        (UNKNOWN, "", "", "not applicable", "Code-specific findings for 0708T: not applicable.")),
    "a brand takes nothing from a licensee": (
        [says("a", "0708T", "covered", LOCAL)], "0708T example/brand coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),

    # A code without a page.
    "a code without a page may be named": (
        [says("a", "0710T", "covered")], "0710T example/plans coverage",
        ("covered", "a", "named code", "", "“a” lists 0710T")),
    "a code without a page falls under its category": (
        [says("a", "category III", "investigational")], "0710T example/plans coverage",
        ("investigational", "a", "category", "", "“a” applies to all Category III codes, including 0710T")),
    "a code without a page is under no concept and no add-on": (
        [says("a", "cancer vaccines", "covered"), says("b", "add-on codes", "covered")],
        "0710T example/plans coverage",
        (UNKNOWN, "", "", "not looked up", "No policy on file for this plan answers this question.")),
}
# fmt: on


@pytest.mark.parametrize(("entries", "asked", "expected"), CASES.values(), ids=CASES)
def test_the_answer_is_that_of_the_closest_entry_that_may_decide(entries, asked, expected):
    *resolved, phrase = expected
    found = resolve(library(*entries), *asked.split())
    reach = found.decider.rank if found.decider else ""
    assert resolved == [found.value, ids(found.deciders), reach, found.reason]
    assert phrase in found.why


def test_all_that_is_there_is_shown_beside_what_decides_from_close_to_wide():
    entries = [
        says("a", "cancer vaccines", "covered"),
        says("b", "all codes", "covered"),
        says("c", "category III", "covered", currency="superseded"),
        says("d", "category III", "investigational"),
        says("e", "category III", "case by case", currency="old"),
        silent("f", "0709T", "not looked up"),
        says("g", "0708T", "covered"),
    ]
    found = resolve(library(*entries), "0709T", PLANS, "coverage")
    assert ("d", "f c e b g a") == (ids(found.deciders), ids(found.informers))
    told = (
        "Code-specific findings for 0709T: not yet searched. “d” applies to all Category III codes, including 0709T, "
        "so the answer is “investigational”. “c” said “covered”: it has very likely been superseded and is "
        "background only. “e”, which is older, says “case by case”. “a”, on cancer vaccines, says “covered”: "
        "background only."
    )
    assert told == found.why


@pytest.mark.parametrize(
    "same",
    [
        says("a", "0708T", "covered", currency="old"),
        says("a", "0708T", "covered", currency="superseded"),
        says("a", "cancer vaccines", "covered"),
        says("a", "all codes", "covered"),
        says("a", "all codes", "not covered"),
    ],
    ids=["older", "superseded", "on a concept", "wider", "wider with another value"],
)
def test_what_adds_nothing_to_the_answer_is_shown_and_goes_without_saying(same):
    found = resolve(library(same, says("b", "0708T", "covered")), "0708T", PLANS, "coverage")
    assert ("b", "a") == (ids(found.deciders), ids(found.informers))
    assert "“b” lists 0708T, so the answer is “covered”." == found.why


def test_a_search_for_prices_does_not_say_that_a_document_leaves_the_code_out():
    unpriced = silent("a", "0708T", "looked and not found", question="benchmarks")
    told = resolve(library(unpriced), "0708T", PLANS, "benchmarks").why
    assert told.startswith("Code-specific findings for 0708T: searched, not found.")


@pytest.mark.parametrize("own", [says("b", "all codes", "covered", LOCAL), silent("b", "all codes", "lapsed", LOCAL)])
def test_a_licensee_s_own_word_on_the_code_leaves_the_brand_s_out(own):
    brand = silent("a", "0708T", "not applicable", BRAND, looked=NAMING)
    found = resolve(library(brand, own), "0708T", LOCAL, "coverage")
    assert "b" == ids((*found.deciders, *found.informers))


def test_the_note_of_an_entry_on_a_concept_is_told_with_it():
    noted = entry("a", "cancer vaccines", PLANS, Answer("coverage", "covered", note="Only in a trial."))
    assert (
        "says “covered” (Only in a trial.): background only."
        in resolve(library(noted), "0708T", PLANS, "coverage").why
    )


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], None),
        ([says("a", "cancer vaccines", "covered"), silent("b", "all codes", "lapsed")], "b"),
        ([says("a", "all codes", "covered"), silent("b", "0708T", "lapsed")], "a"),
        ([says("b", "0708T", "covered"), says("a", "0708T", "not covered")], "a"),
    ],
)
def test_the_entry_to_open_first_decides_or_is_the_closest(entries, expected):
    leading = resolve(library(*entries), "0708T", PLANS, "coverage").leading
    assert expected == (ids([leading]) if leading else None)


@pytest.mark.parametrize(
    ("cited", "sources", "standing", "part_read"),
    [
        ([["pw"]], ["pw"], "primary", False),
        ([["sw", "pp"]], ["sw", "pp"], "primary", False),
        ([["sp"]], ["sp"], "secondary", True),
        ([["sp", "pp"]], ["sp", "pp"], "primary", True),
        ([["sp", "sw"], ["sw", "pp"]], ["sp", "sw", "pp"], "primary", False),
        ([], [], "", False),
    ],
)
def test_an_answer_stands_as_its_best_source_and_is_part_read_where_no_source_was_read_whole(
    cited, sources, standing, part_read
):
    entries = [says(f"e{n}", "0708T", "covered", sources={s: SOURCES[s] for s in use}) for n, use in enumerate(cited)]
    aside = says("z", "all codes", "covered", sources={"sw": SOURCES["sw"]}, currency="superseded")
    found = resolve(library(*entries, aside), "0708T", PLANS, "coverage")
    assert [sources, standing, part_read] == [[s.id for s in found.sources], found.standing, found.part_read]


def test_an_answer_is_as_sure_as_what_decides_it_and_an_unknown_one_has_no_certainty():
    assert resolve(library(), "0708T", PLANS, "coverage").certainty is None
    answer = Answer("coverage", "covered", ("sp",), confidence="low")
    aside = says("z", "all codes", "covered", sources={"pw": SOURCES["pw"]})
    decides = entry("a", "0708T", PLANS, answer, sources={"sp": SOURCES["sp"]}, currency="undated")
    found = resolve(library(decides, aside), "0708T", PLANS, "coverage")
    assert Certainty("secondary", "low", "undated", part_read=True) == found.certainty


def warning(mine, parents, question="coverage", scope=PLANS):
    """Give the warning on the add-on 0709T where it and its parent are named with these values."""
    entries = [says("mine", "0709T", mine, scope, question)]
    entries += [says(f"parent-{number}", "0708T", value, scope, question) for number, value in enumerate(parents)]
    return resolve(library(*entries), "0709T", scope, question).warning


@pytest.mark.parametrize("question", ORDERED)
def test_an_add_on_is_warned_of_exactly_where_it_looks_better_than_its_parent(question):
    order = ORDERED[question]
    warned = {(m, p) for m in order for p in order if f"0708T stands at “{p}”" in warning(m, [p], question)}
    quiet = {(m, p) for m in order for p in order if not warning(m, [p], question)}
    assert {(m, p) for m in order for p in order if order.index(m) < order.index(p)} == warned
    assert {(m, p) for m in order for p in order if order.index(m) >= order.index(p)} == quiet


def test_answers_are_ordered_from_the_best_to_the_worst():
    coverage = ("covered", "covered with criteria", "case by case", "investigational", "not covered")
    authorization = ("not required", "required in some cases", "required")
    assert {"coverage": coverage, "prior_authorization": authorization} == ORDERED


@pytest.mark.parametrize("question", ORDERED)
def test_beside_an_unknown_parent_every_answer_but_the_worst_is_warned_of(question):
    *better, worst = ORDERED[question]
    assert all("0708T stands at “data not available”" in warning(mine, [], question) for mine in better)
    assert "" == warning(worst, [], question)


def test_an_add_on_is_warned_of_where_its_parent_is_unknown_or_in_conflict():
    assert "The parent 0708T stands at “data not available”: check it" in warning("covered", [])
    assert "The parent 0708T stands at “sources conflict”: check it" in warning("covered", ["covered", "not covered"])


# fmt: off
NO_BETTER = {
    "an unknown": (
        [silent("a", "0709T", "lapsed"), says("b", "0708T", "covered", currency="superseded")],
        "0709T example/plans coverage"),
    "a conflict": (
        [says("a", "0709T", "covered"), says("b", "0709T", "not covered")], "0709T example/plans coverage"),
    "an inherited answer": ([says("a", "0708T", "covered")], "0709T example/plans coverage"),
    "a rule on both": ([says("a", "category III", "covered")], "0709T example/plans coverage"),
    "a parent": (
        [says("a", "0708T", "covered"), says("b", "0709T", "not covered")], "0708T example/plans coverage"),
    "a code without a page": ([says("a", "0710T", "covered")], "0710T example/plans coverage"),
    "the worst answer beside an unknown parent": (
        [says("a", "0709T", "not covered")], "0709T example/plans coverage"),
    "a text in our own words": (
        [says("a", "0709T", "a letter", question="documentation")], "0709T example/plans documentation"),
    "a value that is neither better nor worse": (
        [says("a", "0709T", "not applicable", question="prior_authorization")],
        "0709T example/plans prior_authorization"),
}
# fmt: on


@pytest.mark.parametrize(("entries", "asked"), NO_BETTER.values(), ids=NO_BETTER)
def test_nothing_is_warned_of_on(entries, asked):
    assert "" == resolve(library(*entries), *asked.split()).warning


def test_a_contractor_s_add_on_is_held_against_the_national_answer_on_its_parent():
    entries = [says("a", "0709T", "covered", MAC), says("b", "0708T", "not covered", NATIONAL)]
    assert "0708T stands at “not covered”" in resolve(library(*entries), "0709T", MAC, "coverage").warning


def test_a_warning_changes_nothing_else():
    entries = [says("a", "0709T", "covered")]
    found = resolve(library(*entries), "0709T", PLANS, "coverage")
    assert ("covered", "a", "") == (found.value, ids(found.deciders), found.reason)
    assert "“a” lists 0709T, so the answer is “covered”." == found.why


TEXTS = ("a letter", "two letters")
OTHERS = ("add-on codes", "cancer vaccines")
WRITTEN = st.tuples(
    st.sampled_from(
        ["0708T", "0709T", "0708T, 0709T", "0700T-0708T", "0708T-0710T", "category III", "all codes", *OTHERS],
    ),
    st.sampled_from([("coverage", value) for value in names(COVERAGE)] + [("documentation", text) for text in TEXTS]),
    st.sampled_from(list(KINDS)),
    st.sampled_from(names(CURRENCIES)),
    st.sampled_from(names(REASONS)),
)
ALL_ASKED = [
    (code, scope, question)
    for code in ("0708T", "0709T", "0710T")
    for scope in KINDS
    for question in ("coverage", "documentation")
]


def write_entry(number, written):
    codes, (question, value), scope, currency, reason = written
    if value == UNKNOWN:
        return silent(f"e{number}", codes, reason, scope, question, currency=currency)
    return says(f"e{number}", codes, value, scope, question, currency=currency)


ENTRIES = st.lists(WRITTEN, max_size=10).map(lambda found: [write_entry(n, w) for n, w in enumerate(found)])


@given(ENTRIES.flatmap(lambda entries: st.tuples(st.just(entries), st.permutations(entries))))
def test_the_order_of_entries_in_the_library_does_not_matter(both):
    expected, actual = (library(*entries) for entries in both)
    for asked in ALL_ASKED:
        assert resolve(expected, *asked) == resolve(actual, *asked)


def may_decide(entry, scope):
    own = entry.scope_id == scope or (scope == MAC and entry.scope_id == NATIONAL)
    return own and entry.reach.kind != "concept" and entry.currency != "superseded"


@given(ENTRIES)
def test_an_answer_is_unknown_a_conflict_or_the_value_of_an_entry_that_may_decide(entries):
    held = library(*entries)
    for code, scope, question in ALL_ASKED:
        found = resolve(held, code, scope, question)
        deciding = [entry for entry in entries if question in entry.answers and may_decide(entry, scope)]
        assert found.value in {UNKNOWN, CONFLICT, *(entry.answers[question].value for entry in deciding)}
        assert all(speaker.entry in deciding for speaker in found.deciders)


@given(ENTRIES)
def test_an_answer_has_a_reason_exactly_where_it_gives_no_value(entries):
    held = library(*entries)
    for asked in ALL_ASKED:
        found = resolve(held, *asked)
        allowed = {UNKNOWN: names(REASONS), CONFLICT: (CONFLICT,)}.get(found.value, ("",))
        assert found.reason in allowed
        assert bool(found.deciders) == (found.value != UNKNOWN)
        assert found.why.endswith(".")


@given(ENTRIES)
def test_every_entry_that_speaks_is_shown_once(entries):
    held = library(*entries)
    for asked in ALL_ASKED:
        found, told = resolve(held, *asked), applicable_entries(held, *asked)
        shown = [*found.deciders, *found.informers]
        assert sorted(ids([speaker]) for speaker in told) == sorted(ids([speaker]) for speaker in shown)


def test_every_question_can_be_asked_of_an_empty_library():
    asked = [resolve(library(), "0709T", PLANS, question.key) for question in QUESTIONS]
    assert {(UNKNOWN, "not looked up", "")} == {(found.value, found.reason, found.warning) for found in asked}


LATER = dt.date(2026, 4, 2)
"""A day after the one that the libraries below stand for."""

NOT_RECORDED = "which revision was in force on this day is not recorded; a revision of 2019 said “not covered”"


def on_a_day(present, *later):
    """Resolve a coverage on a day: `later` are entries that begin after it, each with whether it is in force now."""
    before = dataclasses.replace(library(*present), later=tuple(Later(found, stands) for found, stands in later))
    return resolve(before, "0708T", PLANS, "coverage")


def old(**fields):
    """Make an old edition of 2019 that says no date of its own."""
    source = dataclasses.replace(SOURCES["pw"], printed="2019-06-12")
    given = {"currency": "old", "sources": {"pw": source}, **fields}
    made = says("old", "category III", "not covered", **given)
    answer = dataclasses.replace(made.answers["coverage"], sources=("pw",))
    return dataclasses.replace(made, answers={"coverage": answer})


def newer(name="new", codes="category III", value="case by case", **fields):
    return says(name, codes, value, **{"effective": LATER, **fields})


def test_an_old_edition_without_dates_that_was_replaced_since_decides_no_day_before_and_is_told():
    found = on_a_day([old(), silent("a", "0708T", "looked and not found")], (newer(), True))
    assert (UNKNOWN, NOT_RECORDED, ()) == (found.value, found.reason, found.deciders)
    assert "example/plans/old" == found.leading.entry.id
    assert found.why.startswith(
        "Which revision was in force on this day is not recorded. A newer rule begins on Apr 2, 2026."
    )
    assert "“old”: a revision of 2019 said “not covered”; whether it held on this day is not recorded" in found.why


def test_a_wider_rule_decides_beside_an_old_edition_that_may_not_have_held():
    found = on_a_day([old(), says("b", "all codes", "covered")], (newer(), True))
    assert ("covered", "b") == (found.value, ids(found.deciders))
    assert "whether it held on this day is not recorded" in found.why
    assert found.why.startswith("“b” applies to all codes")


@pytest.mark.parametrize(
    ("present", "later"),
    {
        "it records since when it holds": (old(effective=dt.date(2019, 7, 1)), (newer(), True)),
        "the newer rule is not in force yet": (old(), (newer(), False)),
        "the newer rule is of another reach": (old(), (newer(codes="0708T"), True)),
        "the newer rule is of another scope": (old(), (newer(scope=SECOND), True)),
        "the newer rule is old as well": (old(), (newer(currency="old"), True)),
        "the newer rule does not answer": (old(), (silent("new", "category III", "not looked up"), True)),
        "the edition is not old": (old(currency="undated"), (newer(), True)),
    }.values(),
)
def test_an_old_edition_decides_where_nothing_has_taken_its_place(present, later):
    assert ("not covered", "old") == (on_a_day([present], later).value, ids(on_a_day([present], later).deciders))


@pytest.mark.parametrize(
    ("printed", "question", "said"),
    [
        (("2017-01", "2019-06-12"), "coverage", "a revision of 2019 said “not covered”"),
        (("2019-06-12", "2017-01"), "coverage", "a revision of 2019 said “not covered”"),
        (("", ""), "coverage", "an older revision said “not covered”"),
        (("2019", ""), "billing", "a revision of 2019 is known"),
    ],
)
def test_an_old_edition_goes_by_its_newest_print_and_is_quoted_where_its_words_are_of_a_list(printed, question, said):
    sources = {
        name: dataclasses.replace(SOURCES[name], printed=on) for name, on in zip(("pw", "pp"), printed, strict=True)
    }
    rule = entry("old", "0708T", PLANS, Answer(question, "not covered", ("pw", "pp")), sources=sources)
    speaks = ApplicableEntry(rule, rule.answers[question], "named code")
    assert said == edition(speaks)


def test_beside_a_national_rule_on_the_code_a_wider_national_rule_goes_without_saying_and_an_own_one_does_not():
    def why(scope):
        wide = says("wide", "category III", "not covered", scope=scope)
        return resolve(library(says("named", "0708T", "covered", scope=NATIONAL), wide), "0708T", MAC, "coverage").why

    assert "wide" not in why(NATIONAL)
    assert "“wide” says “not covered”." in why(MAC)


def test_what_is_unknown_before_a_rule_begins_says_so_and_not_that_nobody_found_it():
    found = on_a_day([silent("a", "0708T", "looked and not found")], (newer(), True))
    assert (UNKNOWN, "no earlier rule recorded; one begins Apr 2, 2026") == (found.value, found.reason)
    assert found.why.startswith("No earlier rule is recorded here: one begins on Apr 2, 2026. 0708T is not listed")


def test_of_several_rules_to_come_the_first_that_may_decide_is_named():
    coming = [newer("x", effective=dt.date(2027, 1, 1)), newer("y"), newer("z", "clinical trials", effective=DAY)]
    assert on_a_day([], *((found, False) for found in coming)).reason.endswith("one begins Apr 2, 2026")


def test_where_a_rule_has_ended_a_later_one_does_not_make_it_the_first():
    found = on_a_day([says("a", "category III", "covered", currency="superseded")], (newer(), True))
    assert ("lapsed", True) == (found.reason, found.why.startswith("A newer rule begins on Apr 2, 2026."))


def test_a_rule_to_come_on_other_codes_or_of_another_plan_is_not_awaited():
    coming = [newer("x", codes="0710T"), newer("y", scope=SECOND)]
    assert "not looked up" == on_a_day([], *((found, True) for found in coming)).reason


def test_a_national_rule_to_come_is_awaited_by_a_contractor_and_by_nobody_else():
    coming = dataclasses.replace(library(), later=(Later(newer(scope=NATIONAL), in_force_now=False),))
    told = {scope: resolve(coming, "0708T", scope, "coverage").reason for scope in (PLANS, LOCAL, MAC)}
    begins = "no earlier rule recorded; one begins Apr 2, 2026"
    assert {PLANS: "not looked up", LOCAL: "not looked up", MAC: begins} == told


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "lapsed"),
        ({"currency": "current"}, ""),
        ({"currency": "superseded", "scope": BRAND}, "not looked up"),
        ({"currency": "superseded", "scope": BRAND, "looked": SEARCHED}, "not looked up"),
    ],
)
def test_a_rule_has_lapsed_where_it_would_decide_had_it_not_ended(fields, said):
    rule = says("a", "0708T", "covered", **{"currency": "superseded", **fields})
    assert said == resolve(library(rule), "0708T", LOCAL if "scope" in fields else PLANS, "coverage").reason


@pytest.mark.parametrize("searched", [True, False])
def test_beside_a_search_of_the_licensee_s_own_an_entry_of_the_brand_speaks_only_of_its_own_search(searched):
    own = says("own", "cancer vaccines", "covered", scope=LOCAL, looked=SEARCHED)
    brand = silent("brand", "0708T", "not looked up", scope=BRAND, looked=NAMING if searched else ())
    found = resolve(library(own, brand), "0708T", LOCAL, "coverage")
    assert ("own brand" if searched else "own") == " ".join(sorted(ids(found.informers).split(), reverse=True))


def test_a_code_without_a_parent_inherits_nothing_from_rules_on_add_ons():
    assert UNKNOWN == resolve(library(says("a", "add-on codes", "covered")), "0708T", PLANS, "coverage").value
    assert "covered" == resolve(library(says("a", "add-on codes", "covered")), "0709T", PLANS, "coverage").value


def test_a_search_of_the_brand_on_the_code_goes_before_an_entry_of_the_licensee_on_a_concept():
    own = silent("own", "cancer vaccines", "behind login", scope=LOCAL)
    brand = silent("brand", "0708T", "not looked up", scope=BRAND, looked=NAMING)
    assert "looked and not found" == resolve(library(own, brand), "0708T", LOCAL, "coverage").reason
    assert "behind login" == resolve(library(own), "0708T", LOCAL, "coverage").reason


def test_the_values_that_are_compared_are_those_on_the_way_from_free_to_refused():
    assert ("not required", "required in some cases", "required") == ORDERED["prior_authorization"]
    assert ("covered", "not covered") == (ORDERED["coverage"][0], ORDERED["coverage"][-1])


def test_a_superseded_rule_that_has_ended_says_until_when():
    def why(**fields):
        return resolve(
            library(says("a", "0708T", "covered", currency="superseded", **fields)), "0708T", PLANS, "coverage"
        ).why

    assert "“a” said “covered” until 2026-03-02: background only." in why(ends=DAY)
    assert "“a” said “covered”: it has very likely been superseded and is background only." in why()


def test_only_an_entry_that_names_the_code_says_that_it_was_searched_for():
    wide = silent("a", "category III", "looked and not found")
    assert "is not listed in what could be read" not in resolve(library(wide), "0708T", PLANS, "coverage").why
    named = silent("a", "0708T", "looked and not found")
    assert "0708T is not listed in what could be read" in resolve(library(named), "0708T", PLANS, "coverage").why


def test_an_old_rule_beside_a_current_one_of_its_reach_is_called_older_and_beside_an_old_one_it_is_not():
    old = says("old", "0708T", "not covered", currency="old")
    told = resolve(library(old, says("new", "0708T", "covered")), "0708T", PLANS, "coverage").why
    assert "“old”, which is older, says “not covered”." in told
    wide = says("wide", "category III", "not covered", currency="old")
    beside = resolve(library(wide, says("b", "0708T", "covered", currency="old")), "0708T", PLANS, "coverage").why
    assert "older" not in beside
