"""Price files into a table in git and Parquet files outside it: import hospital, import rates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from kb.commands import console
from kb.commands.library import sound_library
from kb.commands.options import CONTENT, Exit, Option
from kb.commands.price_runs import price_run, progress_of
from kb.commands.sheets import Call
from kb.content.load import load
from kb.content.save import save_all
from kb.domain.problem import UsageError, shown
from kb.official.source import Named, Refused
from kb.prices.importing import Imported, let_count, read_listed
from kb.prices.kept import Held, Wanted
from kb.prices.wording import file_notes

HOSPITAL, RATES = "hospital", "rates"
FOLDER: Final = ".prices"
REFUSED: Final = "Nothing was written to the policies; with --resume other files are not read again."
Prices = Annotated[str, Option("--prices", help=f"The folder of imported prices; else {FOLDER} beside the policies.")]
Plan = Annotated[str, Option("--plan", help="The plan of a payer's files: uhc/commercial.")]
ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
STATE: Final = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Listing:
    """What a call says of price files: whose they are, in which state, and where and how they are read."""

    hospital: str
    plan: str
    state: str
    prices: str
    scheduler: str
    resume: bool


def prices_folder(policies: Path, named: str) -> Path:
    """Give the folder of imported prices."""
    return Path(named).expanduser() if named else policies.absolute().parent / FOLDER


def read_plan(written: str) -> str:
    """Read a plan, as its scope is written. Raises UsageError where it is none."""
    if written and not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)+", written):
        raise UsageError(f"--plan: '{shown(written)}' is no plan; write payer and line: uhc/commercial")
    return written


def read_state(written: str) -> str:
    """Read a state. Raises UsageError where it is no postal abbreviation."""
    state = written.strip().upper()
    if state and not STATE.fullmatch(state):
        raise UsageError(f"--state: '{shown(written)}' is no state; write its postal abbreviation: FL")
    return state


def owner_of_plan(plan: str) -> str:
    """Give the name below which a plan's prices are kept."""
    return f"plan-{plan.replace('/', '-')}"


def import_listed(
    source: str, files: tuple[Named, ...], listing: Listing, codes: frozenset[str] | None, call: Call
) -> None:
    """Read price files of a hospital or a plan, for some codes or, where these are None, for every one."""
    if codes is None and listing.scheduler:
        raise UsageError("--codes all is read on this machine, since its prices stay here; leave out --scheduler")
    wanted = _wanted(source, listing, codes or _codes_of_library(call), every=codes is None)
    folder = prices_folder(call.policies, listing.prices)
    try:
        with price_run(listing.scheduler, files, progress_of(as_json=call.as_json)) as run:
            found = read_listed(files, wanted, folder, run, resume=listing.resume)
    except Refused as fault:
        console.print_refused(fault.problems, REFUSED, as_json=call.as_json)
        raise Exit(CONTENT) from fault
    if not call.only_check:
        let_count(found, folder, lambda made: save_all({call.policies / path: raw for path, raw in made.items()}))
    _report(found, folder, call)


def _wanted(source: str, listing: Listing, codes: frozenset[str], *, every: bool) -> Wanted:
    if source == RATES:
        plan = read_plan(listing.plan)
        if not plan:
            raise UsageError("whose files are these? type: import rates FILE --plan uhc/commercial")
        return Wanted(owner_of_plan(plan), codes, plan, every=every)
    if not ID.fullmatch(listing.hospital):
        told = f"--hospital: '{shown(listing.hospital)}' is no id"
        raise UsageError(f"{told}; write small letters, digits and hyphens: tampa-general")
    return Wanted(f"hospital-{listing.hospital}", codes, "", read_state(listing.state), every)


def _codes_of_library(call: Call) -> frozenset[str]:
    codes = frozenset(sound_library(load(call.policies), call.today, as_json=call.as_json).codes)
    if not codes:
        raise UsageError("the library has no code; name some: --codes 0708T,0709T")
    return codes


def _report(found: Imported, folder: Path, call: Call) -> None:
    path = min(found.written)
    if call.as_json:
        files = [_record(each) for each in found.held]
        told = {"written": not call.only_check, "table": path, "lines": found.lines, "resumed": found.resumed}
        console.print_json({**told, "prices": str(folder), "files": files, "problems": []})
        return
    for each in found.held:
        read = each.read
        console.print_line(f"{read.name}: {read.hospital}, of {read.updated or 'no date told'}: {read.rows:,} prices")
        for note in file_notes(read):
            console.print_line(note, "yellow")
    if found.resumed:
        console.print_line(f"{found.resumed:,} of {len(found.held):,} files had been read before", "dim")
    verb = "would be written" if call.only_check else "written"
    lines = "line" if found.lines == 1 else "lines"
    console.print_line(f"{found.lines:,} {lines} {verb} to policies/{path}; the prices to {folder / found.owner}")


def _record(each: Held) -> dict[str, Any]:
    read = each.read
    return {
        "name": read.name, "sha256": each.sha256, "of": read.hospital, "updated": read.updated,
        "version": read.version, "state": read.state or None, "rows": read.rows, "tins": read.tins, "npis": read.npis,
    }  # fmt: skip
