"""The index to the files the browser searches: the same postings, weights and rarities, and the sections to show.

Classic scripts that each call one function, since a page opened from disk may load scripts and nothing else.
`static/index.js` tells what there is; families of small files beside it are loaded as a query asks for them, so that
ten thousand entries cost a query no more than a few files. A small library has all of them in the one file.

terms      by term: its rarity, and for each field the sections and the weights
places     by term: for each field and section the places where the term stands, for phrases
facets     by facet: the sections that have it
titles     by word: the pages whose title holds it
documents  a few sections a file, as they are shown
pages      a few pages a file: address, kind, title
columns    for every section its value of a filter or its date
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from kb.search import dates, expansion, reading, typed
from kb.search.analysis import tables, words
from kb.search.documents import SearchDocument
from kb.search.excerpt import PLACES, WIDTH
from kb.search.find import Searcher
from kb.search.index import Posting, facets, postings
from kb.search.packing import LETTERS, Packed, cut, gaps, letters, text, varints
from kb.search.query import (
    DATE_SPAN,
    DATES,
    FACETS,
    NOISE,
    PART,
    PREFIX,
    QUESTION_WORDS,
    VALUE_CONCEPTS,
)
from kb.search.scoring import FIELDS, LEAD, SCALE, VALUE_FIELDS

INDEX: Final = "static/index.js"
WHOLE_BELOW: Final = 200
"""Entries below which a library is one file."""

SHOWN_TOGETHER: Final = 4
"""Sections, or pages, in one file of rows."""

FILTERS: Final = ("payer", "scope", "question", "coverage", "pa", "standing", "kind")
"""The facets that are counted beside the hits; of each, a section has one value or none."""

Files = Iterator[tuple[str, Any]]


def export(searcher: Searcher, *, whole: bool | None = None) -> dict[str, str]:
    """Give the scripts that hand the index to the page, by address.

    `whole` puts all into the one file; where it is left out, the size of the library decides.
    """
    families = {name: list(packed) for name, packed in _keyed(searcher)}
    made = {
        f"{name}/{number}": _payload(file) for name, packed in families.items() for number, file in enumerate(packed)
    }
    made |= dict(_rows("documents", [_shown(document) for document in searcher.documents]))
    made |= dict(_rows("pages", _pages(searcher.documents)))
    made |= dict(_columns(searcher.documents))
    together = _is_small(searcher.documents) if whole is None else whole
    meta = _meta(
        searcher, {name: [file.keys[0] for file in packed] for name, packed in families.items()}, whole=together
    )
    return _scripts(meta, made, whole=together)


def _scripts(meta: Mapping[str, Any], made: Mapping[str, Any], *, whole: bool) -> dict[str, str]:
    """Write the calls; each names the build it is of, so that no page mixes two."""
    texts = {name: _json(content) for name, content in {"meta": meta, **made}.items()}
    build = hashlib.sha256("\n".join(texts.values()).encode()).hexdigest()[:12]
    calls = {name: f'kb.receive("{build}","{name}",{content});\n' for name, content in texts.items()}
    if whole:
        return {INDEX: "".join(calls.values())}
    return {INDEX if name == "meta" else f"static/index/{name}.js": call for name, call in calls.items()}


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"))


def _is_small(documents: Sequence[SearchDocument]) -> bool:
    return len({document.entry for document in documents if document.kind == "entry"}) < WHOLE_BELOW


def _meta(searcher: Searcher, families: Mapping[str, list[str]], *, whole: bool) -> dict[str, Any]:
    """Give what every query needs: the tables of analysis and query, and the first key of every file."""
    return {
        "analysis": tables(searcher.concepts),
        "query": {
            "part": PART.replace("?P<", "?<"),
            "facets": FACETS,
            "valueConcepts": VALUE_CONCEPTS,
            "dates": DATES,
            "dateSpan": DATE_SPAN,
            "prefix": PREFIX,
            "questionWords": QUESTION_WORDS,
            "noise": NOISE,
        },
        "typed": typed.tables(),
        "dates": dates.tables(),
        "reading": reading.exported(searcher.tables),
        "expansion": expansion.tables(searcher.lexicon),
        "fields": [field.name for field in FIELDS],
        "valueFields": VALUE_FIELDS,
        "leadField": LEAD,
        "scale": SCALE * SCALE,
        "unit": SCALE,
        "places": PLACES,
        "excerptWords": WIDTH,
        "filters": FILTERS,
        "count": len(searcher.documents),
        "together": SHOWN_TOGETHER,
        "letters": LETTERS,
        "whole": whole,
        "families": families,
    }


# ---- families by key


def _keyed(searcher: Searcher) -> Iterator[tuple[str, Iterator[Packed]]]:
    terms, places = _terms(searcher)
    yield "terms", cut(terms.items())
    yield "places", cut(places.items())
    yield "facets", cut((facet, _numbers(held)) for facet, held in facets(searcher.index))
    yield "titles", cut((word, _numbers(held)) for word, held in sorted(_titles(searcher.documents).items()))


def _terms(searcher: Searcher) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Give the blocks of every term: its rarity and field after field its postings; and the places of these."""
    terms: dict[str, bytes] = {}
    places: dict[str, bytes] = {}
    fields = [field.name for field in FIELDS]
    for term, rarity, held in postings(searcher.index):
        blocks = [varints([fields.index(field)]) + _postings(holding) for field, holding in held.items()]
        terms[term] = varints([rarity]) + b"".join(blocks)
        places[term] = b"".join(_numbers(posting.places) for holding in held.values() for posting in holding)
    return terms, places


