"""The heads of a price table: CMS's tall layout has a plan a row, the wide one has columns for each plan.

Heads are those of CMS's data dictionary 2.0 to 3.0, read by their words and not by the version that a file claims.
Seen in files (import study, section 5): blanks around the bars, heads in another row than the third, a mark of byte
order inside quotes, names of plans with a bar, 1,277 columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kb.domain.problem import shown
from kb.official.heads import refuse_persons
from kb.official.source import refuse

CHARGE: Final = "standard_charge"
CODE: Final = re.compile(r"code\|([0-9]{1,2})(\|type)?")
PRICE: Final = {
    f"{CHARGE}|negotiated_dollar": "dollar",
    f"{CHARGE}|negotiated_percentage": "percent",
    f"{CHARGE}|negotiated_algorithm": "algorithm",
    f"{CHARGE}|methodology": "method",
    "count": "count",
}
"""The heads of a price in the tall layout, and the name of its cell here."""

OTHERS: Final = ("estimated_amount", "median_amount", "10th_percentile", "90th_percentile", "additional_payer_notes")
SINGLE: Final = {
    "setting": "setting",
    "billing_class": "billing",
    "modifiers": "modifiers",
    "drug_unit_of_measurement": "drug",
    "payer_name": "payer",
    "plan_name": "plan",
}
PASSED: Final = frozenset({
    "description", "drug_type_of_measurement", f"{CHARGE}|gross", f"{CHARGE}|discounted_cash", f"{CHARGE}|min",
    f"{CHARGE}|max", "additional_generic_notes", "financial_aid_policy", *OTHERS,
})  # fmt: skip
"""Heads whose columns are known and are not read."""

UNREAD: Final = frozenset({*OTHERS, "min", "max", "gross", "discounted_cash"})
NONE: Final = -1


@dataclass
class Group:
    """Where the cells of one plan's price stand; -1 for a column that there is not."""

    payer: str = ""
    plan: str = ""
    dollar: int = NONE
    percent: int = NONE
    algorithm: int = NONE
    method: int = NONE
    count: int = NONE


@dataclass
class Columns:
    """Where the cells of a table stand. A tall table has one group, whose payer and plan are cells of the row."""

    width: int
    codes: list[tuple[int, int]] = field(default_factory=list)
    single: dict[str, int] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    tall: bool = False


def clean_head(written: str) -> str:
    """Write a head without marks, quotes and blanks around bars; words that CMS fixes in small letters."""
    parts = [" ".join(part.split()) for part in written.replace("\ufeff", "").replace('"', "").split("|")]
    fixed = [_fixed(part) for part in parts]
    if len(parts) > 2 and fixed[0] == CHARGE:  # noqa: PLR2004  (charge, payer and perhaps plan, what)
        return "|".join([fixed[0], *parts[1:-1], fixed[-1]])
    if len(parts) > 1 and fixed[0] in {*OTHERS, "count"}:
        return "|".join([fixed[0], *parts[1:]])
    return "|".join(fixed)


def _fixed(part: str) -> str:
    return re.sub(r"[\s_-]+", "_", part.lower())


def is_heads(cells: list[str]) -> bool:
    """Tell whether a row has the heads of a price table."""
    found = {clean_head(cell) for cell in cells if len(cell) < 80}  # noqa: PLR2004  (a head and no text)
    return "code|1" in found and any(head.startswith(CHARGE) for head in found)


def find_columns(name: str, line: int, cells: list[str]) -> Columns:
    """Read the heads. Raises Refused where one is missing, stands twice, or names a person's data."""
    heads = [clean_head(cell) for cell in cells]
    refuse_persons(name, [(line, _unknown(heads))])
    _refuse_twice(name, line, heads)
    columns = Columns(len(heads))
    groups: dict[tuple[str, str], Group] = {}
    tall = Group()
    for at, head in enumerate(heads):
        if head in SINGLE:
            columns.single[SINGLE[head]] = at
        elif head in PRICE:
            setattr(tall, PRICE[head], at)
        elif wide := _wide(head):
            payer, plan, cell = wide
            if cell:
                setattr(groups.setdefault((payer, plan), Group(payer, plan)), cell, at)
    columns.codes = _codes(name, line, heads)
    _refuse_unknown(name, line, heads)
    _add_groups(name, line, columns, tall, list(groups.values()))
    return columns


def _wide(head: str) -> tuple[str, str, str] | None:
    """Cut the head of a wide column into payer, plan and the name of its cell, empty for one that is not read.

    One real file has heads with a payer and no plan: `standard_charge|Some_Authority|negotiated_dollar`.
    """
    first, *middle = head.split("|")
    if first == CHARGE and len(middle) > 1 and (middle[-1] in UNREAD or f"{CHARGE}|{middle[-1]}" in PRICE):
        return middle[0], "|".join(middle[1:-1]), PRICE.get(f"{CHARGE}|{middle[-1]}", "")
    if first in {*OTHERS, "count"} and middle:
        return middle[0], "|".join(middle[1:]), "count" if first == "count" else ""
    return None


def _codes(name: str, line: int, heads: list[str]) -> list[tuple[int, int]]:
    found = {match.groups(): at for at, head in enumerate(heads) if (match := CODE.fullmatch(head))}
    pairs = []
    for (number, type_), at in found.items():
        if not type_ and (number, "|type") not in found:
            message = (
                f"no head 'code|{number}|type' beside 'code|{number}', so its codes have no type; mend the heads"
            )
            raise refuse(name, message, "missing-column", line, at + 1)
        if not type_:
            pairs.append((at, found[number, "|type"]))
    return pairs


def _add_groups(name: str, line: int, columns: Columns, tall: Group, wide: list[Group]) -> None:
    has_tall = max(tall.dollar, tall.percent, tall.algorithm) > NONE
    usable = [group for group in wide if max(group.dollar, group.percent, group.algorithm) > NONE]
    if has_tall and usable:
        raise refuse(name, "heads of both layouts, tall and wide; take one of CMS's templates", "mixed-layouts", line)
    if has_tall and "payer" not in columns.single:
        raise refuse(name, "no head 'payer_name', so no price has a payer; mend the heads", "missing-column", line)
    if not has_tall and not usable:
        message = "no head of a negotiated price, so the file has none to read; take the file with payers' prices"
        raise refuse(name, message, "missing-column", line)
    columns.tall = has_tall
    columns.groups = [tall] if has_tall else usable


def _refuse_twice(name: str, line: int, heads: Iterable[str]) -> None:
    counts = Counter(head for head in heads if head and head not in PASSED)
    for at, head in enumerate(heads, 1):
        if counts[head] > 1:
            message = f"the head '{shown(head)}' stands {counts[head]} times; leave one of its columns"
            raise refuse(name, message, "second-column", line, at)


def _unknown(heads: list[str]) -> list[str]:
    """Give the heads that no template has; a dash for the others."""
    known = {*SINGLE, *PRICE, *PASSED}
    return ["-" if head in known or CODE.fullmatch(head) or _wide(head) else head for head in heads]


def _refuse_unknown(name: str, line: int, heads: list[str]) -> None:
    """Refuse a price that cannot be told which."""
    for at, head in enumerate(_unknown(heads), 1):
        if head.startswith(CHARGE):
            message = f"the head '{shown(head)}' is no price of CMS's templates; mend the head, or leave it out"
            raise refuse(name, message, "unknown-column", line, at)
