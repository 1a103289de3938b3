"""What files have as columns and back, so that it can be kept and asked again. No TIN, no NPI, no descriptor.

In place of TINs and NPIs stand numbers from 1, which tell how many of them groups of one import have in common, and
nothing else. While files are still being read, numbers stand there that only the key of the run makes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any, Final

from kb.prices.part import Part, Read
from kb.prices.providers import GROUP, Groups
from kb.prices.row import At, Row
from kb.prices.shares import Shares

COLUMNS: Final[dict[str, type]] = {
    "code": str, "hospital": str, "code_type": str, "payer": str, "plan": str, "payer_class": str, "setting": str,
    "modifiers": str, "billing": str, "drug": bool, "kind": str, "method": str, "amount": str, "count": str,
    "file": str, "unit": str, "number": int, "odd": str, "by_payer": bool, "all_codes": bool,
    "tins": int, "npis": int, "group_tins": str, "group_npis": str, "shared_codes": str, "plan_codes": int,
}  # fmt: skip
"""The columns of kept rows. `amount` is as printed; `shared_codes` are the codes of the plan with the same amount.

In a file of every code these are not kept, since its rows tell them, and each group of providers has a row alone.
"""

BETWEEN: Final = "; "
PLAIN: Final = ("code", "hospital", "code_type", "payer", "plan", "payer_class", "setting", "billing", "drug", "kind",
                "method", "count", "by_payer", "all_codes", "tins", "npis")  # fmt: skip
"""Columns whose values are those of a row as they are."""


def columns_of(part: Part) -> dict[str, list[Any]]:
    """Write the rows of a file as columns, TINs and NPIs as the numbers that the part has."""
    codes, shared = list(part.shares.bits), dict[int, str]()
    shares = [part.shares.of(row) for row in part.rows]
    for share in shares:
        if share.bits not in shared:
            shared[share.bits] = " ".join(sorted(_members(share.bits, codes)))
    tins = {name: runs_of(found) for name, found in part.groups.tins.items()}
    npis = {name: runs_of(found) for name, found in part.groups.npis.items()}
    return columns_of_rows(part.rows) | {
        "group_tins": [tins.get(row.hospital, "") for row in part.rows],
        "group_npis": [npis.get(row.hospital, "") for row in part.rows],
        "shared_codes": [shared[share.bits] for share in shares], "plan_codes": [share.of for share in shares],
    }  # fmt: skip


def columns_of_rows(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Write rows as columns, without what is known of a whole file alone."""
    empty = [""] * len(rows)
    return {name: [getattr(row, name) for row in rows] for name in PLAIN} | {
        "modifiers": [" ".join(row.modifiers) for row in rows],
        "amount": [None if row.amount is None else format(row.amount, "f") for row in rows],
        "file": [row.at.file for row in rows], "unit": [row.at.unit for row in rows],
        "number": [row.at.number for row in rows], "odd": [BETWEEN.join(row.odd) for row in rows],
        "group_tins": empty, "group_npis": empty, "shared_codes": empty, "plan_codes": [0] * len(rows),
    }  # fmt: skip


def number_of(group: str) -> int:
    """Give the number in the name of a group of providers."""
    return int(group.rpartition(" ")[2])


def numbered(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Number the TINs and NPIs of files that one run has read from 1, in an order that tells only who shares them."""
    tins, npis = (_numbers_of([getattr(part.groups, name) for part in parts]) for name in ("tins", "npis"))
    return tuple(
        replace(part, groups=Groups(part.groups.numbers, _renamed(part.groups.tins, tins),
                                    _renamed(part.groups.npis, npis)))
        for part in parts
    )  # fmt: skip


def _renamed(groups: Mapping[str, frozenset[int]], numbers: Mapping[int, int]) -> dict[str, frozenset[int]]:
    return {name: frozenset(map(numbers.__getitem__, members)) for name, members in groups.items()}


def _numbers_of(groups: Sequence[Mapping[str, frozenset[int]]]) -> dict[int, int]:
    """Number members by the groups that they are in."""
    where: dict[int, list[tuple[int, int]]] = {}
    for file, named in enumerate(groups):
        for at, members in enumerate(named.values()):
            for member in members:
                where.setdefault(member, []).append((file, at))
    return {member: number for number, member in enumerate(sorted(where, key=where.__getitem__), 1)}


def _members(bits: int, codes: list[str]) -> Iterator[str]:
    return (codes[at] for at, sign in enumerate(reversed(f"{bits:b}")) if sign == "1")


def runs_of(numbers: Iterable[int]) -> str:
    """Write numbers as runs upwards: 1-3 7."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def record_of(read: Read) -> dict[str, Any]:
    """Write what a file is as plain values."""
    return asdict(read)


def read_of(record: Mapping[str, Any]) -> Read:
    """Read what a file is."""
    contents = record.get("contents")
    others = tuple((str(code), str(type_), int(count)) for code, type_, count in record.get("others", ()))
    told = {**record, "others": others, "contents": (*contents[:2], tuple(contents[2])) if contents else None}
    return Read(**told)


def part_of(whose: tuple[str, str], record: Mapping[str, Any], columns: Mapping[str, list[Any]]) -> Part:
    """Read what one file has out of what was kept of it; `whose` has its owner and what tells it from other files.

    Numbers of TINs and NPIs are those of one owner's import, and never those of another's.
    """
    shares, groups, rows, within = Shares(), Groups(), list[Row](), dict[str, frozenset[str]]()
    base = int.from_bytes(hashlib.blake2b(whose[0].encode(), digest_size=4).digest()) << 64 if whose[0] else 0
    kept = (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
    for each in kept:
        if each["by_payer"] and each["hospital"] not in groups.tins:
            _group(groups, whose, each, base)
        if not each["code"]:
            within[each["hospital"]] = frozenset(f"{GROUP} {number}" for number in _numbers(each["shared_codes"]))
            continue
        row = _row(each)
        rows.append(row)
        shares.put(row, each["shared_codes"].split(), each["plan_codes"])
    return Part(read_of(record), tuple(rows), shares, groups, within=within)


def _row(each: Mapping[str, Any]) -> Row:
    return Row(
        **{name: each[name] for name in PLAIN},
        modifiers=tuple(each["modifiers"].split()),
        amount=None if each["amount"] is None else Decimal(each["amount"]),
        at=At(each["file"], each["number"], each["unit"]),
        odd=tuple(each["odd"].split(BETWEEN)) if each["odd"] else (),
    )


def _group(groups: Groups, whose: tuple[str, str], each: Mapping[str, Any], base: int) -> None:
    """Take over a group under the name that it has in its file; one with the same TINs is one in other files."""
    name = each["hospital"]
    tins = frozenset(base + number for number in _numbers(each["group_tins"]))
    groups.numbers[frozenset[object](tins) or frozenset([(*whose, name)])] = number_of(name)
    groups.tins[name] = tins
    groups.npis[name] = frozenset(base + number for number in _numbers(each["group_npis"]))


def _numbers(runs: str) -> Iterable[int]:
    for run in runs.split():
        first, _, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)
