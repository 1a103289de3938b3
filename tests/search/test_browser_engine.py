"""The browser finds what the command line finds: the same sections in the same order, with equal scores."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from dataclasses import asdict
from functools import cache, partial
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.queries import random_queries
from kb.content.load import load
from kb.rules.check import check
from kb.search import export as export_module
from kb.search import postings
from kb.search.analysis import analyse, fold, make_concepts, spans, tables
from kb.search.documents import UNKNOWN_VALUE
from kb.search.export import export
from kb.search.find import find, make_searcher
from kb.search.gather import gather
from kb.search.ranking_first import TIMED_QUESTIONS
from kb.search.scoring import SCALE
from tests.kept_pages import begun
from tests.search.habits import ASKS, HABITS, PLANS
from tests.search.test_answers_by_kind import TYPED_BY_KIND
from tests.search.test_editions import BEFORE, BEFORE_ITS_WORDS, OF_COPIES
from tests.search.test_named_by_habit import TYPED_BY_HABIT
from tests.search.test_silent_words import SILENT

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SHOWN = 3
TODAY = dt.date(2026, 11, 28)

# Each line a query: codes, ranges, aliases, synonyms, phrases, negations, fields, odd signs, half-typed input.
TYPED = (Path(__file__).parent / "queries.txt").read_text(encoding="utf-8")
WRITTEN = [
    *TYPED.removesuffix("\n").split("\n"),
    *(typed for table in (HABITS, ASKS) for every in table.values() for typed in every),
    *PLANS,
    *BEFORE,
    *BEFORE_ITS_WORDS,
    *OF_COPIES,
    *SILENT,
    *TYPED_BY_KIND,
    *TYPED_BY_HABIT,
    "",
    "   \t\n ",
    "prior\u00a0auth\u20030709T\u3000coverage",
    "0708T\u00a0\u2013\u00a00710T",
    "prior\x1fauth\x85code\ufeffvaccine\u200bfiling",
    "coverage " * 80,
    "💉" * 399 + "vaccine",
    "0042T-0999T " * 3 + "vaccine",
    'x"' * 250,
    "-" * 500,
]

# What strings are made of beside any text at all: enough syntax that every way through the reader is taken.
SIGNS = "\"'-–—’:._~#“” \t\u00a0\u2003\x1f\x85\ufeff\u0301İﬁéßΣ💉Ⓣ½"  # noqa: RUF001
PARTS = ("0708T", "0710T", "c43.9", "cpb", "0557", "to", "'s", "payer:", "kind:entry", "-coverage", "not covered")
PIECES = st.sampled_from([*SIGNS, *PARTS, "prior auth", "vaccine"])
STRINGS = st.one_of(st.text(max_size=60), st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))


@pytest.fixture(scope="module", params=["tests/data/good", "policies"])
def library(request):
    return check(load(ROOT / request.param)).library


@pytest.fixture(scope="module")
def searcher(library):
    return make_searcher(library)


@pytest.fixture(scope="module")
def find_here(searcher):
    """Search in Python, once for all forms of the index."""
    return cache(partial(found_here, searcher))


@pytest.fixture(scope="module")
def data(library):
    return gather(library)


@pytest.fixture
def scripts(page, engine_scripts):
    """Give the page with our scripts."""
    for script in engine_scripts:
        page.add_script_tag(content=script.read_text(encoding="utf-8"))
    return page


@pytest.fixture(params=["one file", "many files"])
def browser(request, page, data, tmp_path, shipped_engine, monkeypatch):  # noqa: PLR0913, PLR0917 - fixtures
    """Give a page on disk with our scripts as the site has them, and the library's index in `data`.

    Of many files, the words that few sections have are packed as those of many are in a large library.
    """
    if request.param == "many files":
        for module in (export_module, postings):
            monkeypatch.setattr(module, "LONG", 4)
    page.goto(write_page(tmp_path, shipped_engine, export(data, whole=request.param == "one file")))
    page.evaluate("async () => { kb.dataUrl = 'static/index'; window.data = await kb.ready(); }")
    return page


def write_page(folder, scripts, files):
    """Write a page that loads scripts, and the files of an index beside it; give its address."""
    tags = "".join(f'<script src="{script.as_uri()}"></script>' for script in scripts)
    for name, text in {"page.html": f"<!doctype html><meta charset=utf-8>{tags}", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return (folder / "page.html").as_uri()


# As JSON text: a browser hands over one long string far sooner than many small values.
FOUND_THERE = """async queries => {
    const told = [];
    for (const typed of queries) {
        const found = await kb.settle(data, () => kb.search(data, typed, %d, undefined, "2026-11-28"));
        const named = () => found.ranked.map(({ number, score }) => [kb.store.section(number, data), score]);
        const every = (await kb.settle(data, named)).map(([{ url }, score]) => [url, score]);
        const hits = found.hits.map(({ document, score, excerpt, why }) => ({ document, score, excerpt, why }));
        const { total, dropped, loosened, unheld, groups, mended, absent } = found;
        const { codes, scopes, payers, named: isNamed } = found;
        const { planLabel, missing, question, classOfCodes, day, lastDay, table, parts, told: notes } = found;
        told.push({ every, total, dropped, loosened, unheld, groups, mended, absent, codes, scopes, payers, isNamed,
            planLabel, missing, question, classOfCodes, day, lastDay, table, parts, notes, hits });
    }
    return JSON.stringify(told);
}"""
CUT_THERE = """([texts, tables]) => JSON.stringify(texts.map(text => ({
    terms: kb.analysis.analyse(text, tables).map(({ text, position }) => [text, position]),
    spans: kb.analysis.spans(text, tables).map(({ kind, terms, written }) => [kind, terms, written]),
})))"""
FOLDED_THERE = """tables => {
    const letters = Array.from({ length: 0x110000 }, (_, number) => number).filter(n => n < 0xD800 || n >= 0xE000);
    return kb.analysis.fold(letters.map(number => String.fromCodePoint(number)).join("\\n"), tables);
}"""
SHOWN_PARTS = ("entry", "section", "kind", "title", "heading", "value", "reach", "url")


def found_here(searcher, typed):
    """Search in Python, and give what the page gives."""
    found = find(searcher, typed, SHOWN, TODAY)
    read, ranked = found.read, found.ranked
    return {
        "every": [[searcher.documents[number].url, score / SCALE**2] for number, score in ranked.order],
        "total": found.total,
        "dropped": list(ranked.dropped),
        "loosened": list(ranked.loosened),
        "unheld": list(ranked.unheld),
        "groups": [{**asdict(group), "terms": list(group.terms)} for group in read.groups],
        "mended": [asdict(word) for word in read.mended],
        "absent": [{**asdict(code), "near": list(code.near)} for code in read.absent],
        "codes": list(read.codes),
        "scopes": list(read.scopes),
        "payers": list(read.payers),
        "isNamed": read.named,
        "planLabel": read.plan_label,
        "missing": list(read.missing),
        "question": read.question,
        "classOfCodes": read.class_of_codes,
        "day": read.day,
        "lastDay": read.last_day,
        "table": read.table,
        "parts": [asdict(part) for part in read.parts],
        "notes": list(found.notes),
        "hits": [
            {
                "document": {
                    **{name: getattr(hit.document, name) for name in SHOWN_PARTS},
                    "text": hit.document.fields.get("text", ""),
                    "effective": hit.document.effective,
                    "ends": hit.document.ends,
                    "review": hit.document.review_by,
                    "checked": hit.document.reviewed,
                    "marks": list(hit.document.marks),
                    "certainty": hit.document.certainty,
                },
                "score": hit.score,
                "excerpt": hit.excerpt,
                "why": list(hit.why),
            }
            for hit in found.hits
        ],
    }


def hold_alike(given_in, here, there):
    """Hold both sides equal, or print the first inputs on which they disagree, with what each made of them."""
    apart = [
        f"{one!r}\n  python:  {ours}\n  browser: {theirs}"
        for one, ours, theirs in zip(given_in, here, there, strict=True)
        if ours != theirs
    ]
    assert not apart, f"{len(apart)} differ:\n\n" + "\n\n".join(apart[:3])


def search_both(browser, find_here, queries):
    found = begun(browser, FOUND_THERE % SHOWN, queries)
    here = [find_here(typed) for typed in queries]
    hold_alike(queries, here, json.loads(found()))
    return here


def generated(strategy, count):
    found = []

    @settings(max_examples=count)
    @given(strategy)
    def gather(typed):
        found.append(typed)

    gather()
    return found


def test_both_find_the_same_for_queries_as_people_type_them(browser, find_here):
    found = search_both(browser, find_here, WRITTEN)
    assert sum(bool(one["total"]) for one in found) > len(WRITTEN) / 2
    assert sum(bool(one["dropped"]) for one in found) > len(WRITTEN) / 10


def test_both_find_the_same_for_queries_of_the_librarys_own_words(browser, searcher, find_here):
    found = search_both(browser, find_here, random_queries(searcher.documents, 300))
    assert sum(len(one["every"]) > 1 for one in found) > 200
    assert sum(bool(one["dropped"]) for one in found) > 10
    assert sum(bool(one["mended"]) for one in found) > 10


def test_both_read_any_string_alike_and_without_an_error(browser, find_here):
    search_both(browser, find_here, generated(STRINGS, 200))


def cut_both(browser, texts, concepts):
    here = [
        {
            "terms": [[term.text, term.position] for term in analyse(text, concepts)],
            "spans": [[span.kind, list(span.terms), span.written] for span in spans(text, concepts)],
        }
        for text in texts
    ]
    there = json.loads(browser.evaluate(CUT_THERE, [texts, tables(concepts)]))
    hold_alike(texts, here, there)


def test_both_cut_texts_alike(scripts, searcher):
    texts = [text for document in searcher.documents for text in document.fields.values()]
    cut_both(scripts, [*texts, *WRITTEN, *generated(STRINGS, 200)], searcher.concepts)


def test_both_cut_texts_alike_where_several_things_begin_at_one_word(scripts):
    names = (
        "CPB 0557 update",
        "CPB 0557",
        "CPB",
        "cpb0557 update",
        "0708T-0710T",
        "0708T",
        "c43.9 x",
        "x x",
        "x x x",
    )
    concepts = make_concepts((name, (name,)) for name in names)
    texts = [" ".join(parts) for parts in product(("", "x", *names), names, ("", "x", "update", "0711T"))]
    cut_both(scripts, texts, concepts)


def test_both_fold_every_character_of_unicode_alike(scripts):
    letters = (chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number < 0xE000)
    here = fold("\n".join(letters)).split("\n")
    there = scripts.evaluate(FOLDED_THERE, tables({})).split("\n")
    hold_alike(here, here, there)


def test_half_a_character_is_searched_for_without_an_error(browser):
    halves = r"['\ud83d', '\udc89\ud83d', '\udc89']"
    asked = f"() => Promise.all({halves}.map(half => kb.settle(data, () => kb.search(data, half, 1).total)))"
    assert [0, 0, 0] == browser.evaluate(asked)


def test_a_search_changes_nothing_in_the_tables(browser):
    unchanged = browser.evaluate(
        """async () => {
            const seek = () => kb.search(data, '0709T "prior authorization" -billing kind:entry', 10);
            await kb.settle(data, seek); // the files of phrases that it needs are here then
            const before = JSON.stringify({ ...data, missing: 0 });
            await kb.settle(data, seek);
            return before === JSON.stringify({ ...data, missing: 0 });
        }"""
    )
    assert unchanged


def test_filters_count_and_dates_sort_as_the_documents_say(browser, searcher):
    there = browser.evaluate(
        """() => kb.settle(data, () => [...data.filters, "effective", "review"].map(name => {
            const { values, of } = kb.store.column(name, data);
            return [name, Array.from(of, at => values[at])];
        }))"""
    )
    for name, values in there:
        assert [column_value(document, name) for document in searcher.documents] == values


def test_each_facet_gives_the_sections_that_have_it_from_a_column_or_from_a_file_of_facets(browser, searcher):
    facets = sorted({facet for document in searcher.documents for facet in document.facets} - {UNKNOWN_VALUE})
    assert {"code", "scope", "topic", "status", "kind", "section"} <= {facet.partition("=")[0] for facet in facets}
    asked = [*facets, "payer=nobody", "code=00000", "scope=nobody/commercial"]
    there = browser.evaluate(
        """asked => kb.settle(data, () => asked.map(facet =>
            [kb.store.holds("facets", facet, data), [...kb.store.numbers("facets", facet, data)]]))""",
        asked,
    )
    for facet, (holds, numbers) in zip(asked, there, strict=True):
        assert [at for at, document in enumerate(searcher.documents) if facet in document.facets] == numbers, facet
        assert holds is bool(numbers)


def test_of_each_section_it_is_told_whether_its_value_is_not_known(browser, searcher):
    there = browser.evaluate(
        "() => kb.settle(data, () => Array.from({ length: data.count }, (_, at) => kb.store.isUnknown(at, data)))"
    )
    assert [UNKNOWN_VALUE in document.facets for document in searcher.documents] == there


def test_lives_time_limits_and_spelling_come_from_their_files(browser, searcher):
    tables = searcher.tables
    asked = [[scope, question] for scope in tables.plans.plans for question in TIMED_QUESTIONS]
    there = browser.evaluate(
        """asked => kb.settle(data, () => ({
            lives: data.expansion.codes.map(code => kb.store.life(code, data)),
            limits: asked.map(([scope, question]) => kb.store.limits(scope, question, data)),
            spelling: [..."acfgblr"].map(letter => kb.store.spelling(letter + letter, data)),
            modifiers: data.expansion.codes.map(code => kb.store.modifiers(code, data)),
            nothing: [kb.store.life("00000", data), kb.store.limits("nobody/commercial", "appeals", data)],
        }))""",
        asked,
    )
    assert [asdict(life) for life in tables.lives.values()] == there["lives"]
    assert any(there["limits"])
    for (scope, question), found in zip(asked, there["limits"], strict=True):
        mine = [asdict(one) for one in tables.limits if (one.scope, one.question) == (scope, question)]
        assert [{**one, "marks": list(one["marks"])} for one in mine] == found
    assert searcher.lexicon.spelling == {word: n for one in there["spelling"] for word, n in one["words"].items()}
    named = {name for one in there["spelling"] for name in one["names"]}
    assert searcher.lexicon.names & searcher.lexicon.spelling.keys() == named
    assert list(tables.modifiers.values()) == there["modifiers"]
    assert [None, []] == there["nothing"]


def column_value(document, name):
    """Give a document's value of a filter, or its date."""
    dates = {"effective": document.effective, "review": document.review_by}
    held = [facet.removeprefix(f"{name}=") for facet in document.facets if facet.startswith(f"{name}=")]
    return dates.get(name, next((value for value in held if name != "scope" or "/" in value), ""))


