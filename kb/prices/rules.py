"""The rules that leave listed prices out of a figure, in their order; each has a name and can be switched off.

Each rule is from the import study, section 4 (15 real files of 2026); what CMS's data dictionary says is named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_low
from typing import Final

from kb.prices.payers import COMMERCIAL, NOT_TOLD, plain_name
from kb.prices.row import NEGOTIATED, PERCENTAGE, Row
from kb.prices.shares import Share, Shares, alike

CATCH_ALL_FIRSTS: Final = 10
CATCH_ALL_PART: Final = Decimal("0.25")
SET: Final = 10
"""Other codes that a shared amount needs to be a catch-all or a group: two sides of one service are neither."""

WIDE: Final = 50
ALIKE: Final = 0.9
"""How much of two sets must be common for them to be one group; groups seen overlap 96 to 100 %, others 8 to 9 %."""

TOO_MUCH: Final = Decimal(999999)
NINES: Final = re.compile(r"9{4,}(?:\.9+|\.0+)?|1234567?(?:\.0+)?")


@dataclass(frozen=True)
class Asked:
    """Which prices of a code a question is about."""

    code: str
    payer_class: str = COMMERCIAL
    kind: str = NEGOTIATED
    setting: str = "outpatient"
    modifier: str = ""
    billing: str = "facility"


@dataclass(frozen=True)
class Context:
    """What rules look at besides the rows: the question, what each row shares, and all rows as filed."""

    asked: Asked
    shared: dict[Row, Share]
    grouped: frozenset[Row]


Keep = Callable[[Sequence[Row], Context], list[Row]]


@dataclass(frozen=True)
class Rule:
    """A rule: its name, what it leaves out, and what gives the rows that stay."""

    name: str
    tells: str
    keep: Keep


def context_of(asked: Asked, rows: Iterable[Row], shares: Shares) -> Context:
    """Look up what each row shares, and which sets of codes recur in another hospital, or in another group of a plan.

    Whether groups of two plans are one is not known of prices that were imported, so these are not compared.
    """
    shared = {row: shares.of(row) for row in rows}
    sets = {(plain_name(row.hospital), share.bits): (share, row.plan if row.by_payer else "")
            for row, share in shared.items() if share.others >= SET}  # fmt: skip
    again = {
        (here, bits)
        for (here, bits), (share, plan) in sets.items()
        if any(there != here and of == plan and alike(share, its, ALIKE) for (there, _), (its, of) in sets.items())
    }
    grouped = frozenset(row for row, share in shared.items() if (plain_name(row.hospital), share.bits) in again)
    return Context(asked, shared, grouped)


def _each(test: Callable[[Row, Context], bool]) -> Keep:
    """Keep each row that passes a test of its own."""
    return lambda rows, context: [row for row in rows if test(row, context)]


def _once(rows: Sequence[Row], _: Context) -> list[Row]:
    """Keep the first of rows that are the same in all but their line and count."""
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        who = plain_name(row.hospital), row.code, row.payer, row.plan
        first.setdefault((*who, row.setting, row.modifiers, row.billing, row.kind, row.amount), row)
    return list(first.values())


def _modifier(row: Row, context: Context) -> bool:
    wanted = context.asked.modifier
    return row.modifiers == ((wanted,) if wanted else ())


def _class(row: Row, context: Context) -> bool:
    return row.payer_class in {context.asked.payer_class, NOT_TOLD}


def is_placeholder(row: Row) -> bool:
    """Tell whether an amount stands for no amount: nines, a cent. Version 2.2 had hospitals write 999999999."""
    written = str(row.amount)
    return bool(NINES.fullmatch(written)) or row.amount == Decimal("0.01")


def is_possible(row: Row) -> bool:
    """Tell whether a figure can be what it says.

    Dollars are above 1, but for a drug's unit, and below 999,999; a percentage of 1 or less is a fraction or a slip.
    """
    if row.amount is None:
        return True
    if row.kind.endswith(PERCENTAGE):
        return 1 < row.amount <= 1000  # noqa: PLR2004  (ten times the charges)
    return (Decimal(0) if row.drug else Decimal(1)) < row.amount < TOO_MUCH


def is_catch_all(share: Share) -> bool:
    """Tell whether an amount is a plan's default: it spans ten first characters, or a quarter of all."""
    part = share.codes >= CATCH_ALL_PART * share.of
    return share.others >= SET and (share.firsts >= CATCH_ALL_FIRSTS or part)


def _one_each(rows: Sequence[Row], _: Context) -> list[Row]:
    """Keep, of each hospital and payer, the row with the middle amount; of two middle ones the lower."""
    units: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        units[plain_name(row.hospital), plain_name(row.payer)].append(row)
    return [kept for unit in units.values() for kept in _middle(unit)]


def _middle(unit: Sequence[Row]) -> list[Row]:
    amounts = [row.amount for row in unit if row.amount is not None]
    if not amounts:
        return list(unit[:1])
    middle = median_low(amounts)
    return [next(row for row in unit if row.amount == middle)]


RULES: Final = (
    Rule("repeats", "the same price again, on another line of charges", _once),
    Rule("kind", "another kind of price", _each(lambda row, context: row.kind == context.asked.kind)),
    Rule("setting", "another setting, or none told",
         _each(lambda row, context: row.setting in {context.asked.setting, "both"})),
    Rule("modifier", "another modifier", _each(_modifier)),
    Rule("billing", "another billing class",
         _each(lambda row, context: row.billing in {context.asked.billing, "both", ""})),
    Rule("class", "another class of payer", _each(_class)),
    Rule("class-not-told", "no class told by the names of payer and plan",
         _each(lambda row, _: row.payer_class != NOT_TOLD)),
    Rule("placeholder", "nines or a cent, written where there is no amount",
         _each(lambda row, _: not is_placeholder(row))),
    Rule("impossible", "a figure that no price can be", _each(lambda row, _: is_possible(row))),
    Rule("catch-all", "a default: all codes, or an amount over ten first characters or a quarter of the plan's codes",
         _each(lambda row, context: not (row.all_codes or is_catch_all(context.shared[row])))),
    Rule("group", "an amount of a group of codes, which recurs in another hospital",
         _each(lambda row, context: row not in context.grouped)),
    Rule("shared", f"an amount that {WIDE} or more other codes of the plan have",
         _each(lambda row, context: context.shared[row].others < WIDE)),
    Rule("one-each", "further prices of a payer in one hospital or group, whose middle amount stays", _one_each),
)  # fmt: skip
"""All rules, in the order of the step table. `class-not-told` comes after `class`, so that both are counted."""

NAMES: Final = tuple(rule.name for rule in RULES)
