"""What git recorded as changed, as data for the Ask page: all changes, newest first, and their words by plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from kb.ask.changed import codes_of, names_codes
from kb.changes.recorded import FileChange, RecordedCommit
from kb.changes.wording import headline
from kb.domain.model import Library
from kb.pages.ask_texts import Kept, parts_of
from kb.pages.packing import script_of

OTHERS: Final = "others"
"""The script of the words of changes of what is no entry of a plan: pages of codes and of payers."""


def change_scripts(library: Library, found: Iterable[RecordedCommit]) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each script; `library` is that on disk, `found` what changed, newest first.

    A row of the list has the day, the file, its codes, if it names them, if an answer moved, and the number of its
    words among those of its file. What is no longer here has no source, and so no row.
    """
    held = [(one, change) for one in found for change in (*one.detailed, *one.added) if _has_sources(library, change)]
    parts = {scope: part for part, scopes in enumerate(parts_of(library)) for scope in scopes}
    words: dict[str, list[str]] = {}
    numbers: dict[str, int] = {}
    sets: dict[tuple[str, ...], int] = {}
    rows = []
    for one, change in held:
        told = words.setdefault(change.lineage, [])
        file = numbers.setdefault(change.lineage, len(numbers))
        codes = sets.setdefault(codes_of(library, change), len(sets))
        marks = (int(names_codes(library, change)), int(bool(change.change.answers)))
        rows.append((one.commit.recorded.isoformat(), file, codes, *marks, len(told)))
        told.append(headline(library, change))
    of = {lineage: parts.get(lineage.rpartition("/")[0], OTHERS) for lineage in numbers}
    yield "static/ask/changes.js", script_of("askChanges", {"rows": rows, "sets": [*sets], "lineages": [*of.items()]})
    for part in dict.fromkeys(of.values()):
        mine = {lineage: told for lineage, told in words.items() if of[lineage] == part}
        yield f"static/ask/changes/{part}.js", script_of("askChanged", part, _words(library, mine))


def _has_sources(library: Library, change: FileChange) -> bool:
    document = library.by_path.get(f"{change.lineage}.md")
    return bool(document and document.sources)


def _words(library: Library, told: dict[str, list[str]]) -> dict[str, Any]:
    """Pack the words of the changes of some files, and the sources that these have today."""
    kept = Kept()
    cited = {lineage: kept.cited(library.by_path[f"{lineage}.md"].sources.values()) for lineage in told}
    return {"changes": told, "cited": cited, "sources": kept.written()["sources"]}
