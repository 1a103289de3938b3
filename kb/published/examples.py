"""Examples of reading the published data: what to write, and what it prints, worked out from the same answers.

Each names a question so that a misspelled one is an error or a line that says so, and never an empty answer.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from kb.catalogue import tables as catalogue
from kb.catalogue.schema import Resolved
from kb.domain.vocabulary import QUESTIONS, Question
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
import json
from collections import Counter

with open("{top}/index.json", encoding="utf-8") as file:
    ids = {{question["title"]: question["id"] for question in json.load(file)["questions"]}}
asked = ids["{title}"]  # an error where no question has this title
with open("{top}/answers/{code}.csv", encoding="utf-8-sig", newline="") as file:
    rows = [row for row in csv.DictReader(file) if row["question"] == asked]
for (answer, reason), number in sorted(Counter((row["answer"], row["reason"]) for row in rows).items()):
    print(number, "|", answer, "|", reason or "known")"""
SQL: Final = """\
WITH asked(id) AS (VALUES ('{slug}'))
SELECT coalesce(question.title, 'no question is called ' || asked.id), value, count(code)
FROM asked LEFT JOIN question USING (id)
LEFT JOIN resolved ON resolved.question = question.id AND code = '{upper}'
GROUP BY 1, 2 ORDER BY 1, 2;"""
ASKED: Final = next(each for each in QUESTIONS if each.slug == "prior-authorization")
"""The question of the examples: the one whose name has more than one word."""


def examples(tables: catalogue.Tables) -> tuple[Example, ...]:
    """Make the examples for the code of which most is known, and the first scope that tells its coverage."""
    code, asked = catalogue.most_decided(tables), ASKED
    found = catalogue.grid(tables, code)
    known = (row.scope for row in found.values() if row.question == "coverage" and row.decided and not row.reason)
    scope = next(known, next(iter(found))[0])
    rows = list(found.values())
    names = {
        "top": TOP,
        "code": code.lower(),
        "upper": code,
        "scope": scope,
        "payer": scope.partition("/")[0],
        "slug": asked.slug,
        "title": asked.title,
    }
    of_scope, of_question = "What one scope says, from JSON", f"{asked.title}, counted over the scopes, from"
    return (
        Example(of_scope, "python", JSON.format(**names), _of_scope(rows, scope)),
        Example(f"{of_question} CSV", "python", CSV.format(**names), _with_reasons(rows, asked)),
        Example(f"{of_question} SQLite", "sql", SQL.format(**names), _counted(rows, asked)),
    )


def _of_scope(rows: list[Resolved], scope: str) -> str:
    mine = (row for row in rows if row.scope == scope)
    return "\n".join(f"{row.question} | {row.value} | {row.reason or row.standing}" for row in mine)


def _with_reasons(rows: list[Resolved], asked: Question) -> str:
    counted = Counter((row.value, row.reason) for row in rows if row.question == asked.slug)
    return "\n".join(f"{n} | {value} | {reason or 'known'}" for (value, reason), n in sorted(counted.items()))


def _counted(rows: list[Resolved], asked: Question) -> str:
    counted = Counter(row.value for row in rows if row.question == asked.slug)
    return "\n".join(f"{asked.title}|{value}|{number}" for value, number in sorted(counted.items()))
