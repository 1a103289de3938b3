"""Named files to the rows of the store's tables: each is known by its heads, and refused where it is not that."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from kb.domain.problem import Problem, shown
from kb.facts.provenance import SourceFile
from kb.facts.table_text import Row, bad_cell
from kb.facts.tables import (
    COVERAGE,
    COVERAGE_CODES,
    COVERAGE_DIAGNOSES,
    HCPCS,
    ICD10,
    PAIRS_HOSPITAL,
    PAIRS_PRACTITIONER,
    Table,
)
from kb.official.coverage import Export, add_rows, diagnoses, documents, listed_codes, part_of
from kb.official.edit_layouts import EDIT_LAYOUTS
from kb.official.editions import edition_of, printed_on
from kb.official.fee_layouts import FEE_LAYOUTS
from kb.official.grid import Opened, Rows, open_grid
from kb.official.heads import Found, find_heads
from kb.official.layout import Layout
from kb.official.lines import kind_of_line, read_fixed, read_order, read_tabular
from kb.official.pairs import Pairs, pair_rows, place_heads, read_pairs, setting_of
from kb.official.rows import match_heads, read_rows, unknown_heads
from kb.official.source import Named, Refused, refuse

LAYOUTS: Final = (*FEE_LAYOUTS, *EDIT_LAYOUTS)
PART: Final = re.compile(r"[-_]f([0-9])\.")
"""The number of a part in the name of an NCCI file: ccipra-v302r0-f1.txt."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """What a call asks for: the codes to keep (none: all), an edition, whose claims, and heads to leave out."""

    codes: frozenset[str] = frozenset()
    edition: dt.date | None = None
    claims: str = ""
    left_out: frozenset[str] = frozenset()


@dataclass
class Gathered:
    """What was read for one table, file by file; `whole` is unset where a part is missing."""

    table: Table
    edition: dt.date
    printed: str = ""
    rows: list[Row] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
    kept: int = 0
    dropped: int = 0
    whole: bool = True


@dataclass
class Reader:
    """Reads files one after the other and keeps what each table is made of."""

    wanted: Wanted
    progress: Progress
    tables: dict[str, Gathered] = field(default_factory=dict)
    pairs: dict[str, Pairs] = field(default_factory=dict)
    parts: dict[str, list[int]] = field(default_factory=dict)
    export: Export = field(default_factory=Export)
    notices: list[str] = field(default_factory=list)

    def read(self, named: Named) -> None:
        """Read one file. Raises Refused, and UsageError where there is no such file."""
        with open_grid(named) as opened:
            self.progress(f"Reading {named.name}")
            if opened.kind == "xml":
                self._tabular(named, opened)
            elif opened.kind == "text" and (table := kind_of_line(opened.first)):
                self._lines(named, opened, table)
            else:
                self._table(named, opened)

    def _tabular(self, named: Named, opened: Opened) -> None:
        tally, version = read_tabular(named.name, opened.lines)
        told = edition_of(named.last, (), ()) or (dt.date(int(version) - 1, 10, 1) if version else None)
        self._add(named, ICD10, tally.rows, tally.read, tally.dropped, told, "", opened)

    def _lines(self, named: Named, opened: Opened, table: Table) -> None:
        read = read_fixed if table is HCPCS else read_order
        tally = read(named.name, enumerate(opened.lines, 1))
        rows = [row for row in tally.rows if table is ICD10 or not self.wanted.codes or row[0] in self.wanted.codes]
        told = edition_of(named.last, (), ())
        self._add(named, table, rows, tally.read, tally.dropped + len(tally.rows) - len(rows), told, "", opened)

    def _table(self, named: Named, opened: Opened) -> None:
        found = find_heads(named.name, opened.rows)
        rows = chain(found.waiting, opened.rows)
        part = part_of(found.heads)
        if part != "-":
            self._coverage(named, found, part, rows, opened)
        elif places := place_heads(named.name, found):
            self._pairs(named, found, places, rows, opened)
        else:
            self._by_layout(named, found, rows, opened)

    def _coverage(self, named: Named, found: Found, part: str, rows: Rows, opened: Opened) -> None:
        if not part:
            self.notices.append(f"{named.name}: a table of the export that is not read; passed over")
            return
        count = add_rows(self.export, part, found.heads, rows)
        held = self._gathered(named, COVERAGE, edition_of(named.name, (), ()))
        held.files.append(SourceFile(named.name, opened.sha256(), count))

    def _pairs(self, named: Named, found: Found, places: tuple[int, ...], rows: Rows, opened: Opened) -> None:
        setting = self.wanted.claims or setting_of(named.name, found.notes)
        if setting not in {"practitioner", "hospital"}:
            message = (
                "neither its name nor its notes say whose claims; add --claims practitioner or --claims hospital"
            )
            raise refuse(named.name, message, "unknown-kind")
        table = PAIRS_PRACTITIONER if setting == "practitioner" else PAIRS_HOSPITAL
        held = self._gathered(named, table, edition_of(named.last, found.notes, ()))
        pairs = self.pairs.setdefault(table.name, Pairs(held.edition.isoformat(), self.wanted.codes))
        count = read_pairs(named.name, places, rows, pairs, lambda at: self._tell(named, at))
        held.files.append(SourceFile(named.name, opened.sha256(), count))
        if part := PART.search(named.last.lower()):
            self.parts.setdefault(table.name, []).append(int(part[1]))

    def _by_layout(self, named: Named, found: Found, rows: Rows, opened: Opened) -> None:
        layout, matched = self._layout(named, found)
        if not layout.others:
            for at in unknown_heads(found.heads, matched, self.wanted.left_out):
                message = (
                    f"the head '{shown(found.heads[at])}' is none of {layout.tells}; if this is CMS's file, "
                    f'--leave-out "{shown(found.heads[at])}" reads it without that column'
                )
                raise refuse(named.name, message, "unknown-column", found.line, at + 1)
        skipped = tuple(
            head or next((each for each in layout.heads if not each.column), None)
            if found.heads[at] in self.wanted.left_out
            else head
            for at, head in enumerate(matched)
        )
        told = edition_of(named.last, found.notes, found.heads)
        edition = self._edition(named, told)
        tally = read_rows(named.name, layout, skipped, rows, edition, lambda at: self._tell(named, at))
        if not tally.rows:
            raise refuse(named.name, "no row below its heads; download the file again", "no-rows", found.line)
        kept = [row for row in tally.rows if self._is_wanted(layout.table, row)]
        dropped = tally.dropped + len(tally.rows) - len(kept)
        self._add(named, layout.table, kept, tally.read, dropped, told, printed_on(found.notes), opened)

    def _layout(self, named: Named, found: Found) -> tuple[Layout, tuple]:  # type: ignore[type-arg]
        joined = ", ".join(found.heads)
        for layout in LAYOUTS:
            matched = match_heads(layout, found.heads)
            if matched and (not layout.mark or re.search(layout.mark, joined)):
                return layout, matched
        kinds = ", ".join(
            [*(layout.tells for layout in LAYOUTS), "NCCI pairs", "Medicare Coverage Database", "ICD-10-CM"]
        )
        message = f"these heads belong to no kind that is read: {shown(joined)}. Kinds: {kinds}"
        raise refuse(named.name, message, "unknown-kind", found.line)

    def _is_wanted(self, table: Table, row: Row) -> bool:
        return not self.wanted.codes or not table.by_code or bool(self.wanted.codes & set(row[: table.key]))

    def _add(  # noqa: PLR0913, PLR0917  (all that is told of a file)
        self, named: Named, table: Table, rows: list[Row], read: int, dropped: int, told: dt.date | None,
        printed: str, opened: Opened,
    ) -> None:  # fmt: skip
        held = self._gathered(named, table, told)
        if held.files:
            message = f"a second file for {table.title.lower()}, after {held.files[0].name}; name one of them"
            raise refuse(named.name, message, "second-file")
        held.rows, held.kept, held.dropped, held.printed = rows, len(rows), dropped, printed
        held.files.append(SourceFile(named.name, opened.sha256(), read))

    def _gathered(self, named: Named, table: Table, told: dt.date | None) -> Gathered:
        edition = self._edition(named, told)
        held = self.tables.setdefault(table.name, Gathered(table, edition))
        if held.edition != edition:
            message = (
                f"its edition is {edition}, that of {held.files[0].name} is {held.edition}; name parts of one edition"
            )
            raise refuse(named.name, message, "mixed-editions")
        return held

    def _edition(self, named: Named, told: dt.date | None) -> dt.date:
        asked = self.wanted.edition
        if asked and told and asked != told:
            message = (
                f"the file says that its edition is {told}, the call says {asked}; leave out --edition, or mend it"
            )
            raise refuse(named.name, message, "other-edition")
        found = asked or told
        if found is None:
            message = "neither its name nor its notes tell the edition; add --edition with its first day: 2026-10-01"
            raise refuse(named.name, message, "no-edition")
        return found

    def _tell(self, named: Named, at: int) -> None:
        self.progress(f"Reading {named.name}: {at:,} rows")

    def finish(self) -> tuple[Gathered, ...]:
        """Put together what was read. Raises Refused where a table would hold what its columns do not allow."""
        for name, pairs in self.pairs.items():
            self._finish_pairs(self.tables[name], pairs)
        if COVERAGE.name in self.tables:
            self._finish_coverage(self.tables[COVERAGE.name])
        found = tuple(self.tables[name] for name in sorted(self.tables))
        for gathered in found:
            gathered.whole = gathered.whole and not self.wanted.codes
            refuse_strange(gathered)
        return found

    def _finish_pairs(self, held: Gathered, pairs: Pairs) -> None:
        held.rows, held.kept = pair_rows(held.files[0].name, pairs)
        held.dropped = pairs.read - held.kept
        parts = sorted(self.parts.get(held.table.name, ()))
        last = max((row[0] for row in held.rows), default="")
        complete = parts == list(range(1, len(parts) + 1)) and len(parts) > 1 and last[:1].isalpha()
        if parts and not complete:
            held.whole = False
            read = ", ".join(f"f{part}" for part in parts)
            self.notices.append(
                f"{held.table.name}: only {read} of CMS's parts, so a pair that is not here may stand in another; "
                "name all parts in one call to have the whole table"
            )

    def _finish_coverage(self, held: Gathered) -> None:
        """Make the three tables of the export; each has the same files."""
        codes = list(listed_codes(self.export, self.wanted.codes))
        listed = frozenset(row[0] for row in codes)
        every = documents(self.export)
        if not every:
            raise refuse(
                held.files[0].name, "no lcd.csv, article.csv or ncd_trkg.csv among the files; add it", "no-rows"
            )
        kept = [row for row in every if not self.wanted.codes or row[0] in listed]
        held.rows, held.kept, held.dropped = kept, len(kept), len(every) - len(kept)
        ids = frozenset(row[0] for row in kept)
        for table, rows in (
            (COVERAGE_CODES, [row for row in codes if row[0] in ids]),
            (COVERAGE_DIAGNOSES, list(diagnoses(self.export, ids))),
        ):
            self.tables[table.name] = Gathered(table, held.edition, "", rows, held.files, len(rows))


def refuse_strange(gathered: Gathered) -> None:
    """Hold the allow-list over every row to be written. Raises Refused, also for a key that has two values."""
    problems: list[Problem] = []
    name, table = gathered.files[0].name, gathered.table
    seen: dict[Row, Row] = {}
    for row in gathered.rows:
        if fault := bad_cell(table, row):
            problems += refuse(name, fault[1], "official-value").problems
        elif seen.setdefault(row[: table.key], row) != row:
            told = ", ".join(filter(None, row[: table.key]))
            problems += refuse(
                name, f"{told} stands twice with different values; name one edition", "official-value"
            ).problems
        if len(problems) >= 20:  # noqa: PLR2004  (enough to see what is wrong)
            break
    if problems:
        raise Refused(*problems)


def read_files(
    files: tuple[Named, ...], wanted: Wanted, progress: Progress
) -> tuple[tuple[Gathered, ...], list[str]]:
    """Read every file and give the tables and the notices. Raises Refused with the problems of all files."""
    reader = Reader(wanted, progress)
    problems: list[Problem] = []
    for named in files:
        try:
            reader.read(named)
        except Refused as fault:
            problems += fault.problems
    if problems:
        raise Refused(*problems)
    return reader.finish(), reader.notices
