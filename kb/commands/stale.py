"""The command that lists what to look at next: stale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from kb.catalogue.acts import Act, acts_on, contacts_for, line_for
from kb.commands import console
from kb.commands.library import sound_library
from kb.commands.options import DEFAULT, Json, Option, Policies, Today, day_of_call
from kb.content.kinds import suggest
from kb.content.load import load
from kb.domain.model import Library
from kb.domain.problem import UsageError, shown

SOME = 5
"""How many codes of an act are named."""


def stale_command(
    policies: Policies = DEFAULT,
    payer: Annotated[str, Option("--payer", help="Only what is to be done for one payer: cigna.")] = "",
    limit: Annotated[int, Option("--limit", min=1, max=10_000, help="How many acts to print.")] = 20,
    as_json: Json = False,
    today: Today = "",
) -> None:
    """List what to call, read again or find next, by claims in `volume.csv`, else by answers that it would fill."""
    on = day_of_call(today)
    library = sound_library(load(policies), on, as_json=as_json)
    if payer and payer not in library.payers:
        raise UsageError(f"--payer: no payer '{shown(payer)}'; {suggest(payer, tuple(library.payers))}")
    every = acts_on(library, on)
    acts = [act for act in every if not payer or act.about.split("/")[0] == payer]
    if as_json:
        console.print_json(
            {"today": on.isoformat(), "acts": [_record(act) for act in acts[:limit]], "total": len(acts)}
        )
        return
    for act in acts[:limit]:
        for text, style in (*act_lines(act), *contact_lines(library, act)):
            console.print_line(text, style)
    console.print_line(f"{len(acts)} tasks as of {on}, {min(len(acts), limit)} shown.")


def act_lines(act: Act) -> Iterator[tuple[str, str]]:
    """Write an act as lines, each with its style."""
    answers = f"{act.answers} answer{'' if act.answers == 1 else 's'}"
    claims = f", {act.claims} claims" if act.claims else ""
    yield f"{answers}{claims} · {act.about} ({', '.join(act.kinds)}{f', {act.day}' if act.day else ''})", "bold"
    more = f" and {len(act.codes) - SOME} more" if len(act.codes) > SOME else ""
    codes = f": {', '.join(act.codes[:SOME])}{more}" if act.codes else ""
    about = f"{', '.join(act.questions)}{codes}"
    yield f"    {act.action}", ""
    if about:
        yield f"    {about}", "dim"
    for asked in act.asks:
        yield f"    ask: {asked}", "dim"
    if line := line_for(act):
        yield f"    then: python3 build.py {line}", "dim"


def contact_lines(library: Library, act: Act) -> Iterator[tuple[str, str]]:
    """Write whom to turn to about the questions of a call: the contacts that the entries of its plan state."""
    for contact, entry in contacts_for(library, act):
        yield f"    contact: {contact.kind}: {contact.value} (checked {contact.checked}, {entry.id})", "dim"


def _record(act: Act) -> dict[str, object]:
    return {**vars(act), "day": act.day.isoformat() if act.day else None}
