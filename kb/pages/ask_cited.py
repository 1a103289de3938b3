"""The sources that sections cite, for the Ask page: of a page that the search found, by section or by row.

Those of entries stand together with those of the plans beside theirs, as scripts of data.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any

from kb.ask.claims import cited_by
from kb.domain.model import Library
from kb.pages.ask_texts import Kept, parts_of, script_of
from kb.search.documents import SearchDocument, documents_of, documents_of_payer

PAYERS = "payers"
"""The script of the pages of payers."""


def cited_scripts(library: Library) -> Iterator[tuple[str, str]]:
    """Yield the scripts: one for some plans each, and one for the pages of all payers."""
    yield from (_script(library, part, scopes) for part, scopes in enumerate(parts_of(library)))
    payers = chain.from_iterable(map(documents_of_payer, library.payers.values()))
    yield f"static/cited/{PAYERS}.js", script_of("askCited", PAYERS, cited_of(library, payers))


def touched_cited(library: Library, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield those that have entries of some paths, made anew."""
    plans = {path.rpartition("/")[0] for path in paths}
    for part, scopes in enumerate(parts_of(library)):
        if plans & {*scopes}:
            address, text = _script(library, part, scopes)
            yield address, text.encode()


def _script(library: Library, part: int, scopes: Iterable[str]) -> tuple[str, str]:
    paths = {entry.path for scope in scopes for entry in library.entries_of(scope)}
    cited = cited_of(library, documents_of(library, paths).values())
    return f"static/cited/{part}.js", script_of("askCited", part, cited)


def cited_of(library: Library, documents: Iterable[SearchDocument]) -> dict[str, Any]:
    """Give by page and by section, or row, the numbers of the sources that it cites, and these sources."""
    kept = Kept()
    return {"cited": cited_in(library, documents, kept), "sources": kept.written()["sources"]}


def cited_in(library: Library, documents: Iterable[SearchDocument], kept: Kept) -> dict[str, dict[str, list[int]]]:
    """Give by page and by section, or row, the numbers of the sources that it cites."""
    cited: dict[str, dict[str, list[int]]] = {}
    for document in documents:
        sources = kept.cited(cited_by(library.by_path[f"{document.entry}.md"], document))
        if sources:
            cited.setdefault(document.entry, {})[document.place or document.section] = sources
    return cited
