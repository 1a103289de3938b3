"""The field guide, `policies/README.md`, from the same tables that the reader and the checker use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kb.content.concepts import CONCEPT_FIELDS
from kb.content.fields import (
    ADOPTED_FIELDS,
    AMOUNT_FIELDS,
    ASK_FIELDS,
    CODE_FIELDS,
    CONFLICT_FIELDS,
    CONTACT_FIELDS,
    CRITERION_FIELDS,
    DENIAL_FIELDS,
    ELEMENT_FIELDS,
    ENTRY_FIELDS,
    FEE_FIELDS,
    LIFE_FIELDS,
    LIST_FIELDS,
    LOOKUP_FIELDS,
    MODIFIER_FIELDS,
    OTHER_PLAN_FIELDS,
    PAIR_FIELDS,
    PAYER_FIELDS,
    PERIOD_FIELDS,
    QUESTION_FIELDS,
    RECEIPT_FIELDS,
    REPLY_FIELDS,
    SCOPE_FIELDS,
    SOURCE_FIELDS,
    UNIT_FIELDS,
)
from kb.content.record_reader import Field
from kb.content.source_records import RECORD_FIELDS
from kb.content.staff import POSTING_FIELDS, TEAM_FIELDS
from kb.domain import vocabulary
from kb.domain.concepts import CONCEPTS
from kb.domain.criteria import CRITERION_KINDS, CRITERION_VERDICTS
from kb.domain.vocabulary import PAGE_HEADINGS, Value
from kb.rules.check import BY_THE_CLOCK, READING, RULES, RULES_ON_TEXT, STORED
from kb.sheets.columns import COLUMNS

GENERATED: Final = "This page is generated: run `python3 build.py guide` after a change of fields, values or rules."
HEAD: Final = f"""# How to write policy content

{GENERATED}

A file's path is its id and is not typed again inside:

- `<payer>/<scope>/<name>.md`: an entry, what one scope of a payer says within one reach
- `<payer>/payer.md`: a payer and its scopes
- `codes/<code>.md`: a code, its parent, its life cycle, units, edits and observed amounts
- `sources/<id>.yml`: a document that several files cite, recorded once; a file gives its id alone below `sources:`,
  and `python3 build.py fmt` copies the rest
- `people/<team>.md`: a team that keeps some of this, and a channel to reach it; no persons, no numbers
- `jobs/<name>.md`: an open position of an own employer, told below the front matter; taken over from nobody
- `synonyms.yml`: words that find the same sections; names of payers and scopes stand on the payer pages
- `concepts.yml`: the services that an entry can be on in place of codes, some with a family of codes, which search
  and code pages name; without the file, a few on cancer
- `questions.yml`: questions in staff's own words and what search must find for each; every one is a test
- `lookup.yml`: payers and plans without entries here, and denial codes with the question that each raises
- `volume.csv`: claims by code and plan (`code,plan,claims`), by which tasks are put in order; may be missing
- `watched.csv`: addresses of sources that have changed, moved or gone; `watch --record` writes it
- `facts/`: tables that `import` made from official files and price files; not written by hand, but for
  `facts/watched.txt`, the codes without a page whose changes need a second approval
- `_template.md`: an entry with notes, to copy

Front matter comes first, one fact a line, keys in the order below; then sections with `## ` headings, in order.
Every paragraph, list item and table row cites a source as `[source-id]`, says that data is not available, or begins
with "Our reading:". `python3 build.py check` names every fault with its file, line, column and rule.

The site renders sections with Python-Markdown and its tables, a code host with GitHub's Markdown. `check` compares
the two and tells the first difference of a section. To have both show the same:

