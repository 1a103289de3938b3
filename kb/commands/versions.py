"""Commands on the versions of an entry: history and evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from kb.commands import console
from kb.commands.library import history_of, sound_library
from kb.commands.options import (
    DEFAULT,
    Argument,
    DateOfService,
    Json,
    Known,
    Option,
    Policies,
    Processed,
    Today,
    day_of_call,
    expand_home_of_file,
)
from kb.commands.shown import print_history
from kb.content.load import load
from kb.content.save import save_own
from kb.evidence.cases import case_of
from kb.evidence.pack import make_pack
from kb.evidence.record import pack_record
from kb.evidence.seal import is_sealed, sealed
from kb.history.answer_as_of import read_dates
from kb.history.in_force import AsOfDates
from kb.history.record import history_of as versions_of
from kb.history.record import text_of
from kb.pages.evidence import evidence_page
from kb.site.render import environment, render_alone
from kb.site.unchanged import TEMPLATES


def history_command(
    entry: Annotated[str, Argument(help="An entry, or another file of the policies: cigna/commercial/0709t.")],
    *,
    policies: Policies = DEFAULT,
    at: Annotated[str | None, Option("--text", help="Print the text of one version, by its commit.")] = None,
    today: Today = "",
    as_json: Json = False,
) -> None:
    """List the versions of an entry, newest first, through renames, withdrawals and returns: which is in force."""
    history, on = history_of(policies, load(policies)), day_of_call(today)
    if at is not None:
        console.print_text(text_of(history, entry, at))
    elif as_json:
        console.print_json(versions_of(history, entry, on))
    else:
        print_history(versions_of(history, entry, on))


def evidence_command(  # noqa: PLR0913  (each is an option of the call)
    entry: Annotated[str, Argument(help="An entry: cigna/commercial/category-iii.")],
    *,
    policies: Policies = DEFAULT,
    date: DateOfService = "",
    known: Known = "",
    processed: Processed = "",
    today: Today = "",
    code: Annotated[str, Option("--code", help="The code in question: 0709T.")] = "",
    out: Annotated[Path | None, Option("--out", help="The HTML file to write.", callback=expand_home_of_file)] = None,
    as_json: Json = False,
) -> None:
    """Write one printable page: the rule on a date of service, its sources, its versions, and what is not known.

    Without --date: as in force today.
    """
    texts, on = load(policies), day_of_call(today)
    library = sound_library(texts, on, as_json=as_json)
    asked = read_dates(date, known, processed) or AsOfDates(on)
    case = case_of(library, history_of(policies, texts), entry, code, asked, today=on)
    if as_json:
        console.print_json(pack_record(make_pack(case)))
    if out or not as_json:
        path = out or Path(f"evidence-{case.subject.id.replace('/', '-')}-{asked.date}.html")
        save_own(path, sealed(render_alone(evidence_page(case), environment(TEMPLATES))), is_sealed)
    if not as_json:
        console.print_line(f"Wrote {path}: print it, or open it in a browser and save it as PDF.", "bold green")
