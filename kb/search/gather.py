"""A library to what the browser's index is made from. Whoosh is not needed for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kb.content.markdown import forget
from kb.domain.model import Library
from kb.search.analysis import Concepts
from kb.search.documents import SearchDocument, codes_of_families, collect, concepts_of, names_of, spelling_of
from kb.search.lexicon import Lexicon
from kb.search.postings import Postings, make_postings
from kb.search.reading_tables import ReadingTables, make_reading_tables


@dataclass(frozen=True)
class SearchData:
    """Documents, phrases, postings, lexicon and reading tables that belong together."""

    documents: tuple[SearchDocument, ...]
    concepts: Concepts
    postings: Postings
    lexicon: Lexicon
    tables: ReadingTables


def gather(library: Library) -> SearchData:
    """Analyse a library for the browser's index."""
    documents, concepts = collect(library), concepts_of(library)
    lexicon, tables = make_lexicon(library, documents, (), ()), make_reading_tables(library, concepts)
    forget()  # each section was rendered for its words, and is not asked for again
    del library  # where nobody else holds it, what it takes is free for the postings
    postings = make_postings(documents, concepts)
    lexicon = replace(lexicon, terms=tuple(postings.names()), facets=tuple(sorted(postings.facets)))
    return SearchData(documents, concepts, postings, lexicon, tables)


def make_lexicon(
    library: Library, documents: tuple[SearchDocument, ...], terms: tuple[str, ...], facets: tuple[str, ...]
) -> Lexicon:
    """Make the lexicon of a library from the terms and the facets of its index, each in order."""
    codes = tuple(code.lower() for code in library.codes)
    return Lexicon(
        terms, facets, spelling_of(library, documents), codes, names_of(library), codes_of_families(library)
    )