- a blank line before and after a list and a table; items begin with `- ` or `1. `
- what stands inside an item, such as a list or a second paragraph, is indented by 4 blanks
- `*emphasis*`, `**bold**`, `` `code` ``; a sign that is no mark has a backslash before it: `\\*`
- two blanks at the end of a line break the line
- links lead to files of this folder, `[words](../payer.md)`; what is on the web is a source, cited as `[source-id]`
- no HTML, images, footnotes, check boxes, formulas, or code between lines of ``` or ~~~
"""


def guide() -> str:
    """Return the text of the field guide."""
    return "\n".join([HEAD, *_fields(), *_values(), *_columns(), *_headings(), *_rules()]).rstrip() + "\n"


def is_guide(content: bytes) -> bool:
    """Return whether a file was made by `guide`: it has the sentence that says so."""
    return GENERATED.encode() in content.splitlines()


def _fields() -> Iterator[str]:
    for title, fields in (
        ("Keys of an entry", ENTRY_FIELDS),
        ("Keys of `adopted`", ADOPTED_FIELDS),
        ("Keys of a period (`timely_filing_periods`, `appeals_periods`)", PERIOD_FIELDS),
        ("Keys of a contact (`appeals_contacts` ...)", CONTACT_FIELDS),
        ("Keys of a criterion (`criteria`)", CRITERION_FIELDS),
        ("Keys of `listed`", LIST_FIELDS),
        ("Keys of a source record", SOURCE_FIELDS),
        ("Keys of `sources/<id>.yml`", RECORD_FIELDS),
        ("Keys of a receipt", RECEIPT_FIELDS),
        ("Keys of a payer page", PAYER_FIELDS),
        ("Keys of a scope", SCOPE_FIELDS),
        ("Keys of a code page", CODE_FIELDS),
        ("Keys of `life_cycle`", LIFE_FIELDS),
        ("Keys of `fee_schedule`", FEE_FIELDS),
        ("Keys of `units`", UNIT_FIELDS),
        ("Keys of `pairs`", PAIR_FIELDS),
        ("Keys of `modifiers`", MODIFIER_FIELDS),
        ("Keys of `observed_amounts`", AMOUNT_FIELDS),
        ("Keys of `conflicts`", CONFLICT_FIELDS),
        ("Keys of `elements`", ELEMENT_FIELDS),
        ("Keys of a team (`people/<team>.md`)", TEAM_FIELDS),
        ("Keys of a posting (`jobs/<name>.md`)", POSTING_FIELDS),
        ("Keys of `lookup.yml`", LOOKUP_FIELDS),
        ("Keys of a plan in `lookup.yml`", OTHER_PLAN_FIELDS),
        ("Keys of a denial code in `lookup.yml`", DENIAL_FIELDS),
        ("Keys of a service in `concepts.yml`", CONCEPT_FIELDS),
        ("Keys of `questions.yml`", QUESTION_FIELDS),
        ("Keys of a question in `questions.yml`", ASK_FIELDS),
        ("Keys of a reply in `questions.yml`", REPLY_FIELDS),
    ):
        yield f"## {title}\n"
        yield from _table(("Key", "Needed", "Meaning", "Kind"), [_field(field) for field in fields])


def _field(field: Field) -> tuple[str, ...]:
    return f"`{field.key}`", "yes" if field.required else "", field.meaning, field.kind.name


def _values() -> Iterator[str]:
    lists: tuple[tuple[str, tuple[Value, ...]], ...] = (
        ("coverage", vocabulary.COVERAGE),
        ("prior_authorization", vocabulary.PRIOR_AUTHORIZATION),
        ("reason", vocabulary.REASONS),
        ("confidence", vocabulary.CONFIDENCES),
        ("currency", vocabulary.CURRENCIES),
        ("date_basis", vocabulary.DATE_BASES),
        ("unit of a period", vocabulary.PERIOD_UNITS),
        ("counts of a period", vocabulary.PERIOD_COUNTS),
        ("holidays of a period", vocabulary.PERIOD_HOLIDAYS),
        ("from of a period", vocabulary.PERIOD_STARTS),
        ("weekend of a period", vocabulary.PERIOD_WEEKENDS),
        ("kind of a contact", vocabulary.CONTACT_KINDS),
        ("kind of a criterion", CRITERION_KINDS),
        ("says of a criterion", CRITERION_VERDICTS),
        ("standing", vocabulary.STANDINGS),
        ("through of a receipt", vocabulary.THROUGH),
        ("read", vocabulary.EXTENTS),
        ("kind of a reply", vocabulary.REPLY_KINDS),
        ("concept, where there is no `concepts.yml`", CONCEPTS),
        ("kind of a scope", vocabulary.SCOPE_KINDS),
        ("line_of_business", vocabulary.LINES_OF_BUSINESS),
        ("basis", vocabulary.BASES),
        ("reading of an amount", vocabulary.AMOUNT_READINGS),
        ("setting", vocabulary.SETTINGS),
    )
    for title, values in lists:
        yield f"## Values of {title}\n"
        yield from _table(("Value", "Meaning"), [(value.name, value.meaning) for value in values])


def _columns() -> Iterator[str]:
    yield "## Columns of a sheet (`import sheet`, `export sheet`)\n"
    yield "In any order; heads in any case. Each row makes or updates an entry; an empty cell says nothing, so what"
    yield "an entry has stays. Where an answer changes, older words of its section stay below the new statement.\n"
    rows: list[tuple[str, ...]] = [
        (column.name, "yes" if column.needed else "", column.meaning, " · ".join(column.also)) for column in COLUMNS
    ]
    yield from _table(("Column", "Needed", "Meaning", "Also read as"), rows)


def _headings() -> Iterator[str]:
    yield "## Headings, in order\n"
    for kind, headings in PAGE_HEADINGS.items():
        yield f"- {kind}: {' · '.join(headings)}"
    yield ""


def _rules() -> Iterator[str]:
    checked = {rule.code: rule.tells for rule in (*RULES_ON_TEXT, *RULES)}
    yield "## Rules\n"
    yield from _table(
        ("Code", "What holds"),
        [(f"`{code}`", tells) for code, tells in {**READING, **checked, **BY_THE_CLOCK, **STORED}.items()],
    )


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
    yield ""
