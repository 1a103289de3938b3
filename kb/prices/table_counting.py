"""Counts what shares an amount in a hospital's table, out of the cells that this needs.

It counts as `Shares.add` counts the charges of a whole reading, but makes no charge: a table was read and found sound
when its amounts are counted, and most of its cells are of other amounts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import compress
from operator import itemgetter
from typing import Final

from kb.prices import cells as cell
from kb.prices.columns import Columns, find_columns, is_heads
from kb.prices.lines import Lines
from kb.prices.shares import Shares
from kb.prices.table import names_of, rows_of

REMEMBERED: Final = 1 << 17
"""How many printed cells are kept with what they mean, before all are forgotten."""

MOST_CODES: Final = 1 << 15
"""Codes that a plan has room for at first; more are given room when they come."""

DIGITS: Final = bytes.maketrans(b"\0\1", b"01")


@dataclass(slots=True)
class Tally:
    """A plan in one setting: which codes it has, a mark by number, and which of them have each wanted amount.

    Printed cells are kept with what they mean: a wanted amount, another one, or (`unread`) no figure.
    """

    amounts: dict[Decimal, set[int]]
    codes: bytearray = field(default_factory=lambda: bytearray(MOST_CODES))
    wanted: dict[str, set[int]] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def add(self, text: str, number: int) -> bool:
        """Count a code at the amount of a printed cell; false where the cell was not met before."""
        if text not in self.others:
            hits = self.wanted.get(text)
            if hits is None:
                return text in self.unread
            hits.add(number)
        try:
            self.codes[number] = 1
        except IndexError:
            self.codes.extend(bytes(number))
            self.codes[number] = 1
        return True

    def learn(self, text: str) -> None:
        """Keep what a printed cell means."""
        amount = cell.amount_of(text)
        if amount is None:
            self.unread.add(text)
        elif amount in self.amounts:
            self.wanted[text] = self.amounts[amount]
        else:
            self.others.add(text)

    def forget(self) -> None:
        """Forget what cells mean that may be many."""
        self.others.clear()
        self.unread.clear()


def count_table(name: str, text: io.TextIOWrapper, hospital: str, shares: Shares) -> None:
    """Read a table, and add to the shares what it has at the amounts that are wanted of a hospital."""
    lines = Lines(name, text)
    rows = rows_of(lines)
    for line, found in rows:
        if is_heads(found):
            counting = Counting(find_columns(name, line, found), hospital, shares)
            counting.count(_cells(lines, rows))
            return


def _cells(lines: Lines, rows: Iterator[tuple[int, list[str]]]) -> Iterator[list[str]]:
    """Give the cells of the rows below the heads; a line without a quote is cut as it is."""
    while True:
        for line in lines.plain():
            yield line.rstrip("\r\n").split(lines.cut_by)
        found = next(rows, None)
        if found is None:
            return
        yield found[1]


def _padded(rows: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    """Give rows of at least so many cells."""
    for found in rows:
        if len(found) < width:
            found.extend([""] * (width - len(found)))
        yield found


@dataclass
class Counting:
    """One pass over the rows of a table: what is counted of each plan, and what cells mean."""

    columns: Columns
    hospital: str
    shares: Shares
    tallies: dict[tuple[str, str, str], Tally | None] = field(default_factory=dict)
    numbers: dict[tuple[str, str], int | None] = field(default_factory=dict)
    learned: int = 0

    def count(self, rows: Iterator[list[str]]) -> None:
        """Count all rows, and add what they have to the shares."""
        (self._tall if self.columns.tall else self._wide)(rows)
        for (payer, plan, setting), tally in self.tallies.items():
            if tally:
                self._add((self.hospital, payer, plan, setting), tally)

    def _tall(self, rows: Iterator[list[str]]) -> None:
        dollar, width, single = self.columns.groups[0].dollar, self.columns.width, self.columns.single
        places = [single.get(name, width) for name in ("payer", "plan", "setting")]
        pick, whose = itemgetter(*places), dict[tuple[str, ...], Tally | None]()
        for found in _padded(rows, width + 1) if dollar >= 0 else ():
            if not found[dollar] or not (codes := self._codes(found)):
                continue
            key = pick(found)
            if key not in whose:
                whose[key] = self._tally(*names_of(key[0], key[1]), key[2])
            if tally := whose[key]:
                self._take(tally, found[dollar], codes)

    def _wide(self, rows: Iterator[list[str]]) -> None:
        groups = [group for group in self.columns.groups if group.dollar >= 0]
        width, setting = self.columns.width, self.columns.single.get("setting", self.columns.width)
        pick = itemgetter(*(group.dollar for group in groups), self.columns.width)  # so that it always gives several
        every, settings = range(len(groups)), dict[str, list[Tally | None]]()
        for found in _padded(rows, width + 1) if groups else ():
            if not (codes := self._codes(found)):
                continue
            written = found[setting]
            if written not in settings:
                settings[written] = [self._tally(group.payer, group.plan, written) for group in groups]
            tallies, dollars = settings[written], pick(found)
            for at in compress(every, dollars):
                if tally := tallies[at]:
                    self._take(tally, dollars[at], codes)

    def _take(self, tally: Tally, text: str, codes: list[int]) -> None:
        """Count the codes of a row at the amount of a printed cell."""
        for number in codes:
            if not tally.add(text, number):
                self._learn(tally, text)
                tally.add(text, number)

    def _learn(self, tally: Tally, text: str) -> None:
        self.learned += 1
        if self.learned > REMEMBERED:
            self.learned = 0
            for each in filter(None, self.tallies.values()):
                each.forget()
        tally.learn(text)

    def _tally(self, payer: str, plan: str, setting: str) -> Tally | None:
        """Give what counts a plan in a setting; nothing for one that is not wanted."""
        key = payer, plan, cell.setting_of(setting)
        if key not in self.tallies:
            wanted = self.shares.amounts.get((self.hospital, *key))
            self.tallies[key] = None if wanted is None else Tally({amount: set() for amount in wanted})
        return self.tallies[key]

    def _codes(self, found: list[str]) -> list[int]:
        """Give the numbers of the procedure codes of a row."""
        codes = []
        for at, type_ in self.columns.codes:
            if written := found[at]:
                key = written, found[type_]
                number = self.numbers[key] if key in self.numbers else self._number(key)
                if number is not None:
                    codes.append(number)
        return codes

    def _number(self, key: tuple[str, str]) -> int | None:
        code = cell.code_of(*key)
        number = None
        if code and cell.is_procedure(code):
            self.shares.bit(code.code)
            number = self.shares.bits[code.code]
        if len(self.numbers) < REMEMBERED:
            self.numbers[key] = number
        return number

    def _add(self, plan: tuple[str, str, str, str], tally: Tally) -> None:
        found = int(tally.codes[::-1].translate(DIGITS), 2)
        self.shares.plans[plan] = self.shares.plans.get(plan, 0) | found
        for amount, codes in tally.amounts.items():
            self.shares.amounts[plan][amount] |= sum(1 << number for number in codes)
