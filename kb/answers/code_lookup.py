"""Looks codes up by our words, a range, a family, a diagnosis, or what stands beside them. Pure.

Only what is recorded is found: every word that is typed must stand in a row, and nothing is ranked by likeness. A
text longer than a few words is no look-up, and no code is suggested for it. The browser does the same in
`static/look_up.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kb.content.code_tables import code_tables
from kb.domain.concepts import families_of
from kb.domain.criteria import DIAGNOSES
from kb.domain.model import CodePage, Library
from kb.domain.scopes import scope_title_of
from kb.domain.vocabulary import SUPERSEDED
from kb.facts.codes import CODE as PROCEDURE_CODE
from kb.facts.codes import is_code
from kb.facts.store import Store
from kb.facts.tables import HCPCS, ICD10

CODE, ADD_ON, PAIR, POLICY, DIAGNOSIS = "code", "add-on", "code pair", "policy", "diagnosis"
TITLE: Final = "official title"
"""What a row is: of a code's page, of a table there, of a plan's policy, of its criteria, or of an official file."""

PAIRS: Final = "Code pairs"
MOST_WORDS: Final = 8
LONG: Final = "That is a text, not a look-up: type at most 8 words or codes. No code is suggested for a note."
NOTHING: Final = "No recorded code has all of these words. Try fewer words, or another; nothing here guesses."

DIAGNOSIS_CODES: Final = r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?"
ASKED: Final = re.compile(
    rf"(?:{PROCEDURE_CODE.pattern}|{DIAGNOSIS_CODES})(?:-(?:{PROCEDURE_CODE.pattern}|{DIAGNOSIS_CODES}))?"
)
SILENT: Final = frozenset({
    *("a", "an", "and", "are", "billed", "code", "codes", "cpt", "dx", "for", "hcpcs", "icd", "in", "is", "of", "or"),
    *("the", "to", "what", "which", "with"),
})  # fmt: skip
"""Words of a look-up that say nothing of what is looked for."""


class LookUpRow(NamedTuple):
    """What is recorded of a code: codes and runs of codes, `beside` others, in our words, by whom, and where."""

    kind: str
    codes: str
    title: str
    says: str
    beside: str
    address: str


class LookedUp(NamedTuple):
    """The rows that have all that was typed, in the order of the library; `told` says why there are none."""

    rows: tuple[LookUpRow, ...]
    told: str = ""


def look_up(rows: Iterable[LookUpRow], typed: str) -> LookedUp:
    """Find the rows that hold every code, range and word that was typed."""
    words = [word for word in re.split(r"[\s,;]+", typed.strip()) if word and word.lower() not in SILENT]
    if len(words) > MOST_WORDS:
        return LookedUp((), LONG)
    found = tuple(row for row in rows if words and all(_has(row, word) for word in words))
    return LookedUp(found, "" if found else NOTHING)


def _has(row: LookUpRow, word: str) -> bool:
    if ASKED.fullmatch(word.upper()):
        return any(_overlap(word.upper(), run) for run in f"{row.codes} {row.beside}".split())
    said = re.findall(r"[0-9a-z]+", f"{row.title} {row.says} {row.kind}".lower())
    return all(any(one.startswith(part) for one in said) for part in re.findall(r"[0-9a-z]+", word.lower()))


def _overlap(asked: str, run: str) -> bool:
    """Tell whether two codes or runs of codes of one kind share a code."""
    (first, last), (begin, end) = _ends(asked), _ends(run)
    same = _kind(first) == _kind(begin)
    return same and first <= f"{end}~" and begin <= f"{last}~"


def _ends(run: str) -> tuple[str, str]:
    first, _, last = run.partition("-")
    return first, last or first


def _kind(code: str) -> str:
    if not is_code(code):
        return "diagnosis"
    return code[0] if code[0].isalpha() else code[4] if code[4].isalpha() else "0"


def rows_of(library: Library) -> Iterator[LookUpRow]:
    """Yield what the library itself records: codes, add-ons, pairs, policies by code, and diagnoses of criteria."""
    for page in library.codes.values():
        yield from _page_rows(library, page)
    for entry in library.entries:
        if entry.currency == SUPERSEDED:
            continue
        title, who = entry.document or entry.title, scope_title_of(library, entry)
        if entry.reach.kind in {"named code", "range"}:
            runs = " ".join(entry.reach.codes) if entry.reach.kind == "named code" else "-".join(entry.reach.codes)
            yield LookUpRow(POLICY, runs, title, who, "", f"{entry.id}.html")
        for held in entry.criteria:
            if held.kind == DIAGNOSES:
                says = f"{held.says}; {who}, on {entry.reach.label}"
                yield LookUpRow(DIAGNOSIS, " ".join(held.items), title, says, "", f"{entry.id}.html")


def _page_rows(library: Library, page: CodePage) -> Iterator[LookUpRow]:
    families = ", ".join((page.family, *families_of(library.concepts, page.code, library.codes)))
    yield LookUpRow(CODE, page.code, page.title, families, " ".join(page.primaries), f"{page.id}.html")
    if page.primaries:
        primaries = " or ".join(page.primaries)
        says = f"billed with {primaries}"
        yield LookUpRow(ADD_ON, page.code, page.title, says, " ".join(page.primaries), f"{page.id}/coding.html")
    for table in code_tables(page):
        for row in table.rows if table.heading == PAIRS else ():
            others, what, column, opens, claims, _ = row.cells
            says = f"NCCI edit, {page.code} is {column}; {opens}; {claims} claims"
            runs = others.replace(",", " ")
            yield LookUpRow(PAIR, " ".join(runs.split()), what, says, page.code, f"{page.id}/coding.html#code-pairs")


def official_rows(store: Store) -> Iterator[LookUpRow]:
    """Yield the titles of imported files: HCPCS Level II and ICD-10-CM, which CMS and NCHS publish."""
    for table in (HCPCS, ICD10):
        source = store.sources.get(table.name)
        for row in store.rows(table) if source else ():
            yield LookUpRow(TITLE, str(row[0]), str(row[-1]), source.label if source else "", "", "")
