"""The sources that a line of a sheet cites: records of the entry with what the line says anew, or new ones.

A new record has what the line says; where it says nothing, the least sure value.
"""

from __future__ import annotations

from collections.abc import Mapping

from kb.authoring.names import free_id
from kb.authoring.new_entry import LEAST_SURE, host_of
from kb.sheets.cells import BadCell, Cited
from kb.sheets.draft import Draft, Record
from kb.sheets.lines import Line


def sources_of(draft: Draft, line: Line) -> tuple[dict[str, Record], dict[str, Record]]:
    """Find or make the records of the sources of a line, by id; which of them are to be written comes second."""
    found: dict[str, Record] = {}
    changed: dict[str, Record] = {}
    said = dict(line.of_sources)
    for column, parts in said.items():
        if len(parts) not in {1, len(line.cited)} and line.cited:
            raise BadCell("unequal-list", f"{len(parts)} for {len(line.cited)} sources; write one for each", column)
    for number, cited in enumerate(line.cited):
        stated = {column: parts[number if len(parts) > 1 else 0] for column, parts in said.items()}
        name = _known(draft, cited) or _known_of(found, cited)
        before = draft.records.get(name) or found.get(name)
        made = _updated(before, cited, stated) if before else _made(draft, line, cited, stated)
        name = name or free_id(made["title"], {*draft.records, *found})
        found[name] = made
        if made != before:
            changed[name] = made
    return found, changed | _read_again(line, found)


def _known(draft: Draft, cited: Cited) -> str:
    return _known_of(draft.records, cited)


def _known_of(records: Mapping[str, Record], cited: Cited) -> str:
    """Find a source by its address; without one by its id or its title."""
    if cited.url:
        return next((name for name, record in records.items() if record["url"] == cited.url), "")
    wanted = cited.title.casefold()
    return next((name for name, record in records.items() if wanted in {name, record["title"].casefold()}), "")


def _updated(before: Record, cited: Cited, stated: Mapping[str, str]) -> Record:
    said = {"title": cited.title if cited.url else "", **stated}
    return {**before, **{name: value for name, value in said.items() if value}}


def _made(draft: Draft, line: Line, cited: Cited, stated: Mapping[str, str]) -> Record:
    """Make the record of a source that the entry does not have yet."""
    if not cited.url:
        raise BadCell("no-address", f"'{cited.title}' has no web address; write Title <https://...>", "source")
    if not line.date:
        raise BadCell("no-date", "the day on which a new source was read is missing; give it", "date")
    for name in ("standing", "read"):
        if not stated.get(name):
            draft.taken[f"{name} {LEAST_SURE[name]}"] += 1
    if not stated.get("publisher"):
        draft.taken["publisher: the host of the address"] += 1
    return {
        "title": cited.title or f"Page at {cited.url.partition('://')[2].rstrip('/')}",
        "publisher": stated.get("publisher") or host_of(cited.url),
        "url": cited.url,
        "own_url": "",
        "standing": stated.get("standing") or LEAST_SURE["standing"],
        "read": stated.get("read") or LEAST_SURE["read"],
        "printed": stated.get("printed", ""),
        "retrieved": line.date,
        "part": "",
        "note": "",
    }


def _read_again(line: Line, found: dict[str, Record]) -> dict[str, Record]:
    """Move the day of sources that the line says were read later than the entry knows."""
    if not line.date or not found or line.date <= max(record["retrieved"] for record in found.values()):
        return {}
    for name, record in found.items():
        found[name] = {**record, "retrieved": line.date}
    return dict(found)
