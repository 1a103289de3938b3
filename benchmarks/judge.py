"""Measure the ranking of search on a judged collection, compared with stock Whoosh.

    .venv/bin/python -m benchmarks.judge DIR [--json]

DIR has the three files of `benchmarks/collection.py`. Four engines rank the same documents:

kb              the product: its analysis, query language and scores; all words, else all known words, else any word
kb, any word    the same analysis and scores; every document that has any of the words is ranked
whoosh, or      Whoosh by default: StemmingAnalyzer, MultifieldParser over title and text, BM25F; any word
whoosh, and     the same; all words

A collection has no payers, codes or synonyms, so the product runs without them. Titles are its field `title`, texts
its field `text`; misspelled words are corrected to words of titles, as in the product. The product gets the query as
typed, with its operators (quotes, a leading hyphen); Whoosh gets its words only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from whoosh import analysis, fields, qparser, scoring
from whoosh.filedb.filestore import RamStorage

from benchmarks.collection import Collection, Judged, TornCollectionError, read
from benchmarks.metrics import average_precision, mean, ndcg
from kb.domain.model import Library
from kb.search import index as product
from kb.search.documents import SearchDocument, concepts_of, spelling_of
from kb.search.lexicon import Lexicon
from kb.search.query import Group
from kb.search.ranking import rank
from kb.search.reading import read_query
from kb.search.reading_result import Reading
from kb.search.reading_tables import make_reading_tables

BLANK_LIBRARY: Final = Library({}, {}, ())
LOOSE: Final = ("word", "exact", "concept", "any")
"""Groups of a query that are words: those of which any will do where any word is asked for."""

Search = Callable[[str], list[str]]
"""What was typed to the ids of all documents found, the best first."""


@dataclass(frozen=True)
class Measured:
    """How an engine did: its measures over all queries, how many found nothing, and nDCG@10 and AP of each query."""

    engine: str
    ndcg: float
    average_precision: float
    queries: int
    documents: int
    without_hits: int
    by_query: dict[str, tuple[float, float]]


def product_engines(documents: Sequence[Judged]) -> Iterator[tuple[str, Search]]:
    """Index documents with the product's search, and give it as it is and with any word."""
    sections = [
        SearchDocument(found.id, "", "entry", found.title, "", "", {"title": found.title, "text": found.text}, ())
        for found in documents
    ]
    concepts = concepts_of(BLANK_LIBRARY)
    index = product.create(sections, concepts)
    opened = product.Opened(index)
    lexicon = Lexicon(*product.terms(index), spelling_of(BLANK_LIBRARY, sections), ())

    tables = make_reading_tables(BLANK_LIBRARY, concepts)

    def ranked(read: Reading) -> list[str]:
        return [documents[number].id for number, _ in rank(read, product.Matcher(opened)).order]

    def reading(typed: str) -> Reading:
        return read_query(typed, concepts, lexicon, tables, dt.date.min)

    yield "kb", lambda typed: ranked(reading(typed))
    yield "kb, any word", lambda typed: ranked(replace(reading(typed), groups=any_of(reading(typed).groups)))


def any_of(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Make one group of all wanted words, of which any will do; its scores are the sum over them, as ever.

    The search then ranks as its own last fallback does. Question words still need not stand; phrases, filters and
    unwanted words hold as they did.
    """
    words = [group for group in groups if group.kind in LOOSE and not group.negative]
    if not words:
        return groups
    terms = tuple(term for group in words for term in group.terms)
    merged = replace(words[0], kind="any", terms=terms, written=" ".join(group.written for group in words))
    return (merged, *(group for group in groups if group not in words))


def stock_engines(documents: Sequence[Judged]) -> Iterator[tuple[str, Search]]:
    """Index documents with Whoosh as it comes, and give it with any word and with all words."""
    text = fields.TEXT(analyzer=analysis.StemmingAnalyzer())
    schema = fields.Schema(id=fields.STORED, title=text, text=text)
    index = RamStorage().create_index(schema)
    writer = index.writer(limitmb=256)
    for document in documents:
        writer.add_document(id=document.id, title=document.title, text=document.text)
    writer.commit()
    for name, group in (("whoosh, or", qparser.OrGroup), ("whoosh, and", qparser.AndGroup)):
        yield name, _stock_search(index, qparser.MultifieldParser(["title", "text"], schema, group=group))


def _stock_search(index: Any, parser: Any) -> Search:
    def search(typed: str) -> list[str]:
        with index.searcher(weighting=scoring.BM25F()) as searcher:
            return [hit["id"] for hit in searcher.search(parser.parse(plain(typed)), limit=None)]

    return search


def plain(typed: str) -> str:
    """Give the words alone in lower case: a question mark would be a wildcard to Whoosh's parser, `AND` a sign."""
    return " ".join(re.findall(r"\w+", typed.lower()))


def measure(engine: str, search: Search, collection: Collection) -> Measured:
    """Run every query of a collection and measure what is found."""
    rankings = {query.id: query.rank(search(query.text)) for query in collection.queries}
    by_query = {
        query.id: (ndcg(rankings[query.id], query.grades), average_precision(rankings[query.id], query.grades))
        for query in collection.queries
    }
    return Measured(
        engine,
        mean(of_ten for of_ten, _ in by_query.values()),
        mean(of_all for _, of_all in by_query.values()),
        len(collection.queries),
        len(collection.documents),
        sum(not ranking for ranking in rankings.values()),
        by_query,
    )


def measure_all(collection: Collection) -> list[Measured]:
    """Measure each engine on a collection."""
    engines = (*product_engines(collection.documents), *stock_engines(collection.documents))
    return [measure(name, search, collection) for name, search in engines]


def show(measured: Sequence[Measured]) -> None:
    """Print a table, an engine a line."""
    table = Table(*("engine", "nDCG@10", "MAP", "queries", "documents", "without any hit"))
    for column in table.columns[1:]:
        column.justify = "right"
    for line in measured:
        numbers = (line.queries, line.documents, line.without_hits)
        table.add_row(line.engine, f"{line.ndcg:.3f}", f"{line.average_precision:.3f}", *map(str, numbers))
    Console().print(table)


def record(measured: Measured) -> dict[str, Any]:
    """Give what `--json` prints of an engine."""
    return {
        "engine": measured.engine,
        "ndcg@10": round(measured.ndcg, 4),
        "map": round(measured.average_precision, 4),
        "queries": measured.queries,
        "documents": measured.documents,
        "without_hits": measured.without_hits,
        "by_query": {
            name: {"ndcg@10": round(of_ten, 4), "ap": round(of_all, 4)}
            for name, (of_ten, of_all) in measured.by_query.items()
        },
    }


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and give the exit code: 2 where the collection cannot be read."""
    parser = argparse.ArgumentParser(prog="benchmarks.judge", description="Measure search on a judged collection.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="holds docs.jsonl, queries.jsonl and qrels.tsv")
    parser.add_argument("--json", action="store_true", help="print JSON, with the measures of each query")
    given = parser.parse_args(arguments)
    try:
        collection = read(given.folder)
    except (OSError, TornCollectionError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    measured = measure_all(collection)
    if given.json:
        told = {"skipped_queries": collection.skipped, "engines": [record(line) for line in measured]}
        sys.stdout.write(f"{json.dumps(told, indent=2)}\n")
    else:
        show(measured)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
