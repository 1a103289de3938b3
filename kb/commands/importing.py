"""The command that reads official files into the facts store: import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final

from kb.commands import console
from kb.commands.import_prices import HOSPITAL, RATES, Listing, Plan, Prices, import_listed
from kb.commands.listing import CODES, Stated, import_codes
from kb.commands.options import CONTENT, DEFAULT, Argument, Exit, Json, Option, Policies, Today, as_iso, day_of_call
from kb.commands.policy import POLICY, import_policy
from kb.commands.price_runs import Scheduler, progress_of
from kb.commands.sheets import SHEET, Call, import_sheet
from kb.content.load import load_facts
from kb.content.save import save_all
from kb.domain.days import read_day
from kb.domain.problem import ToolError, UsageError, shown
from kb.facts.codes import is_code
from kb.official.importing import Planned, plan
from kb.official.reading import Wanted, read_files
from kb.official.source import Named, Refused, members_like, read_name
from kb.prices.kept import EVERY

CMS: Final = "cms"
REFUSED: Final = "Nothing was written."
TAKES: Final = {
    CMS: ("--codes", "--edition", "--claims", "--leave-out", "--older", "--fewer"),
    SHEET: ("--partial",),
    CODES: ("--entry", "--source", "--heading", "--read"),
    POLICY: ("--entry",),
    HOSPITAL: ("--codes", "--hospital", "--state", "--prices", "--resume", "--scheduler"),
    RATES: ("--codes", "--plan", "--prices", "--resume", "--scheduler"),
}
"""What can be imported, and the options that are for it alone."""

CLAIMS: Final = ("", "practitioner", "hospital")


def import_command(  # noqa: PLR0913  (each is an option of the call)
    source: Annotated[str, Argument(help="What: cms, hospital, rates, sheet, codes or policy.")],
    files: Annotated[list[str], Argument(help="Files; of cms and prices also ARCHIVE.zip:MEMBER, or *.csv.")],
    *,
    policies: Policies = DEFAULT,
    only_check: Annotated[bool, Option("--check", help="Say what would change; write nothing.")] = False,
    codes: Annotated[
        str, Option("--codes", help="Only these codes: 0708T,0709T; else all. Of prices: else the library's; or all.")
    ] = "",
    edition: Annotated[
        str, Option("--edition", help="The first day of the edition, where the file tells none.", callback=as_iso)
    ] = "",
    claims: Annotated[str, Option("--claims", help="Of a pair file: practitioner or hospital.")] = "",
    leave_out: Annotated[list[str] | None, Option("--leave-out", help="A head to read a file without.")] = None,
    older: Annotated[bool, Option("--older", help="Put an older edition in the place of a newer one.")] = False,
    fewer: Annotated[bool, Option("--fewer", help="Take a table that lost over 20 % of its rows.")] = False,
    entry: Annotated[
        str, Option("--entry", help="Of codes: the entry whose document lists them. Of policy: the new entry.")
    ] = "",
    cited: Annotated[str, Option("--source", help="Of codes: the id of the source that prints the list.")] = "",
    heading: Annotated[str, Option("--heading", help="Of codes: the heading of the list, as printed.")] = "",
    read: Annotated[str, Option("--read", help="Of codes: how much of the list was read, whole or part.")] = "",
    partial: Annotated[bool, Option("--partial", help="Of a sheet: write the rows that are not refused.")] = False,
    hospital: Annotated[str, Option("--hospital", help="Of a hospital's files: an id for it, tampa-general.")] = "",
    plan: Plan = "",
    state: Annotated[str, Option("--state", help="Of a hospital's files: its state, where they tell none: FL.")] = "",
    prices: Prices = "",
    resume: Annotated[bool, Option("--resume", help="Of prices: read only the files not read before.")] = False,
    scheduler: Scheduler = "",
    as_json: Json = False,
    today: Today = "",
) -> None:
    """Read official files (cms), listed prices (hospital, rates), a sheet (sheet), a code list (codes) or a document.

    An official file is known by its heads: fees, units, add-ons, code pairs, OPPS, ASC, HCPCS, ICD-10, coverage.
    Nothing is downloaded, and no descriptor of the AMA or the ADA is kept. A sheet is CSV or .xlsx with the columns
    payer, plan, code, question, value, source, date, note, in any order; `export sheet` writes one. A code list is
    a file with a column `code`; no other column is read. A document (PDF, HTML, DOCX) becomes the draft of an entry
    without answers: number, dates, codes, and the sentences to read. Prices of a hospital's files, or of a payer's
    for a plan, are summed up in facts/listed and kept one by one in a folder outside git, for `rates`. While there is
    a problem, nothing is written to the policies.
    """
    call = Call(policies, day_of_call(today), only_check, partial, as_json)
    stated = Stated(entry, cited, heading, read)
    given = {
        "--codes": codes, "--edition": edition, "--claims": claims, "--leave-out": leave_out, "--older": older,
        "--fewer": fewer, "--partial": partial, "--entry": entry, "--source": cited, "--heading": heading,
        "--read": read, "--hospital": hospital, "--plan": plan, "--state": state, "--prices": prices,
        "--resume": resume, "--scheduler": scheduler,
    }  # fmt: skip
    _refuse_options(source, given)
    if source == CMS:
        wanted = Wanted(
            read_codes(codes),
            read_day("--edition", edition),
            read_claims(claims),
            frozenset(map(plain_words, leave_out or ())),
        )
        _import_cms(files, wanted, call, older=older, fewer=fewer)
    elif source in {HOSPITAL, RATES}:
        listing = Listing(hospital, plan, state, prices, scheduler, resume)
        asked = None if codes.strip().lower() == EVERY else read_codes(codes)
        import_listed(source, tuple(named_files(files)), listing, asked, call)
    elif len(files) != 1:
        raise UsageError(f"one file at a time; type: import {source} {files[0]}")
    elif source == SHEET:
        import_sheet(Path(files[0]), call)
    elif source == POLICY:
        import_policy(Path(files[0]), entry, call)
    else:
        import_codes(Path(files[0]), stated, call)


def _import_cms(files: list[str], wanted: Wanted, call: Call, *, older: bool, fewer: bool) -> None:
    """Read official files into the facts store."""
    if not call.policies.is_dir():
        raise ToolError(f"there is no policies folder at {call.policies}; name one with --policies")
    held, problems = load_facts(call.policies)
    if problems:
        console.print_refused(problems, REFUSED, as_json=call.as_json)
        raise Exit(CONTENT)
    try:
        gathered, notices = read_files(tuple(named_files(files)), wanted, progress_of(as_json=call.as_json))
        planned = plan(gathered, held, call.today, wanted.codes, older=older, fewer=fewer)
    except Refused as fault:
        console.print_refused(fault.problems, REFUSED, as_json=call.as_json)
        raise Exit(CONTENT) from fault
    changed = [each for each in planned if not each.same]
    if not call.only_check and changed:
        save_all({call.policies / path: raw for each in changed for path, raw in written(each)})
    _report(planned, notices, checked=call.only_check, as_json=call.as_json)


def _refuse_options(source: str, given: Mapping[str, object]) -> None:
    """Raise UsageError if there is no such kind of import, or at an option that is for another one."""
    if source not in TAKES:
        raise UsageError(f"no source '{shown(source)}' to import from; type: import cms FILE, or {', '.join(TAKES)}")
    for name, value in given.items():
        if value and name not in TAKES[source]:
            raise UsageError(f"{name} is not for import {source}; leave it out")


def read_codes(written: str) -> frozenset[str]:
    """Read a list of codes. Raises UsageError where one is none."""
    found = written.upper().replace(",", " ").split()
    for code in found:
        if not is_code(code):
            raise UsageError(f"--codes: '{shown(code)}' is no CPT or HCPCS code; write 0708T,0709T")
    return frozenset(found)


def read_claims(written: str) -> str:
    """Read whose claims a pair file is for. Raises UsageError where it is neither."""
    if written not in CLAIMS:
        raise UsageError(f"--claims: '{shown(written)}' is neither practitioner nor hospital")
    return written


def plain_words(written: str) -> str:
    """Read a head that is to be left out, in the plain words in which heads are compared."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in written.lower()).split())


