"""The judged collection is read as written, and each engine ranks it as it says."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.collection import TornCollectionError, read
from benchmarks.judge import any_of, main, measure, plain, product_engines, stock_engines
from kb.search.analysis import make_concepts
from kb.search.documents import SearchDocument
from kb.search.index import Matcher, Opened, create
from kb.search.query import parse_query
from kb.search.ranking import rank
from kb.search.reading_result import Reading

pytestmark = pytest.mark.slow

PLAIN = Path(__file__).parents[2] / "benchmarks" / "collections" / "plain"
DOCS = (("tea", "Tea", "Green tea in a cup."), ("cup", "A cup", "A cup of glass."), ("sea", "Sea", "Tides and moon."))
QUERIES = (("1", "green cup?"), ("2", "moon"), ("3", "nothing judged"))
GRADES = "1\ttea\t2\n1\tcup\t1\n2\tsea\t1\n"


@pytest.fixture
def folder(tmp_path):
    """Write a small collection."""
    docs = [json.dumps({"id": name, "title": title, "text": text}) for name, title, text in DOCS]
    (tmp_path / "docs.jsonl").write_text("\n".join(docs))
    (tmp_path / "queries.jsonl").write_text("\n".join(json.dumps({"id": n, "text": text}) for n, text in QUERIES))
    (tmp_path / "qrels.tsv").write_text(GRADES)
    return tmp_path


def test_queries_without_a_relevant_document_are_left_out_and_counted(folder):
    collection = read(folder)
    assert [query.id for query in collection.queries] == ["1", "2"]
    assert collection.skipped == 1
    assert collection.queries[0].grades == {"tea": 2, "cup": 1}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("docs.jsonl", '{"id": "a", "title": "b"}', "docs.jsonl:1: a line is an object with id, title, text"),
        ("docs.jsonl", "[]", "docs.jsonl:1"),
        ("docs.jsonl", '{"id": 1, "title": "", "text": ""}\n' * 2, "an id stands more than once"),
        ("queries.jsonl", "{", "queries.jsonl:1: a line is an object with id, text"),
        ("qrels.tsv", "\n1 tea 2", "qrels.tsv:2: a line is query id, document id and a whole grade"),
        ("qrels.tsv", "1\ttea\tgood", "qrels.tsv:1"),
        ("qrels.tsv", "1\tnone\t1", "no document none in the collection"),
    ],
)
def test_a_torn_file_is_named_with_its_line(folder, capsys, name, text, told):
    (folder / name).write_text(text)
    with pytest.raises(TornCollectionError, match=told.replace("(", r"\(")):
        read(folder)
    assert main([str(folder)]) == 2
    assert told in capsys.readouterr().err


def test_a_missing_folder_is_told(tmp_path, capsys):
    assert main([str(tmp_path / "none")]) == 2
    assert "docs.jsonl" in capsys.readouterr().err


def test_each_engine_ranks_as_it_says(folder):
    documents = read(folder).documents
    found = {name: search("green cup?") for name, search in (*product_engines(documents), *stock_engines(documents))}
    assert {name: set(ids) for name, ids in found.items()} == {
        "kb": {"tea", "cup"},
        "kb, any word": {"tea", "cup"},
        "whoosh, or": {"tea", "cup"},
        "whoosh, and": {"tea"},
    }
    assert found["kb"][0] == "tea"


def test_what_a_query_came_from_is_taken_out_before_measuring(folder):
    (folder / "qrels.tsv").write_text("1\ttea\t-1\n1\tcup\t1\n")
    collection = read(folder)
    assert measure("given", lambda _: ["tea", "cup"], collection).by_query == {"1": (1.0, 1.0)}


def test_a_query_that_finds_nothing_is_counted(folder):
    measured = measure("given", lambda typed: ["sea"] if typed == "moon" else [], read(folder))
    assert (measured.without_hits, measured.queries, measured.documents) == (1, 2, 3)
    assert (measured.ndcg, measured.average_precision) == (0.5, 0.5)


@pytest.mark.parametrize("typed", [query.text for query in read(PLAIN).queries])
def test_any_word_has_the_hits_and_the_sum_of_the_scores_of_each_word(typed):
    """Held to the engine's own scores of each group, so that it is the product's scores that are measured."""
    concepts = make_concepts([])
    documents = read(PLAIN).documents
    sections = [SearchDocument(d.id, "", "", "", "", "", {"title": d.title, "text": d.text}, ()) for d in documents]
    groups = parse_query(typed, concepts)
    union = Counter()
    matcher = Matcher(Opened(create(sections, concepts)))
    for group in groups:
        union.update(matcher.matches(group, alone=True))
    merged = rank(Reading(groups=any_of(groups)), matcher).order
    assert dict(merged) == dict(union)


def test_phrases_filters_and_unwanted_words_stay_as_they_are():
    groups = any_of(parse_query('green cup "a glass" -moon kind:entry', {}))
    assert [(group.kind, group.negative) for group in groups] == [
        ("any", False), ("phrase", False), ("word", True), ("facet", False),
    ]  # fmt: skip
    assert groups[0].terms == ("green", "cup")
    assert any_of(parse_query('"a glass"', {})) == parse_query('"a glass"', {})


def test_no_sign_reaches_the_parser_of_whoosh():
    assert plain('What is AND, "tea" (green) title:cup*?') == "what is and tea green title cup"


def test_the_command_prints_a_table_or_json(folder, capsys):
    assert main([str(folder)]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("nDCG@10", "MAP", "kb, any word", "whoosh, and"))
    assert main([str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["skipped_queries"] == 1
    assert told["engines"][0] == {
        "engine": "kb", "ndcg@10": pytest.approx(told["engines"][0]["ndcg@10"]), "map": 1.0, "queries": 2,
        "documents": 3, "without_hits": 0, "by_query": told["engines"][0]["by_query"],
    }  # fmt: skip


def test_the_collection_written_by_hand_is_whole():
    collection = read(PLAIN)
    assert (len(collection.documents), len(collection.queries), collection.skipped) == (60, 20, 0)