def _postings(holding: Sequence[Posting]) -> bytes:
    return _numbers([posting.document for posting in holding]) + varints(posting.weight for posting in holding)


def _numbers(rising: Sequence[int]) -> bytes:
    """Write how many there are, and the gaps."""
    return varints([len(rising), *gaps(rising)])


def _titles(documents: Iterable[SearchDocument]) -> dict[str, list[int]]:
    """Give the pages that have each word in their title, by number."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, title) in enumerate(_pages(documents)):
        for word in sorted({word.raw for word in words(title)}):
            found[word].append(number)
    return found


def _payload(file: Packed) -> list[str]:
    return ["\n".join(file.keys), text(file.blocks)]


# ---- families by number


def _rows(name: str, rows: Sequence[Any]) -> Files:
    for number, first in enumerate(range(0, len(rows), SHOWN_TOGETHER)):
        yield f"{name}/{number}", rows[first : first + SHOWN_TOGETHER]


def _shown(document: SearchDocument) -> list[str | tuple[str, ...]]:
    """Give what is shown of a section, in the order in which store.js reads it."""
    shown = (document.entry, document.section, document.kind, document.title, document.heading, document.value)
    days = (document.effective, document.review_by)
    return [
        *(*shown, document.reach, document.fields.get("text", ""), *days, document.marks, document.certainty),
        document.place,
    ]


def _pages(documents: Iterable[SearchDocument]) -> list[tuple[str, str, str]]:
    """Give address, kind and title of every page, each once."""
    return list(dict.fromkeys((document.entry, document.kind, document.title) for document in documents))


def _columns(documents: Sequence[SearchDocument]) -> Files:
    held = [dict(facet.split("=", 1) for facet in _counted(document)) for document in documents]
    for name in FILTERS:
        yield f"columns/{name}", _column([values.get(name, "") for values in held])
    yield "columns/effective", _column([document.effective for document in documents])
    yield "columns/review", _column([document.review_by for document in documents])


def _counted(document: SearchDocument) -> Iterator[str]:
    """Give the facets that are counted: a scope by its full name only, `uhc/commercial`."""
    return (facet for facet in document.facets if not facet.startswith("scope=") or "/" in facet)


def _column(values: Sequence[str]) -> list[Any]:
    """Give the values there are in order, and in letters for each section the number of its own."""
    known = sorted(set(values))
    numbers = {value: number for number, value in enumerate(known)}
    return [known, letters([numbers[value] for value in values], len(known))]
