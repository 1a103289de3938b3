"""Which document of one library is which of another: by path, and where a path is gone, by content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from kb.diff.snapshot import snapshot
from kb.domain.model import Document, Library

SIMILAR: Final = 0.6
"""The share of facts and lines of prose in common from which on two documents count as one that was moved."""

COMMON: Final = 20
"""A feature that more documents than this have does not identify one; ignoring it keeps large moves fast."""

Pair = tuple[Document | None, Document | None]
Features = Counter[str]


def match_documents(base: Library, head: Library) -> tuple[Pair, ...]:
    """Pair the documents of two libraries that differ, in order of path; None where a side has no such document."""
    gone = [page for path, page in base.by_path.items() if path not in head.by_path]
    new = [page for path, page in head.by_path.items() if path not in base.by_path]
    moved = dict(_moved(gone, new))
    taken = {page.path for page in moved.values()}
    every: list[Pair] = [(moved.get(path, base.by_path.get(path)), page) for path, page in head.by_path.items()]
    every += [(page, None) for page in gone if page.path not in taken]
    return tuple(sorted((pair for pair in every if pair[0] != pair[1]), key=_path))


def _path(pair: Pair) -> str:
    return next(page.path for page in reversed(pair) if page)


def _moved(gone: list[Document], new: list[Document]) -> Iterator[tuple[str, Document]]:
    """Give the new path of each document that was moved, with the old document, the most similar pair first."""
    old = {page.path: page for page in gone}
    free = {page.path for page in new}
    for _, path, was in sorted(_candidates(gone, new), key=lambda found: (-found[0], *found[1:])):
        if path in free and was in old:
            free.discard(path)
            yield path, old.pop(was)


def _candidates(gone: list[Document], new: list[Document]) -> Iterator[tuple[float, str, str]]:
    """Give the similarity of each pair that is similar enough, with the path of the new and of the old document."""
    old_features = {page.path: _features(page) for page in gone}
    holders: dict[str, list[str]] = {}
    for path, features in old_features.items():
        for feature in features:
            holders.setdefault(feature, []).append(path)
    kinds = {page.path: type(page) for page in gone}
    for page in new:
        own = _features(page)
        rare = (feature for feature in own if len(holders.get(feature, ())) <= COMMON)
        for was in {path for feature in rare for path in holders.get(feature, ())}:
            share = _similarity(old_features[was], own)
            if kinds[was] is type(page) and share >= SIMILAR:
                yield share, page.path, was


def _features(page: Document) -> Features:
    """Count the facts of a document and the lines of its prose."""
    facts = (f"{fact.name}={fact.text}" for fact in snapshot(page) if fact.name != "scope")
    lines = (f"{section.slug}:{line.strip()}" for section in page.sections for line in section.text.split("\n"))
    return Counter([*facts, *(line for line in lines if not line.endswith(":"))])


def _similarity(one: Features, other: Features) -> float:
    """Give the share of features in common, from 0 to 1. Every document has some, its title at least."""
    return 2 * (one & other).total() / (one.total() + other.total())
