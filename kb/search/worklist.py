"""A worklist: lines of a code, a plan and a date, each read as a query is, to answers and the next step.

A line may have its parts in any order, and in any columns: tabs, commas, semicolons, quotes. The browser reads alike
in `static/worklist_lines.js`; one list of lines holds both. Pure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kb.answers.caveats import gravest
from kb.answers.resolve import Resolution
from kb.domain.model import Library
from kb.domain.scopes import scope_name, scope_title
from kb.domain.vocabulary import DENIALS, QUESTIONS, UNKNOWN, label
from kb.search.card import BRIEF
from kb.search.reading_result import Reading

MOST_LINES: Final = 500
"""How many lines a worklist may have."""

SEPARATORS: Final = re.compile(r'[\t;|"]+')
"""What separates the columns of a line, or wraps them; a comma is read as it is."""

LIKE_A_DATE: Final = re.compile(
    r"(?<![0-9A-Za-z$.])(?:[0-9]{1,4}[/.-][0-9]{1,2}(?:[/.-][0-9]{1,4})?|20[0-9]{6}|[0-9]{8})(?![0-9A-Za-z])"
)
"""What looks like a date: in a line without a date that could be read, it is told."""

COVERAGE, AUTHORIZATION = "coverage", "prior_authorization"

STEPS: Final = {
    "authorization": "Get authorization before the service.",
    "denied": "The policy denies it: review it before the service or before you bill.",
    "coverage unknown": "Coverage is unknown: ask the payer.",
    "authorization unknown": "Whether authorization is needed is unknown: ask the payer.",
    "conditional": "Check the criteria and what the record must show.",
    "doubt": "Verify at the source.",
    "none": "No step on file.",
}
"""The next step of a line, by what calls for it; the first that fits, in this order."""

FAULTS: Final = {
    "code": "no code found: write one like 0709T",
    "codes": "several codes: write one on each line",
    "not held": "this code is not in the library",
    "plan": "no plan found: add the payer and the line of business",
    "no such plan": "this plan is not in the library",
    "plans": "several plans fit: add the line of business or the state",
    "date": "the date could not be read: write it like 3/1/2026",
}
"""Why a line cannot be answered, by what is wrong."""


@dataclass(frozen=True)
class Line:
    """A line as it was read: of each plan asked of, code and day (ISO form, empty for today); or its fault."""

    number: int
    typed: str
    code: str = ""
    scopes: tuple[str, ...] = ()
    day: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Row:
    """The answers to a line for one plan: value by question, the marks of doubt of any of them, and the next step."""

    line: Line
    plan: str
    name: str
    answers: Mapping[str, str]
    doubts: tuple[str, ...]
    step: str


def read_lines(text: str, read: Callable[[str], Reading], library: Library) -> Iterator[Line]:
    """Read the lines of a worklist; blank ones and a heading above the first are left out."""
    begun = False
    for number, typed in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        plain = " ".join(SEPARATORS.sub(" ", typed).split())
        if not plain or (not begun and not re.search(r"[0-9]", plain)):
            continue
        begun = True
        yield _line(number, typed.strip(), plain, read(plain), library)


def _line(number: int, typed: str, plain: str, found: Reading, library: Library) -> Line:
    fault = next(_faults(plain, found, library), "")
    if fault:
        return Line(number, typed, fault=fault)
    return Line(number, typed, found.codes[0], found.scopes, found.day)


def _faults(plain: str, found: Reading, library: Library) -> Iterator[str]:
    """Give the keys of FAULTS of what is wrong with a line, the gravest first."""
    codes = dict.fromkeys((*found.codes, *(one.written.upper() for one in found.absent)))
    held = [code for code in codes if code in library.codes]
    if not codes:
        yield "code"
    elif len(codes) > 1:
        yield "codes"
    elif not held:
        yield "not held"
    if not found.named:
        yield "plan"
    elif not found.scopes:
        yield "no such plan"
    elif len(found.scopes) > BRIEF:
        yield "plans"
    if not found.day and LIKE_A_DATE.search(plain):
        yield "date"


def answer_line(line: Line, library: Library, ask: Callable[[str, str, str], Resolution]) -> Iterator[Row]:
    """Answer a line that could be read, a row for each plan; `ask` resolves code, scope and the key of a question."""
    for scope in line.scopes:
        found = {question.key: ask(line.code, scope, question.key) for question in QUESTIONS}
        marks = {key: one.marks for key, one in found.items()}
        doubts = tuple(label(mark) for mark in dict.fromkeys(mark for held in marks.values() for mark in held))
        payer = library.payers[scope.partition("/")[0]].title
        values = {key: one.value for key, one in found.items()}
        step = next_step(values, gravest((*marks[COVERAGE], *marks[AUTHORIZATION])))
        yield Row(line, scope, scope_title(payer, scope_name(library, scope)), values, doubts, step)


def next_step(values: Mapping[str, str], doubt: str) -> str:
    """Say what to do next by the answers on coverage and authorization; `doubt` is the gravest mark of the two."""
    coverage, authorization = values[COVERAGE], values[AUTHORIZATION]
    if authorization == "required":
        return STEPS["authorization"]
    if coverage in DENIALS:
        return STEPS["denied"]
    if coverage == UNKNOWN:
        return STEPS["coverage unknown"]
    if authorization == UNKNOWN:
        return STEPS["authorization unknown"]
    if coverage != "covered" or authorization == "required in some cases":
        return STEPS["conditional"]
    return STEPS["doubt"] if doubt else STEPS["none"]


def as_written(day: str) -> str:
    """Write a day of ISO form as US readers do, 3/1/2026; empty for none."""
    if not day:
        return ""
    date = dt.date.fromisoformat(day)
    return f"{date.month}/{date.day}/{date.year}"
