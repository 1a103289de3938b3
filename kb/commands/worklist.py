"""The command that answers a worklist: lines of a code, a plan and a date."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from pathlib import Path
from typing import Annotated, Any, Final

from kb.answers.resolve import Resolution, resolve
from kb.commands import console
from kb.commands.lookup import STDIN, make_look_up
from kb.commands.options import CONTENT, DEFAULT, Argument, Exit, Json, Option, Policies, Today, day_of_call
from kb.domain.problem import UsageError
from kb.domain.vocabulary import QUESTIONS, label
from kb.rules.patient import refusal
from kb.search.lookup import LookUp
from kb.search.reading import read_query
from kb.search.reading_result import Reading
from kb.search.worklist import FAULTS, MOST_LINES, Line, Row, answer_line, as_written, read_lines

COLUMNS: Final = (
    *("line", "code", "plan", "date_of_service"),
    *(question.key for question in QUESTIONS),
    *("verify", "next_step", "fault", "typed"),
)


def worklist_command(
    file: Annotated[str, Argument(help="A text file, a line for each case; - reads standard input.")],
    policies: Policies = DEFAULT,
    as_csv: Annotated[bool, Option("--csv", help="Print a sheet (CSV) with every question.")] = False,
    as_json: Json = False,
    today: Today = "",
) -> None:
    """Answer a worklist: each line has a code, a plan and a date of service, in any order and in any columns.

    Lines that cannot be read are named with the reason, and the call then ends with 1. A list with patient data is
    refused as a whole; nothing of it is kept or repeated.
    """
    text = _text(file)
    _refuse_patient_data(text)
    on = day_of_call(today)
    desk = make_look_up(policies, on, as_json=as_json)
    lines = tuple(read_lines(text, lambda typed: _read(desk, typed, on), desk.current))
    rows = tuple(row for line in lines for row in _rows(desk, line, on))
    faults = tuple(line for line in lines if line.fault)
    if as_json:
        console.print_json([*map(_record, rows), *map(_fault_record, faults)])
    elif as_csv:
        console.print_line(_sheet(rows, faults))
    else:
        _print(rows, faults)
    if faults:
        raise Exit(CONTENT)


def _text(file: str) -> str:
    if file == STDIN:
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UsageError(f"{file} is not text in UTF-8: save it as CSV or as plain text") from fault


def _refuse_patient_data(text: str) -> None:
    """Raise UsageError where a line looks like patient data, or there are too many lines."""
    typed = text.splitlines()
    for number, line in enumerate(typed, 1):
        refused = refusal(line, f"line {number}")
        if refused:
            raise UsageError(f"{refused}. No line was read.")
    filled = sum(bool(line.strip()) for line in typed)
    if filled > MOST_LINES:
        raise UsageError(f"{filled} lines are more than {MOST_LINES}: split the list")


def _read(desk: LookUp, typed: str, today: dt.date) -> Reading:
    searcher = desk.searcher
    return read_query(typed, searcher.concepts, searcher.lexicon, searcher.tables, today)


def _rows(desk: LookUp, line: Line, today: dt.date) -> tuple[Row, ...]:
    day = dt.date.fromisoformat(line.day) if line.day else today

    def ask(code: str, scope: str, question: str) -> Resolution:
        return resolve(desk.library_on(day), code, scope, question)

    return tuple(answer_line(line, desk.current, ask))


def _record(row: Row) -> dict[str, Any]:
    return {
        "line": row.line.number,
        "code": row.line.code,
        "plan": row.plan,
        "date": row.line.day or None,
        "answers": {key.replace("_", "-"): value for key, value in row.answers.items()},
        "verify": list(row.doubts),
        "next_step": row.step,
        "fault": None,
    }


def _fault_record(line: Line) -> dict[str, Any]:
    return {"line": line.number, "typed": line.typed, "fault": FAULTS[line.fault]}


def _sheet(rows: tuple[Row, ...], faults: tuple[Line, ...]) -> str:
    written = io.StringIO(newline="")
    sheet = csv.writer(written, lineterminator="\n")
    sheet.writerow(COLUMNS)
    for row in rows:
        head = (row.line.number, row.line.code, row.name, as_written(row.line.day))
        sheet.writerow([*head, *row.answers.values(), "; ".join(row.doubts), row.step, "", row.line.typed])
    blank = [""] * (len(COLUMNS) - 3)
    for line in faults:
        sheet.writerow([line.number, *blank, FAULTS[line.fault], line.typed])
    return written.getvalue().rstrip("\n")


def _print(rows: tuple[Row, ...], faults: tuple[Line, ...]) -> None:
    for row in rows:
        asked = ", ".join(part for part in (row.line.code, row.name, as_written(row.line.day)) if part)
        console.print_line(f"{row.line.number}: {asked}")
        coverage, authorization = row.answers["coverage"], row.answers["prior_authorization"]
        console.print_line(f"    coverage: {label(coverage)}; prior authorization: {label(authorization)}")
        verify = f" Verify: {', '.join(row.doubts)}." if row.doubts else ""
        console.print_line(f"    {row.step}{verify}")
    for line in faults:
        console.print_line(f"{line.number}: {FAULTS[line.fault]}: {line.typed}")
    told = f"{len(rows)} answered, {len(faults)} not read." if faults else f"{len(rows)} answered."
    console.print_line(told)