def written(planned: Planned) -> Iterator[tuple[str, bytes]]:
    """Give the files of a table: the rows and where they come from."""
    yield planned.table.path, planned.content
    yield planned.table.provenance, planned.source


def named_files(files: Iterable[str]) -> Iterator[Named]:
    """Read the files that a person named, and find the members of archives that a pattern names."""
    for file in files:
        named = read_name(file)
        if named.members and "*" in named.members[-1]:
            yield from members_like(named)
        else:
            yield named


def _report(planned: tuple[Planned, ...], notices: list[str], *, checked: bool, as_json: bool) -> None:
    if as_json:
        tables = [_record(each) for each in planned]
        console.print_json({"written": not checked, "tables": tables, "notices": notices, "problems": []})
        return
    for notice in notices:
        console.print_line(notice, "yellow")
    for each in planned:
        console.print_line(_line(each, checked=checked))


def _line(each: Planned, *, checked: bool) -> str:
    made = each.provenance
    if each.same:
        return f"{each.table.name}: {made.label}; nothing to change."
    verb = "would be written" if checked else "written"
    before = f", was of {each.before.edition}" if each.before else ""
    whole = "" if made.whole else ", a part of the table"
    return (
        f"{each.table.name}: {made.label}{before}{whole}; "
        f"rows read: {made.read:,}, kept: {made.kept:,}, left out: {made.dropped:,}; "
        f"lines new: {each.new:,}, gone: {each.gone:,}; {verb} to policies/{each.table.path}"
    )


def _record(each: Planned) -> dict[str, Any]:
    made = each.provenance
    return {
        "table": each.table.name,
        "path": each.table.path,
        "edition": made.edition.isoformat(),
        "edition_before": each.before.edition.isoformat() if each.before else None,
        "files": [{"name": file.name, "sha256": file.sha256, "rows": file.rows} for file in made.files],
        "whole": made.whole,
        "rows_read": made.read,
        "rows_kept": made.kept,
        "rows_dropped": made.dropped,
        "lines_new": each.new,
        "lines_gone": each.gone,
        "changes": not each.same,
    }
