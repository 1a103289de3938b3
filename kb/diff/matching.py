"""Which document of one library is which of another: by path, and where a path is gone, by what stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from kb.diff.snapshot import snapshot
from kb.domain.model import Document, Library

ALIKE: Final = 0.6
"""The share of facts and lines of prose that two documents have in common when one is the other, moved."""

COMMON: Final = 20
"""A mark that more documents than this hold does not tell them apart; passing it over keeps large moves fast."""

Pair = tuple[Document | None, Document | None]
Marks = Counter[str]


def match_documents(base: Library, head: Library) -> tuple[Pair, ...]:
    """Pair the documents of two libraries in order of path; None stands for a side that has no such document."""
    gone = [page for path, page in base.by_path.items() if path not in head.by_path]
    new = [page for path, page in head.by_path.items() if path not in base.by_path]
    moved = dict(_moved(gone, new))
    taken = {page.path for page in moved.values()}
    found: list[Pair] = [(moved.get(path, base.by_path.get(path)), page) for path, page in head.by_path.items()]
    found += [(page, None) for page in gone if page.path not in taken]
    return tuple(sorted(found, key=_path))


def _path(pair: Pair) -> str:
    return next(page.path for page in reversed(pair) if page)


def _moved(gone: list[Document], new: list[Document]) -> Iterator[tuple[str, Document]]:
    """Give for the path of each document that was moved what it was before, the most alike first."""
    old = {page.path: page for page in gone}
    free = {page.path for page in new}
    for _, path, was in sorted(_candidates(gone, new), key=lambda found: (-found[0], *found[1:])):
        if path in free and was in old:
            free.discard(path)
            yield path, old.pop(was)


def _candidates(gone: list[Document], new: list[Document]) -> Iterator[tuple[float, str, str]]:
    """Give how alike two documents are, with the path of the new and of the old one, where it is enough."""
    marks = {page.path: _features(page) for page in gone}
    holders: dict[str, list[str]] = {}
    for path, held in marks.items():
        for mark in held:
            holders.setdefault(mark, []).append(path)
    kinds = {page.path: type(page) for page in gone}
    for page in new:
        own = _features(page)
        near = {path for mark in own if len(holders.get(mark, ())) <= COMMON for path in holders.get(mark, ())}
        for was in near:
            alike = _likeness(marks[was], own)
            if kinds[was] is type(page) and alike >= ALIKE:
                yield alike, page.path, was


def _features(page: Document) -> Marks:
    """Give the facts of a document and the lines of its prose, counted."""
    facts = (f"{trait.name}={trait.text}" for trait in snapshot(page) if trait.name != "scope")
    lines = (f"{section.slug}:{line.strip()}" for section in page.sections for line in section.text.split("\n"))
    return Counter([*facts, *(line for line in lines if not line.endswith(":"))])


def _likeness(one: Marks, other: Marks) -> float:
    """Give the share in common, from 0 to 1."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())
