"""The layouts of CMS's edit files that have a row a fact: unit limits (MUE), add-on codes, HCPCS Level II."""

from __future__ import annotations

import datetime as dt
from typing import Final

from kb.facts.codes import is_public
from kb.facts.tables import ADD_ONS, HCPCS, UNITS_DME, UNITS_HOSPITAL, UNITS_PRACTITIONER, Table
from kb.official.layout import Layout, code, day, head, leading_digit, marked, money, out, text, unit_rationale


def _units(table: Table, claims: str, words: str) -> Layout:
    heads = (
        head("code", r"(?:hcpcs(?: cpt)?|cpt(?: hcpcs)?)(?: codes?)?", code),
        head("units", rf"{words}.* mue values?", money),
        head("indicator", r"(?:.* )?mue adjudication indicator(?: mai)?|mai", leading_digit),
        head("rationale", r"(?:.* )?mue rationale", unit_rationale),
    )
    return Layout(f"MUE table, {claims}", table, heads)


def add_on_in_edition(row: dict[str, str], edition: dt.date) -> dict[str, str] | None:
    """Keep an edit that is in force on the first day of an edition or later; it ends with the first of its ends."""
    ends = sorted(filter(None, (row["until"], row["code_ends"], row["primary_ends"])))
    if ends and ends[0] < edition.isoformat():
        return None
    return {**row, "until": ends[0] if ends else ""}


def public_code(row: dict[str, str], _: dt.date) -> dict[str, str] | None:
    """Keep a code whose descriptor is CMS's own: no dental code, no CPT code, no modifier."""
    return row if is_public(row["code"]) and len(row["code"]) == 5 else None  # noqa: PLR2004  (a code's length)


CONTINUED: Final = frozenset({"4", "8"})
"""The records of the Level II file that carry on the description of the code, or of the modifier, before them."""

ADD_ON_EDITS: Final = Layout(
    "add-on code edits (AOC)",
    ADD_ONS,
    (
        head("add_on", r"add on codes?|aoc", code),
        head("primary", r"primary codes?", code),
        head("type", r"(?:aoc |add on )?edit type|type", leading_digit),
        head("from", r"(?:aoc |add on )?edit eff(?:ective)? d(?:a?te?)(?: julian)?", day, needed=False),
        head("until", r"(?:aoc |add on )?edit del(?:etion)? d(?:a?te?)(?: julian)?", day, needed=False),
        head("code_ends", r"(?:aoc|add on(?: code)?) del(?:etion)? d(?:a?te?)(?: julian)?", day, needed=False),
        head("primary_ends", r"primary(?: code)? del(?:etion)? d(?:a?te?)(?: julian)?", day, needed=False),
        *out(r"special instructions? ?(?:and )?notes?|notes?|special instructions?"),
    ),
    keep=add_on_in_edition,
)
LEVEL_II: Final = Layout(
    "HCPCS Level II file",
    HCPCS,
    (
        head("code", r"hcpcs?(?: code)?", code),
        head("title", r"long description", text),
        head("coverage", r"cov(?:erage)?(?: code)?", marked, needed=False),
        head("added", r"add(?:ed)? (?:dt|date)", day, needed=False),
        head("effective", r"act(?:ion)? eff(?:ective)? (?:dt|date)", day, needed=False),
        head("ends", r"term(?:ination)? (?:dt|date)", day, needed=False),
        head("record", r"rec(?:ord)? ?id", text, needed=False),
    ),
    mark=r"long description.*short description",
    others=True,
    keep=public_code,
    continues=lambda row: row.get("record") in CONTINUED,
)
EDIT_LAYOUTS: Final = (
    _units(UNITS_PRACTITIONER, "practitioner services", r"practitioner"),
    _units(UNITS_HOSPITAL, "outpatient hospital services", r"(?:outpatient )?hospital"),
    _units(UNITS_DME, "DME supplier services", r"dme"),
    ADD_ON_EDITS,
    LEVEL_II,
)
