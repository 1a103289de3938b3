"""The sources that sections cite, for the Ask page: of a page that the search found, by section.

Those of entries stand together with those of the plans beside theirs, as scripts of data.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from kb.ask.cited import cited_by
from kb.content.code_tables import code_tables
from kb.content.parse import slug
from kb.domain.model import CodePage, Document, Library
from kb.pages.ask_texts import Kept, parts_of
from kb.pages.packing import script_of

PAYERS: Final = "payers"
"""The script of the pages of payers."""


def cited_scripts(library: Library) -> Iterator[tuple[str, str]]:
    """Yield the scripts: one for some plans each, and one for the pages of all payers."""
    yield from (_script(library, part, scopes) for part, scopes in enumerate(parts_of(library)))
    yield f"static/cited/{PAYERS}.js", script_of("askCited", PAYERS, cited_of(library.payers.values()))


def touched_cited(library: Library, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield those that have entries of some paths, made anew."""
    plans = {path.rpartition("/")[0] for path in paths}
    for part, scopes in enumerate(parts_of(library)):
        if plans & {*scopes}:
            address, text = _script(library, part, scopes)
            yield address, text.encode()


def _script(library: Library, part: int, scopes: Iterable[str]) -> tuple[str, str]:
    cited = cited_of(entry for scope in scopes for entry in library.entries_of(scope))
    return f"static/cited/{part}.js", script_of("askCited", part, cited)


def cited_of(documents: Iterable[Document]) -> dict[str, Any]:
    """Give by page and by section the numbers of the sources that it cites, and these sources."""
    kept = Kept()
    cited = {document.id: found for document in documents if (found := cited_in(document, kept))}
    return {"cited": cited, "sources": kept.written()["sources"]}


def cited_in(document: Document, kept: Kept) -> dict[str, list[int]]:
    """Give by section of a page the numbers of the sources that it cites, in its prose and in its table."""
    tables = code_tables(document) if isinstance(document, CodePage) else ()
    names = dict.fromkeys([*(one.slug for one in document.sections), *(slug(table.heading) for table in tables)])
    return {name: found for name in names if (found := kept.cited(cited_by(document, name)))}
