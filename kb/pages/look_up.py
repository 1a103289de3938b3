"""The page on which codes are looked up, and the rows that it finds them in, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kb.answers import code_lookup
from kb.answers.code_lookup import look_up, rows_of
from kb.ask.export import read_there
from kb.domain.model import Library
from kb.facts.codes import CODE
from kb.pages.packing import script_of
from kb.pages.page import Crumb, Page

ADDRESS: Final = "look-up.html"


@dataclass(frozen=True)
class CodeLookUp:
    """What the page shows before anything is typed: look-ups to try that find something."""

    examples: tuple[str, ...]
    crumbs: tuple[Crumb, ...]


def look_up_page(library: Library) -> Page:
    """Make the page; its examples find something here."""
    rows = tuple(rows_of(library))
    first = next(iter(library.codes.values()))
    begin, end = (f"{first.code[:3]}{digit}{first.code[4:]}" for digit in "09")
    tried = (first.code, " ".join(first.title.split()[-2:]), "C43.9", "add-on", f"{begin}-{end}")
    examples = tuple(one for one in tried if look_up(rows, one).rows)
    crumbs = (Crumb("Home", "index.html"), Crumb("Code look-up"))
    return Page(ADDRESS, "look_up", "Code look-up", CodeLookUp(examples, crumbs))


def look_up_script(library: Library) -> tuple[str, str]:
    """Write the rows of a library, and by what is typed they are found, as a script."""
    words = {
        "most": code_lookup.MOST_WORDS,
        "long": code_lookup.LONG,
        "nothing": code_lookup.NOTHING,
        "silent": sorted(code_lookup.SILENT),
        "asked": read_there(code_lookup.ASKED),
        "procedure": read_there(CODE),
    }
    return "static/code_rows.js", script_of("codeRows", words, [list(row) for row in rows_of(library)])
