"""The index to the data the browser searches: the same postings, weights and rarities, and the documents to show.

One classic script that calls one function, since a page opened from disk may load scripts and nothing else. A
library too large for one file will be cut into shards here; the browser asks for terms, not for files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kb.search import widen
from kb.search.analysis import tables
from kb.search.excerpt import PLACES, WIDTH
from kb.search.find import Searcher
from kb.search.index import postings
from kb.search.query import DATE_SPAN, DATES, FACETS, LONGEST, PART, PREFIX, QUESTION_WORDS, QUOTES, VALUE_CONCEPTS
from kb.search.scoring import FIELDS, LEAD, SCALE, VALUE_FIELDS


def export(searcher: Searcher) -> str:
    """Give the text of the script that hands the index to the page."""
    data = {
        "analysis": tables(searcher.concepts),
        "query": {
            "part": PART.replace("?P<", "?<"),
            "facets": FACETS,
            "longest": LONGEST,
            "valueConcepts": VALUE_CONCEPTS,
            "dates": DATES,
            "dateSpan": DATE_SPAN,
            "prefix": PREFIX,
            "quotes": QUOTES,
            "questionWords": QUESTION_WORDS,
        },
        "widen": widen.tables(searcher.lexicon),
        "fields": [field.name for field in FIELDS],
        "valueFields": VALUE_FIELDS,
        "leadField": LEAD,
        "scale": SCALE * SCALE,
        "places": PLACES,
        "excerptWords": WIDTH,
        "documents": [
            [
                *(d.entry, d.section, d.kind, d.title, d.heading, d.value, d.reach, d.fields, d.facets),
                *(d.effective, d.review_by),
            ]
            for d in searcher.documents
        ],
        "postings": _postings(searcher),
    }
    return f"kb.receive({json.dumps(data, ensure_ascii=True, separators=(',', ':'))});\n"


def _postings(searcher: Searcher) -> dict[str, dict[str, list[Any]]]:
    """Give, by field and term, the rarity and then document and weight of each posting in turn."""
    found: dict[str, dict[str, list[Any]]] = {}
    for field, term, rarity, holding in postings(searcher.index):
        found.setdefault(field, {})[term] = [rarity, *_flat((p.document, p.weight) for p in holding)]
    return found


def _flat(pairs: Iterable[tuple[int, int]]) -> list[int]:
    return [number for pair in pairs for number in pair]
