"""What a query asks: the code, the scopes and the question, read alike by Python and by the browser."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from kb.content.load import load
from kb.domain.vocabulary import LINES_OF_BUSINESS, QUESTIONS, names
from kb.rules.check import check
from kb.search.analysis import tables as analysis_tables
from kb.search.documents import concepts_of
from kb.search.export import export
from kb.search.find import make_searcher
from kb.search.intent import CALLED, LINES, exported, make_tables, read_intent
from kb.search.query import parse_query

STATIC = Path(__file__).resolve().parents[2] / "site_templates" / "static"
UHC = ("uhc/commercial", "uhc/medicare-advantage")

# Each query with its code, its scopes and its question; None where it asks for no one answer.
VECTORS = {
    "uhc prior auth 0709T": ("0709T", UHC, "prior_authorization"),
    "0708t UnitedHealthcare precert": ("0708T", UHC, "prior_authorization"),
    "is 0709t covered by highmark": ("0709T", ("bcbs/highmark-pa",), "coverage"),
    "0709T-59 cigna modifier": ("0709T", ("cigna/commercial",), "billing"),
    "uhc medicare advantage 0709T prior auth": ("0709T", UHC[1:], "prior_authorization"),
    "uhc commercial 0709T covered": ("0709T", UHC[:1], "coverage"),
    "bcbs highmark 0709T not covered": ("0709T", ("bcbs/highmark-pa",), "coverage"),
    "0709T cgs coverage": ("0709T", ("medicare/cgs",), "coverage"),
    "medicare national 0709T coverage": ("0709T", ("medicare/national",), "coverage"),
    "medicare cgs ngs 0709T coverage": ("0709T", ("medicare/cgs", "medicare/ngs"), "coverage"),
    "aetna cigna 0709T TFL": ("0709T", ("aetna/commercial", "cigna/commercial"), "timely_filing"),
    "payer:uhc code:0709t question:prior-authorization": ("0709T", UHC, "prior_authorization"),
    "scope:uhc/commercial 0709T coverage": ("0709T", UHC[:1], "coverage"),
    'aetna 0709T "prior authorization"': ("0709T", ("aetna/commercial",), "prior_authorization"),
    "not covered 0709T aetna, how long to appeal": ("0709T", ("aetna/commercial",), "appeals"),
    "coverage of 0709T aetna -cigna": ("0709T", ("aetna/commercial",), "coverage"),
    "aetna medicare advantage 0709T covered": None,
    "uhc 0709T": None,
    "uhc prior auth": ("", UHC, "prior_authorization"),
    "bcbs highmark timely filing": ("", ("bcbs/highmark-pa",), "timely_filing"),
    "how much does medicare national pay for 0709T": ("0709T", ("medicare/national",), "benchmarks"),
    "cigna reimbursement 0709T": ("0709T", ("cigna/commercial",), "benchmarks"),
    "what is 0709T paid by aetna": ("0709T", ("aetna/commercial",), "benchmarks"),
    "what aetna pays 0709T": ("0709T", ("aetna/commercial",), "benchmarks"),
    "price of 0709T at cigna": ("0709T", ("cigna/commercial",), "benchmarks"),
    "does aetna pay for 0709T": ("0709T", ("aetna/commercial",), "coverage"),
    "uhc prior auth code:99213": None,
    'uhc prior auth "0710T"': None,
    "prior auth 0709T": None,
    "uhc prior auth 99213": None,
    "uhc prior auth -0709T": None,
    "uhc 0708T-0710T coverage": None,
    "": None,
}

ASKED_THERE = """([queries, tables]) => JSON.stringify(queries.map(typed =>
    kb.intent.read(kb.query.parseQuery(typed, data), tables, data.analysis)))"""


@pytest.fixture(scope="module")
def library(real_policies):
    return check(load(real_policies)).library


@pytest.fixture(scope="module")
def concepts(library):
    return concepts_of(library)


@pytest.fixture(scope="module")
def tables(library, concepts):
    return make_tables(library, concepts)


@pytest.mark.parametrize("typed", VECTORS)
def test_a_query_asks_what_it_names(typed, tables, concepts):
    found = read_intent(parse_query(typed, concepts), tables, concepts)
    assert VECTORS[typed] == (found and tuple(asdict(found).values()))


@pytest.mark.browser
def test_the_browser_reads_alike(page, library, tables, engine_scripts):
    for script in (*engine_scripts, STATIC / "intent.js"):
        page.add_script_tag(content=script.read_text(encoding="utf-8"))
    page.add_script_tag(content=export(make_searcher(library), whole=True)["static/index.js"])
    page.evaluate("async () => { window.data = await kb.ready(); }")
    there = json.loads(page.evaluate(ASKED_THERE, [list(VECTORS), exported(tables)]))
    given = [one and (one["code"], tuple(one["scopes"]), one["question"]) for one in there]
    assert VECTORS == dict(zip(VECTORS, given, strict=True))


def test_every_question_and_every_line_of_business_has_its_words(tables):
    assert {question.key for question in QUESTIONS} == set(CALLED) == set(tables.questions.values())
    assert set(LINES) - {"national"} <= set(names(LINES_OF_BUSINESS))


def test_every_word_of_the_tables_is_one_word_or_one_concept(tables):
    for called in (CALLED, LINES):
        assert set(called) <= {*tables.questions.values(), *tables.lines.values()}


def test_a_payers_word_for_a_word_that_is_no_name_names_nothing(tables, concepts):
    """The tables hold terms, so that what JavaScript finds on every object is no name."""
    assert None is read_intent(parse_query("constructor toString uhc 0709T", concepts), tables, concepts)
    assert "concepts" in analysis_tables(concepts)
