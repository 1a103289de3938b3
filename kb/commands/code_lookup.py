"""The command that looks codes up by words, ranges, families, diagnoses and what stands beside them: codes."""

from __future__ import annotations

from typing import Annotated, Final

from kb.answers.code_lookup import look_up, official_rows, rows_of
from kb.commands import console
from kb.commands.library import sound_library, store_of
from kb.commands.lookup import refuse_patient_data
from kb.commands.options import DEFAULT, Argument, Json, Policies, Today, day_of_call
from kb.content.load import load

SHOWN: Final = 50
"""How many rows are printed; a look-up with more is narrowed by another word."""


def codes_command(
    words: Annotated[str, Argument(help="Words, a code, a range, a diagnosis: 'cell therapy', 38225-38228.")],
    policies: Policies = DEFAULT,
    today: Today = "",
    as_json: Json = False,
) -> None:
    """Look codes up by our words, a range, a family, a diagnosis, or what stands beside a code.

    Every word must stand in what is recorded; no code is suggested for a note.
    """
    refuse_patient_data(words)
    texts = load(policies)
    store = store_of(texts)
    library = sound_library(texts, day_of_call(today), as_json=as_json, store=store)
    found = look_up((*rows_of(library), *official_rows(store)), words)
    if as_json:
        rows = [one._asdict() for one in found.rows]
        console.print_json({"typed": words, "told": found.told or None, "rows": rows})
        return
    for row in found.rows[:SHOWN]:
        beside = f", beside {row.beside}" if row.beside and row.kind != "code" else ""
        console.print_line(f"{row.codes}: {row.title} ({row.kind}{beside}; {row.says})")
    left = len(found.rows) - SHOWN
    if left > 0 or found.told:
        console.print_line(found.told or f"{left:,} more: add a word.", "yellow")
