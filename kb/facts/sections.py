"""The facts of a code as sections with labels and words: one list for the command, the JSON and the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from kb.facts.beside import reason
from kb.facts.code_facts import CodeFacts
from kb.facts.codes import CONTRACTOR, count
from kb.facts.meanings import MEANINGS, means
from kb.facts.modifiers import verdicts
from kb.facts.of_code import ADDED, PRIMARIES, source_tables
from kb.facts.pair_index import PairGroup
from kb.facts.provenance import Provenance
from kb.facts.store import Store
from kb.facts.table_text import Row
from kb.facts.tables import (
    ADD_ONS,
    ASC_ANCILLARY,
    ASC_PROCEDURES,
    BY_NAME,
    COVERAGE,
    FEES,
    HCPCS,
    OPPS,
    PAIRS_HOSPITAL,
    PAIRS_PRACTITIONER,
    UNITS_DME,
    UNITS_HOSPITAL,
    UNITS_PRACTITIONER,
)

Record = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """A section: its key, heading, the table it comes from, the family of its meanings, its columns and labels.

    A column without a label is in the JSON and not shown.
    """

    key: str
    heading: str
    table: str
    family: str
    columns: tuple[str, ...]
    labels: dict[str, str]


FEE_LABELS: Final = {
    "modifier": "Modifier",
    "status": "Status",
    "global_days": "Global days",
    "work_rvu": "Work RVU",
    "nonfacility_total": "Total RVU, without a facility",
    "facility_total": "Total RVU, in a facility",
    "nonfacility_na": "Without a facility",
    "facility_na": "In a facility",
    "conversion_factor": "Conversion factor",
    "nonfacility_amount": "Amount before geographic adjustment, without a facility (our product)",
    "facility_amount": "Amount before geographic adjustment, in a facility (our product)",
    "pc_tc": "Professional and technical component",
    "multiple_procedure": "Several procedures",
    "bilateral": "Both sides (50)",
    "assistant": "Assistant at surgery (80, 81, 82, AS)",
    "co_surgeon": "Co-surgeons (62)",
    "team": "Team surgery (66)",
}
UNIT_LABELS: Final = {"units": "Most units", "indicator": "Adjudication (MAI)", "rationale": "Printed reason"}
ASC_LABELS: Final = {"indicator": "Payment indicator", "payment": "Payment rate", "discounted": "Reduced"}
DOLLARS: Final = ("conversion_factor", "nonfacility_amount", "facility_amount", "payment")
"""The columns that are shown as US dollars."""


def _section(key: str, heading: str, family: str, labels: dict[str, str], table: str = "") -> Section:
    name = table or key
    return Section(key, heading, name, family, BY_NAME[name].names[1:], labels)


SECTIONS: Final = (
    Section(
        FEES.name,
        "Physician fee schedule",
        FEES.name,
        "fees",
        (*FEES.names[1:], "nonfacility_amount", "facility_amount"),
        FEE_LABELS,
    ),
    _section(UNITS_PRACTITIONER.name, "Units (MUE), practitioner claims", "units", UNIT_LABELS),
    _section(UNITS_HOSPITAL.name, "Units (MUE), outpatient hospital claims", "units", UNIT_LABELS),
    _section(UNITS_DME.name, "Units (MUE), equipment suppliers", "units", UNIT_LABELS),
    Section(
        PRIMARIES,
        "Add-on to",
        ADD_ONS.name,
        "add-ons",
        ADD_ONS.names[1:],
        {"primary": "Primary code", "type": "Type", "from": "Since", "until": "Until"},
    ),
    Section(
        ADDED,
        "Add-ons billed with it",
        ADD_ONS.name,
        "add-ons",
        ("add_on", *ADD_ONS.names[2:]),
        {"add_on": "Add-on", "type": "Type", "from": "Since", "until": "Until"},
    ),
    _section(
        OPPS.name,
        "Outpatient hospital (OPPS)",
        "opps",
        {"status": "Status indicator", "apc": "Payment class (APC)", "payment": "Payment rate"},
    ),
    _section(ASC_PROCEDURES.name, "Ambulatory surgical center", "asc", ASC_LABELS),
    _section(ASC_ANCILLARY.name, "Ambulatory surgical center, ancillary", "asc", ASC_LABELS),
    _section(HCPCS.name, "HCPCS Level II", "hcpcs", {"title": "Title", "coverage": "Coverage", "ends": "Last day"}),
)
DOCUMENT_COLUMNS: Final = ("document", "kind", "contractors", "effective", "ends", "title", "groups")
PAIR_HEADINGS: Final = {
    PAIRS_PRACTITIONER.name: "Code pairs (NCCI), practitioner claims",
    PAIRS_HOSPITAL.name: "Code pairs (NCCI), outpatient hospital claims",
}
COLUMN_WORDS: Final = {1: "column 1: it is paid", 2: "column 2: it is denied"}
CONTRACTOR_WORDS: Final = "the contractor names the primary codes"


def record_of(facts: CodeFacts, store: Store) -> Record:
    """Write the facts of a code as plain values, each indicator with its words, each part with its source."""
    return {
        "code": facts.code,
        "known": facts.known,
        "facts": {
            section.key: [fact_record(section, row) for row in facts.rows[section.key]]
            for section in SECTIONS
            if section.key in facts.rows
        },
        "pairs": {
            name.removeprefix("pairs-"): [pair_record(group) for group in groups]
            for name, groups in facts.pairs.items()
        },
        "documents": [dict(zip(DOCUMENT_COLUMNS, row, strict=True)) for row in facts.documents],
        "sources": {name: source_record(store.sources[name]) for name in source_tables(facts)},
    }


def fact_record(section: Section, row: Row) -> Record:
    """Write a row as plain values; an indicator has beside it its words, and what it means for modifiers."""
    made: Record = {}
    for column, value in zip(section.columns, row, strict=True):
        made[column] = value or None
        words = words_for(section.family, column, value)
        if words:
            made[f"{column}_means"] = words
        if verdict := verdicts(column, value):
            made[f"{column}_modifiers"] = verdict
    return made


def words_for(family: str, column: str, value: str) -> str:
    """Give the words for a value: those of an indicator, or for a primary that the contractor names."""
    return CONTRACTOR_WORDS if value == CONTRACTOR else means(family, column, value)


def pair_record(group: PairGroup) -> Record:
    """Write a group of edits as plain values."""
    return {
        "column": group.column,
        "modifier": group.modifier,
        "modifier_means": means("pairs", "modifier", group.modifier),
        "rationale": reason(group),
        "from": group.since or None,
        "until": group.until or None,
        "others": group.others,
        "count": count(group.others),
    }


def source_record(source: Provenance) -> Record:
    """Write where a table comes from as plain values."""
    table = BY_NAME[source.table]
    return {
        "title": table.title,
        "edition": source.edition.isoformat(),
        "printed": source.printed or None,
        "retrieved": source.retrieved.isoformat(),
        "own_url": source.own_url,
        "whole": source.whole,
        "files": [{"name": file.name, "sha256": file.sha256} for file in source.files],
    }


def lines_of(section: Section, row: Row) -> list[tuple[str, str]]:
    """Write a row as labels and values; what is empty is left out."""
    told = dict(zip(section.columns, row, strict=True))
    found: list[tuple[str, str]] = []
    for column, label in section.labels.items():
        value = told.get(column, "")
        if value:
            words = words_for(section.family, column, value)
            value = in_dollars(column, value)
            found.append((label, words if value == CONTRACTOR else f"{value}: {words}" if words else value))
    return found


def in_dollars(column: str, value: str) -> str:
    """Write an amount of money as US dollars, `$62.75`; the value of any other column stays."""
    return f"${value}" if column in DOLLARS and value else value


def papers(family: str, columns: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Give the papers that define the indicators of some columns, each with its address, once."""
    found = (MEANINGS.get(f"{family}.{column}") for column in columns)
    return tuple(dict.fromkeys((one.paper, one.url) for one in found if one))


def group_line(group: PairGroup) -> str:
    """Write a group of edits as a sentence."""
    number = count(group.others)
    others = f"{number:,} code{'' if number == 1 else 's'}"
    dates = "".join([
        f", from {group.since}" if group.since else "", f", until {group.until}" if group.until else "",
    ])  # fmt: skip
    return (
        f"{COLUMN_WORDS[group.column]}; {others}; {reason(group)}; modifier {group.modifier}, "
        f"{means('pairs', 'modifier', group.modifier)}{dates}"
    )


def source_of(name: str) -> str:
    """Name the table that a section, or a table of pairs, comes from."""
    return next((section.table for section in SECTIONS if section.key == name), name)


EXPLAINED: Final = "Indicators are explained by"
PAIR_COLUMNS: Final = ("modifier",)
COVERAGE_HEADING: Final = f"{COVERAGE.title.split(':', maxsplit=1)[0]}: documents that list it"
