"""What an import would change in the store: tables, provenance, and the refusals that compare with what is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.domain.problem import Place, Problem
from kb.facts.provenance import Provenance, read_provenance, sha256, write_provenance
from kb.facts.table_text import write_table
from kb.facts.tables import Table
from kb.official.reading import Gathered
from kb.official.source import Refused

SHRINK = 0.8
"""A table that keeps less than this share of its rows is refused."""


@dataclass(frozen=True)
class Planned:
    """A table as it would be written, beside what is held: its bytes, its provenance, and how many lines differ."""

    table: Table
    content: bytes
    provenance: Provenance
    source: bytes
    before: Provenance | None
    gone: int
    new: int
    same: bool


def plan(  # noqa: PLR0913  (what was read, what is held, and two permissions)
    gathered: tuple[Gathered, ...],
    held: Mapping[str, bytes],
    today: dt.date,
    codes: frozenset[str],
    *,
    older: bool,
    fewer: bool,
) -> tuple[Planned, ...]:
    """Plan what to write over what is held, by path. Raises Refused where a table is older, or has shrunk."""
    planned = tuple(_plan(each, held, today, codes) for each in gathered)
    problems = [problem for each in planned for problem in _refusals(each, older=older, fewer=fewer)]
    if problems:
        raise Refused(*problems)
    return planned


def _plan(found: Gathered, held: Mapping[str, bytes], today: dt.date, codes: frozenset[str]) -> Planned:
    table = found.table
    content, old = write_table(table, found.rows), held.get(table.path, b"")
    before = read_provenance(table, held[table.provenance]) if table.provenance in held else None
    before = None if isinstance(before, Problem) else before
    made = Provenance(
        table.name, found.edition, found.printed, today, table.own_url, tuple(found.files),
        tuple(sorted(codes)), found.whole, found.kept, found.dropped, sha256(content),
    )  # fmt: skip
    if before and _same_source(before, made):
        made = before
    gone, new = changed_lines(old, content)
    source = write_provenance(table, made)
    same = old == content and held.get(table.provenance) == source
    return Planned(table, content, made, source, before, gone, new, same)


def _same_source(before: Provenance, made: Provenance) -> bool:
    """Tell whether two provenances differ in nothing but the day of the call."""
    return (before.edition, before.printed, before.files, before.codes, before.whole, before.table_sha256) == (
        made.edition, made.printed, made.files, made.codes, made.whole, made.table_sha256,
    ) and before.reader == made.reader  # fmt: skip


def changed_lines(old: bytes, new: bytes) -> tuple[int, int]:
    """Count the lines that are gone and those that are new."""
    before, after = set(old.splitlines()), set(new.splitlines())
    return len(before - after), len(after - before)


def _refusals(planned: Planned, *, older: bool, fewer: bool) -> Iterator[Problem]:
    before, made, table = planned.before, planned.provenance, planned.table
    name = made.files[0].name
    if before is None:
        return
    if made.edition < before.edition and not older:
        message = (
            f"its edition {made.edition} is older than {before.edition}, which {table.name} holds from "
            f"{before.files[0].name}; --older puts the older one in its place"
        )
        yield Problem(name, Place(), "older-edition", message)
    if made.kept < before.kept * SHRINK and not fewer:
        lost = 100 - 100 * made.kept // before.kept
        message = (
            f"{table.name} would have {made.kept:,} rows where it has {before.kept:,}, {lost} % fewer: is a part, or "
            "a code of --codes, missing? --fewer takes it as it is"
        )
        yield Problem(name, Place(), "shrunken-table", message)
