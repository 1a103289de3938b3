"""Read a judged collection: documents, queries, and relevance grades given by people, from three files in a folder.

    docs.jsonl      one {"id": ..., "title": ..., "text": ...} per line
    queries.jsonl   one {"id": ..., "text": ...} per line
    qrels.tsv       query id, document id and grade, separated by tabs: 0 is not relevant, more is better

A grade below 0 removes the document from that query's ranking before it is measured: the query was made from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

GRADE_COLUMNS: Final = 3


class TornCollectionError(ValueError):
    """A file of a collection that cannot be read, with its place."""


@dataclass(frozen=True)
class Judged:
    """A document of a collection."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Query:
    """A query, and the grades of documents for it by their id."""

    id: str
    text: str
    grades: Mapping[str, int]

    @property
    def is_measurable(self) -> bool:
        """Tell whether any document is relevant; else no order of documents is better than another."""
        return any(grade > 0 for grade in self.grades.values())

    def rank(self, found: list[str]) -> list[str]:
        """Leave out of what was found the documents that the query came from."""
        return [name for name in found if self.grades.get(name, 0) >= 0]


@dataclass(frozen=True)
class Collection:
    """Documents, and the queries that have a relevant one among them; `skipped` counts the other queries."""

    documents: tuple[Judged, ...]
    queries: tuple[Query, ...]
    skipped: int


def read(folder: Path) -> Collection:
    """Read a collection. Raises OSError where a file is missing, TornCollectionError where one is torn."""
    documents = tuple(
        Judged(found["id"], found["title"], found["text"])
        for found in _records(folder / "docs.jsonl", ("id", "title", "text"))
    )
    known = frozenset(document.id for document in documents)
    if len(known) < len(documents):
        raise TornCollectionError(f"{folder / 'docs.jsonl'}: an id stands more than once")
    grades = _grades(folder / "qrels.tsv", known)
    queries = [
        Query(found["id"], found["text"], grades.get(found["id"], {}))
        for found in _records(folder / "queries.jsonl", ("id", "text"))
    ]
    judged = tuple(query for query in queries if query.is_measurable)
    return Collection(documents, judged, len(queries) - len(judged))


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Give each line that is not blank, and its place."""
    with path.open(encoding="utf-8") as file:
        yield from ((f"{path}:{number}", line) for number, line in enumerate(file, 1) if line.strip())


def _records(path: Path, keys: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for place, line in _lines(path):
        try:
            found = json.loads(line)
            yield {key: str(found[key]) for key in keys}
        except (ValueError, TypeError, KeyError) as fault:
            raise TornCollectionError(f"{place}: a line is an object with {', '.join(keys)}") from fault


def _grades(path: Path, known: frozenset[str]) -> dict[str, dict[str, int]]:
    """Read grades by query and document; a document that is not in the collection is told, not passed over."""
    grades: dict[str, dict[str, int]] = {}
    for place, line in _lines(path):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != GRADE_COLUMNS or not cells[2].removeprefix("-").isdecimal():
            raise TornCollectionError(f"{place}: a line is query id, document id and a whole grade, parted by tabs")
        if cells[1] not in known:
            raise TornCollectionError(f"{place}: no document {cells[1]} in the collection")
        grades.setdefault(cells[0], {})[cells[1]] = int(cells[2])
    return grades
