"""The command that reckons deadlines: the last day to file or to appeal, for a plan, from a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any

from kb.answers.deadline_answer import deadline_answer
from kb.commands import console
from kb.commands.library import sound_library
from kb.commands.lookup import in_force
from kb.commands.options import DEFAULT, Argument, Json, Option, Policies, Today, day_of_call, missing_argument
from kb.commands.shown import contact_lines
from kb.content.load import load
from kb.domain.days import day, read_day
from kb.domain.periods import NOT_STATED
from kb.domain.problem import UsageError

FIRST_YEAR, LAST_YEAR = 1966, 2199
"""The years between which a day is believed: Medicare began in 1966."""


def deadline_command(  # noqa: PLR0913  (each is an option of the call)
    code: Annotated[str, Argument(help="A CPT or HCPCS code, or `none` for the rules for all codes.")],
    scope: Annotated[str, Argument(help="Payer and scope: cigna/commercial.")],
    question: Annotated[str, Argument(help="timely-filing or appeals.")],
    *,
    policies: Policies = DEFAULT,
    start: Annotated[
        str, Option("--from", help="The day to count from, 2026-03-01: of the service, decision or notice.")
    ] = "",
    today: Today = "",
    as_json: Json = False,
) -> None:
    """Reckon the last day to file or to appeal, with its source and what is in doubt.

    A plan may have several time limits that count from different events; each says for what it takes the day given.
    """
    first, on = read_start(start), day_of_call(today)
    texts = load(policies)
    library = in_force(sound_library(texts, on, as_json=as_json), policies, texts, on)
    found = deadline_answer(library, (code, scope, question), first, on)
    if as_json:
        console.print_json(found)
    else:
        for text, style in deadline_lines(found):
            console.print_line(text, style)


def read_start(written: str) -> dt.date:
    """Read the day to count from. Raises UsageError if there is none, or if it is no day of our time."""
    first = read_day("--from", written)
    if not first:
        raise missing_argument("--from")
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise UsageError(f"--from {written} is not between {FIRST_YEAR} and {LAST_YEAR}; check the year")
    return first


def deadline_lines(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Write the record of deadlines as lines, each with its style."""
    yield f"{found['code'] or 'any code'} · {found['scope']} · {found['question']}: {found['answer']}", "bold"
    for row in found["deadlines"]:
        yield from _lines(row)
    if found["not_available"]:
        yield f"    {found['not_available']}", "yellow"
    else:
        yield f"    {found['counting']}", "dim"
    yield f"    {found['why']}", ""
    for doubt in found["doubts"]:
        yield f"    {doubt}", "yellow"
    yield from contact_lines(found["contacts"])


def _lines(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    period = row["period"]
    for_whom = f"{row['for_whom']}: " if row["for_whom"] else ""
    words = f" ({period['from_words']})" if "from_words" in period else ""
    start = f"{row['counted_from']}{words}" if row["counted_from"] != NOT_STATED else "a day that is not stated"
    told = f"last day {day_of_week(row['last_day'])}" if row["last_day"] else f"data not available: {row['why']}"
    received = f", on {day_of_week(row['received'])}" if row["received"] else ""
    yield f"  {for_whom}{row['limit']} from {start}{received}: {told}", "bold"
    for doubt in row["doubts"]:
        yield f"    {doubt}", "yellow"
    if "note" in period:
        yield f"    {period['note']}", ""
    source = row["source"]
    yield f"    source: {source['title']}, {source['publisher']} ({source['standing']}) {source['url']}", "dim"


def day_of_week(written: str) -> str:
    """Write an ISO date with its day of the week: `Monday, 1 June 2026`."""
    date = dt.date.fromisoformat(written)
    return f"{date:%A}, {day(date)}"
