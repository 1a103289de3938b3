"""One price file as one task: its rows for some codes, what shares their amounts, and its groups of providers.

A file is read once for the rows of the codes, and, where it has some, again for the codes of those plans at those
amounts; a payer's file also for the providers of those rows. So memory grows with the rows of the codes, with the
longest item of a JSON file, and not with the file. A task and its outcome are plain values, so that a file can be
read by any process that can open its path.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from kb.domain.problem import Problem, ToolError
from kb.official.source import Named, Refused
from kb.prices.charge_rows import others_in, rows_of
from kb.prices.every import Every
from kb.prices.opening import Progress, Told, how_far
from kb.prices.part import Part, Read
from kb.prices.providers import Groups
from kb.prices.reading import counted, counted_table, read_behind, read_prices
from kb.prices.row import NOBODY, Keep, Providers, Row
from kb.prices.shares import Shares
from kb.prices.source import Source


@dataclass(frozen=True)
class Task:
    """A file to read: for which codes, for which plan if it names none, by which code of ours.

    `key` hides TINs and NPIs the same way in all processes of a run. With `hashed`, the SHA-256 of the file is told.
    With `into`, the rows of every code are written below that folder, and none is given.
    """

    named: Named
    codes: frozenset[str]
    plan: str
    key: bytes
    reader: str
    hashed: bool = False
    into: Path | None = None


Outcome = Part | tuple[Problem, ...]
"""What a task gives: the part, or why its file is refused."""


@cache
def reader() -> str:
    """Give a name for the code that reads files: another one may read something else."""
    found = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in found)).hexdigest()[:16]


def read_task(task: Task, progress: Progress = lambda _: None) -> Outcome:
    """Read a file. Raises UsageError where there is no such file, ToolError in a worker that has another reader."""
    if task.reader != reader():
        raise ToolError("the worker has another version of this code; give it the one of the command")
    progress(f"Reading {task.named.name}")
    try:
        part = _every(task, progress) if task.into else Reading(task, progress).part()
    except Refused as fault:
        return fault.problems
    if not task.hashed:
        return part
    with task.named.path.open("rb") as file:
        return replace(part, sha256=hashlib.file_digest(file, "sha256").hexdigest())


def _every(task: Task, progress: Progress) -> Part:
    """Write the rows of every code. Raises Refused."""
    writer: Callable[..., None] = import_module("kb.prices.parquet").write_parquet
    every = Every(task.named, Source(named=task.plan), task.key, cast("Path", task.into), writer)
    every.read(lambda done, whole, seconds: progress(how_far(task.named.name, done, whole, seconds)))
    return Part(_read_of(task.named.name, every.source, every.charges, every.rows, every.groups, every.not_followed),
                groups=every.groups, within=every.within())  # fmt: skip


def _read_of(  # noqa: PLR0913, PLR0917  (what a file is)
    name: str, source: Source, charges: int, rows: int, groups: Groups, elsewhere: int = 0
) -> Read:
    """Tell what a file is, and how much was read of it."""
    if not source.payer:
        charges += source.passed
        return Read(name, source.hospital, source.updated, source.version, charges, rows, state=source.state)
    items = sum(source.lists.get(each, 0) for each in ("in_network", "out_of_network"))
    contents = (source.plans, source.files, tuple(source.listed)) if "reporting_structure" in source.lists else None
    tins, npis = (len(frozenset[int]().union(*found.values())) for found in (groups.tins, groups.npis))
    return Read(name, source.payer, source.updated, source.version, items, rows, True, "", tins, npis,  # noqa: FBT003
                elsewhere, contents)  # fmt: skip


@dataclass
class Reading:
    """One reading of a file: the task, and what is found so far."""

    task: Task
    progress: Progress
    shares: Shares = field(default_factory=Shares)
    groups: Groups = field(default_factory=Groups)
    others: Counter[tuple[str, str]] = field(default_factory=Counter)

    def part(self) -> Part:
        """Read the file, and once more for what shares its amounts, if it has a wanted code. Raises Refused."""
        named, source, charges = self.task.named, Source(named=self.task.plan), 0
        rows, providers = list[Row](), list[Providers]()
        met = dict[Providers, Providers]()
        for charge in read_prices(named, source, Keep(self.task.codes, key=self.task.key), self._told()):
            charges += 1
            self.others.update(others_in(charge, self.task.codes))
            whose = charge.providers or NOBODY
            for row in rows_of(source, charge, self.task.codes) if charge.codes else ():
                rows.append(row)
                providers.append(met.setdefault(whose, whose))
        if source.payer:
            return self._told_others(self._payer(source, rows, providers))
        if rows:
            self._again()
            self.shares.want(rows)
            self._count_hospital(source, frozenset((row.payer, row.plan) for row in rows))
        read = _read_of(named.name, source, charges, len(rows), self.groups)
        return self._told_others(Part(read, tuple(rows), self.shares))

    def _told_others(self, part: Part) -> Part:
        others = tuple((*key, count) for key, count in sorted(self.others.items()))
        return replace(part, read=replace(part.read, others=others))

    def _count_hospital(self, source: Source, plans: frozenset[tuple[str, str]]) -> None:
        """Count what shares the amounts of some plans."""
        if counted_table(self.task.named, self._told(), source.hospital, self.shares):
            return
        for charge in read_prices(self.task.named, Source(), Keep(plans=plans), self._told()):
            self.shares.add(source.hospital, charge)

    def _payer(self, source: Source, rows: list[Row], providers: list[Providers]) -> Part:
        """Read a payer's file once more: who the providers are that have a price, and what shares its amount."""
        named = self.task.named
        if not rows:
            return Part(_read_of(named.name, source, 0, 0, self.groups))
        self._again()
        wanted = frozenset(ref for each in set(providers) for ref in each.refs)
        behind = read_behind(named, self._told(), wanted, self.task.key, walked=source.walked)
        names = {each: self.groups.name(named.name, each, behind.found) for each in dict.fromkeys(providers)}
        for at, each in enumerate(providers):
            name, whole = names[each]
            rows[at] = replace(rows[at], hospital=name, tins=len(whole.tins), npis=len(whole.npis))
        self.shares.want(rows)
        firsts: dict[str, set[str]] = {}
        for each, (name, _) in names.items():
            for ref in each.refs[:1]:
                firsts.setdefault(ref, set()).add(name)
        self._count(source, rows[0], firsts)
        read = _read_of(named.name, source, 0, len(rows), self.groups, behind.elsewhere)
        return Part(read, tuple(rows), self.shares, self.groups)

    def _count(self, source: Source, row: Row, firsts: dict[str, set[str]]) -> None:
        """Count what shares the amounts of some groups of providers, by their references."""
        named, key = self.task.named, self.task.key
        alone = source.walked and not source.lists.get("out_of_network")
        if alone and counted(named, self._told(), self.shares, firsts, (row.payer, row.plan), key):
            return
        for charge in read_prices(named, replace(source), Keep(refs=frozenset(firsts), key=key), self._told()):
            refs = charge.providers.refs if charge.providers else ()
            for name in {name for ref in refs for name in firsts.get(ref, ())}:
                self.shares.add(name, charge)

    def _again(self) -> None:
        self.progress(f"Reading {self.task.named.name} again, for what shares its amounts")

    def _told(self) -> Told:
        return lambda done, whole, seconds: self.progress(how_far(self.task.named.name, done, whole, seconds))
