"""What one price file has, as plain values: what it is, its rows, what shares their amounts, groups of providers."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.prices.providers import Groups
from kb.prices.row import Row
from kb.prices.shares import Shares


@dataclass(frozen=True)
class Read:
    """What one file is: its name, its hospital or payer, its own date, the charges read, the prices of the codes.

    Of a payer's file also the TINs and NPIs behind these prices, and references that lead to other files. A table of
    contents has `contents` instead: plans, files, and the names of the first files. `others` are wanted codes that
    stand as no procedure code: the code, the type that it has there, and how often.
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
    others: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class Part:
    """What one file has: what it is, the rows of the codes in their order, what is shared, groups of providers.

    `sha256` is that of its bytes, of an archive's where it is a member of one, if it was asked for. Where rows were
    written to a folder, `within` has the groups that each group's prices are of.
    """

    read: Read
    rows: tuple[Row, ...] = ()
    shares: Shares = field(default_factory=Shares)
    groups: Groups = field(default_factory=Groups)
    sha256: str = ""
    within: dict[str, frozenset[str]] = field(default_factory=dict)
