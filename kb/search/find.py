"""A query, as typed, to hits that can be shown: what the command line prints, and what the browser must equal."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.domain.model import Library
from kb.search import index as engine
from kb.search.analysis import Concepts
from kb.search.documents import SearchDocument, collect, concepts_of, spelling_of
from kb.search.excerpt import excerpt, why
from kb.search.expansion import Reading, read_query
from kb.search.lexicon import Lexicon
from kb.search.query import Group


@dataclass(frozen=True)
class Hit:
    """A section that was found, its score, the words around the match and the reasons."""

    document: SearchDocument
    score: float
    excerpt: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """The hits, how many there are in all, the words that no section has, and how the query was read.

    `loose` tells that no section has all the other words, so that these have some.
    """

    hits: tuple[Hit, ...]
    total: int
    dropped: tuple[str, ...]
    loose: bool
    read: Reading

    @property
    def kept(self) -> tuple[str, ...]:
        """The words that were searched for, beside those that no section has."""
        said = (group.written for group in self.read.groups if not group.negative)
        return tuple(written for written in said if written not in self.dropped)


@dataclass(frozen=True)
class Searcher:
    """Documents, synonyms, index and lexicon that belong together."""

    documents: tuple[SearchDocument, ...]
    concepts: Concepts
    index: Any
    lexicon: Lexicon


def make_searcher(library: Library, cache: Path | None = None) -> Searcher:
    """Index a library; with a cache folder, take the index from there where nothing has changed since."""
    documents, concepts = collect(library), concepts_of(library)
    index = _cached(documents, concepts, cache) if cache else engine.create(documents, concepts)
    codes = tuple(code.lower() for code in library.codes)
    lexicon = Lexicon(*engine.terms(index), spelling_of(library, documents), codes)
    return Searcher(documents, concepts, index, lexicon)


def _cached(documents: tuple[SearchDocument, ...], concepts: Concepts, cache: Path) -> Any:
    digest = hashlib.sha256(repr((documents, concepts)).encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    folder = cache / f"index-{digest.hexdigest()[:20]}"
    return engine.open_folder(folder) or _remake(documents, concepts, folder)


def _remake(documents: tuple[SearchDocument, ...], concepts: Concepts, folder: Path) -> Any:
    """Index into a fresh folder beside the old ones, which go, and move it to its place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    for old in folder.parent.glob("index-*"):
        shutil.rmtree(old, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(dir=folder.parent))
    engine.create(documents, concepts, fresh).close()
    try:
        fresh.rename(folder)
    except OSError:  # another run was quicker; its index is as good
        shutil.rmtree(fresh, ignore_errors=True)
    return engine.open_folder(folder)


def find(searcher: Searcher, typed: str, limit: int = 10) -> Result:
    """Search as typed; `limit` is at least 1."""
    read = read_query(typed, searcher.concepts, searcher.lexicon)
    found = engine.search(searcher.index, read.groups, limit)
    hits = tuple(_hit(searcher, number, score, read.groups) for number, score in found.hits)
    return Result(hits, found.total, found.dropped, found.loose, read)


def _hit(searcher: Searcher, number: int, score: float, groups: tuple[Group, ...]) -> Hit:
    document = searcher.documents[number]
    return Hit(
        document,
        score,
        excerpt(document, groups, searcher.concepts),
        why(document, groups, searcher.concepts),
    )
