"""The versions of entries as data for the claim sheet: what is in doubt about each, and by what it can be checked.

They change with the text of an entry, which no answer does; so they stand apart from the answers of plans.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from kb.domain.model import Entry
from kb.history.answer_as_of import HELD_UNTIL
from kb.history.clocks import Clocks
from kb.history.in_force import caveats_by_day
from kb.history.in_force_periods import in_force_periods
from kb.history.library_as_of import held_until
from kb.history.record import iso_day
from kb.history.versions import Lineage
from kb.pages.ask_texts import parts_of
from kb.pages.packing import script_of

TOGETHER: Final = 16
"""How many plans share a script of claim sheets: one sheet asks for one of each kind, or two."""


def version_scripts(clocks: Clocks) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each script: it has the versions of the entries of some plans."""
    parts = _parts(clocks)
    yield from (_script(clocks, part, parts.get(part, ())) for part in range(len(parts_of(clocks.library, TOGETHER))))


def touched_versions(clocks: Clocks, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield those that have versions of entries of some paths, made anew."""
    parts = _parts(clocks)
    for part, lineages in sorted(parts.items()):
        if any(version.path in paths for lineage in lineages for version in lineage.versions):
            address, text = _script(clocks, part, lineages)
            yield address, text.encode()


def _parts(clocks: Clocks) -> dict[int, list[Lineage]]:
    """Return lineages by the number of their script; those of a plan that is gone stand with the first plans."""
    places = {scope: part for part, scopes in enumerate(parts_of(clocks.library, TOGETHER)) for scope in scopes}
    parts: dict[int, list[Lineage]] = {}
    for lineage in clocks.lineages.values():
        parts.setdefault(places.get(scope_of(lineage.id), 0), []).append(lineage)
    return parts


def scope_of(lineage: str) -> str:
    """Return the scope in the id of a lineage."""
    return lineage.rpartition("/")[0]


def _script(clocks: Clocks, part: int, lineages: Collection[Lineage]) -> tuple[str, str]:
    held = {lineage.id: list(_periods(clocks, lineage)) for lineage in lineages}
    return f"static/claim/versions/{part}.js", script_of("claimVersions", part, held)


def _periods(clocks: Clocks, lineage: Lineage) -> Iterator[list[Any]]:
    """Yield from which day a version is in force, its path, commit, day and blob, and each caveat with its end.

    A third item marks what is told on sheets alone.
    """
    recorded = lineage.id in clocks.history.lineages
    for period in in_force_periods(lineage):
        version = period.version
        if version is None:
            continue
        commit = version.commit.sha[:12] if version.commit else ""
        text = [version.path, commit, iso_day(version.recorded) or "", version.blob[:12] if recorded else ""]
        caveats = [
            [told, iso_day(until)] if until else [told] for told, until in caveats_by_day(lineage, period.force)
        ]
        entry = clocks.documents.read_version(version)
        ended = held_until(entry) if isinstance(entry, Entry) else None
        ends = [[HELD_UNTIL.format(day=ended), "", 1]] if ended else []
        yield [iso_day(period.first) or "", text, *caveats, *ends]
