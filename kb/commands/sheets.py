"""The commands on sheets of answers: import sheet, and export."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from kb.commands import console
from kb.commands.library import sound_library
from kb.commands.mistyped import PROGRAM
from kb.commands.options import (
    CONTENT,
    DEFAULT,
    Argument,
    Exit,
    Option,
    Policies,
    Today,
    day_of_call,
    expand_home_of_file,
)
from kb.content.load import load
from kb.content.save import save_all, save_own
from kb.domain.problem import Problem, UsageError, shown
from kb.rules.check import check
from kb.sheets.columns import NAMES
from kb.sheets.export import export
from kb.sheets.file import BadSheet, read_sheet
from kb.sheets.planning import Planned, plan

SHEET = "sheet"


@dataclass(frozen=True)
class Call:
    """How a sheet is to be imported: only looked at, without the refused lines, told as JSON."""

    policies: Path
    today: dt.date
    only_check: bool
    partial: bool
    as_json: bool


def import_sheet(file: Path, call: Call) -> None:
    """Read a sheet into entries: each line becomes or updates one. All lines or none, unless `partial`."""
    texts = load(call.policies)
    library = check(texts, only=()).library
    try:
        planned = plan(read_sheet(file.name, file.read_bytes()), texts, library, call.today)
    except BadSheet as fault:
        planned = Planned({}, problems=(fault.problem,))
    writes = not call.only_check and (call.partial or not planned.problems)
    if writes and planned.files:
        save_all({call.policies / path: text.encode() for path, text in planned.files.items()})
    if call.as_json:
        console.print_json(_record(planned, written=writes))
    else:
        _tell(planned, call, writes=writes)
    if planned.problems:
        raise Exit(CONTENT)


def export_command(
    what: Annotated[str, Argument(help="sheet.")],
    *,
    policies: Policies = DEFAULT,
    out: Annotated[
        Path | None, Option("--out", help="A file to write; else it is printed.", callback=expand_home_of_file)
    ] = None,
    today: Today = "",
) -> None:
    """Write the answers of all entries as a sheet (CSV) that `import sheet` reads: change cells, and import it."""
    if what != SHEET:
        raise UsageError(f"'{shown(what)}' cannot be exported; type: {PROGRAM} export sheet --out answers.csv")
    written = export(sound_library(load(policies), day_of_call(today), as_json=False, aside=True))
    if out:
        save_own(out, written.encode(), is_export)
        console.print_line(f"Wrote {out}")
    else:
        console.write_raw(written)


def is_export(content: bytes) -> bool:
    """Return whether a file was made by this command: by its row of heads."""
    return content.decode("utf-8-sig", "replace").startswith(",".join(NAMES))


def _tell(planned: Planned, call: Call, *, writes: bool) -> None:
    _print_refused(planned.problems)
    for notice in planned.notices:
        console.print_line(notice, "yellow")
    would = "" if writes else "would be "
    for path in (*planned.new, *planned.updated)[:MOST_LISTED]:
        console.print_line(f"{path}: {would}{'new' if path in planned.new else 'updated'}")
    if len(planned.files) > MOST_LISTED:
        console.print_line(f"... and {len(planned.files) - MOST_LISTED:,} more files")
    told = f"{planned.lines:,} answers read: entries {would}new {len(planned.new):,}, {would}updated "
    told += f"{len(planned.updated):,}; answers that change nothing {planned.unchanged:,}; "
    told += f"refused {len(planned.problems):,}."
    console.print_line(told, "bold")
    if planned.problems and not call.only_check:
        way = "The others were written." if writes else "Mend these, or write the others with --partial."
        console.print_error(way if writes else f"Nothing was written. {way}")


def _print_refused(problems: tuple[Problem, ...]) -> None:
    """Print every cell that is refused, up to a number that somebody reads."""
    console.print_problems(problems[:MOST_REFUSED])
    if len(problems) > MOST_REFUSED:
        console.print_line(f"... and {len(problems) - MOST_REFUSED:,} more; --json lists all")


def _record(planned: Planned, *, written: bool) -> dict[str, Any]:
    return {
        "written": written and bool(planned.files),
        "new": list(planned.new),
        "updated": list(planned.updated),
        "answers": planned.lines,
        "unchanged": planned.unchanged,
        "notices": list(planned.notices),
        "problems": [console.problem_record(problem) for problem in planned.problems],
    }


MOST_LISTED = 20
MOST_REFUSED = 200
