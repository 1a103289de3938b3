"""The command on one claim: claim. Codes, a plan and a date of service to one sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

from kb.commands import console
from kb.commands.code import read_code
from kb.commands.library import history_of, sound_library, store_of
from kb.commands.lookup import refuse_patient_data
from kb.commands.options import (
    DEFAULT,
    Argument,
    DateOfService,
    Item,
    Json,
    Known,
    Option,
    Policies,
    Processed,
    Today,
    as_iso,
    day_of_call,
    expand_home_of_file,
    missing_argument,
)
from kb.content.load import load
from kb.content.save import save_own
from kb.domain.days import read_day
from kb.domain.problem import UsageError
from kb.evidence.claim_denial import read_denial
from kb.evidence.claim_lines import ClaimAsked
from kb.evidence.claim_sheet import MOST_CODES, MadeFrom, make_claim_sheet
from kb.evidence.claim_text import account_note, sheet_lines, sheet_record
from kb.evidence.seal import is_sealed, sealed
from kb.history.answer_as_of import read_dates
from kb.history.clocks import own_day
from kb.pages.claim import claim_page
from kb.published.commit import newest_commit
from kb.published.edition import edition
from kb.site.render import environment, render_alone
from kb.site.unchanged import TEMPLATES


def claim_command(  # noqa: PLR0913  (each is an option of the call)
    codes: Annotated[str, Argument(help="The codes of the claim: 0708T,0709T.")],
    scope: Annotated[str, Argument(help="Payer and plan: cigna/commercial.")],
    *,
    policies: Policies = DEFAULT,
    date: DateOfService = "",
    decided: Annotated[
        str, Option("--decided", help="The day of the decision or remittance, for appeals.", callback=as_iso)
    ] = "",
    known: Known = "",
    processed: Processed = "",
    today: Today = "",
    beside: Item = "",
    denied: Annotated[str, Option("--denial", help="The denial code of the remittance: CO-50, N115.")] = "",
    out: Annotated[
        Path | None, Option("--out", help="The HTML file to write, for print.", callback=expand_home_of_file)
    ] = None,
    note: Annotated[
        bool, Option("--note", help="Print only a note for the account, at most 600 characters.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Give the claim sheet: what a plan says of some codes on a date of service, deadlines, contacts, what to ask.

    Every line is a record with its sources. Nothing about a patient is asked for or kept.
    """
    refuse_patient_data(codes, scope, beside, denied)
    dates = read_dates(date, known, processed)
    if not date or not dates:
        raise missing_argument("--date")
    texts, on = load(policies), day_of_call(today)
    store = store_of(texts)
    library = sound_library(texts, on, as_json=as_json, store=store)
    denial = read_denial(library, denied) if denied else None
    when = read_decided(decided, dates.date)
    asked = ClaimAsked(read_codes(codes), scope.strip().lower(), dates, on, when, beside, denial)
    history = history_of(policies, texts)
    of = edition(own_day(library, history), newest_commit(policies))
    sheet = make_claim_sheet(library, history, store, asked, MadeFrom(of.as_of, of.generated_from))
    if out:
        save_own(out, sealed(render_alone(claim_page(sheet), environment(TEMPLATES))), is_sealed)
    if as_json:
        console.print_json(sheet_record(sheet))
    elif note:
        console.print_line(account_note(sheet))
    elif out:
        console.print_line(f"Wrote {out}: print it, or open it in a browser and save it as PDF.", "bold green")
    else:
        for text, style in sheet_lines(sheet):
            console.print_line(text, style)


def read_codes(written: str) -> tuple[str, ...]:
    """Read the codes of a claim, each once. Raises UsageError if one is none, or if there are too many."""
    codes = tuple(dict.fromkeys(read_code(word) for word in written.replace(",", " ").split()))
    if not codes:
        raise UsageError("a claim sheet needs a code; write 0708T, or several: 0708T,0709T")
    if len(codes) > MOST_CODES:
        raise UsageError(f"{len(codes)} codes are too many for one sheet; name at most {MOST_CODES}")
    return codes


def read_decided(written: str, service: dt.date) -> dt.date | None:
    """Read the day of a decision. Raises UsageError if it is no date, or before the service."""
    decided = read_day("--decided", written)
    if decided and decided < service:
        raise UsageError(f"--decided {decided} is before the date of service {service}; check both days")
    return decided
