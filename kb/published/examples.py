"""Examples of reading the published data: what to write, and what it prints, worked out from the same answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from kb.catalogue import tables as catalogue
from kb.catalogue.tables import Resolved
from kb.domain.vocabulary import UNKNOWN
from kb.published.edition import TOP


@dataclass(frozen=True)
class Example:
    """An example: what it shows, its language, its text, and the lines it prints when run in the site's folder."""

    title: str
    language: str
    text: str
    output: str


JSON: Final = """\
import json

with open("{top}/answers/{code}/{payer}.json", encoding="utf-8") as file:
    told = json.load(file)
for answer in told["answers"]:
    if answer["scope"] == "{scope}":
        print(answer["question"], "|", answer["answer"], "|", answer.get("reason") or answer["standing"])"""
CSV: Final = """\
import csv
from collections import Counter

with open("{top}/answers/{code}.csv", encoding="utf-8-sig", newline="") as file:
    unknown = [row for row in csv.DictReader(file) if row["answer"] == "{unknown}"]
for reason, number in sorted(Counter(row["reason"] for row in unknown).items()):
    print(number, reason)"""
SQL: Final = """\
SELECT value, count(*) FROM resolved
WHERE code = '{upper}' AND question = 'coverage'
GROUP BY value ORDER BY value;"""


def examples(tables: catalogue.Tables) -> tuple[Example, ...]:
    """Make the examples for the code of which most is known, and the first scope that tells its coverage."""
    code = catalogue.most_decided(tables)
    found = catalogue.grid(tables, code)
    told = (row.scope for row in found.values() if row.question == "coverage" and row.decided and not row.reason)
    scope = next(told, next(iter(found))[0])
    rows = list(found.values())
    names = {
        "top": TOP,
        "code": code.lower(),
        "upper": code,
        "unknown": UNKNOWN,
        "scope": scope,
        "payer": scope.partition("/")[0],
    }
    return (
        Example("What one scope says, from JSON", "python", JSON.format(**names), _said(rows, scope)),
        Example("Why answers are not available, from CSV", "python", CSV.format(**names), _reasons(rows)),
        Example("How many scopes cover, from SQLite", "sql", SQL.format(**names), _coverage(rows)),
    )


def _said(rows: list[Resolved], scope: str) -> str:
    mine = (row for row in rows if row.scope == scope)
    return "\n".join(f"{row.question.replace('_', '-')} | {row.value} | {row.reason or row.standing}" for row in mine)


def _reasons(rows: list[Resolved]) -> str:
    counted = Counter(row.reason for row in rows if row.value == UNKNOWN)
    return "\n".join(f"{number} {reason}" for reason, number in sorted(counted.items()))


def _coverage(rows: list[Resolved]) -> str:
    counted = Counter(row.value for row in rows if row.question == "coverage")
    return "\n".join(f"{value}|{number}" for value, number in sorted(counted.items()))
