"""Examples of reading the published data: what to write, and what it prints, worked out from the same answers.

Each names a question so that a misspelled one is an error or a line that says so, and never an empty answer.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from kb.catalogue import tables as catalogue
from kb.catalogue.resolved import ResolvedAnswer
from kb.domain.vocabulary import QUESTIONS, Question
from kb.published.edition import TOP
from kb.published.sheet import sheet_paths


@dataclass(frozen=True)
class Example:
    """An example: what it shows, its language, its text, and the lines it prints when run in the site's folder."""

    title: str
    language: str
    text: str
    output: str


JSON: Final = """\
import json

with open("{top}/answers/{scope}.json", encoding="utf-8") as file:
    told = json.load(file)
for number in told["codes"]["{upper}"]:
    answer = told["answers"][number]
    print(answer["question"], "|", answer["answer"], "|", answer.get("reason") or answer["standing"])"""
CSV: Final = """\
import csv
import json
from collections import Counter

def rows(name):
    with open(name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))

with open("{top}/index.json", encoding="utf-8") as file:
    ids = {{question["title"]: question["id"] for question in json.load(file)["questions"]}}
asked = ids["{title}"]  # an error where no question has this title
answers = {{row["id"]: row for row in rows("{of_answers}")}}
found = [answers[row[asked]] for row in rows("{of_codes}") if row["hcpcs_code"] == "HCPCS {upper}"]
for (answer, reason), number in sorted(Counter((row["answer"], row["reason"]) for row in found).items()):
    print(number, "|", answer, "|", reason or "known")"""
SQL: Final = """\
WITH asked(id) AS (VALUES ('{slug}'))
SELECT coalesce(question.title, 'no question is called ' || asked.id), value, count(code)
FROM asked LEFT JOIN question USING (id)
LEFT JOIN resolved ON resolved.question = question.id AND code = '{upper}'
GROUP BY 1, 2 ORDER BY 1, 2;"""
ASKED: Final = next(each for each in QUESTIONS if each.slug == "prior-authorization")
"""The question of the examples: the one whose name has more than one word."""


def examples(tables: catalogue.Tables, *, one_sheet: bool) -> tuple[Example, ...]:
    """Make the examples for the code of which most is known, and the first scope that tells its coverage.

    `one_sheet` tells that one sheet holds the answers of all payers; else the example counts those of one.
    """
    code, asked = catalogue.most_decided(tables), ASKED
    found = catalogue.grid(tables, code)
    known = (row.scope for row in found.values() if row.question == "coverage" and row.decided and not row.reason)
    scope = next(known, next(iter(found))[0])
    rows, payer = list(found.values()), scope.partition("/")[0]
    of_answers, of_codes = sheet_paths("" if one_sheet else payer)
    counted = [row for row in rows if one_sheet or row.scope.partition("/")[0] == payer]
    names = {
        "top": TOP,
        "upper": code,
        "scope": scope,
        "of_answers": of_answers,
        "of_codes": of_codes,
        "slug": asked.slug,
        "title": asked.title,
    }
    whose = "the scopes" if one_sheet else "the scopes of one payer"
    csv_title, sql_title = f"{asked.title}, counted over {whose}, from CSV", f"{asked.title}, counted, from SQLite"
    return (
        Example("What one scope says, from JSON", "python", JSON.format(**names), _of_scope(rows, scope)),
        Example(csv_title, "python", CSV.format(**names), _with_reasons(counted, asked)),
        Example(sql_title, "sql", SQL.format(**names), _counted(rows, asked)),
    )


def _of_scope(rows: list[ResolvedAnswer], scope: str) -> str:
    mine = (row for row in rows if row.scope == scope)
    return "\n".join(f"{row.question} | {row.value} | {row.reason or row.standing}" for row in mine)


def _with_reasons(rows: list[ResolvedAnswer], asked: Question) -> str:
    counted = Counter((row.value, row.reason) for row in rows if row.question == asked.slug)
    return "\n".join(f"{n} | {value} | {reason or 'known'}" for (value, reason), n in sorted(counted.items()))


def _counted(rows: list[ResolvedAnswer], asked: Question) -> str:
    counted = Counter(row.value for row in rows if row.question == asked.slug)
    return "\n".join(f"{asked.title}|{value}|{number}" for value, number in sorted(counted.items()))
