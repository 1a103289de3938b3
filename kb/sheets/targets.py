"""The plan and the entry that a line is about; what the library lacks is refused with the command to add it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from kb.authoring.names import id_from
from kb.authoring.new_entry import name_of
from kb.content.kinds import suggest
from kb.content.paths import kind_of
from kb.domain.model import Entry, Library, Payer, Scope
from kb.domain.problem import shown
from kb.domain.reach import Reach
from kb.domain.vocabulary import LINES_OF_BUSINESS, SUPERSEDED, names
from kb.sheets.cells import BadCell
from kb.sheets.columns import plain_head
from kb.sheets.lines import Line

NEW: str = "python3 build.py new"
SHORT_LINES = {
    "ma": "medicare-advantage",
    "mapd": "medicare-advantage",
    "comm": "commercial",
    "marketplace": "exchange",
}
"""What people call a line of business, by its plain form."""


@dataclass(frozen=True)
class Target:
    """The plan that a line is about, and its entry; `entry` is None where a new one is to be written at `path`."""

    payer: Payer
    scope: Scope
    path: str
    entry: Entry | None


@dataclass
class Targets:
    """Finds targets in a library. Remembers the paths of new entries, so that lines on the same codes share one."""

    library: Library
    made: dict[tuple[str, Reach, str], str] = field(default_factory=dict)

    def of(self, line: Line) -> Target:
        """Find the target of a line. Raises BadCell with the way out."""
        payer = self.payer(line.payer)
        scope = self.scope(payer, line.plan)
        scope_id = f"{payer.name}/{scope.id}"
        if line.entry:
            return self._named(line, payer, scope, scope_id)
        found = self._speaking(line, scope_id)
        if found:
            return Target(payer, scope, found.path, found)
        self._refuse_pageless(line.reach)
        return Target(payer, scope, self._fresh(scope_id, line), None)

    def payer(self, written: str) -> Payer:
        """Find a payer by its id, name or alias."""
        found = self._payers.get(plain_head(written), [])
        if len(found) != 1:
            known = tuple(payer.title for payer in self.library.payers.values())
            way = (
                f"{suggest(written, known)} Or add it: {NEW} payer {id_from(written)}"
                if known
                else f"add it: {NEW} payer {id_from(written)}"
            )
            raise BadCell(
                "unknown-payer" if not found else "unclear-payer", f"no payer '{shown(written)}'; {way}", "payer"
            )
        return found[0]

    @cached_property
    def _payers(self) -> dict[str, list[Payer]]:
        named: dict[str, list[Payer]] = defaultdict(list)
        for payer in self.library.payers.values():
            for name in {plain_head(name) for name in (payer.name, payer.title, *payer.aliases)}:
                named[name].append(payer)
        return named

    def scope(self, payer: Payer, written: str) -> Scope:
        """Find a plan of a payer by its id, name, alias or line of business."""
        ids = tuple(scope.id for scope in payer.scopes)
        if not written:
            if len(payer.scopes) == 1:
                return payer.scopes[0]
            raise BadCell(
                "unclear-plan", f"no plan, and {payer.title} has several; write one of: {', '.join(ids)}", "plan"
            )
        found = _called(payer, written) or _of_line(payer, written)
        if len(found) != 1:
            way = f"write one of: {', '.join(ids)}. Or add it: {NEW} plan {payer.name}/{id_from(written)}"
            code, what = (
                ("unclear-plan", "several plans are") if found else ("unknown-plan", f"{payer.title} has no plan")
            )
            raise BadCell(code, f"{what} '{shown(written)}'; {way}", "plan")
        return found[0]

    def _named(self, line: Line, payer: Payer, scope: Scope, scope_id: str) -> Target:
        entry = self._by_id.get(line.entry)
        if not line.entry.startswith(f"{scope_id}/") or kind_of(f"{line.entry}.md") != "entry":
            raise BadCell(
                "other-entry", f"'{shown(line.entry)}' is no entry of {scope_id}; write {scope_id}/NAME", "entry"
            )
        if entry and (entry.reach.kind, set(entry.reach.codes)) != (line.reach.kind, set(line.reach.codes)):
            raise BadCell(
                "other-codes", f"{line.entry} is on {entry.reach.label}; write that, or another entry", "entry"
            )
        if not entry:
            self._refuse_pageless(line.reach)
        return Target(payer, scope, f"{line.entry}.md", entry)

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.library.entries}

    def _speaking(self, line: Line, scope_id: str) -> Entry | None:
        """Find the one entry of a plan on exactly these codes: of several that of the document, or in force."""
        wanted = (line.reach.kind, line.reach.label if not line.reach.codes else frozenset(line.reach.codes))
        found = self._on.get((scope_id, *wanted), [])
        document = dict(line.of_entry).get("document", "")
        for kept in (
            [entry for entry in found if document and entry.document == document],
            [entry for entry in found if entry.currency != SUPERSEDED],
        ):
            found = kept if len(found) > 1 and kept else found
        if len(found) > 1:
            ids = ", ".join(entry.id for entry in found)
            raise BadCell(
                "unclear-entry",
                f"several entries are on {line.reach.label}; add a column 'entry' with: {ids}",
                "code",
            )
        return found[0] if found else None

    @cached_property
    def _on(self) -> dict[tuple[object, ...], list[Entry]]:
        held: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
        for entry in self.library.entries:
            codes = frozenset(entry.reach.codes) if entry.reach.codes else entry.reach.label
            held[(entry.scope_id, entry.reach.kind, codes)].append(entry)
        return held

    def _refuse_pageless(self, reach: Reach) -> None:
        """Raise BadCell at a named code that has no page."""
        for code in reach.named_codes:
            if code not in self.library.codes:
                raise BadCell("code-without-page", f"there is no page for {code}; add it: {NEW} code {code}", "code")

    def _fresh(self, scope_id: str, line: Line) -> str:
        key = (scope_id, line.reach, dict(line.of_entry).get("document", ""))
        if key not in self.made:
            taken = {*self.library.paths, *self.made.values()}
            name = name_of(line.reach.codes if line.reach.named_codes else (line.reach.label,))
            tries = (
                f"{scope_id}/{name}{f'-{number}' if number > 1 else ''}.md" for number in range(1, len(taken) + 2)
            )
            self.made[key] = next(path for path in tries if path not in taken)
        return self.made[key]


def _called(payer: Payer, written: str) -> list[Scope]:
    """Find the plans of a payer that are called so, with or without the payer before it."""
    plain = plain_head(written)
    wanted = {
        plain,
        *(plain.removeprefix(f"{plain_head(name)} ") for name in (payer.name, payer.title, *payer.aliases)),
    }
    return [
        scope
        for scope in payer.scopes
        if wanted & {plain_head(name) for name in (scope.id, scope.name, *scope.aliases)}
    ]


def _of_line(payer: Payer, written: str) -> list[Scope]:
    """Find the plans of a payer whose line of business is called so."""
    plain = plain_head(written).removesuffix(" plans").removesuffix(" plan")
    line = SHORT_LINES.get(plain, plain.replace(" ", "-"))
    return [scope for scope in payer.scopes if line in names(LINES_OF_BUSINESS) and line in scope.line_of_business]
