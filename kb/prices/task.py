"""One price file as one task: its rows for some codes, what shares their amounts, and its groups of providers.

A file is read once for the rows of the codes, and, where it has some, again for the codes of those plans at those
amounts; a payer's file also for the providers of those rows. So memory grows with the rows of the codes, with the
longest item of a JSON file, and not with the file. A task and its outcome are plain values, so that a file can be
read by any process that can open its path.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

from kb.domain.problem import Problem, ToolError
from kb.official.source import Named, Refused
from kb.prices.cells import is_of_type, is_procedure
from kb.prices.opening import Progress, Told, how_far
from kb.prices.payers import MARKETS, class_of
from kb.prices.providers import Groups
from kb.prices.reading import counted, counted_table, read_behind, read_prices
from kb.prices.row import ALL_CODES, Charge, Code, Keep, Price, Providers, Row
from kb.prices.shares import Shares
from kb.prices.source import Source


@dataclass(frozen=True)
class Task:
    """A file to read: for which codes, for which plan if it names none, by which code of ours.

    `key` hides TINs and NPIs the same way in all processes of a run. With `hashed`, the SHA-256 of the file is told.
    """

    named: Named
    codes: frozenset[str]
    plan: str
    key: bytes
    reader: str
    hashed: bool = False


@dataclass(frozen=True)
class Read:
    """What one file is: its name, its hospital or payer, its own date, the charges read, the prices of the codes.

    Of a payer's file also the TINs and NPIs behind these prices, and references that lead to other files. A table of
    contents has `contents` instead: plans, files, and the names of the first files.
    """

    name: str
    hospital: str
    updated: str
    version: str
    charges: int
    rows: int
    payer: bool = False
    state: str = ""
    tins: int = 0
    npis: int = 0
    not_followed: int = 0
    contents: tuple[int, int, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Part:
    """What one file has: what it is, the rows of the codes in their order, what is shared, groups of providers.

    `sha256` is that of its bytes, of an archive's where it is a member of one, if it was asked for.
    """

    read: Read
    rows: tuple[Row, ...] = ()
    shares: Shares = field(default_factory=Shares)
    groups: Groups = field(default_factory=Groups)
    sha256: str = ""


NOBODY: Final = Providers(())
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
        part = Reading(task, progress).part()
    except Refused as fault:
        return fault.problems
    if not task.hashed:
        return part
    with task.named.path.open("rb") as file:
        return replace(part, sha256=hashlib.file_digest(file, "sha256").hexdigest())


@dataclass
class Reading:
    """One reading of a file: the task, and what is found so far."""

    task: Task
    progress: Progress
    shares: Shares = field(default_factory=Shares)
    groups: Groups = field(default_factory=Groups)

    def part(self) -> Part:
        """Read the file, and once more for what shares its amounts, if it has a wanted code. Raises Refused."""
        named, source, charges = self.task.named, Source(named=self.task.plan), 0
        rows, providers = list[Row](), list[Providers]()
        met = dict[Providers, Providers]()
        for charge in read_prices(named, source, Keep(self.task.codes, key=self.task.key), self._told()):
            charges += 1
            whose = charge.providers or NOBODY
            for row in self._rows(source, charge) if charge.codes else ():
                rows.append(row)
                providers.append(met.setdefault(whose, whose))
        if source.payer:
            return self._payer(source, rows, providers)
        if rows:
            self._again()
            self.shares.want(rows)
            self._count_hospital(source, frozenset((row.payer, row.plan) for row in rows))
        charges += source.passed
        read = Read(
            named.name, source.hospital, source.updated, source.version, charges, len(rows), state=source.state
        )
        return Part(read, tuple(rows), self.shares)

    def _count_hospital(self, source: Source, plans: frozenset[tuple[str, str]]) -> None:
        """Count what shares the amounts of some plans."""
        if counted_table(self.task.named, self._told(), source.hospital, self.shares):
            return
        for charge in read_prices(self.task.named, Source(), Keep(plans=plans), self._told()):
            self.shares.add(source.hospital, charge)

    def _payer(self, source: Source, rows: list[Row], providers: list[Providers]) -> Part:
        """Read a payer's file once more: who the providers are that have a price, and what shares its amount."""
        named = self.task.named
        items = sum(source.lists.get(name, 0) for name in ("in_network", "out_of_network"))
        contents = (
            (source.plans, source.files, tuple(source.listed)) if "reporting_structure" in source.lists else None
        )
        made = Read(named.name, source.payer, source.updated, source.version, items, len(rows), True,  # noqa: FBT003
                    contents=contents)  # fmt: skip
        if not rows:
            return Part(made)
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
        tins, npis = self.groups.tins.values(), self.groups.npis.values()
        read = replace(made, tins=len(frozenset[int]().union(*tins)), npis=len(frozenset[int]().union(*npis)),
                       not_followed=behind.elsewhere)  # fmt: skip
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

    def _rows(self, source: Source, charge: Charge) -> Iterator[Row]:
        for each in charge.codes:
            for code in _matching(each, self.task.codes):
                for price in charge.prices:
                    yield _row(source, each, code, charge, price)

    def _again(self) -> None:
        self.progress(f"Reading {self.task.named.name} again, for what shares its amounts")

    def _told(self) -> Told:
        return lambda done, whole, seconds: self.progress(how_far(self.task.named.name, done, whole, seconds))


def _row(source: Source, each: Code, code: str, charge: Charge, price: Price) -> Row:
    class_ = class_of(price.payer, price.plan)
    if source.payer:
        class_ = class_ or class_of("", source.named) or MARKETS.get(source.market.lower(), "")
    return Row(
        source.hospital, code, each.type, price.payer, price.plan, class_,
        charge.setting, charge.modifiers, charge.billing, charge.drug,
        price.kind, price.method, price.amount, price.count, charge.at, charge.odd,
        bool(source.payer), each.code == ALL_CODES,
    )  # fmt: skip


def _matching(each: Code, codes: frozenset[str]) -> Iterator[str]:
    """Give the wanted codes that a code of a charge is: itself, or all of its type, where it stands for these."""
    if each.code in codes and is_procedure(each):
        yield each.code
    elif each.code == ALL_CODES:
        yield from sorted(code for code in codes if is_of_type(code, each.type))
