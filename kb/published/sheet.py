"""Answers as CSV, for spreadsheets and for programs: a row for each distinct answer, and which codes have it.

A code stands behind the word HCPCS: 00100 alone is read as the number 100, by spreadsheets and by programs that guess
types. A text that a spreadsheet would take for a formula begins with an apostrophe. The file begins with a byte order
mark, without which spreadsheets misread what is not ASCII.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from kb.domain.vocabulary import QUESTIONS, REASONS
from kb.published.answers import Record, ScopeAnswers
from kb.published.edition import TOP

COLUMNS: Final[dict[str, str]] = {
    "id": "the number of the answer in this sheet behind #, by which the sheet of codes names it",
    "payer": "the id of the payer",
    "payer_title": "its name",
    "scope": "the id of the scope, payer/plan",
    "scope_name": "its name",
    "question": "the id of the question, as in JSON and SQLite",
    "question_title": "the question as pages call it",
    "answer": "the resolved answer",
    "reason": "why it is not known",
    "reason_means": "the same in words",
    "why": "how the answer comes about; {code} stands for the code",
    "warning": "what to check first",
    "words": "the payer's own word",
    "note": "what the entry adds",
    "entry": "the entry that decides, or the one to open first",
    "reach": "how that entry reaches the code",
    "document": "the payer's document",
    "effective": "the day from which it holds",
    "date_basis": "what that day counts from",
    "currency": "whether it is the newest edition",
    "standing": "who says so",
    "confidence": "how sure it is",
    "part_read": "whether only a part was read",
    "reviewed": "the day of the last review",
    "review_by": "the day of the next",
    "sources": "titles and addresses of the sources",
    "sources_retrieved": "the days on which they were opened",
    "link": "the section to open",
}
"""What each column of the sheet of answers holds, in their order."""

CODES: Final[dict[str, str]] = {
    "hcpcs_code": "the code behind the word HCPCS, which keeps it a text: “HCPCS 00100”",
    "payer": "the id of the payer",
    "scope": "the id of the scope, payer/plan",
    **{question.slug: f"the id of the answer on {question.title.lower()}" for question in QUESTIONS},
}
"""What each column of the sheet of codes holds, in their order."""

SYSTEM: Final = "HCPCS"
"""The code system of every code: CPT codes are its level I."""

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may read as the beginning of a formula; the last four are the wide forms of the first four."""

MARK: Final = "\ufeff"
TITLES: Final = {question.slug: question.title for question in QUESTIONS}
MEANINGS: Final = {reason.name: reason.meaning for reason in REASONS}
MEANINGS_OF_CONFLICT: Final = "policies that apply equally closely disagree; the entries are named under why"


def sheet(rows: Iterable[tuple[str, ...]], columns: Iterable[str] = COLUMNS) -> str:
    """Write rows below the heads of the columns, as CSV with a byte order mark; no cell runs as a formula."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(map(guarded, row) for row in rows)
    return MARK + held.getvalue()


def sheet_paths(payer: str) -> tuple[str, str]:
    """Return the addresses of the sheets of answers and of codes: of a payer, or of all where none is given."""
    folder = f"{TOP}/answers/{payer}/" if payer else ""
    return f"{folder}answers.csv", f"{folder}answer-codes.csv"


def sheet_rows(every: Iterable[ScopeAnswers], base_url: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for each answer of the scopes of a sheet; a link is a path where no `base_url` is known."""
    ids = count(1)
    for found in every:
        scope = found.scope
        of = {"payer": scope.payer, "payer_title": scope.payer_title, "scope": scope.id, "scope_name": scope.name}
        for record in found.answers:
            held = {**record, **of, "id": f"#{next(ids)}", **_spelled_out(found, record, base_url)}
            yield tuple(str(held.get(name, "")) for name in COLUMNS)


def code_rows(every: Iterable[ScopeAnswers]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each code and scope of a sheet: the ids of its answers, in the order of the questions."""
    first = 1
    for found in every:
        for code, numbers in found.codes.items():
            yield code_as_text(code), found.scope.payer, found.scope.id, *(f"#{first + number}" for number in numbers)
        first += len(found.answers)


def _spelled_out(found: ScopeAnswers, record: Record, base_url: str) -> dict[str, str]:
    sources = [found.sources[name] for name in record.get("sources", ())]
    reason = record.get("reason", "")
    return {
        "question_title": TITLES[record["question"]],
        "reason_means": MEANINGS_OF_CONFLICT if reason and record["decided"] else MEANINGS.get(reason, ""),
        "part_read": {True: "yes", False: "no"}.get(record.get("part_read"), ""),  # type: ignore[arg-type]
        "sources": "; ".join(f"{source['title']} <{source['url']}>" for source in sources),
        "sources_retrieved": "; ".join(dict.fromkeys(source["retrieved"] for source in sources)),
        "link": base_url + record.get("page", f"{found.scope.payer}/payer.html"),
    }


def code_as_text(code: str) -> str:
    """Write a code so that no program reads it as a number: 00100 as “HCPCS 00100”."""
    return f"{SYSTEM} {code}"


def guarded(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
