"""Listed prices summed up, a line for a code, payer, class, setting, billing class, modifiers and kind of price.

A line is what the rules on a price itself leave: repeats, placeholders, impossible figures and amounts of many codes
are left out and counted. Rules that would leave out what the line itself tells are not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from kb.facts.listed import POINTS
from kb.facts.table_text import Row as Line
from kb.prices.figures import FEWEST, figure_of
from kb.prices.gathering import Gathered
from kb.prices.payers import plain_name
from kb.prices.row import Row
from kb.prices.rules import RULES, Asked, Context, Rule, context_of

TOLD_BY_LINE: Final = frozenset({"kind", "setting", "modifier", "billing", "class", "class-not-told"})
OF_MANY: Final = "one-each"
"""The rule that leaves one price of a payer in a hospital; in a hospital's own lines each plan's price stays."""

LONGEST: Final = 120

Key = tuple[str, ...]


def summed_up(gathered: Gathered, codes: Iterable[str]) -> list[Line]:
    """Give the lines of some codes."""
    return [line for code in sorted(codes) for line in _lines(gathered.of(code), code)]


def _lines(gathered: Gathered, code: str) -> Iterator[Line]:
    context = context_of(Asked(code), gathered.rows, gathered.shares)
    found: dict[Key, list[Row]] = {}
    for row in gathered.rows:
        found.setdefault(_key(row), []).append(row)
    for key, rows in sorted(found.items()):
        yield (code, *key, *_cells(gathered, rows, context))


def _key(row: Row) -> Key:
    payer = " ".join(row.payer.split())[:LONGEST]
    return payer, row.payer_class, row.setting, row.billing, " ".join(row.modifiers), row.kind


def _cells(gathered: Gathered, filed: Sequence[Row], context: Context) -> Line:
    """Give the cells behind the key of a line."""
    rows, taken = list(filed), list[str]()
    for rule in _rules(filed):
        kept = rule.keep(rows, context)
        taken += [f"{rule.name} {len(rows) - len(kept)}"] if len(kept) < len(rows) else []
        rows = kept
    amounts = [row.amount for row in rows if row.amount is not None]
    figure = figure_of(amounts)
    counts = (
        len(filed), len(amounts), len({(row.payer, row.plan) for row in rows}),
        len({plain_name(row.hospital) for row in rows if not row.by_payer}),
        gathered.groups.count(rows), gathered.groups.count_npis(rows),
    )  # fmt: skip
    shared = [context.shared[row].others for row in filed]
    points = (str(figure.points[name]) if figure else "" for name in POINTS)
    few = sorted((row for row in rows if row.amount is not None), key=_amount) if len(amounts) < FEWEST else []
    return (*map(str, counts), _span(shared), *points, " ".join(str(row.amount) for row in few), "; ".join(taken),
            " ".join(_place(gathered, row) for row in few or (rows or filed)[:1]))  # fmt: skip


def _amount(row: Row) -> Decimal:
    return row.amount or Decimal(0)


def _place(gathered: Gathered, row: Row) -> str:
    """Write where a row stands by the number of its file: 1:12 for a line, 1#12 for an item."""
    file = next(at for at, file in enumerate(gathered.files, 1) if file.name == row.at.file)
    return f"{file}{'#' if row.at.unit == 'item' else ':'}{row.at.number}"


def _rules(filed: Sequence[Row]) -> Iterator[Rule]:
    one_each = filed[0].by_payer
    return (rule for rule in RULES if rule.name not in TOLD_BY_LINE and (one_each or rule.name != OF_MANY))


def _span(counts: Sequence[int]) -> str:
    return str(min(counts)) if min(counts) == max(counts) else f"{min(counts)}-{max(counts)}"