def test_the_words_of_titles_lead_to_their_pages(browser, searcher):
    titles = list(dict.fromkeys((document.entry, document.kind, document.title) for document in searcher.documents))
    there = browser.evaluate(
        """async () => {
            const numbers = await kb.settle(data, () => [...kb.store.numbers("titles", "cancer", data)]);
            return kb.settle(data, () => numbers.map(number => kb.store.page(number, data)));
        }"""
    )
    assert [entry for entry, _, title in titles if "cancer" in title.lower().split()] == [
        one["entry"] for one in there
    ]


def test_the_scripts_add_to_the_one_name_they_share(scripts, engine_scripts):
    mine = scripts.evaluate("Object.keys(kb)")
    parts = {
        "stem",
        "numberKeys",
        "documentNumbers",
        "sentences",
        "heldElsewhere",
        "firstEntry",
        "beginnings",
        "editions",
        "ruleBehind",
        "spokenElsewhere",
        "spokenByPlan",
        "compared",
        "analysis",
        "byWord",
        "typed",
        "query",
        "packing",
        "coding",
        "store",
        "spelling",
        "notHeld",
        "codeLife",
        "modifiers",
        "otherNumbers",
        "periodGroups",
        "queryDates",
        "payerOrder",
        "plans",
        "asks",
        "intent",
        "leftOut",
        "mentions",
        "reading",
        "diagnoses",
        "fieldSets",
        "ranking",
        "rankingBase",
        "rankingFirst",
        "rankingOrder",
        "asksRead",
        "mend",
        "rankingAsks",
        "rankingWords",
        "fitting",
        "leading",
        "notesText",
        "expansion",
        "phrase",
        "pieces",
        "excerpt",
        "subject",
        "exceptions",
        "firstTold",
        "headline",
        "late",
        "tried",
        "datesRead",
        "editionsTold",
        "plansBeside",
        "planSides",
    }
    assert parts | {"NotLoaded", "rank", "search", "receive", "ready", "settle"} == set(mine)
    assert all(
        re.match(r"(//.*\n)+\(function \(\) \{\n  \"use strict\";", path.read_text()) for path in engine_scripts
    )
