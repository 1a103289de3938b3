"""Files to the rows of some codes: each file is a task, and what tasks give is put together in the order of files.

What comes out is the same wherever the tasks ran, and in whichever order they ended.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kb.domain.problem import Problem
from kb.official.source import Named, Refused
from kb.prices.part import Part, Read
from kb.prices.payers import plain_name
from kb.prices.providers import Groups
from kb.prices.row import Row
from kb.prices.runs import Run
from kb.prices.shares import Shares
from kb.prices.task import Task, reader


@dataclass(frozen=True)
class Gathered:
    """The files that were read, the rows of the codes in their order, what is shared, and groups of providers.

    `passed_over` are names of files whose prices are kept, but not those of these codes.
    """

    files: tuple[Read, ...]
    rows: tuple[Row, ...]
    shares: Shares
    groups: Groups = field(default_factory=Groups)
    passed_over: tuple[str, ...] = ()

    def only(self, payer: str, state: str) -> Gathered:
        """Give the rows of payers whose name has some words, and of hospitals in a state; all where nothing is told.

        A payer's file tells no state.
        """
        whose = {(file.name, file.hospital) for file in self.files if not file.payer and file.state == state}
        rows = (row for row in self.rows if plain_name(payer) in plain_name(row.payer))
        kept = (row for row in rows if not state or (row.at.file, row.hospital) in whose)
        return replace(self, rows=tuple(kept))

    def of(self, code: str) -> Gathered:
        """Give what there is on one code."""
        return replace(self, rows=tuple(row for row in self.rows if row.code == code))


def gather(files: Sequence[Named], codes: frozenset[str], run: Run, plan: str = "") -> Gathered:
    """Read the rows of some codes in some files; `plan` is for a payer's file that names none.

    Raises Refused with the problems of all files.
    """
    key = secrets.token_bytes(16)
    parts, problems = list[Part](), list[Problem]()
    for outcome in run([Task(named, codes, plan, key, reader()) for named in files]):
        if isinstance(outcome, Part):
            parts.append(outcome)
        else:
            problems += outcome
    if problems:
        raise Refused(*problems)
    return together(parts)


def together(parts: Iterable[Part]) -> Gathered:
    """Put together what files have: groups of providers with the same TINs are one, in whichever file they stand."""
    found, rows, shares, groups = list[Read](), list[Row](), Shares(), Groups()
    for part in parts:
        names = groups.take(part.groups)
        found.append(part.read)
        rows += (replace(row, hospital=names[row.hospital]) if row.by_payer else row for row in part.rows)
        shares.take(part.shares, names)
    return Gathered(tuple(found), tuple(rows), shares, groups)
