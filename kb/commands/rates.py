"""The command on price files of hospitals and payers: rates. What they list for a code, by counted rules."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final

from kb.commands import console
from kb.commands.code import read_code
from kb.commands.import_prices import Plan, Prices, owner_of_plan, prices_folder, read_plan, read_state
from kb.commands.importing import named_files
from kb.commands.options import CONTENT, DEFAULT, Argument, Exit, Json, Option, Policies
from kb.commands.price_runs import Scheduler, price_run, progress_of
from kb.content.load import load_facts
from kb.domain.problem import UsageError, shown
from kb.facts.store import Store
from kb.official.source import Refused
from kb.prices.basket import Basket, basket_notes, basket_of, basket_record, lines, read_basket
from kb.prices.gathering import Gathered, gather
from kb.prices.kept import kept_prices
from kb.prices.medicare import Fee, fees_of, share_lines, share_records
from kb.prices.payers import CLASSES, COMMERCIAL
from kb.prices.row import KINDS, NEGOTIATED, UNREAD
from kb.prices.rules import NAMES, Asked
from kb.prices.steps import NONE, Listed, listed
from kb.prices.wording import file_line, left_out_lines, note, notes, record, row_lines, sentence, table

REFUSED: Final = "No answer while a file is refused; mend it, or leave it out of the call."
SETTINGS: Final = ("outpatient", "inpatient")
BILLINGS: Final = ("facility", "professional")
RULES_HELP: Final = f"A rule to switch off: {', '.join(NAMES)}."


def rates_command(  # noqa: PLR0913  (each is an option of the call)
    files: Annotated[
        list[str] | None, Argument(help="Price files: CSV, JSON, gz; ARCHIVE.zip:MEMBER. Else those imported.")
    ] = None,
    *,
    code: Annotated[str, Option("--code", help="The CPT or HCPCS code: 0709T.")] = "",
    basket: Annotated[str, Option("--basket", help="Instead: a file of codes, one a line, for one table.")] = "",
    payer_class: Annotated[
        str, Option("--class", help=f"The class of payer: {', '.join(sorted(CLASSES))}.")
    ] = COMMERCIAL,
    kind: Annotated[
        str, Option("--kind", help=f"The kind of price: {', '.join(name for name in KINDS if name != UNREAD)}.")
    ] = NEGOTIATED,
    setting: Annotated[str, Option("--setting", help="outpatient or inpatient.")] = SETTINGS[0],
    billing: Annotated[str, Option("--billing", help="facility or professional.")] = BILLINGS[0],
    modifier: Annotated[str, Option("--modifier", help="Prices with this modifier; else those without one.")] = "",
    plan: Plan = "",
    payer: Annotated[str, Option("--payer", help="Only payers whose name has this: aetna.")] = "",
    state: Annotated[str, Option("--state", help="Only hospitals with a license of this state: FL.")] = "",
    policies: Policies = DEFAULT,
    prices: Prices = "",
    without: Annotated[list[str] | None, Option("--without", help=RULES_HELP)] = None,
    scheduler: Scheduler = "",
    rows: Annotated[bool, Option("--rows", help="Print the prices that each rule left out, too.")] = False,
    as_json: Json = False,
) -> None:
    """Tell what price files list for a code: a step table, then a figure or why there is none.

    Files are those of hospitals in CMS's templates 2.0 to 3.0, and payers' in-network and allowed-amounts files, told
    apart by their keys; a table of contents is listed. Nothing is downloaded or stored; TINs and NPIs are counted.
    Without files, those that `import hospital` and `import rates` have read; --plan then takes that plan's alone.
    Rules leave out repeats, other classes and kinds of price, placeholders, and amounts that many codes of a plan
    share. A percentile is told from ten prices on; fewer are listed one by one. It is what is listed, never what was
    paid; beside it, where official files are imported, is what Medicare pays. With --basket: one table of codes by
    hospitals and plans. The extra `fast` reads payers' files faster. Several large files are read by processes of
    this machine; with --scheduler by the workers of a Dask cluster.
    """
    if bool(code) == bool(basket):
        raise UsageError("give one of --code and --basket: --code 0709T")
    if basket and rows:
        raise UsageError("--rows is for one --code; leave it out")
    asked = Asked(
        read_code(code) if code else "",
        _one_of("--class", payer_class, CLASSES),
        _one_of("--kind", kind, [each for each in KINDS if each != UNREAD]),
        _one_of("--setting", setting, SETTINGS),
        modifier.strip().upper(),
        _one_of("--billing", billing, BILLINGS),
    )
    off = frozenset(_one_of("--without", each, NAMES) for each in without or ())
    whose = read_plan(plan)
    try:
        codes = _codes_of(basket) if basket else (asked.code,)
        if files:
            with price_run(scheduler, named := tuple(named_files(files)), progress_of(as_json=as_json)) as run:
                gathered = gather(named, frozenset(codes), run, whose)
        else:
            gathered = _imported(prices_folder(policies, prices), frozenset(codes), whose)
    except Refused as fault:
        console.print_refused(fault.problems, REFUSED, as_json=as_json)
        raise Exit(CONTENT) from fault
    gathered = gathered.only(payer, read_state(state))
    if basket:
        _tell_basket(basket_of(gathered, codes, asked, off), as_json=as_json)
        return
    found, fees = listed(gathered, asked, off), fees_of(Store(load_facts(policies)[0]), asked)
    if as_json:
        console.print_json({**record(found), "medicare": share_records(found, fees)})
    else:
        _print(found, fees, rows=rows)


def _imported(folder: Path, codes: frozenset[str], plan: str) -> Gathered:
    """Give the prices that were imported. Raises UsageError where there are none of these codes."""
    found = kept_prices(folder, codes, owner_of_plan(plan) if plan else "")
    if not found.files:
        count, whose = len(found.passed_over), f" of {plan}" if plan else ""
        told = f"no prices{whose} are imported in {folder}"
        if count:
            told = f"{count} imported {'file was' if count == 1 else 'files were'} read for other codes"
        raise UsageError(f"{told}; name files, or type: import hospital FILE --hospital ID --codes {min(codes)}")
    return found


def _codes_of(file: str) -> tuple[str, ...]:
    """Read a basket. Raises UsageError where there is no such file, Refused where a line has no code."""
    try:
        return read_basket(Path(file).name, Path(file).read_text("utf-8"))
    except (OSError, UnicodeError) as fault:
        raise UsageError(f"--basket: {shown(file)} cannot be read as text: {fault}") from fault


def _tell_basket(basket: Basket, *, as_json: bool) -> None:
    if as_json:
        console.print_json(basket_record(basket))
        return
    for line in lines(basket):
        console.print_line(line)
    for told in basket_notes(basket):
        console.print_line(told, "yellow")
    console.print_line(note(basket.found[0]), "dim")


def _one_of(option: str, written: str, values: Iterable[str]) -> str:
    """Read one of some values. Raises UsageError where it is none."""
    value = " ".join(written.lower().split())
    known = list(values)
    if value not in known:
        raise UsageError(f"{option}: '{shown(written)}' is none of {', '.join(known)}")
    return value


def _print(found: Listed, fees: tuple[Fee, ...], *, rows: bool) -> None:
    for file in found.files:
        console.print_line(file_line(file), "dim")
    console.print_line(f"{'left out':>9} {'left':>8}", "dim")
    for line in table(found):
        console.print_line(line)
    for step in found.steps if rows else ():
        for line in left_out_lines(found, step):
            console.print_line(f"    {step.rule.name}: {line}", "dim")
    for line in row_lines(found):
        console.print_line(f"    {line}")
    for told in notes(found):
        console.print_line(told, "yellow")
    console.print_line(sentence(found), "yellow" if found.state == NONE else "bold")
    for told in share_lines(found, fees):
        console.print_line(told)
    console.print_line(note(found), "dim")
