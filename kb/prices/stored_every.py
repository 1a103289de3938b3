"""A file that has the rows of every code: its groups of providers, the rows of some codes, what shares their amounts.

Rows that are kept for every code do not say what shares their amounts; it is asked of the file, by amount and plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kb.prices.cells import is_of_type
from kb.prices.part import Part
from kb.prices.providers import GROUP, Groups
from kb.prices.row import DOLLARS, At, Row
from kb.prices.shares import Plan, Shares, plan_of
from kb.prices.stored import columns_of_rows, number_of, runs_of


def columns_of_groups(part: Part) -> dict[str, list[Any]]:
    """Write the groups of a file as rows without a code; `shared_codes` are the groups that each one's prices are of.

    So stands each group once in a file that has the rows of every code.
    """
    names = list(part.groups.tins)
    rows = [Row(name, "", "", "", "", "", "", (), "", False, "", "", None, "", At("", 0), by_payer=True)  # noqa: FBT003
            for name in names]  # fmt: skip
    return columns_of_rows(rows) | {
        "group_tins": [runs_of(part.groups.tins[name]) for name in names],
        "group_npis": [runs_of(part.groups.npis[name]) for name in names],
        "shared_codes": [runs_of(map(number_of, part.within.get(name, frozenset({name})))) for name in names],
    }  # fmt: skip


def for_codes(part: Part, codes: frozenset[str]) -> Part:
    """Give the rows of some codes of a file that was read for every code, those of all codes of a type as theirs."""
    rows = [replace(row, code=code) for row in part.rows for code in sorted(codes)
            if (is_of_type(code, row.code_type) if row.all_codes else row.code == code)]  # fmt: skip
    names = {row.hospital for row in rows}
    groups = Groups({key: number for key, number in part.groups.numbers.items() if f"{GROUP} {number}" in names},
                    {name: part.groups.tins[name] for name in part.groups.tins if name in names},
                    {name: part.groups.npis[name] for name in part.groups.npis if name in names})  # fmt: skip
    return replace(part, rows=tuple(rows), groups=groups)


def asked_of(part: Part) -> dict[str, list[str | None]]:
    """Give the amounts of a file's rows as columns: whose, payer, plan, setting, amount; and where they may stand."""
    where = dict[str, list[str]]()
    for group, others in part.within.items():
        for other in others:
            where.setdefault(other, []).append(group)
    asked = dict.fromkeys(
        (*plan_of(row), str(row.amount), hospital, _plain(row.amount))
        for row in part.rows if row.amount is not None and row.kind in DOLLARS
        for hospital in where.get(row.hospital, [row.hospital])
    )  # fmt: skip
    names = ("whose", "payer", "plan", "setting", "amount", "hospital", "plain")
    return {name: [each[at] for each in asked] for at, name in enumerate(names)}


def _plain(amount: Decimal) -> str:
    """Write an amount so that 512.30 and 512.3 are one."""
    written = format(amount, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def with_shares(part: Part, found: Mapping[str, list[Any]]) -> Part:
    """Put into a part what shares its amounts."""
    counts, codes = dict[Plan, int](), dict[tuple[Plan, str], str]()
    kept = zip(
        *(found[name] for name in ("whose", "payer", "plan", "setting", "amount", "count", "codes")), strict=True
    )
    for *plan, amount, count, members in kept:
        whose: Plan = (plan[0], plan[1], plan[2], plan[3])
        if amount is None:
            counts[whose] = count
        else:
            codes[whose, amount] = members
    shares = Shares()
    for row in part.rows:
        key = plan_of(row)
        shares.put(row, codes.get((key, str(row.amount)), "").split(), counts.get(key, 0))
    return replace(part, shares=shares)
